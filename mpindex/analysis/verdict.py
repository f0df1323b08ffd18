"""The verdict on one unit: definitions by tiers, each with share of draws, range and base rate. Never pooled unasked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.analysis.standing import MIDDLE_THIRD, Standing
from mpindex.errors import DefinitionError
from mpindex.grammar import MIDDLE_OF_PACK, TIERS
from mpindex.grammar.definition import HEADLINES
from mpindex.uncertainty.robustness import Robustness, robustness
from mpindex.uncertainty.sensitivity import changes, one_at_a_time
from mpindex.uncertainty.tallies import share_error
from mpindex.wording import listed, ordinal

if TYPE_CHECKING:
    from mpindex.dataset.dataset import Dataset

COLUMNS = (*TIERS, "unclassified")

#: Tiers by height; what is neither great nor middle is one thing here.
_HEIGHT = {"great": 0, "middle": 1}


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
        shares = self.table["share"].unstack("tier")  # noqa: PD010
        return shares.reindex(index=list(self.standings), columns=order)

    @cached_property
    def one_at_a_time(self) -> pd.DataFrame:
        """Every definition's table of one choice changed at a time (definition, factor, alternative)."""
        return pd.concat(self._alone, names=["definition"]) if self.runs else pd.DataFrame()

    @cached_property
    def changes(self) -> pd.DataFrame:
        """Every definition's single changes in words, the largest first: choice, rank ("from 53rd to 49th"), band."""
        frames = {name: changes(self._alone[name], run.task) for name, run in self.runs.items()}
        return pd.concat(frames, names=["definition"]).droplevel(1) if frames else pd.DataFrame()

    def disagreements(self) -> list[str]:
        """Which definitions call the unit something that others do not, and what lifts it in one and drags it in the other.

        "small" and "unclassified" are no disagreement: both say that it is neither a great nor a middle power. Definitions
        that speak of the pack, and not of power, are left out.
        """
        found = []
        names = [name for name in self.standings if not self._of_pack(name)]
        for i, first in enumerate(names):
            for second in names[i + 1 :]:
                pair = sorted((first, second), key=lambda name: _HEIGHT.get(self._tier(name), 2))
                above, below = (self._tier(name) for name in pair)
                if _HEIGHT.get(above, 2) < _HEIGHT.get(below, 2):
                    found.append(self._differ(pair[0], pair[1]))
        pack = [
            name for name, standing in self.standings.items() if standing.scored and standing.middle_of_pack
        ]
        others = [name for name in self.standings if name not in pack]
        if pack and others:
            found.append(f"In the middle of the pack by {listed(pack)}; not by {listed(others)}.")
        return found

    def _differ(self, higher: str, lower: str) -> str:
        """What one definition counts and the other does not, where it matters most for the unit."""
        up, down = self.standings[higher], self.standings[lower]
        used = [set(one.index.definition.indicators) for one in (up, down)]
        lifts = [self._named(name) for name in up.lifts(99).index if name not in used[1]][:3]
        drags = [self._named(name) for name in down.drags(99).index if name not in used[0]][:3]
        said = f"{higher} says {self._tier(higher)}, {lower} says {self._tier(lower)}: "
        parts = [f"{higher} alone counts what lifts it ({listed(lifts)})"] if lifts else []
        parts += [f"{lower} alone counts what holds it back ({listed(drags)})"] if drags else []
        if not parts:
            parts = ["they count the same things, and differ in scaling, weights or the line they draw"]
        return f"{said}{'; '.join(parts)}. {_in_both(len(used[0] & used[1]))}."

    def _named(self, indicator: str) -> str:
        known = indicator in self.dataset.indicators
        return self.dataset.indicator(indicator).label if known else indicator.replace("_", " ")

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
        middle = [name for name in tiers if self._share(name, "middle") > 0.5]
        most = "a middle power in most of the choices that its maker could reasonably make"
        by = (
            f"{len(middle)} of {len(tiers)} definitions ({listed(middle)})"
            if middle
            else f"none of {len(tiers)} definitions"
        )
        lead = f"By {by} {'' if middle else 'is '}{self.name} {'is ' if middle else ''}{most}"
        clauses = "; ".join(self._clause(name) for name in tiers)
        packs = [self._pack_clause(name) for name in self.standings if self._of_pack(name)]
        caution = "These are shares of choices, not chances that the world is so."
        return " ".join(
            [f"{lead}{': ' if clauses else ''}{clauses}.", *packs, caution] if tiers else [*packs, caution]
        )

    def plot(self, ax: Any = None) -> Any:
        """Draw the shares of tiers, a row for each definition (see `mpindex.plots.acceptability_bars`)."""
        from mpindex import __version__
        from mpindex.plots import acceptability_bars

        errors = self.table["error"].unstack("tier").reindex_like(self.matrix)  # noqa: PD010
        draws = {run.draws for run in self.runs.values()}
        source = (
            f"{', '.join(f'{many:,}' for many in sorted(draws))} draws by definition; mpindex {__version__}"
        )
        power = [name for name in self.standings if not self._of_pack(name)]
        most = [name for name in power if self._share(name, "middle") > 0.5]
        many = f"{len(most) or 'none'} of {len(power)} definitions"
        title = f"By {many} {'' if most else 'is '}{self.name}{' is' if most else ''} a middle power in most choices"
        return acceptability_bars(self.matrix, errors, source=source, title=title, rows="definition", ax=ax)

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

    @cached_property
    def _alone(self) -> dict[str, pd.DataFrame]:
        return {name: one_at_a_time(run.task, self.unit) for name, run in self.runs.items()}

    def _clause(self, name: str) -> str:
        """One definition: "wood ranks it 49th of 195, small in 76 % of choices and middle in 24 %"."""
        standing, tier = self.standings[name], self._tier(name)
        if not standing.scored:
            return f"{name} gives it no score"
        said = f"{name} ranks it {ordinal(standing.rank)} of {standing.n}, "
        label = "not a middle power" if tier == "unclassified" else tier
        if name not in self.runs:
            return f"{said}{label}, and leaves no choice open"
        others = [one for one in ("middle", "great") if one != tier and self._share(name, one) >= 0.005]
        return said + listed(
            [f"{label} in {_of_choices(self._share(name, tier))}"]
            + [f"{one} in {_percent(self._share(name, one))}" for one in others]
        )

    def _share(self, name: str, tier: str) -> float:
        shares: Any = self.matrix
        return float(shares.loc[name, tier])

    def _pack_clause(self, name: str) -> str:
        standing = self.standings[name]
        if not standing.scored:
            return f"{name} gives it no score."
        table: Any = self.table
        share, base = (float(table.loc[(name, MIDDLE_OF_PACK), column]) for column in ("share", "base_rate"))
        return (
            f"{name}, which speaks of tables and not of power, puts it in the middle of the pack in {_of_choices(share)};"
            f" so stand, as the definition is written, {_percent(base)} of all states."
        )

    def _rows(self, name: str) -> list[dict[str, Any]]:
        standing = self.standings[name]
        definition = standing.index.definition
        labels = [*standing.index.banding.labels]
        tiers = np.array([*(definition.tier(label) for label in labels), "no score"])[standing.index.codes]
        alone = self._alone.get(name)
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
            "error": float(share_error(share, run.draws)) if run is not None else 0.0,
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
    from mpindex.analysis.standing import where

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
    bands: Any = run.bands
    share = float(bands.loc[unit, labels].sum())
    return share, float(share_error(share, run.draws))


def _percent(share: float) -> str:
    """Write a share; what happens seldom is not written as never.

    >>> [_percent(x) for x in (0.0, 0.002, 0.5, 0.999)]
    ['0 %', 'under 1 %', '50 %', 'over 99 %']
    """
    seldom = "under 1 %" if 0 < share < 0.005 else "over 99 %" if 0.995 < share < 1 else ""
    return seldom or f"{share:.0%}".replace("%", " %")


def _in_both(many: int) -> str:
    return {0: "No indicator is in both", 1: "1 indicator is in both"}.get(
        many, f"{many} indicators are in both"
    )


def _of_choices(share: float) -> str:
    return "all choices" if share == 1 else "no choice" if share == 0 else f"{_percent(share)} of choices"
