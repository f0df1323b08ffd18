"""Definitions side by side: ranks and bands, how alike they rank, who moves between two of them and why."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, islice
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError, MpindexError, suggest
from mpindex.grammar.definition import definition as find_definition
from mpindex.steps.rank import competition, position_of
from mpindex.wording import counted, listed

if TYPE_CHECKING:
    from mpindex.analysis.agreement import Agreement
    from mpindex.index.index import Index

Array = NDArray[np.float64]

#: Indicator -> its name, the unit's position in it, its weight for the unit.
Parts = dict[str, tuple[str, float, float]]
#: The row of `why` for all that is not the choice of indicators and their weights.
REST = "scaling and aggregation"
_WHY = ("name", "of", "position", "weight_1", "weight_2", "effect")
KINDS = ("spearman", "kendall", "pearson")


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """What several definitions say of the same units. Made by `compare`.

    Attributes
    ----------
    dataset : the data that all were applied to.
    indexes : the result of each definition, by label: its id, numbered where two share one.
    failed : definitions that could not be applied, with the reason.
    """

    dataset: Dataset = field(repr=False)
    indexes: Mapping[str, Index]
    failed: Mapping[str, str] = field(default_factory=dict)

    @property
    def labels(self) -> tuple[str, ...]:
        """The definitions that could be applied."""
        return tuple(self.indexes)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each unit; for each definition its rank, position from the top, and band.

        Columns have two levels, definition and figure: ``table.loc["KAZ"].unstack()`` is one state by definition,
        ``table.xs("rank", axis=1, level=1)`` the ranks alone.
        """
        parts = {
            label: pd.DataFrame(
                {"rank": index.ranks.astype("Int64"), "position": index.positions, "band": index.bands}
            ).reindex(list(self.dataset.units))
            for label, index in self.indexes.items()
        }
        frame = pd.concat(parts, axis=1, names=["definition", "figure"])
        return frame.rename_axis(index="unit").sort_values((self.labels[0], "rank"), kind="stable")

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Ranks alone (units x definitions), NaN without a score."""
        return pd.DataFrame({label: index.ranks for label, index in self.indexes.items()}).reindex(
            list(self.dataset.units)
        )

    @cached_property
    def positions(self) -> pd.DataFrame:
        """Positions from the top alone (units x definitions)."""
        return pd.DataFrame({label: index.positions for label, index in self.indexes.items()}).reindex(
            list(self.dataset.units)
        )

    def of(self, unit: str) -> pd.DataFrame:
        """Return one unit by definition: rank, of how many, position, band, and the tier that the band stands for."""
        rows = {}
        for label, index in self.indexes.items():
            place = index.row(unit)
            band = index.bands.iloc[place]
            rows[label] = {
                "rank": index.ranks.iloc[place],
                "of": index.n,
                "position": index.positions.iloc[place],
                "band": band,
                "tier": None if band is None else index.definition.tier(band),
            }
        frame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("definition")
        return frame.astype({"rank": "Int64"})

    def correlations(self, kind: str = "spearman") -> pd.DataFrame:
        """Return how alike each two definitions rank the units that both score, -1 to 1.

        Parameters
        ----------
        kind : spearman or kendall (of ranks), or pearson (of scores, better always counted as more).

        Missing where fewer than three units have both scores, or one of the two scores them all alike.
        """
        if kind not in KINDS:
            raise ValueError(f"kind is one of {', '.join(KINDS)}; not {kind!r}.{suggest(kind, KINDS)}")
        better = {label: index.scores * index._sign for label, index in self.indexes.items()}
        frame = pd.DataFrame(better).reindex(list(self.dataset.units))
        with np.errstate(invalid="ignore", divide="ignore"):
            return frame.corr(method=kind, min_periods=3)  # type: ignore[arg-type]

    def shifts(self, many: int = 5) -> pd.DataFrame:
        """Return who changes rank most between each two definitions, `many` for each pair, the biggest first.

        Columns: first, second (definitions), unit, name, rank in each, and shift: by how many ranks the unit is better
        off under the second. Only units that both score are ranked against each other here.
        """
        found = [self._shifts(a, b).head(many) for a, b in combinations(self.labels, 2)]
        return pd.concat(found, ignore_index=True) if found else self._shifts(*self.labels * 2).head(0)

    def why(self, first: str, second: str, unit: str) -> pd.DataFrame:
        """Say which indicators move a unit between two definitions, one row for each.

        The unit has a position in every indicator (0 first, 1 last), and a definition weighs these positions. With
        p the position and w the weight in a definition, and m the mean of both weighted means, an indicator's effect
        is  w1 (p1 - m) - w2 (p2 - m);  effects sum to the change of the weighted mean position. What is left of
        the change in position is the last row: how values are scaled and combined. Positive effects lift the unit
        in the second definition. Weights are those after the rule for missing values; what counts as zero counts
        as last.

        Columns: name, of (first, second or both), position, weights in each, effect (in positions), ranks (effect
        times the number of units that the second definition scores).
        """
        one, two = self._index(first), self._index(second)
        rows = self._reasons(first, second, unit)
        frame = pd.DataFrame(rows, columns=["indicator", *_WHY]).set_index("indicator")
        frame = frame.sort_values("effect", key=np.abs, ascending=False, kind="stable")
        whole = one.positions.iloc[one.row(unit)] - two.positions.iloc[two.row(unit)]
        frame.loc[REST] = [REST, "both", np.nan, np.nan, np.nan, whole - frame["effect"].sum()]
        return frame.assign(ranks=frame["effect"] * two.n)

    @cached_property
    def movers(self) -> pd.DataFrame:
        """For each two definitions the unit that gains and the one that loses most, and what explains it.

        Columns: first, second, unit, name, ranks in each, shift, why: the indicators with the largest effects (see
        `why`), in ranks.
        """
        columns = [*self._shifts(*(self.labels * 2)[:2]).columns, "why"]
        return pd.DataFrame(list(self._moves()), columns=columns)

    @cached_property
    def agreement(self) -> Agreement:
        """How far each definition agrees with each expert list, in the world of the list's year; see `Agreement`."""
        from mpindex.analysis.agreement import agreement

        return agreement([(label, index) for label, index in self.indexes.items()], self.dataset)

    def __str__(self) -> str:
        many = f"{counted(len(self.labels), 'definition')}, {counted(len(self.dataset.units), 'unit')}"
        lines = [f"{many}: {listed(self.labels)}"]
        lines += [f"not applied: {label}: {reason}" for label, reason in self.failed.items()]
        if len(self.labels) > 1:
            lines += ["", "Rank correlations", self.correlations().to_string(float_format="{:.2f}".format)]
            lines += ["", "Who moves most, and why", *self._sentences()]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        from html import escape

        gone = "".join(f"<p>not applied: {escape(f'{k}: {v}')}</p>" for k, v in self.failed.items())
        head = f"<p><b>{len(self.labels)} definitions</b>, {len(self.dataset.units)} units</p>{gone}"
        top = self.table.head(10).to_html(float_format="{:.3f}".format)
        return (
            f"{head}{top}<p>Rank correlations</p>{self.correlations().to_html(float_format='{:.2f}'.format)}"
        )

    # --------------------------------------------------------------------

    def _index(self, label: str) -> Index:
        if label not in self.indexes:
            raise DefinitionError(
                f"{label!r} is not compared here.{suggest(label, self.labels)} There is: {', '.join(self.labels)}"
            )
        return self.indexes[label]

    def _reasons(self, first: str, second: str, unit: str) -> list[tuple[Any, ...]]:
        """The rows of `why` but for the rest, unsorted: indicator and the columns of `_WHY`."""
        mine, theirs = self._parts(first, unit), self._parts(second, unit)
        middle = (
            sum(weight * position for parts in (mine, theirs) for _, position, weight in parts.values()) / 2
        )
        rows = []
        for name in dict.fromkeys([*mine, *theirs]):
            title, p1, w1 = mine.get(name, ("", 0.0, 0.0))
            other, p2, w2 = theirs.get(name, ("", 0.0, 0.0))
            of = (
                "both" if name in mine and name in theirs else "first only" if name in mine else "second only"
            )
            position = (p1 if name in mine else p2) if w1 or w2 else np.nan
            rows.append((name, title or other, of, position, w1, w2, w1 * (p1 - middle) - w2 * (p2 - middle)))
        return rows

    def _parts(self, label: str, unit: str) -> Parts:
        if (label, unit) not in self._known:
            self._known[label, unit] = _leaves(self.indexes[label], unit)
        return self._known[label, unit]

    @cached_property
    def _known(self) -> dict[tuple[str, str], Parts]:
        return {}

    def _shifts(self, a: str, b: str) -> pd.DataFrame:
        """Both definitions' ranks among the units that both score, biggest change first."""
        better = [self.indexes[label].scores * self.indexes[label]._sign for label in (a, b)]
        both = pd.concat(better, axis=1, keys=[0, 1]).dropna()
        first, second = competition(both.to_numpy().T).astype(int)
        frame = pd.DataFrame(
            {
                "first": a,
                "second": b,
                "unit": [str(unit) for unit in both.index],
                "name": [self.dataset.names.get(str(unit), str(unit)) for unit in both.index],
                "rank_1": first,
                "rank_2": second,
                "shift": first - second,
            }
        )
        return frame.sort_values("shift", key=np.abs, ascending=False, kind="stable")

    def _moves(self) -> Iterator[dict[str, Any]]:
        """The rows of `movers`."""
        for a, b in combinations(self.labels, 2):
            moved = self._shifts(a, b).sort_values("shift", kind="stable")
            moved = moved[moved["shift"] != 0]
            for row in (
                (moved.iloc[[-1, 0]] if len(moved) else moved).drop_duplicates("unit").to_dict("records")
            ):
                yield {
                    **{str(key): value for key, value in row.items()},
                    "why": self._because(a, b, str(row["unit"])),
                }

    def _because(self, a: str, b: str, unit: str, many: int = 3) -> str:
        """The indicators that explain most, those that pull the way the unit moved first."""
        one, two = self.indexes[a], self.indexes[b]
        reasons = [(row[0], row[2], row[-1]) for row in self._reasons(a, b, unit)]
        whole = one.positions.iloc[one.row(unit)] - two.positions.iloc[two.row(unit)]
        reasons.append((REST, "both", whole - sum(effect for _, _, effect in reasons)))
        reasons.sort(key=lambda reason: -abs(reason[2]))
        return ", ".join(
            f"{name}{'' if of == 'both' else f' (in the {of})'} {effect * two.n:+.0f}"
            for name, of, effect in reasons[:many]
        )

    def _sentences(self, most: int = 6) -> list[str]:
        rows = list(islice(self._moves(), most + 1))
        said = [
            f"  {row['first']} to {row['second']}: {row['name']} from {row['rank_1']} to {row['rank_2']}: {row['why']}"
            for row in rows[:most]
        ]
        return said + (["  and more in .movers"] if len(rows) > most else [])


def compare(
    definitions: Any,
    *more: Any,
    dataset: Dataset | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> Comparison:
    """Put definitions side by side.

    Parameters
    ----------
    definitions, *more : ids, paths to YAML files, mappings or `Definition` objects, as a list or one by one. A
        `Dataset` among them is the data.
    dataset : the bundled world when None.
    parameters : values for the definitions' own parameters; each takes those that it has.

    A definition that cannot be applied to the data (its file is not bundled, say) stands under `failed` with the
    reason; the others are compared.

    Raises
    ------
    DefinitionError
        No such definition, a faulty one, a parameter that none of them has, or none that can be applied.

    >>> compare("wood", "beckley").table.loc["KAZ"].xs("rank", level=1).to_dict()
    {'wood': 49, 'beckley': 46}
    """
    given = [*several(definitions), *more]
    data = [item for item in given if isinstance(item, Dataset)]
    chosen = [find_definition(item) for item in given if not isinstance(item, Dataset)]
    world = dataset if dataset is not None else data[0] if data else load()
    if not chosen:
        raise DefinitionError("no definition is given to compare")
    own = dict(parameters or {})
    known = {name for item in chosen for name in getattr(item, "parameters", {})}
    for name in own.keys() - known:
        raise DefinitionError(f"none of these definitions has a parameter {name!r}.{suggest(name, known)}")
    indexes, failed = {}, {}
    for label, item in _labelled(chosen):
        try:
            mine = {name: own[name] for name in getattr(item, "parameters", {}) if name in own}
            indexes[label] = item.apply(world, **mine)
            _ = indexes[label].bands
        except MpindexError as fault:
            indexes.pop(label, None)
            failed[label] = str(fault).split("\n")[0]
    if not indexes:
        raise DefinitionError("\n".join(f"{label}: {reason}" for label, reason in failed.items()))
    return Comparison(world, indexes, failed)


def several(given: Any) -> list[Any]:
    """Return definitions given as one or many as a list."""
    one = isinstance(given, str | os.PathLike | Mapping | Dataset) or hasattr(given, "apply")
    return [given] if one or not isinstance(given, Iterable) else list(given)


def _labelled(definitions: Iterable[Any]) -> list[tuple[str, Any]]:
    """Ids as labels; the second of an id is ``id (2)``."""
    count: dict[str, int] = {}
    found = []
    for item in definitions:
        count[item.id] = count.get(item.id, 0) + 1
        found.append((item.id if count[item.id] == 1 else f"{item.id} ({count[item.id]})", item))
    return found


def _leaves(index: Index, unit: str) -> Parts:
    """What each indicator has to do with a unit; one that it lacks has weight 0 and no say, or counts as last."""
    u = index.row(unit)
    weight = index._unit_weights(u)
    position = position_of(index._leaf_ranks.T)[:, u]
    position = np.where(np.isnan(position), 1.0, position)
    return {
        leaf.id: (index._title(leaf.id, leaf.source, leaf.title), float(p), float(w))
        for leaf, p, w in zip(index.plan.leaves, position, weight, strict=True)
    }
