"""The steps before aggregation: raw figures, denominated, imputed, treated and normalised, leaf by leaf.

Every stage is kept in a cache by what it was made with, so that definitions that differ only later on share the work.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from mpindex.engine.calls import Site, options_of
from mpindex.engine.derivation import Derivation
from mpindex.engine.learning import Learning, Source, as_of
from mpindex.engine.methods import Methods, runs
from mpindex.engine.tree import Tree
from mpindex.errors import DataError, Fault
from mpindex.grammar.kinds import MOST
from mpindex.grammar.model import Call
from mpindex.steps.columns import LEAST
from mpindex.typing import Array, Bools

STAGES = ("raw", "denominated", "imputed", "treated", "normalised")


@dataclass(frozen=True, eq=False)
class Stages:
    """The stages of a tree on a dataset, (units, leaves) each.

    Attributes
    ----------
    tree : Tree
    derivation : Derivation
        The columns of the dataset, and what is derived from them.
    cache : dict
        May be shared by trees on the same dataset.
    own : bool
        Learn all parameters from the data themselves, whatever `learn:` says.
    """

    tree: Tree
    derivation: Derivation
    cache: dict[Hashable, Any]
    own: bool = False
    #: What was asked for already: the keys of the cache are dear to make.
    _made: dict[str, Array] = field(default_factory=dict, repr=False)

    @cached_property
    def methods(self) -> Methods:
        """The methods of the leaves."""
        return Methods(self.tree, self.derivation)

    @cached_property
    def learning(self) -> Learning:
        """Where parameters are learned."""
        return Learning(self.tree, self.derivation, self.get, self._get_as_of, self.own)

    def get(self, name: str) -> Array:
        """Return a stage by name, made once for all trees that share the cache and agree up to here; read-only."""
        if name not in self._made:
            key = self.key(name)
            if key not in self.cache:
                array = getattr(self, f"_{name}")()
                array.flags.writeable = False
                self.cache[key] = array
            self._made[name] = self.cache[key]
        return self._made[name]

    def key(self, name: str) -> Hashable:
        """Return all that the stage depends on."""
        return self._keys[name]

    @cached_property
    def _keys(self) -> dict[str, Hashable]:
        """What each stage depends on: each on all that the one before it does, and on the settings of its own step."""
        leaves, model = self.tree.leaves, self.tree.model
        settings = [leaf.settings for leaf in leaves]
        raw = (model.derived, tuple(leaf.source for leaf in leaves), model.screen)
        context = (tuple(self.tree.dimension.tolist()), tuple(self.methods.direction.tolist()))
        own = {
            "raw": raw,
            "denominated": runs(item.per for item in settings),
            "imputed": (runs(item.impute for item in settings), *context),
            "treated": (runs(item.treat for item in settings), self.learning.source("treat")),
            "normalised": (runs(item.normalise for item in settings), self.learning.source("normalise")),
        }
        return {name: tuple(own[step] for step in STAGES[: i + 1]) for i, name in enumerate(STAGES)}

    def normalised_from(self, raw: Array) -> Array:
        """Run all the steps on other raw figures, (..., units, leaves), for draws with errors of measurement."""
        x = self._denominate(raw)
        x = self.methods.each("impute", x, None)
        x = self.methods.each("treat", x, self._untreated())
        return self.methods.each("normalise", x, self._reference())

    def elsewhere(self) -> dict[Source, Array]:
        """Return what the nodes learn from, normalised as the data at hand are: (years, units, leaves) by source."""
        result: dict[Source, Array] = {}
        for source in self.learning.of_nodes():
            key = ("elsewhere", source, self.key("normalised"))
            if key not in self.cache:
                self.cache[key] = self._elsewhere(source)
            result[source] = self.cache[key]
        return result

    # the stages ----------------------------------------------------------

    def _raw(self) -> Array:
        raw = np.stack([column.values for column in self.methods.columns], axis=-1)
        self._require_finite(raw)
        raw[~self._screened(raw)] = np.nan
        return raw

    def _denominated(self) -> Array:
        return self._denominate(self.get("raw"))

    def _imputed(self) -> Array:
        return self.methods.each("impute", self.get("denominated"), None)

    def _treated(self) -> Array:
        return self.methods.each("treat", self.get("imputed"), self._untreated())

    def _normalised(self) -> Array:
        return self.methods.each("normalise", self.get("treated"), self._reference())

    # how they are made -----------------------------------------------------

    def _require_finite(self, raw: Array) -> None:
        """Refuse infinite figures, which tables that were read do not have, and those too large to be added and divided."""
        size = np.abs(raw)
        cells = np.argwhere((size > MOST) | ((size < LEAST) & (size > 0)))
        if not len(cells):
            return
        years = np.stack([column.years for column in self.methods.columns], axis=-1)
        large = f"must be finite and at most {MOST:g} in size"
        hint = "leave the cell empty if the value is unknown, or use larger units"
        small = f"must be 0 or at least {LEAST:g} in size"
        faults = [
            Fault(
                self.derivation.dataset.units[u],
                self.tree.leaves[j].id,
                "" if np.isnan(years[u, j]) else int(years[u, j]),
                raw[u, j],
                large if size[u, j] > MOST else small,
                hint if size[u, j] > MOST else "give it in smaller units",
            )
            for u, j in cells
        ]
        name = self.derivation.where(())
        raise DataError(f"{name}: {len(cells)} of {raw.size} values cannot be used", faults)

    def _screened(self, x: Array) -> Bools:
        """(units,): which units stay in; the others lose their values and get no score."""
        screen = self.tree.model.screen
        if screen is None:
            return np.ones(len(x), dtype=bool)
        options, among = options_of(screen), screen.keywords.get("among")
        if among is not None:
            options["members"] = self.derivation.members(among, ("screen",))

        def site() -> Site:
            return Site(("screen",), columns=tuple(leaf.id for leaf in self.tree.leaves))

        return np.asarray(self.derivation.calls.run("screen", screen.name, (x,), options, site).keep)

    def _denominate(self, x: Array) -> Array:
        if all(leaf.settings.per is None for leaf in self.tree.leaves):
            return x
        result = x.copy()
        for i, leaf in enumerate(self.tree.leaves):
            per = leaf.settings.per
            if per is not None:
                below = self.derivation.column(per.indicator, (*leaf.path, "per")).values[:, None]
                call, place = Call("per", (("factor", per.factor),)), np.array([i])
                result[..., [i]] = self.methods.call("denominate", call, place, (x[..., [i]], below), {})
        return result

    def _untreated(self) -> Array | None:
        """Values before treatment to learn treatment from, or None for the data's own."""
        return self.learning.values(self.learning.source("treat"), "imputed")

    def _reference(self) -> Array | None:
        """Treated values to learn normalisation from, or None for the data's own; treated as the data are."""
        source = self.learning.source("normalise")
        if source != self.learning.source("treat"):
            return self.learning.values(source, "treated")
        untreated = self._untreated()
        return None if untreated is None else self.methods.each("treat", untreated, untreated)

    def _elsewhere(self, source: Source) -> Array:
        """(years, units, leaves), or (1, members, leaves) of a group."""
        members = self.learning.members(source)
        if members is not None:
            return np.asarray(self.get("normalised")[members])[None]
        untreated, reference = self._untreated(), self._reference()
        years = [self._get_as_of(year, "imputed") for year in self.learning.years(source)]
        treated = [self.methods.each("treat", x, untreated) for x in years]
        return np.stack([self.methods.each("normalise", x, reference) for x in treated])

    def _get_as_of(self, year: int, name: str) -> Array:
        """A stage of the same tree as of another year, learning from itself."""
        dataset = as_of(self.derivation.dataset, year)
        cache = self.cache.setdefault(("as of", year), {})
        derivation = Derivation.of(
            self.tree.model, dataset, self.derivation.where, self.derivation.great_powers.on(dataset), cache
        )
        return Stages(self.tree, derivation, cache, own=True).get(name)
