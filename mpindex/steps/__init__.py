"""The handbook's steps, in order, as pure functions on arrays of shape ``(..., units, indicators)``.

Importing the package fills the registry (`mpindex.steps.registry.METHODS`), the table of contents.
"""

from mpindex.steps import denominate, impute, normalise, screen, treat

__all__ = ["denominate", "impute", "normalise", "screen", "treat"]
