"""In what a state is best and worst."""

from __future__ import annotations

import pandas as pd

import mpindex as mp


def index_of(frame: pd.DataFrame, tree: dict, **settings) -> mp.Index:
    spec = {"id": "whole", "tree": tree, "missing": "available", **settings}
    return mp.definition(spec).apply(mp.Dataset.from_frame(frame))


def test_strengths_and_weaknesses_of_kazakhstan():
    world = mp.load()
    told = mp.audit(mp.definition("capability").apply(world)).strengths("KAZ", most=3)
    assert told["kind"].tolist() == ["strength"] * 3 + ["weakness"] * 3
    assert told["rank"].is_monotonic_increasing
    among = mp.audit(mp.definition("capability").apply(world)).strengths("Kazakhstan", among="SCO", most=3)
    assert among["worst"].max() <= 12


def test_a_first_place_that_all_share_is_no_strength():
    frame = pd.DataFrame({"a": [1.0, 1, 1], "b": [1.0, 2, 3]}, index=list("xyz"))
    report = mp.audit(index_of(frame, {"a": 1, "b": 1}))
    assert list(report.strengths("z")[report.strengths("z")["kind"] == "strength"].index) == ["b"]
