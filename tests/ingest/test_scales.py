"""Figures in another unit than the bundled ones are noticed, and scaled when it is asked for."""

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import OptionError
from mpindex.ingest.read import read
from mpindex.ingest.scales import factors

STATES = ["KAZ", "PER", "CHL", "KEN", "DEU", "FRA"]


def table(id, factor, noise=0.0, count=6):
    world = mp.load()
    values = world.column(id)[[world.units.index(unit) for unit in STATES]]
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(
        {"iso3": STATES, "year": 2024, id: values * factor * np.exp(rng.normal(0, noise, 6))}
    )
    return frame.head(count)


def scale_notes(frame):
    return [note for note in read(frame).notes if "another unit?" in note]


@pytest.mark.parametrize(
    ("id", "factor", "named"),
    [("gdp", 1e-9, "1e9"), ("gdp", 1e-6, "1e6"), ("population", 1e-6, "1e6"), ("population", 1e3, "0.001")],
)
def test_the_same_power_of_ten_for_most_states_is_another_unit(id, factor, named):
    (note,) = scale_notes(table(id, factor, noise=0.1))
    assert f"scale={{{id!r}: {named}}}" in note


def test_a_share_where_the_catalogue_has_percent_is_told_as_such():
    world = mp.load()
    places = [world.units.index(unit) for unit in STATES]
    shares = [entry.id for entry in world.entries if entry.unit == "% of GDP"]
    percent = next(id for id in shares if (world.column(id)[places] > 0).all())
    (note,) = scale_notes(table(percent, 0.01))
    assert "a share of 1, where the catalogue has percent?" in note
    assert f"scale={{{percent!r}: 100}}" in note


@pytest.mark.parametrize("factor", [1.0, 2.0, 0.7])
def test_the_same_unit_is_not_spoken_of(factor):
    assert scale_notes(table("gdp", factor, noise=0.1)) == []


def test_figures_without_one_above_0_are_in_no_other_unit():
    assert scale_notes(table("refugees_hosted", 0.0)) == []


def test_one_state_alone_must_differ_much():
    assert scale_notes(table("gdp", 10, count=1)) == []
    assert scale_notes(table("gdp", 1e-9, count=1))


def test_scaled_figures_are_checked_and_kept_scaled():
    frame = table("gdp", 1e-9)
    data = read(frame, scale={"gdp": 1e9})
    assert data.frame.loc["KAZ", "gdp"] == frame["gdp"].iloc[0] * 1e9
    assert not [note for note in data.notes if "another unit?" in note]


@pytest.mark.parametrize("scale", [{"w": 1.0}, {"v": 0}, {"v": -1}, {"v": np.inf}, {"v": "1"}, {"v": True}])
def test_a_wrong_factor_is_refused(scale):
    with pytest.raises(OptionError, match="scale="):
        factors(scale, ["v"])


def test_the_note_of_mixed_shares_says_which_figures_are_meant():
    data = read(
        pd.DataFrame({"unit": list("UVXYZ"), "urban share %": [0.5, 0.25, 0.0, 45.0, 61.0]}), units="free"
    )
    assert any(
        note.endswith(
            ": 2 of 5 values are at most 1 (0.25 to 0.5), the others 45 to 61: shares of 1 among percentages?"
        )
        for note in data.notes
    )


@pytest.mark.parametrize(
    ("header", "values", "noted"),
    [
        ("urban share %", [0.5, 45.0, 61.0], True),
        ("urban", [0.5, 45.0, 61.0], False),
        ("urban share %", [0.5, 4.0, 61.0], False),  # a range without a gap
        ("urban share %", [0.001, 45.0, 61.0], False),  # no share of 1 of their size
        ("urban share %", [0.5, 0.45, 0.61], False),
        ("urban share %", [-0.5, 0.4, 45.0], False),
        ("share index", [0.5, 45.0, 610.0], False),
    ],
)
def test_shares_of_1_among_percentages_are_noted_where_the_gap_shows_them(header, values, noted):
    data = read(pd.DataFrame({"unit": ["X", "Y", "Z"], header: values}), units="free")
    assert any("shares of 1 among percentages" in note for note in data.notes) == noted
