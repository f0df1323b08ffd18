"""Where one unit stands: every definition's answer, with what it rests on and who else gets the same."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mpindex.errors import DefinitionError
from mpindex.grammar.definition import HEADLINES, definition
from mpindex.units.relations import groupings_of

if TYPE_CHECKING:
    from mpindex.dataset.dataset import Dataset
    from mpindex.index.index import Index

#: The middle of the pack: the middle third of all units by position.
MIDDLE_THIRD = (1 / 3, 2 / 3)


@dataclass(frozen=True, eq=False, repr=False)
class Standing:
    """What one definition says of one unit."""

    index: Index
    unit: str

    def _cell(self, column: str) -> Any:
        return self.index.table.loc[self.unit, column]

    @cached_property
    def _place(self) -> int:
        return self.index.row(self.unit)

    @property
    def id(self) -> str:
        return self.index.definition.id

    @property
    def scored(self) -> bool:
        """Whether the unit has a score at all."""
        return bool(np.isfinite(self.score))

    @property
    def score(self) -> float:
        return float(self.index.scores.iloc[self._place])

    @property
    def rank(self) -> int | None:
        return int(self.index.ranks.iloc[self._place]) if self.scored else None

    @property
    def n(self) -> int:
        return self.index.n

    @property
    def position(self) -> float:
        """From the top: near 0 first, near 1 last."""
        return float(self.index.positions.iloc[self._place])

    @property
    def middle_of_pack(self) -> bool:
        """Whether the unit stands in the middle third of all units; not the same as a middle power."""
        return bool(MIDDLE_THIRD[0] <= self.position <= MIDDLE_THIRD[1])

    @property
    def band(self) -> str:
        return str(self.index.bands.iloc[self._place]) if self.scored else "no score"

    @property
    def same_band(self) -> tuple[int, int]:
        """The base rate: how many units are in the same band, of how many."""
        return self.index.base_rate(self.unit)

    @property
    def next_band(self) -> str | None:
        value = self._cell("next_band")
        return None if pd.isna(value) else str(value)

    @property
    def gap(self) -> float:
        """Score lacking to the lowest member of the next better band; negative if another condition keeps it out."""
        return float(self._cell("gap"))

    @property
    def ranks_to_next(self) -> int | None:
        """How many ranks the lowest member of the next better band is ahead."""
        table = self.index.table
        if self.next_band is None or self.rank is None:
            return None
        return self.rank - int(table.loc[table["band"] == self.next_band, "rank"].max())

    def outsiders(self) -> list[str]:
        """Units in the first band of a definition calibrated on expert lists that no expert list names, best first."""
        if "calibrated_on" not in self.index.definition.spec:
            return []
        table = self.index.table
        named = set(self.index.dataset.lists["unit"])
        inside = table.index[table["band"] == self.index.definition.bands[0]]
        return [str(unit) for unit in inside if unit not in named]

    @property
    def coverage(self) -> float:
        return float(self._cell("coverage"))

    @cached_property
    def explained(self) -> pd.DataFrame:
        """See `Index.explain`."""
        return self.index.explain(self.unit)

    def lifts(self, many: int = 3) -> pd.DataFrame:
        """The indicators that raise the unit most above what the median unit's value would give."""
        effect = self.explained["effect"] * self.index._sign
        return self.explained[effect > 0].head(many)

    def drags(self, many: int = 3) -> pd.DataFrame:
        """The indicators that lower the unit most."""
        effect = self.explained["effect"] * self.index._sign
        return self.explained[effect < 0].tail(many).iloc[::-1]

    @property
    def peers(self) -> list[str]:
        """A few units around it in rank, itself among them."""
        return self.index.around(self.unit)

    @property
    def stand_ins(self) -> list[str]:
        """Indicators whose value for this unit comes from a stand-in source."""
        return [str(name) for name in self.explained.index[self.explained["stand_in"]]]

    @property
    def missing(self) -> list[str]:
        """Indicators without a value for this unit."""
        return [str(name) for name in self.explained.index[self.explained["value"].isna()]]

    @property
    def vintage(self) -> tuple[int, int] | None:
        """Oldest and newest year of the figures used for the unit."""
        years = self.explained["year"].dropna()
        return (int(years.min()), int(years.max())) if len(years) else None

    @cached_property
    def beside(self) -> dict[str, float]:
        """What the definition reports beside the score (lead, market share, ...), for this unit."""
        return {name: self.reported(name) for name, _ in self.index.plan.model.report}

    def reported(self, name: str) -> float:
        """One of the figures beside the score; NaN if the definition derives no such figure."""
        derivation = self.index.plan.derivation
        if name not in derivation.derived:
            return np.nan
        return float(derivation.column(name).values[self._place])

    def in_band(self) -> list[str]:
        """All units in the same band, best first."""
        table = self.index.table
        return list(table.index[table["band"] == self._cell("band")])

    def row(self) -> dict[str, Any]:
        """The standing as one row of a table."""
        same, n = self.same_band
        years = self.vintage
        return {
            "definition": self.id,
            "score": self.score,
            "rank": self.rank,
            "n": self.n,
            "position": self.position,
            "middle_of_pack": self.middle_of_pack if self.scored else None,
            "band": self.band,
            "same_band": same,
            "base_rate": same / n if n else np.nan,
            "next_band": self.next_band,
            "gap": self.gap,
            "coverage": self.coverage,
            "lifts": ", ".join(self.lifts().index),
            "drags": ", ".join(self.drags().index),
            "peers": ", ".join(self.peers),
            "stand_ins": ", ".join(self.stand_ins),
            "oldest": years[0] if years else None,
            "newest": years[1] if years else None,
        }


@dataclass(frozen=True, eq=False, repr=False)
class Where:
    """Where a unit stands under several definitions, never averaged into one. Made by `where`."""

    unit: str
    dataset: Dataset
    standings: Mapping[str, Standing]

    @property
    def name(self) -> str:
        return self.dataset.names.get(self.unit, self.unit)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each definition: score, rank of n, position, band, base rate, gap, coverage, lifts, drags, peers."""
        return pd.DataFrame([standing.row() for standing in self.standings.values()]).set_index("definition")

    @cached_property
    def groupings(self) -> pd.DataFrame:
        """The regional verdict in every grouping of the unit: share, rank, lead, band. Empty without `regional`."""
        standing = self.standings.get("regional")
        if standing is None:
            return pd.DataFrame()
        year = self.dataset.reference_year
        names = [
            "world",
            *groupings_of(self.unit, self.dataset.groups, year),
            standing.index.parameters["region"],
        ]
        rows = []
        for name in dict.fromkeys(names):
            with (
                warnings.catch_warnings()
            ):  # in a small grouping a figure can be alike for all: no news of the state
                warnings.simplefilter("ignore", UserWarning)
                other = (
                    standing
                    if name == standing.index.parameters["region"]
                    else _standing("regional", self.unit, self.dataset, region=name)
                )
            if other.n > 1:
                lead = other.reported("lead")
                rows.append(
                    {
                        "grouping": name,
                        "share": other.score,
                        "rank": other.rank,
                        "n": other.n,
                        "lead": lead,
                        "band": other.band,
                    }
                )
        return pd.DataFrame(rows).set_index("grouping")

    def plot(self, ax: Any = None) -> Any:
        """Draw the unit and its peers across the definitions (see `mpindex.plots.bump`)."""
        from mpindex.plots import bump

        return bump({name: standing.index for name, standing in self.standings.items()}, self.unit, ax=ax)

    def verdict(self) -> str:
        """One paragraph in words, made from the numbers."""
        from mpindex.wording import verdict

        return verdict(self)

    def to_html(self, path: str | os.PathLike[str] | None = None) -> str:
        """Return the profile as one self-contained page with its figures; write it to `path` if given."""
        from mpindex.pages.report import page

        made = page(self)
        if path is not None:
            Path(path).write_text(made, encoding="utf-8")
        return made

    def __str__(self) -> str:
        from mpindex.pages.report import text

        return text(self)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        from mpindex.pages.report import html

        return html(self)


def where(
    unit: str,
    dataset: Dataset | None = None,
    *,
    year: int | None = None,
    definitions: Any = HEADLINES,
) -> Where:
    """Say where a unit stands under each definition, who else gets the same verdict, and what it rests on.

    Parameters
    ----------
    unit : a code, or for countries a name in any usual spelling.
    dataset : the bundled world when None.
    year : the world as of that year, nothing later used; the newest figures when None.
    definitions : an id, path or `Definition`, or several; the four headline definitions by default.

    Raises
    ------
    UnknownUnit
        No such unit, with the nearest name.
    DataError
        `dataset` is none (a year is named: ``year=2010``), or no figure reaches the year.

    >>> kaz = where("Kazakhstan", definitions=["wood"])
    >>> kaz.table.loc["wood", "band"]
    'small'
    """
    from mpindex.analysis.comparison import several
    from mpindex.dataset.bundled import load
    from mpindex.dataset.dataset import require_dataset

    if dataset is None:
        dataset = load() if year is None else load(year=year)
    elif require_dataset(dataset) and year is not None:
        dataset = dataset.at(year)
    code = dataset.find(unit)
    standings: dict[str, Standing] = {}
    for given in several(definitions):
        standing = _standing(given, code, dataset)
        standings[
            standing.id if standing.id not in standings else f"{standing.id} ({len(standings) + 1})"
        ] = standing
    if not standings:
        raise DefinitionError("name at least one definition")
    return Where(code, dataset, standings)


def _standing(given: Any, unit: str, dataset: Dataset, **parameters: Any) -> Standing:
    index = definition(given).apply(dataset, **parameters)
    return Standing(index, unit)
