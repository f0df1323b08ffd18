"""What is put to the test: a definition as a function from a table (units x its indicators) to scores."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import Dataset
from mpindex.dataset.side_tables import Tables
from mpindex.engine.plan import Plan
from mpindex.errors import MpindexError
from mpindex.grammar import Call, Leaf, Node
from mpindex.grammar.definition import Definition
from mpindex.steps.registry import METHODS
from mpindex.typing import Array, Bools, DatasetLike

Range = tuple[float, float]

#: Sizes of the worlds that are tried, small ones first: a small counterexample is read at a glance.
SIZES = (3, 4, 4, 6, 6, 10, 20)
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
    definition : Definition or object
        As its author wrote it.
    tested : Definition or object
        What is applied to a table of its indicators.
    frame : DataFrame
        Units x indicators, all the figures there are.
    directions : mapping
        +1 or -1 by indicator.
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
        metadata = {name: {"direction": way} for name, way in self.directions.items() if name in frame}
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
        words: set[str] = set()

        def look(value: Any) -> None:
            if isinstance(value, str):
                words.add(value)
            for item in (
                value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
            ):
                look(item)

        look(dict(self.tested.spec) if self.has_tree else {})
        return [unit for unit in self.frame.index if unit in words]

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
        derived = {
            leaf.id: range_ if ways.get(leaf.id, 1) > 0 else (-range_[1], -range_[0])
            for leaf in self.definition.model.root.leaves()
            if leaf.settings.per is None and (range_ := _of_verb(verbs.get(leaf.source))) is not None
        }
        return _bounds(self.tested.model.root, derived)


def subject(definition: Any, dataset: DatasetLike = None) -> Subject:
    """Make a definition ready for tests.

    Parameters
    ----------
    definition : Definition or object
        A definition, or an object with `id` and `apply`.
    dataset : Dataset, optional
        Where figures are taken from. None: the bundled world if it has what the definition takes, else a table of
        made-up amounts.

    Returns
    -------
    Subject
        The definition with a table to take examples from.
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
        along = any(_along_years(leaf.settings.impute.name) for leaf in plan.leaves)
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
        if not (key == "impute" and _along_years(name)):
            kept[key] = _without_years(item)
    return kept


def _along_years(name: object) -> bool:
    """Whether a way of imputing looks along the years."""
    return name in METHODS["impute"] and "along_years" in METHODS["impute"][str(name)].traits


def _shuffled(rng: np.random.Generator, figures: Array, pool: Array) -> Array:
    """A column as it is, or with figures of other units, with ties, with the largest of all, or constant."""
    kind = rng.integers(8)
    if kind > 4:
        return figures
    if kind == 4:
        return np.full(len(figures), rng.choice(pool)) if rng.random() < 0.2 else figures
    drawn = rng.choice(pool, size=len(figures))
    if kind == 0:
        return rng.choice(drawn, size=len(figures))
    if kind == 1:
        drawn[rng.integers(len(figures))] = pool.max()
    return drawn


def declared(item: Any) -> tuple[str, ...]:
    """Return the invariants that a definition declares: `keeps:` in YAML, an attribute `keeps` in Python."""
    spec = getattr(item, "spec", None)
    return tuple((spec.get("keeps") if spec is not None else getattr(item, "keeps", ())) or ())


# bounds --------------------------------------------------------------------------


def _of_verb(verb: str | None) -> Range | None:
    """The bounds of a derived indicator."""
    return METHODS["derive"][verb].bounds if verb in METHODS["derive"] else None


def _bounds(element: Node | Leaf, derived: Mapping[str, Range]) -> Range | None:
    """The bounds of an element; `derived` has those of indicators that are bounded by how they are derived."""
    if isinstance(element, Leaf):
        return _of_call(element.settings.normalise, derived.get(element.id))
    before = _of_children(element, derived)
    return before if element.then is None else _of_call(element.then, before)


def _of_children(element: Node, derived: Mapping[str, Range]) -> Range | None:
    """The bounds of a dimension before anything is done `then` with it."""
    aggregate = METHODS["aggregate"][element.settings.aggregate.name]
    if aggregate.bounds is not None:
        return aggregate.bounds
    inside = [_bounds(child, derived) for child in element.children if child.weight > 0]
    known = [bounds for bounds in inside if bounds is not None]
    if "between" not in aggregate.traits or len(known) < len(inside):
        return None
    zero = [0.0] if element.settings.missing.rule == "zero" else []
    return min([*zero, *(low for low, _ in known)]), max([*zero, *(high for _, high in known)])


def _of_call(call: Call, before: Range | None) -> Range | None:
    """The bounds of a normalisation of values within `before`; a range of the file's takes the place of the method's own."""
    if call.name == "chain":
        for link in call.keywords["calls"]:
            before = _of_call(link, before)
        return before
    if call.name == "none":
        return before
    if call.name == "not":
        return None if before is None else (1 - before[1], 1 - before[0])
    method = METHODS["normalise"][call.name]
    if call.name == "round" and before is not None:  # it keeps the order, so the ends stay the ends
        low, high = method.function([before], **dict(call.arguments))[0]
        return float(low), float(high)
    ends = call.keywords.get(method.bounds_option) if method.bounds_option else None
    if isinstance(ends, tuple) and ends and all(isinstance(end, int | float) for end in ends):
        return float(min(ends)), float(max(ends))
    return None if method.bounds is None else (float(method.bounds[0]), float(method.bounds[1]))


def positive(frame: pd.DataFrame) -> Bools:
    """(indicators,): columns of positive figures alone, which only a positive change leaves in their domain."""
    return np.asarray((frame.fillna(1.0) > 0).all(axis=0), dtype=bool)
