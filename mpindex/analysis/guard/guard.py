"""A guard against chosen evidence: would "in the middle of many rankings" survive another pool of rankings?

The pool of rankings that a claim rests on was chosen by somebody. Resampling it shows how much the choice matters; doing
the same for every other state shows how little the claim says (a median of many rankings drifts to the middle by itself).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from mpindex.analysis.guard import pools
from mpindex.analysis.guard.figures import GuardFigures
from mpindex.analysis.guard.places import WiderPool, wider_pool
from mpindex.analysis.inputs import world_of
from mpindex.answers.answer import Answer
from mpindex.answers.frames import with_units
from mpindex.answers.record import Material
from mpindex.arguments import mapping, named_arguments, seed_number, whole_number
from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan
from mpindex.errors import DefinitionError, OptionError, suggest
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import definition as find_definition
from mpindex.typing import Array, Bools, DatasetLike, DefinitionLike
from mpindex.uncertainty.counts.tallies import share_error
from mpindex.wording import listed, percent, with_article

#: Kinds of pools that are drawn.
RESAMPLED = ("resampled by ranking", "resampled by domain")


@dataclass(frozen=True, eq=False, repr=False)
class Guard(Answer):
    """In what share of pools of rankings the claim "in the middle" holds. Made by `guard`.

    Attributes
    ----------
    plan : Plan
        The definition bound to the data.
    unit : str
        Code of the unit of whom the claim is.
    draws, seed : int
        Pools of each resampled kind, and the seed that they were drawn with.
    holds : dict of str to ndarray
        (pools, units) by kind of pool: whether the claim holds.
    labels : dict of str to list of str
        What each pool of a kind is without, where pools have names.
    wider : WiderPool, optional
        The pool with the unit's published places, whose kinds begin "with places"; None where it has none.
    """

    plan: Plan
    unit: str
    draws: int
    seed: int
    holds: dict[str, Bools]
    labels: dict[str, list[str]]
    wider: WiderPool | None = None

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each kind of pool.

        share, error : share of pools in which the claim holds for the unit, and its Monte Carlo error.
        random_state : the same share for a state picked at random: the mean over all states.
        states_above : share of other states for whom the claim survives at least as often.
        """
        rows = {}
        for name, holds in self.holds.items():
            shares = holds.mean(axis=0)
            share = shares[self._place]
            others = np.delete(shares, self._place)
            rows[name] = {
                "pools": len(holds),
                "share": share,
                "error": share_error(share, len(holds)) if "resampled" in name else np.nan,
                "random_state": shares.mean(),
                "states_above": (others >= share).mean() if len(others) else np.nan,
            }
        return pd.DataFrame(rows).T.astype({"pools": int})

    @cached_property
    def carriers(self) -> pd.Series:
        """Which rankings carry the claim: by how much leaving one out of the resampled pools changes the share.

        For each ranking, share of pools without it in which the claim holds, minus the share of pools with it. Negative:
        the claim leans on the ranking. NaN where all pools have it, or none: draw more.
        """
        holds = self.holds["resampled by ranking"][:, self._place]
        absent = self._counts == 0
        leaning = {
            leaf.id: holds[out].mean() - holds[~out].mean() if 0 < out.sum() < len(out) else np.nan
            for leaf, out in zip(self.plan.leaves, absent.T, strict=False)
        }
        return pd.Series(leaning, name="without minus with").sort_values()

    @cached_property
    def single(self) -> pd.DataFrame:
        """Whether the claim holds with each domain, and each ranking, left out."""
        rows = [
            {"left_out": label, "kind": kind, "holds": bool(hold)}
            for kind in ("domain left out", "ranking left out")
            for label, hold in zip(self.labels[kind], self.holds[kind][:, self._place], strict=True)
        ]
        return pd.DataFrame(rows).set_index("left_out")

    @cached_property
    def clusters(self) -> list[list[str]]:
        """Rankings that count once together, because their orders agree above the threshold."""
        return [group for group in pools.clusters(self.plan, pools.TAU) if len(group) > 1]

    def in_words(self) -> str:
        """Return in what share of pools the claim holds, for the unit and for others, and what it leans on."""
        name = with_article(self.name)
        rows = self.table.to_dict("index")
        by_ranking, by_domain = (rows[f"resampled by {how}"] for how in ("ranking", "domain"))
        published = bool(self.holds["as published"][0, self._place])
        stands = "survives" if published else "does not hold as published; it holds"
        text = (
            f"The claim that {name} is in the middle {stands} in {percent(by_ranking['share'])} of pools resampled by"
            f" ranking and {percent(by_domain['share'])} resampled by domain; for a state picked at random in"
            f" {percent(by_ranking['random_state'])} and {percent(by_domain['random_state'])}."
        )
        text = f"{text} {self._leaning()}" if published else text
        return f"{text} {self._with_places()}" if self.wider is not None else text

    def _with_places(self) -> str:
        """Whether the claim holds once the places that may not be passed on are in the pool."""
        assert self.wider is not None
        by_ranking, by_domain = (
            self.holds[f"with places, {kind}"][:, self._place].mean() for kind in RESAMPLED
        )
        holds = bool(self.holds["with places, as published"][0, self._place])
        return (
            f"With its places in {len(self.wider.rankings)} rankings that may not be passed on it"
            f" {'holds' if holds else 'does not hold'}, in {percent(by_ranking)} and {percent(by_domain)} of"
            " resampled pools."
        )

    def _leaning(self) -> str:
        """Which rankings carry the claim, and without which it falls."""
        leaning = [self._title(name) for name in map(str, self.carriers.index[self.carriers < -0.02][:3])]
        lost = [self._title(name) for name in map(str, self.single.index[~self.single["holds"]])]
        carried = f"It leans most on {listed(leaning)}." if leaning else "No single ranking carries it."
        falls = f"It falls without {listed(lost)}."
        return f"{carried} {falls if lost else 'It stands whichever one ranking or domain is left out.'}"

    def _title(self, name: str) -> str:
        """A ranking's name for people; a domain by its id."""
        data = self.plan.dataset
        return (data.indicator(name).name or name) if name in data.indicators else name

    # as every answer --------------------------------------------------------------

    @property
    def name(self) -> str:
        """Display name of the unit."""
        return self.plan.dataset.names.get(self.unit, self.unit)

    @property
    def how(self) -> str:
        """How often it was drawn, for the foot of a figure."""
        return f"{self.draws:,} pools of each drawn kind, seed {self.seed}"

    @property
    def material(self) -> Material:
        """What it rests on: a definition on data, and draws of rivals."""
        definition, parameters = self.plan.definition, dict(self.plan.parameters)
        given = {definition.id: parameters} if parameters else {}
        return Material(self.plan.dataset, {definition.id: definition}, given, self.draws, self.seed)

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        return f"Guard of {self.plan.definition.id} for {self.unit}: {self.draws:,} pools, seed {self.seed}"

    def to_frame(self) -> pd.DataFrame:
        """Return one tidy row for each kind of pool.

        Returns
        -------
        DataFrame
            unit, name, definition, kind (of pool), and the columns of `table`.
        """
        rows = self.table.rename_axis("kind").reset_index()
        rows.insert(0, "definition", self.plan.definition.id)
        rows.insert(0, "unit", self.unit)
        return with_units(rows, self.plan.dataset.names)

    def preview(self) -> pd.DataFrame:
        """Return the rows that are printed."""
        return self.table.rename_axis("kind").reset_index()

    def cite(self) -> str:
        """Return the references of the definition and of every ranking that it uses."""
        return self.plan.definition.cite(self.plan.dataset)

    @property
    def plot(self) -> GuardFigures:
        """The figure: ``.plot()`` draws in what share of pools the claim holds."""
        return GuardFigures(self)

    def __str__(self) -> str:
        return f"{super().__str__()}\n{self.in_words()}"

    @cached_property
    def _place(self) -> int:
        return self.plan.dataset.units.index(self.unit)

    @cached_property
    def _counts(self) -> Array:
        return pools.by_ranking(np.random.default_rng([self.seed, 0]), self.plan, self.draws)


@named_arguments
def guard(
    unit: str,
    definition: DefinitionLike = "rankings",
    dataset: DatasetLike = None,
    *,
    parameters: Mapping[str, Any] | None = None,
    band: str | None = None,
    draws: int = 1000,
    seed: int | np.random.Generator = 0,
) -> Guard:
    """Resample the pool of rankings behind a verdict, for the unit and for every other.

    Pools: as published; resampled with replacement by ranking, and by domain (rankings with their domain); each domain and
    each ranking left out; near-duplicates (Kendall tau above 0.8) counting once; and the first three again with the unit's
    places in rankings that may not be passed on, where such are bundled. In each pool the definition's own rule is
    applied: its median of domain medians, and its band.

    Parameters
    ----------
    unit : str
        A code, or for countries a name in any usual spelling.
    definition : str, path, mapping or Definition
        A definition whose leaves are rankings under domains, by position.
    dataset : Dataset, optional
        The bundled world when None.
    parameters : mapping of str to object, optional
        Of the definition.
    band : str, optional
        The claim; by default the definition's first band.
    draws : int
        Pools of each resampled kind, at least 1.
    seed : int or numpy.random.Generator
        A whole number of at least 0, or a Generator to take one from.

    Returns
    -------
    Guard
        Shares of pools in which the claim holds, for the unit and for the others.

    Raises
    ------
    UnknownUnit
        No such unit, with the nearest name.
    OptionError
        No such band, or a wrong number of draws or seed.
    DefinitionError
        A definition without bands or without domains, or a faulty one.

    Examples
    --------
    >>> result = guard("KAZ", draws=200, seed=1)
    >>> bool(result.table.loc["as published", "share"] == 1)
    True
    """
    many, number = whole_number("draws", draws, least=1), seed_number(seed)
    values = mapping("parameters", parameters, "{'region': 'SCO'}")
    plan = _pool_of(find_definition(definition), world_of(dataset), values)
    code = _claim(plan, band)
    place = plan.dataset.find(unit)
    kinds = {
        **_resampled(plan, many, number),
        "domain left out": pools.without_domains(plan),
        "ranking left out": pools.without_rankings(plan),
        "near-duplicates once": (pools.duplicates_once(plan), ["all"]),
    }
    holds = {name: pools.holds(plan, counts, code) for name, (counts, _) in kinds.items()}
    wider = wider_pool(plan.definition, plan.dataset, place)
    if wider is not None:
        extra = _resampled(wider.plan, many, number)
        holds |= {
            f"with places, {kind}": pools.holds(wider.plan, counts, code)
            for kind, (counts, _) in extra.items()
        }
    return Guard(
        plan, place, many, number, holds, {name: labels for name, (_, labels) in kinds.items()}, wider
    )


def _resampled(plan: Plan, many: int, seed: int) -> dict[str, tuple[Array, list[str]]]:
    """How often each ranking, then each domain, counts: as published, and in pools drawn."""
    return {
        "as published": (pools.alike(plan, np.ones((1, len(plan.leaves)))), ["all"]),
        RESAMPLED[0]: (pools.by_ranking(np.random.default_rng([seed, 0]), plan, many), []),
        RESAMPLED[1]: (pools.by_domain(np.random.default_rng([seed, 1]), plan, many), []),
    }


def _pool_of(definition: Definition, world: Dataset, parameters: Mapping[str, Any]) -> Plan:
    """Bind a definition that has bands, and rankings under domains; refuse any other."""
    if not isinstance(definition, Definition):
        raise DefinitionError(f"{definition.id!r} is written in Python: it has no rankings to resample")
    plan = Plan.compile(definition, world, parameters)
    flat = any(child.id == leaf.id for child in plan.model.root.children for leaf in plan.leaves)
    if not plan.model.bands or len(plan.nodes) < 3 or flat:
        raise DefinitionError(
            f"{definition.id}: the guard needs bands, and rankings under at least two domains; `rankings` is an example"
        )
    return plan


def _claim(plan: Plan, band: str | None) -> int:
    """The number of the band that is claimed, the first by default."""
    labels = [one.label for one in plan.model.bands]
    if band is not None and band not in labels:
        raise OptionError(
            f"band: {plan.definition.id} has no band {band!r}.{suggest(band, labels)} It has {', '.join(labels)}"
        )
    return labels.index(band) if band is not None else 0
