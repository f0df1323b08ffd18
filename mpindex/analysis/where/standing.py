"""What one definition says of one unit: score, rank, band, who else gets the same, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from mpindex.analysis.guard.places import with_places
from mpindex.arguments import whole_number
from mpindex.grammar.model import TIERS
from mpindex.index.index import Index
from mpindex.steps.rank import in_the_middle


@dataclass(frozen=True, eq=False, repr=False)
class Standing:
    """What one definition says of one unit.

    Attributes
    ----------
    index : Index
        What the definition says of every unit.
    unit : str
        Code of the unit.
    """

    index: Index
    unit: str

    def _cell(self, column: str) -> Any:
        return self.index.table.loc[self.unit, column]

    @cached_property
    def _place(self) -> int:
        return self.index.row(self.unit)

    @property
    def id(self) -> str:
        """Of the definition."""
        return self.index.definition.id

    @property
    def scored(self) -> bool:
        """Whether the unit has a score at all."""
        return bool(np.isfinite(self.score))

    @property
    def score(self) -> float:
        """The score; NaN where there is none."""
        return float(self.index.array[self._place, -1])

    @property
    def rank(self) -> int | None:
        """The rank, 1 best; None without a score."""
        return int(self.index.ranks.iloc[self._place]) if self.scored else None

    @property
    def n(self) -> int:
        """How many units have a score."""
        return self.index.n

    @property
    def position(self) -> float:
        """From the top: near 0 first, near 1 last."""
        return float(self.index.positions.iloc[self._place])

    @property
    def middle_of_pack(self) -> bool:
        """Whether the unit stands in the middle third of all units; not the same as a middle power."""
        return self.scored and bool(in_the_middle(self.index.ranks.iloc[self._place], self.n))

    @property
    def band(self) -> str:
        """The label of the band, `unclassified`, or "no score"; "no bands" where the definition has none."""
        if not self.scored:
            return "no score"
        labels = self.index.banding.labels if self.index.definition.bands else ()
        return labels[self.index.codes[self._place]] if labels else "no bands"

    @property
    def of_states(self) -> bool:
        """Whether the units are states: of others nothing is said about powers."""
        return self.index.dataset.is_countries

    def tier_of(self, label: str) -> str:
        """Return what a band stands for among powers; of units that are no states, the band itself.

        Parameters
        ----------
        label : str
            A band of the definition.
        """
        return self.index.definition.tier(label) if self.of_states else label

    @property
    def tier(self) -> str:
        """What the band stands for among powers: great, middle, minor, small, or a word for none of them."""
        return self.tier_of(self.band) if self.scored else "no score"

    @property
    def is_great(self) -> bool:
        """Whether the unit is a great power, whatever the band says."""
        great = self.index.banding.great
        return self.of_states and (self.tier == TIERS[0] or bool(great[self._place]))

    @property
    def same_band(self) -> tuple[int, int]:
        """The base rate: how many units are in the same band, of how many."""
        return self.index.base_rate(self.unit)

    @property
    def next_band(self) -> str | None:
        """The band of the nearest better unit in another band; None where there is none."""
        value = self._cell("next_band") if self.index.definition.bands else None
        return None if pd.isna(value) else str(value)

    @property
    def gap(self) -> float:
        """Score lacking to the lowest member of the next better band; negative if another condition keeps it out."""
        return float(self._cell("gap")) if self.index.definition.bands else np.nan

    @property
    def ranks_to_next(self) -> int | None:
        """How many ranks the lowest member of the next better band is ahead."""
        table = self.index.table
        if self.next_band is None or self.rank is None:
            return None
        return self.rank - int(table.loc[table["band"] == self.next_band, "rank"].max())

    def outsiders(self) -> list[str]:
        """Return the units that a definition puts into its first band and no expert list names, best first.

        Only of a definition that expert lists calibrated; otherwise none.
        """
        if "calibrated_on" not in self.index.definition.spec:
            return []
        table = self.index.table
        named = set(self.index.dataset.lists["unit"])
        inside = table.index[table["band"] == self.index.definition.bands[0]]
        return [str(unit) for unit in inside if unit not in named]

    @property
    def coverage(self) -> float:
        """Share of the weight of the indicators for which the unit has data."""
        return float(self._cell("coverage"))

    @cached_property
    def explained(self) -> pd.DataFrame:
        """See `Index.explain`."""
        return self.index.explain(self.unit)

    def lifts(self, many: int = 3) -> pd.DataFrame:
        """Return the indicators that raise the unit most above what the median unit's value would give.

        Rows of `explained`, at most `many`, the strongest first.
        """
        effect = self.explained["effect"] * self.index.sign
        return self.explained[effect > 0].head(whole_number("many", many, least=0))

    def drags(self, many: int = 3) -> pd.DataFrame:
        """Return the indicators that lower the unit most, rows of `explained`, at most `many`, the strongest first."""
        effect = self.explained["effect"] * self.index.sign
        return self.explained[effect < 0].tail(whole_number("many", many, least=0)).iloc[::-1]

    @property
    def peers(self) -> list[str]:
        """A few units around it in rank, itself among them."""
        return self.index.around(self.unit)

    @cached_property
    def wider(self) -> tuple[Index, tuple[str, ...]] | None:
        """The result with the unit's places in rankings that may not be passed on, and their names; see `places`."""
        return with_places(self.index, self.unit)

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
        return {item.id: self.reported(item.id) for item in self.index.plan.model.report}

    def reported(self, name: str) -> float:
        """Return one of the figures beside the score; NaN if the definition derives no such figure."""
        derivation = self.index.plan.derivation
        if name not in derivation.derived:
            return np.nan
        return float(derivation.column(name).values[self._place])

    def in_band(self) -> list[str]:
        """Return all units in the same band, best first; nobody where the definition has no bands."""
        bands = self.index.bands.reindex(self.index.table.index)
        return list(bands.index[bands == self.band])

    def row(self) -> dict[str, Any]:
        """Return the standing as one row of a table."""
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
