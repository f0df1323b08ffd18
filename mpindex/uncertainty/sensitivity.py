"""Which choice moves the verdict: Sobol indices of every factor, and a table of one choice changed at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.uncertainty.factors import Choice, Factor, Noise, Threshold, Weights
from mpindex.uncertainty.replicates import Outcome, Replicates
from mpindex.uncertainty.task import BLOCK, Task, make_task

if TYPE_CHECKING:
    from mpindex.dataset.dataset import Dataset
    from mpindex.grammar.definition import Definition

Array = NDArray[np.float64]

#: Resamples of the rows for the intervals of the indices, and the ends of these intervals.
RESAMPLES = 500
INTERVAL = (0.025, 0.975)
#: Draws by which weights and noise are shown in the table of one choice at a time.
ALONE = 1000


@dataclass(frozen=True, eq=False, repr=False)
class Sensitivity:
    """What each choice does to one unit's verdict. Made by `sensitivity`.

    Attributes
    ----------
    unit : of whom the rank, score and band are.
    outputs : (runs, factors + 2) by name of output: columns A, B, then A with one factor from B each.
    """

    task: Task = field(repr=False)
    unit: str
    outputs: Mapping[str, Array] = field(repr=False)

    @cached_property
    def table(self) -> pd.DataFrame:
        """Sobol indices by output and factor, with 95 % intervals.

        first : share of the output's variance that goes if the choice alone were settled.
        total : share that stays if all others were settled.
        note : "never varies" where the output is the same in every run, so that there is nothing to divide up.

        See `indices` for the formulas; intervals by resampling rows, mean and variance with them.
        """
        names = [factor.name for factor in self.task.replicates.factors]
        rng = np.random.default_rng(self.task.seed)
        frames = [_indices(name, values, names, rng) for name, values in self.outputs.items()]
        return pd.concat(frames).set_index(["output", "factor"])

    @cached_property
    def one_at_a_time(self) -> pd.DataFrame:
        """The verdict with one choice changed, all others as they stand: rank, change, score and band by alternative."""
        return one_at_a_time(self.task, self.unit)

    def deciding(self, output: str = "rank") -> str:
        """The factor with the largest total index; "none" where the output never varies."""
        part = self.table.loc[output]
        return "none" if part["total"].isna().all() else str(part["total"].idxmax())

    def plot(self, ax: Any = None) -> Any:
        """Draw how far each choice alone moves the unit's rank (see `mpindex.plots.tornado`)."""
        from mpindex import __version__
        from mpindex.plots import tornado

        table, here = self.one_at_a_time["rank"], self.one_at_a_time.attrs["rank"]
        low, high = (getattr(table.groupby(level="factor", sort=False), end)() for end in ("min", "max"))
        ends = pd.DataFrame({"low": np.minimum(low, here), "high": np.maximum(high, here)})
        ends = ends.assign(label=[spoken(str(name)) for name in ends.index], reference=here)
        name = self.task.dataset.names.get(self.unit, self.unit)
        return tornado(
            ends, source=f"{self.task.definition.id}; one choice changed at a time; mpindex {__version__}",
            outcome=f"rank of {name}", about=self.task.definition.title, low_is_best=True, ax=ax,
        )  # fmt: skip

    def __repr__(self) -> str:
        runs = len(next(iter(self.outputs.values()))) * (len(self.task.replicates.factors) + 2)
        head = f"<Sensitivity of {self.task.definition.id} for {self.unit}: {runs:,} runs, seed {self.task.seed}>"
        return f"{head}\n{self.table.to_string(float_format='{:.2f}'.format)}\n\n{self.sentences()}"

    def _repr_html_(self) -> str:
        return self.table.to_html(float_format="{:.2f}".format) + self.one_at_a_time.to_html(
            float_format="{:.3g}".format
        )

    def sentences(self, most: int = 8) -> str:
        """The largest single changes in words: "counting missing values as zero: from 53rd to 49th"."""
        table = changes(self.one_at_a_time, self.task).head(most)
        lines = [f"{choice}: {', '.join(filter(None, outcome))}" for choice, *outcome in table.to_numpy()]
        return "\n".join(lines) or "No single change moves the unit."


def sensitivity(
    definition: str | Definition,
    dataset: Dataset | None = None,
    *,
    of: str,
    draws: int = 1024,
    seed: int | np.random.Generator = 0,
    uncertainty: Mapping[str, Any] | None = None,
    chains: Mapping[str, Any] | None = None,
    only: tuple[str, ...] | list[str] | None = None,
    **parameters: Any,
) -> Sensitivity:
    """Say how much each choice decides a unit's rank, score and band, and the whole ordering.

    Runs ``draws * (factors + 2)`` replicates: two independent samples A and B of all factors, and for each factor A with
    that factor from B (Saltelli's design). Outputs: `rank` and `score` of the unit, `band` (1 where it is the band it has
    as the definition stands) and `ordering` (mean over units of the rank shift from the definition as it stands).

    Parameters
    ----------
    of : the unit, by code or name.
    draws : rows of each sample.
    others : as in `robustness`.

    Raises
    ------
    DefinitionError, UnknownUnit
        As in `robustness`; no such unit.

    >>> result = sensitivity("cinc", of="KAZ", draws=64, seed=1)
    >>> result.one_at_a_time.loc[("missing", "zero"), "rank"]
    np.float64(49.0)
    """
    task = make_task(
        definition, dataset, parameters,
        draws=draws, seed=seed, uncertainty=uncertainty, chains=chains, only=only,
    )  # fmt: skip
    unit = task.dataset.find(of)
    place = task.dataset.units.index(unit)
    replicates, reference = task.replicates, task.reference
    columns: list[dict[str, Array]] = []
    for start in range(0, draws, BLOCK):
        size = min(BLOCK, draws - start)
        rng = np.random.default_rng(np.random.SeedSequence(task.seed, spawn_key=(start // BLOCK,)))
        a, b = replicates.draw(rng, size), replicates.draw(rng, size)
        designs = [a, b, *({**a, factor.name: b[factor.name]} for factor in replicates.factors)]
        runs = [_outputs(replicates.run(values, size), reference, place) for values in designs]
        columns.append({name: np.stack([run[name] for run in runs], axis=1) for name in runs[0]})
    outputs = {name: np.concatenate([part[name] for part in columns]) for name in columns[0]}
    return Sensitivity(task, unit, outputs)


def indices(outputs: Array) -> tuple[Array, Array]:
    """Return first-order and total Sobol indices, (..., factors) each, NaN where the output does not vary.

    outputs : (..., runs, factors + 2): columns A, B, and A with one factor from B each.
    ``S = mean((y_B - m) (y_ABi - y_A)) / V`` and ``T = mean((y_A - y_ABi)^2) / 2V``, with m and V the mean and variance of A
    and B together. The mean is taken off first: left in, it is pure noise, and can lift S above T. A factor that changes
    nothing gets exactly 0 in both.

    Source: Saltelli et al. (2010), Computer Physics Communications 181:259-270 (S, here centred); Jansen (1999), same
    journal, 117:35-43 (T).
    """
    a, b, mixed = outputs[..., 0, None], outputs[..., 1, None], outputs[..., 2:]
    both = outputs[..., :2].reshape(*outputs.shape[:-2], -1)
    variance = both.var(axis=-1)[..., None]
    variance = np.where(
        variance > 1e-15 * np.maximum(np.square(both).mean(axis=-1)[..., None], 1e-300), variance, np.nan
    )
    first = ((b - both.mean(axis=-1)[..., None, None]) * (mixed - a)).mean(axis=-2) / variance
    total = np.square(a - mixed).mean(axis=-2) / (2 * variance)
    return first, total


def one_at_a_time(task: Task, unit: str) -> pd.DataFrame:
    """Return the verdict on a unit with each alternative alone; weights and noise by the ends of what they do alone."""
    replicates, place = task.replicates, task.dataset.units.index(unit)
    rows: list[dict[str, Any]] = []
    for factor in replicates.factors:
        rows += _alone(factor, replicates, place, task.seed)
    reference = task.reference
    frame = pd.DataFrame(rows)
    frame.insert(3, "change", frame["rank"] - reference.ranks[0, place])
    frame = frame.set_index(["factor", "alternative"])
    frame.attrs = {
        "rank": None if np.isnan(reference.ranks[0, place]) else int(reference.ranks[0, place]),
        "band": _label(replicates, reference.codes[0, place]),
    }
    return frame


def changes(table: pd.DataFrame, task: Task) -> pd.DataFrame:
    """Put a table of one choice at a time into words: choice, rank ("from 53rd to 49th"), band where it changes.

    Only what moves the unit, the largest moves first.
    """
    from mpindex.wording import ordinal

    here, band = table.attrs["rank"], table.attrs["band"]
    moved = table[(table["change"].fillna(np.inf) != 0) | (table["band"] != band)]
    order = moved["change"].abs().fillna(np.inf).sort_values(ascending=False, kind="stable").index
    rows = []
    for place, row in moved.loc[order].iterrows():
        factor, label = place if isinstance(place, tuple) else (place, "")
        there = None if np.isnan(row["rank"]) else int(row["rank"])
        before, after = ("no score" if one is None else ordinal(one) for one in (here, there))
        rank = f"stays {before}" if before == after else f"from {before} to {after}"
        rows.append((said(str(factor), str(label), task), rank, "" if row["band"] == band else row["band"]))
    return pd.DataFrame(rows, columns=["choice", "rank", "band"])


#: How alternatives are spoken of; others by their names.
_SAID = {
    ("missing", "zero"): "counting missing values as zero",
    ("missing", "available"): "judging by what is known",
    ("missing", "exclude"): "leaving out whoever has a gap",
}


def said(factor: str, label: str, task: Task) -> str:
    """Name one alternative in words."""
    if factor == "leave_one_out":
        return f"without {_indicator(label, task)}"
    if factor == "weights":
        return f"with other weights ({label})"
    if factor == "missing" and label.startswith("exclude "):
        return f"leaving out whoever has less than {float(label.split()[1]):.0%}"
    return _SAID.get((factor, label), f"{spoken(factor)}: {label}")


def _indicator(leaf: str, task: Task) -> str:
    source = next((one.source for one in task.replicates.base.leaves if one.id == leaf), leaf)
    known = source in task.dataset.indicators
    return task.dataset.indicator(source).label if known else leaf.replace("_", " ")


def spoken(factor: str) -> str:
    """Name a factor in words.

    >>> spoken("bands.1.middle.score.min")
    'line of middle (score min)'
    """
    known = {
        "missing": "missing values", "leave_one_out": "one indicator left out", "normalise": "scaling",
        "aggregate": "combined by", "treat": "outliers", "impute": "gaps filled", "bands": "rule of the bands",
        "parameters.region": "region", "noise": "errors of measurement",
    }  # fmt: skip
    parts = factor.split(".")
    if parts[0] == "bands" and len(parts) > 3:
        return f"line of {parts[2]} ({' '.join(parts[3:])})"
    return known.get(factor, factor.replace(".", " "))


def _alone(factor: Factor, replicates: Replicates, place: int, seed: int) -> list[dict[str, Any]]:
    """Rows of the table for one factor."""
    if isinstance(factor, Weights | Noise):
        rng = np.random.default_rng(seed)
        outcome = replicates.run({factor.name: factor.draw(rng, ALONE)}, ALONE)
        return _spread(factor.name, outcome, replicates, place)
    if isinstance(factor, Threshold):
        values = np.array([factor.low, factor.high])
        labels: tuple[str, ...] = tuple(f"{value:g}" for value in values)
    elif isinstance(factor, Choice):
        values, labels = np.arange(factor.size), factor.labels
    else:
        values, labels = np.arange(1, len(factor.leaves) + 1), factor.leaves
    outcome = replicates.run({factor.name: values}, len(values))
    return [_line(factor.name, label, outcome, i, replicates, place) for i, label in enumerate(labels)]


def _spread(name: str, outcome: Outcome, replicates: Replicates, place: int) -> list[dict[str, Any]]:
    """The draws that stand at 5 % and 95 % of the unit's ranks."""
    order = np.argsort(outcome.ranks[:, place], kind="stable")
    ends = [(0.05, "best of 20 draws"), (0.95, "worst of 20 draws")]
    return [
        _line(name, label, outcome, int(order[int(q * (len(order) - 1))]), replicates, place)
        for q, label in ends
    ]


def _line(
    name: str, label: str, outcome: Outcome, i: int, replicates: Replicates, place: int
) -> dict[str, Any]:
    return {
        "factor": name,
        "alternative": label,
        "rank": outcome.ranks[i, place],
        "score": outcome.scores[i, place],
        "band": _label(replicates, outcome.codes[i, place]),
    }


def _label(replicates: Replicates, code: int) -> str:
    return replicates.labels[code] if code >= 0 else "no score"


def _outputs(outcome: Outcome, reference: Outcome, place: int) -> dict[str, Array]:
    moved = np.abs(outcome.ranks - reference.ranks)
    n = np.maximum((~np.isnan(moved)).sum(axis=1), 1)
    return {
        "rank": outcome.ranks[:, place],
        "score": outcome.scores[:, place],
        "band": (outcome.codes[:, place] == reference.codes[0, place]).astype(float),
        "ordering": np.nansum(moved, axis=1) / n,
    }


def _indices(output: str, values: Array, names: list[str], rng: np.random.Generator) -> pd.DataFrame:
    """One output's rows of the table. Runs in which the unit has no score are left out, all their columns with them."""
    used = values[~np.isnan(values).any(axis=1)]
    frame = pd.DataFrame({"output": output, "factor": names})
    if len(used) < 2 or np.isnan(indices(used)[1]).all():
        blank = ["first", "first_low", "first_high", "total", "total_low", "total_high"]
        return frame.assign(
            **dict.fromkeys(blank, np.nan),
            runs=len(used),
            note="never varies" if len(used) > 1 else "no score",
        )
    first, total = indices(used)
    resampled = [indices(used[rng.integers(len(used), size=len(used))]) for _ in range(RESAMPLES)]
    ends = [np.nanquantile(np.stack(part), INTERVAL, axis=0) for part in zip(*resampled, strict=True)]
    left_out = len(values) - len(used)
    return frame.assign(
        first=first, first_low=ends[0][0], first_high=ends[0][1],
        total=total, total_low=ends[1][0], total_high=ends[1][1],
        runs=len(used), note=f"{left_out} rows without a score left out" if left_out else "",
    )  # fmt: skip
