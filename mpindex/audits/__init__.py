"""Audit: is an index sound? Statistics, gaps, correlations, reliability, weights in effect, removals, concentration.

The modules beside this one are pure functions on arrays, as the steps are; `face` hands them out as tables.
"""

from mpindex.audits.concentration import Concentration
from mpindex.audits.audit import Audit, audit

__all__ = ["Audit", "Concentration", "audit"]
