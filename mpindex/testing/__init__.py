"""Tests for anybody's definition: strategies for Hypothesis, the named invariants, `check_definition`.

Examples
--------
>>> check_definition("wood", examples=5)
"""

from __future__ import annotations

from typing import Any

from mpindex.answers.pointers import no_attribute
from mpindex.testing.check import check_definition
from mpindex.testing.laws import LAWS, Law
from mpindex.testing.picks import Case, Counterexample
from mpindex.testing.search import Finding, search
from mpindex.testing.table import Invariants, invariants

__all__ = [
    "LAWS", "Case", "Counterexample", "Finding", "Invariants", "Law", "check_definition", "definitions", "invariants",
    "search", "worlds",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in ("worlds", "definitions"):
        raise no_attribute(["mpindex.testing"], name, __all__)
    try:
        from mpindex.testing import strategies
    except ModuleNotFoundError as fault:
        if fault.name != "hypothesis":
            raise
        raise ImportError(
            f"mpindex.testing.{name} needs Hypothesis: pip install 'mpindex[testing]'"
        ) from None
    return getattr(strategies, name)
