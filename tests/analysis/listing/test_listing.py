"""`definitions()`: all of them, and what each says of a state."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import UnknownUnit

ASKED = (  # noqa: SIM905
    "cinc cinc_open wood beckley spi_style sulek elcano_style lowy_style ifs_style ping"
    " jordaan_traditional emerging cornell neighbour_market distance_decay borda copeland kemeny"
    " rank_product hdi size_card"
).split()


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


@pytest.fixture(scope="module")
def listed(world: Dataset):
    return mp.definitions("Kazakhstan", world)


def test_all_that_were_asked_for_are_there(listed):
    assert set(ASKED) <= set(listed.index)
    for column in ("title", "family", "fidelity", "question", "source"):
        assert (listed[column].str.len() > 0).all(), column


def test_each_runs_on_the_bundled_data_or_says_what_it_needs(listed):
    needy = listed["needs"] != ""
    assert set(listed.index[needy]) == {"hdi", "elcano"}
    assert listed.loc[needy, "remark"].str.contains("needs figures that are not bundled").all()
    assert (listed.loc[~needy, "remark"] == "").all()
    assert listed.loc[~needy, ["rank", "n", "band", "base_rate", "coverage"]].notna().all(axis=None)
    assert listed.loc[~needy, "base_rate"].between(0, 1).all()
    assert listed.loc[~needy, "coverage"].between(0.4, 1).all()


def test_a_base_rate_is_the_share_of_states_with_the_same_verdict(listed, world: Dataset):
    bands = mp.definition("wood").apply(world).bands
    assert listed.loc["wood", "base_rate"] == pytest.approx((bands == "minor").mean())


def test_a_state_outside_the_scope_is_said_to_have_no_score(world: Dataset):
    germany = mp.definitions("DEU", world).loc["lowy_style"]
    assert germany["remark"] == "DEU has no score" and germany["n"] == 32


def test_kazakhstan_is_asked_about_unless_another_unit_is_named(listed):
    assert mp.definitions().equals(listed)


def test_nothing_is_applied_without_a_unit(world: Dataset):
    assert "rank" not in mp.definitions(unit=None)
    with pytest.raises(UnknownUnit):
        mp.definitions("Kazakhstann", world)


@pytest.mark.parametrize("name", ASKED)
def test_weights_and_conventions_have_their_reasons(name: str):
    """Every file says in comments or sources why it is as it is, and marks what nobody read."""
    from mpindex.resources import folder

    text = folder("weights").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# ") and text.count("#") >= 1
    assert any(
        word in text
        for word in ("convention", "recalled", "read", "reproduced", "goalposts", "ch. 6", "FEBS")
    )
