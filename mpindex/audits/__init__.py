"""Audit: is an index sound? Pure functions on arrays, as the steps are; `audits.audit` hands them out as tables."""
