"""Evaluates a definition's bands: conditions on named quantities, first match wins, what matches none is unclassified."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mpindex.errors import DefinitionError, suggest
from mpindex.grammar import Band, Condition, thaw
from mpindex.steps.rank import competition

if TYPE_CHECKING:
    from mpindex.plan import Levels, Plan
    from mpindex.yamlfile import Path

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]

UNCLASSIFIED = "unclassified"
#: Labels in expert lists that call a state a great power.
GREAT_LABELS = ("major_power", "super_power", "global_power")


@dataclass(frozen=True)
class Banding:
    """The band rules of a plan.

    Codes are numbers of bands in order; ``len(bands)`` is unclassified, -1 has no score.
    """

    plan: Plan
    bands: tuple[Band, ...]
    _fixed: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def labels(self) -> tuple[str, ...]:
        return (*(band.label for band in self.bands), UNCLASSIFIED)

    def assign(
        self,
        levels: Levels,
        ranks: Array | None = None,
        bounds: Mapping[tuple[Path, str], Array] | None = None,
    ) -> NDArray[np.intp]:
        """Return the code of each unit's band, (..., units).

        bounds : other bounds than the file's, by condition and key, each of a shape that broadcasts against the scores.
        """
        ranks = self.rank(levels.score) if ranks is None else ranks
        codes = np.full(levels.score.shape, len(self.bands))
        for i in range(len(self.bands) - 1, -1, -1):
            met = np.ones(codes.shape, dtype=bool)
            for condition in self.bands[i].conditions:
                met &= self._met(condition, levels, ranks, bounds or {})
            codes[met] = i
        codes[np.isnan(levels.score)] = -1
        return codes

    def rank(self, scores: Array) -> Array:
        """Rank 1 is the best, whichever end the definition says is best."""
        return competition(-scores if self.plan.model.low_is_best else scores)

    def quantity(self, name: str, levels: Levels, ranks: Array) -> Array | None:
        """Return a named quantity by unit, or None if the name is not a number's."""
        scores = levels.score
        if name == "score":
            return scores
        if name == "rank":
            return ranks
        if name == "position":
            return (ranks - 0.5) / np.maximum((~np.isnan(ranks)).sum(-1, keepdims=True), 1)
        if name == "share":
            return scores / np.nansum(scores, axis=-1, keepdims=True)
        if name == "coverage":
            return self.plan.coverage()
        nodes = {node.id: i for i, node in enumerate(self.plan.nodes)}
        if name in nodes:
            return levels.nodes[nodes[name]]
        return self.plan.derivation.column(name).values if self.plan.derivation.knows(name) else None

    def _met(
        self, condition: Condition, levels: Levels, ranks: Array, bounds: Mapping[tuple[Path, str], Array]
    ) -> Bools:
        test = {key: thaw(value) for key, value in condition.test}
        if condition.quantity == "leaves":
            return self._leaves(test, levels)
        if condition.quantity in ("breaks", "head_tail", "gap"):
            return self._cut(condition.quantity, test, levels)
        values = self.quantity(condition.quantity, levels, ranks)
        if values is None:
            return self._other(condition, test)
        return self._within(condition, test, values, bounds)

    def _within(
        self,
        condition: Condition,
        test: Mapping[str, Any],
        values: Array,
        bounds: Mapping[tuple[Path, str], Array],
    ) -> Bools:
        met = ~np.isnan(values)
        compare: dict[str, Callable[[Any, Any], Any]] = {
            "min": np.greater_equal, "max": np.less_equal, "above": np.greater, "below": np.less,
            "is": np.equal, "not": np.not_equal,
        }  # fmt: skip
        for key, bound in test.items():
            if key not in compare:
                raise DefinitionError(
                    f"{self._where(condition)}: {key!r} belongs to 'leaves', not to {condition.quantity!r}"
                )
            given = bounds.get((condition.path, key))
            bound = self._bound(condition, bound, values) if given is None else given
            # a bound met up to rounding is met: 0.1 + 0.2 reaches 0.3
            slack = 1e-12 * np.maximum(np.abs(bound), 1e-300)
            bound = bound - slack if key == "min" else bound + slack if key == "max" else bound
            with np.errstate(invalid="ignore"):
                met &= compare[key](values, bound)
        return met

    def _bound(self, condition: Condition, bound: Any, values: Array) -> Any:
        """A number, or ``{quantile: 0.25, of: {lists: verified, at_least: 3}}``: a quantile of some units' values."""
        if isinstance(bound, int | float):
            return float(bound)
        if (
            isinstance(bound, dict)
            and set(bound) <= {"quantile", "of"}
            and isinstance(bound.get("quantile"), int | float)
        ):
            among = self.reference_set(condition, bound.get("of"))
            return np.nanquantile(values[..., among], bound["quantile"], axis=-1, keepdims=True)
        raise DefinitionError(
            f"{self._where(condition)}: a bound is a number or {{quantile: 0.25, of: {{lists: verified, at_least: 3}}}},"
            f" not {bound!r}"
        )

    def reference_set(self, condition: Condition, of: Any) -> Bools:
        """(units,): the states that a quantile is taken over: all, or those on enough expert lists."""
        units = self.plan.dataset.units
        if of is None:
            return np.ones(len(units), dtype=bool)
        if isinstance(of, list):
            return np.isin(units, of)
        if not isinstance(of, dict) or not set(of) <= {"lists", "at_least", "leave_out", "not_great_in"}:
            raise DefinitionError(
                f"{self._where(condition)}: 'of' is a list of units or {{lists: verified, at_least: 3}}, not {of!r}"
            )
        chosen = expert_core(self.plan.dataset.lists, **{"lists": "all", "at_least": 1, **of})
        if not chosen:
            raise DefinitionError(f"{self._where(condition)}: no state is on so many of these lists")
        return np.isin(units, sorted(chosen))

    def _leaves(self, test: Mapping[str, Any], levels: Levels) -> Bools:
        """At least m of the unit's leaves with data (or a share of them, ``50%``) lie within a range."""
        x = levels.leaves
        low, high = test["within"]
        there = ~np.isnan(x)
        with np.errstate(invalid="ignore"):
            inside = (there & (x >= low) & (x <= high)).sum(-1)
        least = test["at_least"]
        if isinstance(least, str) and least.endswith("%"):
            return np.asarray((inside >= float(least[:-1]) / 100 * there.sum(-1) - 1e-9) & there.any(-1))
        return np.asarray(inside >= least)

    def _cut(self, kind: str, test: Mapping[str, Any], levels: Levels) -> Bools:
        """Conditions that look at the whole distribution: natural breaks, head/tail breaks, the largest gap."""
        scores = levels.score
        rows = scores.reshape(-1, scores.shape[-1])
        return np.stack([self._cut_row(kind, test, row) for row in rows]).reshape(scores.shape)

    def _cut_row(self, kind: str, test: Mapping[str, Any], scores: Array) -> Bools:
        from mpindex.steps import band as cuts

        there = ~np.isnan(scores)
        met = np.zeros(scores.shape, dtype=bool)
        if kind == "gap":
            cut = cuts.largest_gap(
                scores[there], first=int(test.get("from", 1)), last=int(test.get("to", there.sum()))
            )
            met[there] = (scores[there] >= cut) == bool(test.get("above", True))
            return met
        if kind == "breaks":
            classes = cuts.natural_breaks(
                scores[there], classes=int(test.get("classes", 3)), log=bool(test.get("log", False))
            )
        else:
            classes = cuts.head_tail(scores[there])
        wanted = test.get("class", 1)
        met[there] = np.isin(classes, wanted if isinstance(wanted, list) else [wanted])
        return met

    def _other(self, condition: Condition, test: Mapping[str, Any]) -> Bools:
        """Conditions on the band that another definition gives: ``capability: {not: great}``."""
        from mpindex.define import definition

        name = condition.quantity
        if set(test) - {"is", "not"}:
            raise self._unknown(condition)
        try:
            other = definition(name)
        except DefinitionError:
            raise self._unknown(condition) from None
        if name not in self._fixed:
            bands = other.apply(self.plan.dataset).bands
            self._fixed[name] = bands.reindex(self.plan.dataset.units).to_numpy(dtype=object)
        met = np.ones(len(self.plan.dataset.units), dtype=bool)
        for key, wanted in test.items():
            wanted = wanted if isinstance(wanted, list) else [wanted]
            for label in wanted:
                if label not in (*other.bands, UNCLASSIFIED):
                    raise DefinitionError(
                        f"{self._where(condition)}: {name!r} has no band {label!r}.{suggest(label, other.bands)}"
                    )
            met &= np.isin(self._fixed[name], wanted) == (key == "is")
        return met

    def _unknown(self, condition: Condition) -> DefinitionError:
        from mpindex.define import bundled_ids
        from mpindex.grammar import QUANTITIES

        known = (*QUANTITIES, *self.plan.elements, *self.plan.derivation.derived, *bundled_ids())
        return DefinitionError(
            f"{self._where(condition)}: unknown quantity {condition.quantity!r} in a band.{suggest(condition.quantity, known)}"
        )

    def _where(self, condition: Condition) -> str:
        return self.plan.definition.where(condition.path)


def expert_core(
    table: Any,
    *,
    lists: str | list[str],
    at_least: int,
    leave_out: list[str] | None = None,
    not_great_in: str | None = None,
) -> set[str]:
    """Return the units that stand on at least so many expert lists, called something less than a great power there.

    Parameters
    ----------
    table : expert lists (list, unit, label, verified).
    lists : "all", "verified", or list ids.
    leave_out : ids of lists not to be counted.
    not_great_in : id of a list of great powers whose members are taken out.
    """
    rows = table[~table["label"].isin(GREAT_LABELS)]
    if lists == "verified":
        rows = rows[rows["verified"] == "yes"]
    elif lists != "all":
        rows = rows[rows["list"].isin([lists] if isinstance(lists, str) else lists)]
    rows = rows[~rows["list"].isin(leave_out or [])]
    count = rows.groupby("unit")["list"].nunique()
    great = set(table.loc[table["list"] == not_great_in, "unit"]) if not_great_in else set()
    return set(count.index[count >= at_least]) - great
