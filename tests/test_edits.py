"""Edits that follow each other, of definitions and of data: each gives a whole result or a reason, and changes nothing before it."""

# ruff: noqa: E501 - a rule stands on a line
from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import mpindex as mp
from mpindex.errors import MpindexError, MpindexWarning

WORLD = pd.DataFrame(
    {
        "unit": list("ABCDEFGH") * 2,
        "year": [2019] * 8 + [2020] * 8,
        "a": [1.0, 2, 4, 3, 9, 5, 7, 6] * 2,
        "b": [3.0, 1, 2, 2, None, 0, 8, 4, 1, 1, 2, 3, 5, 8, 13, 21],
        "c": [5.0, 5, 5, 5, 5, 5, 5, 6] * 2,
    }
)
SPEC = {
    "id": "mine",
    "tree": {"p": {"of": {"a": 1, "b": 2}}, "c": 1},
    "missing": "available",
    "bands": [{"top": {"rank": [1, 2]}}, {"rest": {}}],
}
WEIGHTS = st.dictionaries(
    st.sampled_from(["a", "b", "c", "p", "none"]), st.sampled_from([0, 0.5, 1, 7, -1]), min_size=1, max_size=3
)
SETTINGS = st.one_of(
    st.sampled_from(["minmax", "zscore", "rank", "none", "share", {"minmax": [1, 100]}, "nothing"]).map(lambda v: {"normalise": v}),
    st.sampled_from(["arithmetic", "geometric", "harmonic", "median", "copeland", {"power_mean": 0.5}]).map(lambda v: {"aggregate": v}),
    st.sampled_from(["available", "zero", "exclude", {"exclude": 0.66}, "so-so"]).map(lambda v: {"missing": v}),
    st.sampled_from(["none", "log", "winsorise", {"winsorise": 1}]).map(lambda v: {"treat": v}),
    st.sampled_from(["mean", "median", "none"]).map(lambda v: {"impute": v}),
    st.integers(0, 9).map(lambda n: {"bands": [{"top": {"rank": [1, n]}}, {"rest": {}}]}),
    st.sampled_from([1, -1, 0]).map(lambda v: {"direction": v}),
)  # fmt: skip


class Edits(RuleBasedStateMachine):
    """A definition and a dataset, changed step by step."""

    @initialize()
    def begin(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", MpindexWarning)
            self.data = mp.read(WORLD, units="free")
        self.definition: Any = mp.definition(SPEC)
        self.seen: list[tuple[Any, str]] = []

    def edit(self, name: str, change: Any) -> None:
        """Make a change; where it is refused with a reason, everything is as it was."""
        old = getattr(self, name)
        self.seen.append((old, old.record.to_json()))
        try:
            setattr(self, name, change(old))
        except MpindexError as reason:
            assert len(str(reason)) > 10

    @rule(weights=WEIGHTS)
    def reweigh(self, weights: dict[str, float]) -> None:
        self.edit("definition", lambda definition: definition.with_(weights=weights))

    @rule(change=SETTINGS)
    def reset(self, change: dict[str, Any]) -> None:
        self.edit("definition", lambda definition: definition.with_(**change))

    @rule(path=st.sampled_from(["bands.0.top.rank", "p.weight", "p.of.a", "p.aggregate", "nowhere.at.all"]), value=st.sampled_from([1, [1, 3], "median", None]))  # fmt: skip
    def patch(self, path: str, value: Any) -> None:
        self.edit("definition", lambda definition: definition.with_({path: value}))

    @rule()
    def write_and_read(self) -> None:
        text = self.definition.to_yaml()
        assert mp.definition(self.definition.spec).to_yaml() == text

    @rule(units=st.sets(st.sampled_from("ABCDEFGHZ"), min_size=1, max_size=8))
    def take_units(self, units: set[str]) -> None:
        self.edit("data", lambda data: data.subset(units=sorted(units)))

    @rule(year=st.sampled_from([2018, 2019, 2020, 2021, None]))
    def go_to(self, year: int | None) -> None:
        self.edit("data", lambda data: data.at(year))

    @rule(value=st.floats(-5, 50), how=st.sampled_from(["left", "inner", "outer"]), replace=st.sampled_from([False, True, "cells"]))  # fmt: skip
    def join(self, value: float, how: str, replace: Any) -> None:
        other = mp.Dataset.from_frame(pd.DataFrame({"b": [value, 2.0]}, index=["A", "Z"]), year=2020)
        self.edit("data", lambda data: data.join(other, how=how, replace=replace))

    @invariant()
    def nothing_before_was_changed(self) -> None:
        assert all(old.record.to_json() == record for old, record in self.seen[-2:])

    @invariant()
    def it_applies_or_says_why_not(self) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", MpindexWarning)
                index = self.definition.apply(self.data)
                assert str(index)
        except MpindexError as reason:
            assert len(str(reason)) > 10
            return
        scores, ranks = index.scores.to_numpy(), index.ranks.to_numpy()
        known = np.isfinite(scores)
        assert (np.isnan(scores) == np.isnan(ranks)).all() and not np.isinf(scores).any()
        signed = scores[known] * index.sign
        assert ranks[known].tolist() == [1 + (signed > score).sum() for score in signed]
        assert (
            index.units == self.data.units
            and str(index)
            and index.record["data"]["units"] == len(index.units)
        )


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=8, stateful_step_count=8, derandomize=True, deadline=None)
