"""mpindex: where does a state sit among the powers, by whose definition, and how sure can we be?

>>> import mpindex as mp
>>> world = mp.load()
>>> mp.definition("wood").apply(world).table.loc["KAZ", "band"]
'minor'
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mpindex import errors as errors
    from mpindex import plots as plots
    from mpindex import readers as readers
    from mpindex import testing as testing
    from mpindex.analysis.balance.balance import balance as balance
    from mpindex.analysis.census import census as census
    from mpindex.analysis.comparison.comparison import compare as compare
    from mpindex.analysis.guard.guard import guard as guard
    from mpindex.analysis.ledger.commitments import commitments as commitments
    from mpindex.analysis.ledger.ledger import ledger as ledger
    from mpindex.analysis.listing.listing import definitions as definitions
    from mpindex.analysis.membership.members import members as members
    from mpindex.analysis.search.search import search as search
    from mpindex.analysis.sets.set_relations import set_relations as set_relations
    from mpindex.analysis.trajectory.trajectory import trajectory as trajectory
    from mpindex.analysis.types.types import types as types
    from mpindex.analysis.verdict.verdict import verdict as verdict
    from mpindex.analysis.where.where import where as where
    from mpindex.audits.audit import audit as audit
    from mpindex.audits.audit_result import Audit as Audit
    from mpindex.catalogue import indicators as indicators
    from mpindex.coinr.coin_tool import read_coin_tool as read_coin_tool
    from mpindex.dataset.bundled import load as load
    from mpindex.dataset.dataset import Dataset as Dataset
    from mpindex.dataset.schemas import schemas as schemas
    from mpindex.dataset.versions import show_versions as show_versions
    from mpindex.grammar.definition import Definition as Definition
    from mpindex.grammar.library import definition as definition
    from mpindex.index.index import Index as Index
    from mpindex.ingest.read import read as read
    from mpindex.ingest.services.fetch import fetch as fetch
    from mpindex.pages.explore.page import explore as explore
    from mpindex.pages.report.report import report as report
    from mpindex.pages.site.site import site as site
    from mpindex.steps.registry import methods as methods
    from mpindex.steps.registry import register as register
    from mpindex.testing import invariants as invariants
    from mpindex.uncertainty.robustness.robustness import robustness as robustness
    from mpindex.uncertainty.sensitivity.salib import salib_problem as salib_problem
    from mpindex.uncertainty.sensitivity.sensitivity import sensitivity as sensitivity

__version__ = "0.1.0"

#: Public name -> the module that has it. Modules are imported when a name is first used.
_HOME = {
    "Dataset": "dataset.dataset",
    "load": "dataset.bundled",
    "read": "ingest.read",
    "read_coin_tool": "coinr.coin_tool",
    "indicators": "catalogue",
    "Definition": "grammar.definition",
    "definition": "grammar.library",
    "definitions": "analysis.listing.listing",
    "ledger": "analysis.ledger.ledger",
    "commitments": "analysis.ledger.commitments",
    "Index": "index.index",
    "Audit": "audits.audit_result",
    "audit": "audits.audit",
    "guard": "analysis.guard.guard",
    "verdict": "analysis.verdict.verdict",
    "sensitivity": "uncertainty.sensitivity.sensitivity",
    "robustness": "uncertainty.robustness.robustness",
    "salib_problem": "uncertainty.sensitivity.salib",
    "where": "analysis.where.where",
    "census": "analysis.census",
    "balance": "analysis.balance.balance",
    "compare": "analysis.comparison.comparison",
    "explore": "pages.explore.page",
    "report": "pages.report.report",
    "set_relations": "analysis.sets.set_relations",
    "site": "pages.site.site",
    "trajectory": "analysis.trajectory.trajectory",
    "types": "analysis.types.types",
    "members": "analysis.membership.members",
    "invariants": "testing",
    "fetch": "ingest.services.fetch",
    "show_versions": "dataset.versions",
    "schemas": "dataset.schemas",
    "search": "analysis.search.search",
    "methods": "steps.registry",
    "register": "steps.registry",
}
#: Folders and modules that are public as they stand.
_MODULES = ("errors", "plots", "readers", "testing")

__all__ = [*sorted([*_HOME, *_MODULES]), "__version__"]


class _Face(ModuleType):
    """The package as a module whose public names stay functions and classes.

    Python sets a submodule on its package when it is imported; a folder that bears the name of a public function
    (``mpindex.indicators`` holds YAML) must not take the function's place.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name in _MODULES:
            return import_module(f"mpindex.{name}")
        home = _HOME.get(name)
        if home is None:
            raise import_module("mpindex.answers.pointers").no_attribute(["mpindex"], name, __all__)
        value = getattr(import_module(f"mpindex.{home}"), name)
        self.__dict__[name] = value
        return value

    def __dir__(self) -> list[str]:
        return sorted(__all__)


sys.modules[__name__].__class__ = _Face
