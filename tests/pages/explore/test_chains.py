"""Alternatives of a chain are written out, and mean what they meant."""

from __future__ import annotations

import numpy as np
import pytest

import mpindex as mp
from mpindex.pages.explore.chains import setting, written_out


def test_written_out_alternatives_give_the_same_ranks() -> None:
    world, definition = mp.load(), mp.definition("capability")
    chains = written_out(definition.spec)["chains"]["scheme"]
    for short, full in zip(definition.spec["chains"]["scheme"], chains, strict=True):
        ranks = [definition.with_(item["set"]).apply(world).ranks for item in (short, full)]
        np.testing.assert_array_equal(*ranks)
    assert {"normalise", "diplomacy.normalise"} <= set(chains[0]["set"])


def test_weights_are_left_as_they_are() -> None:
    own = mp.definition("capability").spec["chains"]["scheme"]
    for short, full in zip(
        own, written_out(mp.definition("capability").spec)["chains"]["scheme"], strict=True
    ):
        assert full["set"].get("weights") == short["set"].get("weights")


def test_the_definition_itself_is_not_changed() -> None:
    definition = mp.definition("capability")
    written_out(definition.spec)
    assert definition.spec["chains"]["scheme"][0]["set"] == {}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("normalise", ["log_share", "minmax"]),
        ("diplomacy.normalise", "minmax"),
        ("economy.normalise", ["log_share", "minmax"]),
        ("gdp.missing", "available"),
        ("treat", "none"),
        ("bands.0.great.rank", mp.definition("capability").spec["bands"][0]["great"]["rank"]),
        ("parameters.region", None),
    ],
)
def test_a_setting_is_found_where_it_stands_or_cascades_from(path: str, value: object) -> None:
    assert setting(mp.definition("capability").spec, path) == value
