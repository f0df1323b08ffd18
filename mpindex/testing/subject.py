"""What is put to the test: a definition as a function from a table (units x its indicators) to scores."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import Dataset
from mpindex.dataset.side_tables import Tables
from mpindex.engine.plan import Plan
from mpindex.engine.stages import ALONG_YEARS
from mpindex.errors import MpindexError
from mpindex.grammar import Call, Leaf, Node
from mpindex.grammar.definition import Definition
from mpindex.steps.registry import METHODS
from mpindex.typing import Array, Bools

if TYPE_CHECKING:
    pass

Range = tuple[float, float]

#: Sizes of the worlds that are tried, small ones first: a small counterexample is read at a glance.
SIZES = (3, 4, 4, 6, 6, 10, 20)
#: Means, of which the result lies between the least and the most of what goes in.
BETWEEN = ("arithmetic", "geometric", "harmonic", "power_mean", "minimum", "median", "owa")
#: Verbs of `derive` whose results lie between 0 and 1.
SHARES = ("share", "position", "evenness", "preponderance")
#: Keys of a definition that a table of its indicators has no use for.
_ASIDE = (
    "derive", "bands", "report", "tiers", "uncertainty", "chains", "keeps", "calibrated_on", "needs", "per", "learn",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Subject:
    """A definition and a table to take examples from.

    A tree is tested on its own indicators, after `derive` and `per`: what counts as more is settled there. A
    definition in Python is tested on the indicators of the data, in the directions that these have.

    Attributes
    ----------
    definition : as its author wrote it.
    tested : what is applied to a table of its indicators.
    frame : units x indicators, all the figures there are.
    directions : +1 or -1 by indicator.
    """

    definition: Any
    tested: Any
    frame: pd.DataFrame = field(repr=False)
    directions: Mapping[str, int]
    year: int = 2000
    tables: Tables = field(default_factory=Tables, repr=False)
    countries: bool = False

    @property
    def has_tree(self) -> bool:
        return isinstance(self.tested, Definition)

    def dataset(self, frame: pd.DataFrame) -> Dataset:
        """Make a Dataset of a table like `frame`."""
        metadata = {name: {"direction": way} for name, way in self.directions.items()}
        return Dataset.from_frame(
            frame, metadata=metadata, year=self.year, tables=self.tables, is_countries=self.countries
        )

    def scores(self, frame: pd.DataFrame) -> pd.Series:
        """Score a table; better is always higher."""
        index = self.tested.apply(self.dataset(frame))
        low = self.has_tree and self.tested.model.low_is_best
        return pd.Series(np.asarray(index.scores, dtype=float) * (-1 if low else 1), index=list(index.units))

    def plan(self, frame: pd.DataFrame) -> Plan:
        """Compile the tree for a table."""
        return Plan.compile(self.tested, self.dataset(frame))

    @cached_property
    def named(self) -> list[str]:
        """Units that the definition names, which no example may lack."""
        found: set[str] = set()

        def look(value: Any) -> None:
            if isinstance(value, str):
                found.add(value)
            for item in (
                value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
            ):
                look(item)

        look(dict(self.tested.spec) if self.has_tree else {})
        return [unit for unit in self.frame.index if unit in found]

    def sample(self, rng: np.random.Generator, size: int) -> pd.DataFrame:
        """Return some units with figures of the table: ties, gaps, a constant column and an outlier now and then.

        Figures stay in their columns, so that none leaves the range that its method takes.
        """
        others = np.flatnonzero(~self.frame.index.isin(self.named))
        drawn = rng.choice(others, size=min(max(size - len(self.named), 2), len(others)), replace=False)
        rows = np.concatenate([np.flatnonzero(self.frame.index.isin(self.named)), drawn]).astype(int)
        x = self._values[rows]
        for j, pool in enumerate(self._pools):
            if len(pool):
                x[:, j] = _shuffled(rng, x[:, j], pool)
        x[rng.random(x.shape) < rng.choice([0.0, 0.0, 0.1, 0.3])] = np.nan
        return pd.DataFrame(x, index=self.frame.index[rows], columns=self.frame.columns)

    @cached_property
    def _values(self) -> Array:
        return self.frame.to_numpy(dtype=float)

    @cached_property
    def _pools(self) -> list[Array]:
        """The figures of each indicator."""
        return [column[~np.isnan(column)] for column in self._values.T]

    @cached_property
    def bounds(self) -> Range | None:
        """The range that scores cannot leave, from the methods of the tree; None where they have none."""
        if not self.has_tree:
            return None
        verbs = {item.id: item.verb for item in self.definition.model.derived}
        ways = self.directions
        shares = {
            leaf.id: (0.0, 1.0) if ways.get(leaf.id, 1) > 0 else (-1.0, 0.0)
            for leaf in self.definition.model.root.leaves()
            if verbs.get(leaf.source) in SHARES and leaf.settings.per is None
        }
        return _bounds(self.tested.model.root, shares)


def subject(definition: Any, dataset: Dataset | None = None) -> Subject:
    """Make a definition ready for tests.

    Parameters
    ----------
    dataset : where figures are taken from. None: the bundled world if it has what the definition takes, else a table of
        made-up amounts.
    """
    data = load() if dataset is None else dataset
    if not isinstance(definition, Definition):
        ids = [name for name in getattr(definition, "indicators", data.indicators) if name in data.indicators]
        frame = data.subset(indicators=ids).frame
        ways = {name: data.indicator(name).direction for name in ids}
        return Subject(
            definition, definition, frame, ways, data.reference_year, data.tables, data.is_countries
        )
    leafed = _leafed(definition)
    try:
        plan = Plan.compile(_unbanded(definition), data)
        along = any(leaf.settings.impute.name in ALONG_YEARS for leaf in plan.leaves)
        values = plan.stage("imputed" if along else "denominated")
    except MpindexError:
        if dataset is not None:
            raise
        return _made_up(definition, leafed)
    ids = [leaf.id for leaf in plan.leaves]
    frame = pd.DataFrame(values, index=list(data.units), columns=ids).dropna(how="all")
    ways = dict(zip(ids, map(int, plan.direction), strict=True))
    return Subject(definition, leafed, frame, ways, data.reference_year, data.tables, data.is_countries)


def _made_up(definition: Definition, leafed: Definition, units: int = 60) -> Subject:
    """Positive amounts with heavy tails, for a definition whose figures are not at hand."""
    leaves = list(definition.model.root.leaves())
    rng = np.random.default_rng(0)
    values = np.round(rng.lognormal(2.0, 1.2, (units, len(leaves))), 2) + 0.01
    frame = pd.DataFrame(values, index=[f"u{i}" for i in range(units)], columns=[leaf.id for leaf in leaves])
    return Subject(definition, leafed, frame, {leaf.id: leaf.settings.direction or 1 for leaf in leaves})


def _unbanded(definition: Definition) -> Definition:
    """Bands and reports may need more than the tree does."""
    spec = {key: value for key, value in definition.spec.items() if key not in ("bands", "report", "tiers")}
    return Definition(spec, definition.lines, definition.name)


def _leafed(definition: Definition) -> Definition:
    """The same tree on its leaves as plain indicators: nothing to derive or divide by, no bands."""
    spec = {key: value for key, value in copy.deepcopy(dict(definition.spec)).items() if key not in _ASIDE}
    spec["tree"] = {key: _plain(value) for key, value in spec["tree"].items()}
    return Definition(_without_years(spec), definition.lines, definition.name)


def _plain(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    kept = {key: item for key, item in value.items() if key not in ("per", "indicator", "learn")}
    if "of" in kept:
        kept["of"] = {key: _plain(item) for key, item in kept["of"].items()}
    return kept


def _without_years(value: Any) -> Any:
    """Drop imputation along the years: the table has the figures filled in already."""
    if not isinstance(value, Mapping):
        return value
    kept = {}
    for key, item in value.items():
        name = next(iter(item), None) if isinstance(item, Mapping) else item
        if not (key == "impute" and name in ALONG_YEARS):
            kept[key] = _without_years(item)
    return kept


def _shuffled(rng: np.random.Generator, own: Array, pool: Array) -> Array:
    """A column as it is, or with figures of other units, with ties, with the largest of all, or constant."""
    kind = rng.integers(8)
    if kind > 4:
        return own
    if kind == 4:
        return np.full(len(own), rng.choice(pool)) if rng.random() < 0.2 else own
    drawn = rng.choice(pool, size=len(own))
    if kind == 0:
        return rng.choice(drawn, size=len(own))
    if kind == 1:
        drawn[rng.integers(len(own))] = pool.max()
    return drawn


# bounds --------------------------------------------------------------------------


def _bounds(element: Node | Leaf, shares: Mapping[str, Range]) -> Range | None:
    """The bounds of an element; `shares` has those of indicators that are bounded by how they are derived."""
    if isinstance(element, Leaf):
        call = element.settings.normalise
        return shares.get(element.id) if call.name == "none" else _of_call(call)
    if element.then is not None:
        return _of_call(element.then)
    aggregate = METHODS["aggregate"][element.settings.aggregate.name]
    if aggregate.bounds is not None:
        return aggregate.bounds
    inside = [_bounds(child, shares) for child in element.children if child.weight > 0]
    known = [one for one in inside if one is not None]
    if aggregate.name not in BETWEEN or len(known) < len(inside):
        return None
    zero = [0.0] if element.settings.missing.rule == "zero" else []
    return min([*zero, *(one[0] for one in known)]), max([*zero, *(one[1] for one in known)])


def _of_call(call: Call) -> Range | None:
    """The bounds of a normalisation; a range given in the file takes the place of the method's own."""
    if call.name == "chain":
        return _of_call(call.keywords["calls"][-1])
    method = METHODS["normalise"][call.name]
    classes = call.keywords.get("scores")
    if isinstance(classes, tuple):  # values are given one of these
        return float(min(classes)), float(max(classes))
    given = call.keywords.get({"goalposts": "to", "minmax": "range"}.get(call.name, ""))
    if method.bounds is None:
        return None
    low, high = given if isinstance(given, tuple) and len(given) == 2 else method.bounds
    return float(low), float(high)


def positive(frame: pd.DataFrame) -> Bools:
    """(indicators,): columns of positive figures alone, which only a positive change leaves in their domain."""
    return np.asarray((frame.fillna(1.0) > 0).all(axis=0), dtype=bool)
