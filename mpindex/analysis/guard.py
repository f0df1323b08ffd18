"""A guard against chosen evidence: would "in the middle of many rankings" survive another pool of rankings?

The pool of rankings that a claim rests on was chosen by somebody. Resampling it shows how much the choice matters; doing
the same for every other state shows how little the claim says (a median of many rankings drifts to the middle by itself).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.engine.plan import Plan
from mpindex.errors import DefinitionError
from mpindex.grammar.definition import definition as find_definition
from mpindex.uncertainty.tallies import share_error

if TYPE_CHECKING:
    from mpindex.dataset.dataset import Dataset
    from mpindex.grammar.definition import Definition

Array = NDArray[np.float64]

#: Rankings whose orders agree more than this (Kendall's tau-b) say the same thing twice.
TAU = 0.8


@dataclass(frozen=True, eq=False, repr=False)
class Guard:
    """In what share of pools of rankings the claim "in the middle" holds. Made by `guard`.

    Attributes
    ----------
    unit : of whom the claim is.
    shares : (pools, units) of each kind of pool: whether the claim holds.
    """

    plan: Plan = field(repr=False)
    unit: str
    draws: int
    seed: int
    holds: dict[str, NDArray[np.bool_]] = field(repr=False)
    labels: dict[str, list[str]] = field(repr=False)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each kind of pool.

        share, error : share of pools in which the claim holds for the unit, and its Monte Carlo error.
        random_state : the same share for a state picked at random: the mean over all states.
        states_above : share of other states for whom the claim survives at least as often.
        """
        rows = {}
        place = self.plan.dataset.units.index(self.unit)
        for name, holds in self.holds.items():
            shares = holds.mean(axis=0)
            own = shares[place]
            others = np.delete(shares, place)
            drawn = name.startswith("resampled")
            rows[name] = {
                "pools": len(holds),
                "share": own,
                "error": share_error(own, len(holds)) if drawn else np.nan,
                "random_state": shares.mean(),
                "states_above": (others >= own).mean(),
            }
        return pd.DataFrame(rows).T.astype({"pools": int})

    @cached_property
    def carriers(self) -> pd.Series:
        """Which rankings carry the claim: by how much leaving one out of the resampled pools changes the share.

        For each ranking, share of pools without it in which the claim holds, minus the share of pools with it. Negative:
        the claim leans on the ranking. NaN where all pools have it, or none: draw more.
        """
        place = self.plan.dataset.units.index(self.unit)
        holds = self.holds["resampled by ranking"][:, place]
        absent = self._counts == 0
        found = {
            leaf.id: holds[out].mean() - holds[~out].mean() if 0 < out.sum() < len(out) else np.nan
            for leaf, out in zip(self.plan.leaves, absent.T, strict=False)
        }
        return pd.Series(found, name="without minus with").sort_values()

    @cached_property
    def single(self) -> pd.DataFrame:
        """Whether the claim holds with each domain, and each ranking, left out."""
        place = self.plan.dataset.units.index(self.unit)
        rows = [
            {"left_out": label, "kind": kind, "holds": bool(hold)}
            for kind in ("domain left out", "ranking left out")
            for label, hold in zip(self.labels[kind], self.holds[kind][:, place], strict=True)
        ]
        return pd.DataFrame(rows).set_index("left_out")

    @cached_property
    def clusters(self) -> list[list[str]]:
        """Rankings that count once together, because their orders agree above the threshold."""
        return [group for group in _clusters(self.plan, TAU) if len(group) > 1]

    def sentence(self) -> str:
        """What the guard found, in words."""
        name = self.plan.dataset.names.get(self.unit, self.unit)
        table = self.table
        by_ranking, by_domain = table.loc["resampled by ranking"], table.loc["resampled by domain"]
        lost = list(self.single.index[~self.single["holds"]])
        leaning = list(self.carriers.index[self.carriers < -0.02][:3])
        published = bool(self.holds["as published"][0, self.plan.dataset.units.index(self.unit)])
        stands = "survives" if published else "does not hold as published; it holds"
        text = (
            f"The claim that {name} is in the middle {stands} in {by_ranking['share']:.0%} of pools resampled by ranking and"
            f" {by_domain['share']:.0%} resampled by domain; for a state picked at random in"
            f" {by_ranking['random_state']:.0%} and {by_domain['random_state']:.0%}."
        )
        if not published:
            return text
        text += f" It leans most on {', '.join(leaning)}." if leaning else " No single ranking carries it."
        return text + (
            f" It falls without {', '.join(lost)}."
            if lost
            else " It stands whichever one ranking or domain is left out."
        )

    def __repr__(self) -> str:
        head = f"<Guard of {self.plan.definition.id} for {self.unit}: {self.draws:,} pools, seed {self.seed}>"
        return f"{head}\n{self.table.to_string(float_format='{:.3g}'.format)}\n{self.sentence()}"

    def _repr_html_(self) -> str:
        return f"{self.table.to_html(float_format='{:.3g}'.format)}<p>{self.sentence()}</p>"

    @cached_property
    def _counts(self) -> Array:
        return _by_ranking(np.random.default_rng([self.seed, 0]), self.plan, self.draws)


def guard(
    unit: str,
    dataset: Dataset | None = None,
    *,
    definition: str | Definition = "rankings",
    band: str | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> Guard:
    """Resample the pool of rankings behind a verdict, for the unit and for every other.

    Pools: as published; resampled with replacement by ranking, and by domain (rankings with their domain); each domain and
    each ranking left out; near-duplicates (Kendall tau above 0.8) counting once. In each pool the definition's own rule is
    applied: its median of domain medians, and its band.

    Parameters
    ----------
    definition : a definition whose leaves are rankings under domains, by position.
    band : the claim; by default the definition's first band.
    draws : pools of each resampled kind.

    Raises
    ------
    DefinitionError
        A definition without bands or without domains; no such band.

    >>> found = guard("KAZ", draws=200, seed=1)
    >>> bool(found.table.loc["as published", "share"] == 1)
    True
    """
    from mpindex.dataset.bundled import load

    found = find_definition(definition)
    plan = Plan.compile(found, load() if dataset is None else dataset)
    code = _claim(plan, band)
    pools: dict[str, tuple[Array, list[str]]] = {  # how often each ranking, then each domain, counts
        "as published": (_alike(plan, np.ones((1, len(plan.leaves)))), ["all"]),
        "resampled by ranking": (_by_ranking(np.random.default_rng([seed, 0]), plan, draws), []),
        "resampled by domain": (_by_domain(np.random.default_rng([seed, 1]), plan, draws), []),
        "domain left out": _without_domains(plan),
        "ranking left out": (_alike(plan, 1 - np.eye(len(plan.leaves))), [leaf.id for leaf in plan.leaves]),
        "near-duplicates once": (_once(plan), ["all"]),
    }
    holds = {name: _holds(plan, counts, code) for name, (counts, _) in pools.items()}
    return Guard(
        plan,
        plan.dataset.find(unit),
        draws,
        seed,
        holds,
        {name: labels for name, (_, labels) in pools.items()},
    )


def _claim(plan: Plan, band: str | None) -> int:
    labels = [one.label for one in plan.model.bands]
    flat = any(child.id == leaf.id for child in plan.model.root.children for leaf in plan.leaves)
    if not labels or len(plan.nodes) < 3 or flat:
        raise DefinitionError(
            f"{plan.definition.id}: the guard needs bands, and rankings under at least two domains"
        )
    if band is not None and band not in labels:
        raise DefinitionError(f"{plan.definition.id} has no band {band!r}; it has {', '.join(labels)}")
    return labels.index(band) if band is not None else 0


def _holds(plan: Plan, counts: Array, code: int) -> NDArray[np.bool_]:
    """(pools, units): whether each unit is in the band, where each ranking and domain counts so many times.

    counts : (pools, rankings + domains). A count is a weight in its median; the bands' share of leaves counts a ranking as
    often as it and its domain do together.
    """
    from mpindex.engine.banding import Banding
    from mpindex.engine.plan import Levels

    x = plan.stage("normalised")
    k = len(plan.leaves)
    weights = np.broadcast_to(plan.weights, (len(counts), len(plan.weights))).copy()
    weights[:, :-1] *= counts
    banding = Banding(plan, plan.model.bands)
    result = np.empty((len(counts), len(x)), dtype=bool)
    times = counts[:, :k] * counts[:, k + plan.dimension]
    most = int(times.max())
    for start in range(0, len(counts), 256):
        part = slice(start, start + 256)
        levels = plan.levels(x, weights[part])
        copies = np.concatenate(
            [np.where((times[part] > i)[:, None, :], x, np.nan) for i in range(most)], axis=-1
        )
        result[part] = banding.assign(Levels(copies, levels.nodes)) == code
    return result


def _alike(plan: Plan, rankings: NDArray[Any]) -> Array:
    """Give every domain that still has a ranking a count of one, (pools, rankings + domains)."""
    domains = [(rankings[:, inside] > 0).any(axis=1) for inside in plan.children[:-1]]
    return np.column_stack([rankings, *domains]).astype(float)


def _by_ranking(rng: np.random.Generator, plan: Plan, draws: int) -> Array:
    k = len(plan.leaves)
    return _alike(plan, rng.multinomial(k, np.full(k, 1 / k), size=draws))


def _by_domain(rng: np.random.Generator, plan: Plan, draws: int) -> Array:
    """Domains drawn with replacement, each bringing all its rankings; a domain drawn twice counts twice in the median."""
    many = len(plan.nodes) - 1
    drawn = rng.multinomial(many, np.full(many, 1 / many), size=draws)
    rankings = (drawn[:, plan.dimension] > 0).astype(float)
    return np.column_stack([rankings, drawn]).astype(float)


def _without_domains(plan: Plan) -> tuple[Array, list[str]]:
    domains = np.arange(len(plan.nodes) - 1)
    return _alike(plan, (plan.dimension != domains[:, None]).astype(np.float64)), [
        plan.nodes[d].id for d in domains
    ]


def _once(plan: Plan) -> Array:
    """Of each cluster of near-duplicates the first ranking alone."""
    kept = {group[0] for group in _clusters(plan, TAU)}
    return _alike(plan, np.array([[float(leaf.id in kept) for leaf in plan.leaves]]))


def _clusters(plan: Plan, tau: float) -> list[list[str]]:
    """Group rankings linked by a tau above the threshold (single linkage), in the order of the file."""
    from mpindex.audits.correlations import common, kendall

    x = plan.stage("normalised")
    linked = (kendall(x) > tau) & (common(x) > 2)
    k = x.shape[1]
    group = list(range(k))
    for i in range(k):
        for j in range(i):
            if group[i] != group[j] and linked[i, j]:
                old, new = max(group[i], group[j]), min(group[i], group[j])
                group = [new if one == old else one for one in group]
    found: dict[int, list[str]] = {}
    for leaf, number in zip(plan.leaves, group, strict=True):
        found.setdefault(number, []).append(leaf.id)
    return list(found.values())
