"""Audit: is an index sound? Statistics, gaps, correlations, reliability, weights in effect, removals, concentration.

The modules beside this one are pure functions on arrays, as the steps are; `face` hands them out as tables.
"""

from mpindex.audits.audit import Audit, audit
from mpindex.audits.concentration import Concentration

__all__ = ["Audit", "Concentration", "audit"]
