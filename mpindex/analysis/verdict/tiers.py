"""One definition's answer for one unit by tier: as it stands, over draws, over single alternatives, and for all units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.analysis.where.standing import Standing
from mpindex.grammar import MIDDLE_OF_PACK, TIERS, UNCLASSIFIED
from mpindex.steps.rank import in_the_middle
from mpindex.uncertainty.counts.tallies import share_error
from mpindex.uncertainty.robustness.result import Robustness
from mpindex.uncertainty.sensitivity.one_at_a_time import changes, one_at_a_time

#: Tiers that a definition of power may give.
COLUMNS = (*TIERS, "unclassified")
#: Tiers by height; what is neither great nor middle is one thing here.
_HEIGHT = {"great": 0, "middle": 1}


@dataclass(frozen=True, eq=False)
class Tiers:
    """One definition's answer for one unit, by tier.

    Attributes
    ----------
    name : str
        Label of the definition.
    standing : Standing
        The unit as the definition stands.
    run : Robustness or None
        The definition with its choices made otherwise; None where it leaves none open.
    """

    name: str
    standing: Standing
    run: Robustness | None

    @property
    def tier(self) -> str:
        """The unit's tier as the definition stands; its band where units are no states."""
        return self.standing.tier

    @property
    def height(self) -> int:
        """0 for a great power, 1 for a middle power, 2 for neither."""
        return _HEIGHT.get(self.tier, 2)

    @property
    def of_pack(self) -> bool:
        """Whether the definition speaks of the middle of the pack and not of tiers of power."""
        definition = self.standing.index.definition
        return any(definition.tier(label) == MIDDLE_OF_PACK for label in definition.bands)

    @property
    def of_power(self) -> bool:
        """Whether the definition speaks of states and puts them into bands that are no thirds of a table."""
        return self.standing.of_states and bool(self.standing.index.definition.bands) and not self.of_pack

    @property
    def tiers(self) -> tuple[str, ...]:
        """The tiers that the definition may give, or its own bands where units are no states."""
        labels = self.standing.index.definition.bands
        if self.standing.of_states:
            return COLUMNS if labels else ()
        return (*labels, UNCLASSIFIED) if labels else ()

    @cached_property
    def alone(self) -> pd.DataFrame | None:
        """The unit with one choice changed at a time; None where nothing varies."""
        return None if self.run is None else one_at_a_time(self.run.task, self.standing.unit)

    @cached_property
    def changes(self) -> pd.DataFrame | None:
        """The single changes in words, the largest first; None where nothing varies."""
        return None if self.run is None or self.alone is None else changes(self.alone, self.run.task)

    def share(self, tier: str) -> float:
        """Return the share of draws in which the unit has a tier; NaN if the definition does not speak of it."""
        return next((float(row["share"]) for row in self.rows if row["tier"] == tier), float("nan"))

    def base_rate(self, tier: str) -> float:
        """Return the share of all units that have a tier as the definition stands; NaN if it does not speak of it."""
        return next((float(row["base_rate"]) for row in self.rows if row["tier"] == tier), float("nan"))

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of `Verdict.table`: one for each tier that the definition speaks of, then the middle of the pack."""
        if self.of_pack:
            return [self._tier_row(MIDDLE_OF_PACK)]
        return [*(self._tier_row(tier) for tier in self.tiers), self._pack_row()]

    def _tier_row(self, tier: str) -> dict[str, Any]:
        now = self.tier == tier
        share, error = float(now), 0.0
        if self.run is not None:
            share, error = self._share_of_tier(self.run, tier)
        alone = pd.DataFrame() if self.alone is None else self.alone
        hits = [self.standing.tier_of(band) == tier for band in alone.get("band", ())]
        base_rate = float((self._tiers == tier).sum() / max(self.standing.n, 1))
        return self._row(tier, now, share, error, hits, base_rate)

    def _pack_row(self) -> dict[str, Any]:
        standing, run = self.standing, self.run
        now = standing.scored and standing.middle_of_pack
        share, error, hits = float(now), 0.0, []
        if run is not None:
            share = float(run.middle_of_pack[standing.unit])
            error = float(share_error(share, run.draws))
        if self.alone is not None:
            hits = [bool(hit) for hit in in_the_middle(self.alone["rank"], max(standing.n, 1))]
        middle = in_the_middle(standing.index.ranks, standing.n).sum()
        return self._row(MIDDLE_OF_PACK, now, share, error, hits, float(middle / max(standing.n, 1)))

    def _row(
        self, tier: str, now: bool, share: float, error: float, hits: list[bool], base_rate: float
    ) -> dict[str, Any]:
        return {
            "definition": self.name,
            "tier": tier,
            "verdict": now,
            "share": share,
            "error": error,
            "low": float(min([now, *hits])),
            "high": float(max([now, *hits])),
            "base_rate": base_rate,
        }

    @cached_property
    def _tiers(self) -> NDArray[np.str_]:
        """(units,): the tier of every unit as the definition stands."""
        index = self.standing.index
        tiers = [self.standing.tier_of(label) for label in index.banding.labels]
        return np.array([*tiers, "no score"])[index.codes]

    def _share_of_tier(self, run: Robustness, tier: str) -> tuple[float, float]:
        """Share of draws in which the unit is in any band that stands for the tier, and its Monte Carlo error."""
        labels = [label for label in run.task.replicates.labels if self.standing.tier_of(label) == tier]
        bands: Any = run.bands
        share = float(bands.loc[self.standing.unit, labels].sum())
        return share, float(share_error(share, run.draws))
