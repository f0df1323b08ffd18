"""The steps before aggregation: raw figures, denominated, imputed, treated and normalised, leaf by leaf.

Every stage is kept in a cache by what it was made with, so that definitions that differ only later on share the work.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mpindex.engine.derivation import Column, Derivation
from mpindex.errors import DataError, DefinitionError, Fault, suggest
from mpindex.grammar import Call, Leaf, thaw
from mpindex.steps.columns import BadValues
from mpindex.steps.registry import METHODS, Method

if TYPE_CHECKING:
    from mpindex.engine.plan import Plan

Array = NDArray[np.float64]

STAGES = ("raw", "denominated", "imputed", "treated", "normalised")
#: What a method raises when its options are wrong.
MISUSE = (DefinitionError, TypeError, ValueError, LookupError, ArithmeticError)
#: Imputations that look along the years; they take (years, units, indicators).
ALONG_YEARS = ("latest", "linear", "linear_constant", "step")


@dataclass(frozen=True, eq=False)
class Stages:
    """The stages of a plan, (units, leaves) each. `cache` may be shared by plans on the same dataset."""

    plan: Plan
    cache: dict[Hashable, Any]
    own: bool = False  #: learn all parameters from the data themselves, whatever `learn:` says
    _made: dict[str, Array] = field(
        default_factory=dict, repr=False
    )  #: keys are dear to make: once for each plan

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        return self.plan.leaves

    def get(self, name: str) -> Array:
        """Return a stage by name, made once for all plans that share the cache and agree up to here."""
        if name not in self._made:
            key = self.key(name)
            if key not in self.cache:
                array = getattr(self, f"_{name}")()
                array.flags.writeable = False
                self.cache[key] = array
            self._made[name] = self.cache[key]
        return self._made[name]

    def key(self, name: str) -> Hashable:
        """What the stage depends on."""
        settings = [leaf.settings for leaf in self.leaves]
        model = self.plan.model
        key: tuple[Hashable, ...] = (model.derived, tuple(leaf.source for leaf in self.leaves), model.screen)
        if name == "raw":
            return key
        key = (*key, _runs(one.per for one in settings))
        if name == "denominated":
            return key
        key = (*key, _runs(one.impute for one in settings), tuple(self.plan.dimension), tuple(self.direction))
        if name == "imputed":
            return key
        key = (*key, _runs(one.treat for one in settings), self._learn("treat"))
        if name == "treated":
            return key
        return (*key, _runs(one.normalise for one in settings), self._learn("normalise"))

    @cached_property
    def derivation(self) -> Derivation:
        optional = frozenset(leaf.source for leaf in self.leaves if leaf.optional)
        key = ("derivation", self.plan.model.derived, optional)
        if key not in self.cache:
            self.cache[key] = Derivation(
                self.plan.dataset, self.plan.model.derived, self.plan.definition.where, optional
            )
        return self.cache[key]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(self.derivation.column(leaf.source, leaf.path) for leaf in self.leaves)

    @cached_property
    def direction(self) -> NDArray[np.int_]:
        pairs = zip(self.leaves, self.columns, strict=True)
        return np.array([leaf.settings.direction or column.direction for leaf, column in pairs])

    # the steps -----------------------------------------------------------

    def normalised_from(self, raw: Array) -> Array:
        """Run all the steps on other raw figures, (..., units, leaves), for draws with errors of measurement."""
        x = self._denominate(raw)
        x = self._each("impute", x, None)
        x = self._each("treat", x, self._untreated(self._learn("treat")))
        return self._each("normalise", x, self._reference())

    def _raw(self) -> Array:
        raw = np.stack([column.values for column in self.columns], axis=-1)
        self._finite(raw)
        raw[~self._screened(raw)] = np.nan
        return raw

    def _finite(self, raw: Array) -> None:
        """Refuse infinite figures: tables that were read have none, those that a program made may."""
        cells = np.argwhere(np.isinf(raw))
        units = self.plan.dataset.units
        if len(cells):
            raise DataError(
                f"{self.plan.definition.name}: {len(cells)} of {raw.size} values cannot be used",
                [
                    Fault(
                        units[u],
                        self.leaves[j].id,
                        self._year(u, j),
                        raw[u, j],
                        "must be finite",
                        "leave the cell empty if the value is unknown",
                    )
                    for u, j in cells
                ],
            )

    def _denominated(self) -> Array:
        return self._denominate(self.get("raw"))

    def _denominate(self, x: Array) -> Array:
        if all(leaf.settings.per is None for leaf in self.leaves):
            return x
        result = x.copy()
        for i, leaf in enumerate(self.leaves):
            per = leaf.settings.per
            if per is not None:
                below = self.derivation.column(per.indicator, (*leaf.path, "per")).values
                call = Call("per", (("factor", per.factor),))
                result[..., [i]] = self._kernel(
                    "denominate", call, np.array([i]), x[..., [i]], below[:, None]
                )
        return result

    def _imputed(self) -> Array:
        return self._each("impute", self.get("denominated"), None)

    def _treated(self) -> Array:
        return self._each("treat", self.get("imputed"), self._untreated(self._learn("treat")))

    def _normalised(self) -> Array:
        return self._each("normalise", self.get("treated"), self._reference())

    def _each(self, step: str, x: Array, reference: Array | None) -> Array:
        """Call each distinct method once, on all the columns that share it."""
        groups = _alike([getattr(leaf.settings, step) for leaf in self.leaves])
        groups = [group for group in groups if step == "normalise" or group[0].name != "none"]
        if not groups:
            return x
        if len(groups[0][1]) == x.shape[-1]:  # one for all: no column is copied
            return self._call(step, groups[0][0], x, groups[0][1], reference)
        result = x.copy()
        for call, where in groups:
            part = None if reference is None else reference[..., where]
            result[..., where] = self._call(step, call, x[..., where], where, part)
        return result

    def _call(
        self,
        step: str,
        call: Call,
        x: Array,
        where: NDArray[np.intp],
        reference: Array | None,
        *,
        directed: bool = False,
    ) -> Array:
        """Call a method with the context that it asks for; a chain's later calls see values of which more is more."""
        if call.name == "chain":
            for i, one in enumerate(call.keywords["calls"]):
                learned = (
                    None
                    if reference is None
                    else self._call(step, one, reference, where, reference, directed=directed or i > 0)
                )
                x, reference = self._call(step, one, x, where, reference, directed=directed or i > 0), learned
            return x
        if step == "impute" and call.name in ALONG_YEARS:
            return self._along_years(call, x, where)
        method = METHODS[step][call.name]
        return self._kernel(
            step, call, where, x, **self._context(method, call, where, x.shape[-2], reference, directed)
        )

    def _context(
        self,
        method: Method,
        call: Call,
        where: NDArray[np.intp],
        units: int,
        reference: Array | None,
        directed: bool,
    ) -> dict[str, Any]:
        make: dict[str, Callable[[], Any]] = {
            "direction": lambda: None if directed else self.direction[where],
            "reference": lambda: reference,
            "blocks": lambda: self.plan.dimension[where],
        }
        context = {name: make[name]() for name in method.context if name in make}
        among = call.keywords.get("among")
        if "members" in method.context and among is not None:
            context["members"] = self._members(among, where, units, reference)
        return context

    def _members(
        self, among: Any, where: NDArray[np.intp], units: int, reference: Array | None
    ) -> NDArray[np.bool_]:
        """(units, rows of the reference): who is in whose group, where parameters are learned from elsewhere too."""
        inside = self.derivation.members(among, self.leaves[where[0]].path)
        if reference is None or len(reference) == len(inside):
            return inside
        if len(reference) % len(inside) == 0 and units == len(inside):
            return np.tile(inside, (1, len(reference) // len(inside)))
        raise DefinitionError(
            f"{self.plan.definition.where(self.leaves[where[0]].path)}: 'among' does not go with learn: {{among: ...}}"
        )

    def _kernel(
        self, step: str, call: Call, where: NDArray[np.intp], *arrays: Array, **context: Any
    ) -> Array:
        """Call the function of a method; faults get the names of file, line, units and indicators."""
        keywords = {key: thaw(value) for key, value in call.arguments if key != "among"}
        line = self.plan.definition.where((*self.leaves[where[0]].path, step))
        if call.name == "dist2ref" and isinstance(keywords.get("unit"), str):
            keywords["unit"] = self.plan.dataset.units.index(self.plan.dataset.find(keywords["unit"]))
        try:
            result = np.asarray(METHODS[step][call.name].function(*arrays, **keywords, **context))
            if result.shape != arrays[0].shape:
                raise DefinitionError("an option has the wrong number of values")
            return result
        except BadValues as fault:
            raise DataError(
                f"{line}: {step} {call.name!r} cannot take these values", self._named(fault, where)
            ) from None
        except DataError as fault:
            raise DataError(
                f"{line}: {step} {call.name!r} of {', '.join(self.leaves[i].id for i in where)}: {fault}"
            ) from None
        except MISUSE as fault:
            raise DefinitionError(f"{line}: {step} {call.name!r}: {fault}") from None

    def _named(self, fault: BadValues, where: NDArray[np.intp]) -> list[Fault]:
        units = self.plan.dataset.units
        cells = np.argwhere(fault.bad.reshape(-1, *fault.bad.shape[-2:]).any(axis=0))
        return [
            Fault(
                units[u % len(units)],
                self.leaves[where[j]].id,
                self._year(u, where[j]),
                one.value,
                one.rule,
                one.hint,
            )
            for (u, j), one in zip(cells, fault.faults, strict=False)
        ]

    def _year(self, u: int, leaf: int) -> object:
        year = self.columns[leaf].years[u % len(self.plan.dataset.units)]
        return "" if np.isnan(year) else int(year)

    def _along_years(self, call: Call, x: Array, where: NDArray[np.intp]) -> Array:
        """Fill a unit's gaps from its own other years; needs plain indicators, as a derived one has no series."""
        data = self.plan.dataset
        year, everything = data.reference_year, data.at(None)
        result = x.copy()
        for j, i in enumerate(where):
            leaf = self.leaves[i]
            if leaf.source not in data.indicators or leaf.settings.per is not None:
                raise DefinitionError(
                    f"{self.plan.definition.where(leaf.path)}: impute {call.name!r} looks along the years of a plain"
                    f" indicator; {leaf.id!r} is derived or has a denominator"
                )
            calendar, series = everything.series(leaf.source)
            years = np.union1d(calendar, [year])
            cube = np.full((len(years), len(x), 1), np.nan)
            cube[np.searchsorted(years, calendar), :, 0] = np.asarray(series).T
            filled = self._kernel("impute", call, np.array([i]), cube, years)[
                np.searchsorted(years, year), :, 0
            ]
            result[:, j] = np.where(np.isnan(x[:, j]), filled, x[:, j])
        return result

    # learned elsewhere ---------------------------------------------------

    def _learn(self, step: str) -> tuple[str, Any]:
        """What the parameters of a step are learned from: a kind and its argument, one for all indicators."""
        kinds = {getattr(leaf.settings.learn, step) for leaf in self.leaves}
        if len(kinds) > 1:
            raise DefinitionError(f"{self.plan.definition.name}: 'learn' must be the same for all indicators")
        return ("own", None) if self.own else kinds.pop()

    def _reference(self) -> Array | None:
        """Treated values to learn normalisation from, or None for the data's own; treated as the data are."""
        learn = self._learn("normalise")
        if learn[0] == "own":
            return None
        if learn == self._learn("treat"):
            untreated = self._untreated(learn)
            return self._each("treat", untreated, untreated) if untreated is not None else None
        return self._elsewhere(learn, "treated")

    def _untreated(self, learn: tuple[str, Any]) -> Array | None:
        """Values before treatment to learn from, or None for the data's own."""
        return None if learn[0] == "own" else self._elsewhere(learn, "imputed")

    def _elsewhere(self, learn: tuple[str, Any], stage: str) -> Array:
        """(rows, leaves): a stage as it is elsewhere: of a group, of another year, of all years one below the other."""
        kind, value = learn
        if kind == "among":
            return self.get(stage)[self.derivation.members(value).diagonal()]
        years = [int(value)] if kind == "year" else self._panel_years()
        return np.concatenate([self._as_if(year, stage) for year in years])

    def _as_if(self, year: int | None, stage: str) -> Array:
        """The stage of the same definition as of another year, learning from itself."""
        plan = self.plan
        given = {name: value for name, value in plan.parameters.items() if name in plan.definition.parameters}
        dataset = plan.dataset if year == plan.dataset.year else plan.dataset.at(None).at(year)
        then = type(plan).compile(plan.definition, dataset, given)
        return Stages(then, self.cache.setdefault(("as of", year), {}), own=True).get(stage)

    def _panel_years(self) -> list[int]:
        data = self.plan.dataset.at(None)
        names = [name for name in self.plan.definition.indicators if name in data.indicators]
        return sorted({int(year) for name in names for year in data.series(name)[0]})

    def _screened(self, x: Array) -> NDArray[np.bool_]:
        """(units,): which units stay in; the others lose their values and get no score."""
        screen = self.plan.model.screen
        if screen is None:
            return np.ones(len(x), dtype=bool)
        units = self.plan.dataset.units
        keywords = {key: thaw(value) for key, value in screen.arguments}
        for key in ("include", "exclude"):
            names = keywords.get(key, [])
            unknown = [name for name in names if name not in units and not self.derivation.is_state(name)]
            if unknown:
                raise DefinitionError(
                    f"{self.plan.definition.where(('screen',))}: no such unit: {unknown[0]!r}.{suggest(unknown[0], units)}"
                )
            if names:
                keywords[key] = np.isin(units, names)
        among = keywords.pop("among", None)
        if among is not None:
            keywords["members"] = self.derivation.members(among, ("screen",))
        return np.asarray(METHODS["screen"][screen.name].function(x, **keywords).keep)


def _runs(items: Iterable[Any]) -> tuple[tuple[Any, int], ...]:
    """Each item and how often it stands in a row: the same content, and little to hash."""
    runs: list[list[Any]] = []
    for item in items:
        if runs and (item is runs[-1][0] or item == runs[-1][0]):
            runs[-1][1] += 1
        else:
            runs.append([item, 1])
    return tuple((item, many) for item, many in runs)


def _alike(calls: Iterable[Call]) -> list[tuple[Call, NDArray[np.intp]]]:
    """Group columns by call, keeping the order of first appearance."""
    groups: dict[Call, list[int]] = {}
    place = 0
    for call, many in _runs(calls):
        groups.setdefault(call, []).extend(range(place, place + many))
        place += many
    return [(call, np.array(where)) for call, where in groups.items()]
