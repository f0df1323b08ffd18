"""The verdict on one unit: definitions by tiers, each with its share of draws, its range and its base rate. Never pooled unasked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.define import HEADLINES
from mpindex.errors import DefinitionError
from mpindex.grammar import MIDDLE_OF_PACK, TIERS
from mpindex.influence import one_at_a_time
from mpindex.standing import MIDDLE_THIRD, Standing
from mpindex.uncertainty import Robustness, robustness
from mpindex.wording import listed, ordinal

if TYPE_CHECKING:
    from mpindex.dataset import Dataset

COLUMNS = (*TIERS, "unclassified")

#: How shares of draws are spoken of.
WORDS = (
    (0.995, "in all"),
    (0.9, "in nearly all"),
    (2 / 3, "in most"),
    (1 / 3, "in about half"),
    (0.1, "in some"),
    (0.005, "in few"),
)


@dataclass(frozen=True, eq=False, repr=False)
class Verdict:
    """What several definitions say of one unit, and how far each answer depends on choices. Made by `verdict`.

    Attributes
    ----------
    unit : code of the unit.
    runs : the robustness run of every definition that says what could vary; others are taken as they stand.
    standings : the unit under every definition as it stands.
    """

    unit: str
    dataset: Dataset = field(repr=False)
    standings: Mapping[str, Standing] = field(repr=False)
    runs: Mapping[str, Robustness] = field(repr=False)

    @property
    def name(self) -> str:
        return self.dataset.names.get(self.unit, self.unit)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each definition and tier (and the middle of the pack).

        verdict : whether it is the unit's tier as the definition stands.
        share, error : acceptability, the share of draws, and its Monte Carlo error; 1 or 0 where nothing varies.
        low, high : least and most over the single alternatives (0 or 1: whether any, whether all, give this tier).
        base_rate : share of all units that are in the tier as the definition stands.
        """
        rows = [row for name in self.standings for row in self._rows(name)]
        return pd.DataFrame(rows).set_index(["definition", "tier"])

    @cached_property
    def matrix(self) -> pd.DataFrame:
        """Definitions by tiers: shares of draws."""
        order = [*COLUMNS, MIDDLE_OF_PACK]
        return self.table["share"].unstack("tier").reindex(index=list(self.standings), columns=order)

    @cached_property
    def one_at_a_time(self) -> pd.DataFrame:
        """Every definition's table of one choice changed at a time (definition, factor, alternative)."""
        frames = {name: self._alone(name) for name in self.runs}
        return pd.concat(frames, names=["definition"]) if frames else pd.DataFrame()

    def disagreements(self) -> list[str]:
        """Which definitions give the unit different tiers, and on what they differ: the indicators of one only."""
        found = []
        names = list(self.standings)
        for i, first in enumerate(names):
            for second in names[i + 1 :]:
                a, b = self._tier(first), self._tier(second)
                if a == b:
                    continue
                mine, theirs = (
                    set(self.standings[name].index.definition.indicators) for name in (first, second)
                )
                only = f"{len(mine - theirs)} indicators are in {first} only, {len(theirs - mine)} in {second} only, {len(mine & theirs)} in both"
                found.append(f"{first} says {a}, {second} says {b}: {only}.")
        return found

    def pooled(self, weights: Mapping[str, float]) -> pd.Series:
        """Return the shares of tiers averaged over definitions by weights that the caller states; there is no default.

        Definitions that speak of the pack alone count for that column only.

        Raises
        ------
        DefinitionError
            A definition without a weight, a weight without a definition, negative weights or weights that are all zero.
        """
        if set(weights) != set(self.standings):
            raise DefinitionError(f"state a weight for each of {', '.join(self.standings)}, and for no other")
        values = np.array([float(weights[name]) for name in self.matrix.index])
        if not np.isfinite(values).all() or (values < 0).any() or values.sum() == 0:
            raise DefinitionError("weights of definitions must be at least 0, and not all zero")
        stated = self.matrix.notna().mul(values, axis=0)
        return self.matrix.mul(values, axis=0).sum() / stated.sum()

    def sentence(self) -> str:
        """Return the sentence that a careful journalist could print."""
        tiers = [name for name in self.standings if not self._of_pack(name)]
        packs = [name for name in self.standings if self._of_pack(name)]
        middle = [name for name in tiers if self.matrix.loc[name, "middle"] >= 0.5]
        choices = "a middle power in most of the choices that could reasonably be made"
        if middle:
            lead = (
                f"{self.name} is {choices} under {listed(middle)}, {len(middle)} of {len(tiers)} definitions"
            )
        else:
            lead = f"Under none of {len(tiers)} definitions is {self.name} {choices}" if tiers else self.name
        parts = [self._clause(name) for name in (*tiers, *packs)]
        return f"{lead}: {'; '.join(parts)}. Shares are of choices by the maker of an index, not chances that the world is so."

    def __str__(self) -> str:
        shares = self.matrix.to_string(float_format="{:.0%}".format)
        lines = [
            f"{self.name}: share of draws by definition and tier",
            shares,
            "",
            self.sentence(),
            *self.disagreements(),
        ]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.matrix.to_html(float_format='{:.0%}'.format)}"

    # --------------------------------------------------------------------

    def _tier(self, name: str) -> str:
        standing = self.standings[name]
        return standing.index.definition.tier(standing.band) if standing.scored else "no score"

    def _of_pack(self, name: str) -> bool:
        """Whether the definition speaks of the middle of the pack and not of tiers of power."""
        definition = self.standings[name].index.definition
        return any(definition.tier(label) == MIDDLE_OF_PACK for label in definition.bands)

    def _alone(self, name: str) -> pd.DataFrame:
        return one_at_a_time(self.runs[name].task, self.unit)

    def _clause(self, name: str) -> str:
        standing, tier = self.standings[name], self._tier(name)
        rank = f"{ordinal(standing.rank)} of {standing.n}"
        if name not in self.runs:
            return f"{name} ranks it {rank}, {tier}, and leaves no choice open"
        if self._of_pack(name):
            share, base = self.table.loc[(name, MIDDLE_OF_PACK), ["share", "base_rate"]]
            return (
                f"{name}, which speaks of tables and not of power, puts it {rank} and in the middle of the pack {_often(share)}"
                f" draws ({share:.0%}), as it puts {base:.0%} of all states"
            )
        if tier in COLUMNS:
            share = self.matrix.loc[name, tier]
            base = self.table.loc[(name, tier), "base_rate"]
            return f"{name} ranks it {rank}, {tier} {_often(share)} draws ({share:.0%}), as it ranks {base:.0%} of all states"
        return f"{name} gives it no score"

    def _rows(self, name: str) -> list[dict[str, Any]]:
        standing = self.standings[name]
        definition = standing.index.definition
        labels = [*standing.index.banding.labels]
        tiers = np.array([*(definition.tier(label) for label in labels), "no score"])[standing.index.codes]
        run = self.runs.get(name)
        alone = self._alone(name) if run is not None else None
        spoken_of = (MIDDLE_OF_PACK,) if self._of_pack(name) else COLUMNS
        rows = [self._row(name, tier, tiers, alone) for tier in spoken_of]
        return rows if self._of_pack(name) else [*rows, self._pack(name, alone)]

    def _row(self, name: str, tier: str, tiers: NDArray[Any], alone: pd.DataFrame | None) -> dict[str, Any]:
        definition, run = self.standings[name].index.definition, self.runs.get(name)
        now = self._tier(name) == tier
        share, error = _share(run, self.unit, tier) if run is not None else (float(now), 0.0)
        hits = [definition.tier(band) == tier for band in alone["band"]] if alone is not None else []
        return {
            "definition": name,
            "tier": tier,
            "verdict": now,
            "share": share,
            "error": error,
            "low": float(min([now, *hits])),
            "high": float(max([now, *hits])),
            "base_rate": float((tiers == tier).sum() / max(self.standings[name].n, 1)),
        }

    def _pack(self, name: str, alone: pd.DataFrame | None) -> dict[str, Any]:
        """The row of the middle of the pack."""
        standing, run = self.standings[name], self.runs.get(name)
        now = standing.scored and standing.middle_of_pack
        share = float(run.middle_of_pack[self.unit]) if run is not None else float(now)
        positions = (
            (alone["rank"] - 0.5) / max(standing.n, 1) if alone is not None else pd.Series(dtype=float)
        )
        hits = [bool(hit) for hit in positions.between(*MIDDLE_THIRD)]
        return {
            "definition": name,
            "tier": MIDDLE_OF_PACK,
            "verdict": now,
            "share": share,
            "error": float(np.sqrt(share * (1 - share) / run.draws)) if run is not None else 0.0,
            "low": float(min([now, *hits])),
            "high": float(max([now, *hits])),
            "base_rate": float(standing.index.positions.between(*MIDDLE_THIRD).sum() / max(standing.n, 1)),
        }


def verdict(
    unit: str,
    dataset: Dataset | None = None,
    *,
    definitions: Iterable[Any] = HEADLINES,
    draws: int = 10_000,
    seed: int | np.random.Generator = 0,
    executor: Executor | None = None,
    progress: bool | None = None,
) -> Verdict:
    """Say what each definition calls a unit, in what share of reasonable choices, and how many others get the same.

    Parameters
    ----------
    unit : code, or for countries a name.
    dataset : the bundled world when None.
    definitions : ids, paths or `Definition` objects.
    draws, seed, executor, progress : as in `robustness`.

    Raises
    ------
    UnknownUnit, DefinitionError
        No such unit; no definition, or one that is wrong.

    >>> result = verdict("KAZ", definitions=["wood", "beckley"], draws=1024, seed=1)
    >>> bool(result.matrix.loc["wood", "small"] > 0.7)
    True
    """
    from mpindex.standing import where

    found = where(unit, dataset, definitions=definitions)
    runs = {}
    for name, standing in found.standings.items():
        definition = standing.index.definition
        if not hasattr(definition, "spec") or not (
            definition.spec.get("uncertainty") or definition.spec.get("chains")
        ):
            continue
        runs[name] = robustness(
            definition, found.dataset, draws=draws, seed=seed, executor=executor, progress=progress
        )
    return Verdict(found.unit, found.dataset, found.standings, runs)


def _share(run: Robustness, unit: str, tier: str) -> tuple[float, float]:
    """Share of draws in which the unit is in any band that stands for the tier, and its Monte Carlo error."""
    labels = [label for label in run.task.replicates.labels if run.definition.tier(label) == tier]
    share = float(run.bands.loc[unit, labels].sum())
    return share, float(np.sqrt(max(share * (1 - share), 0.0) / run.draws))


def _often(share: float) -> str:
    return next((words for least, words in WORDS if share >= least), "in almost none") + " of the"
