"""The source line."""

import mpindex as mp
from mpindex.plots.sheet.sources import captions, publishers, rests_on, source_lines


def test_it_names_definitions_years_publishers_and_version(indexes):
    line = source_lines(indexes["capability"], indexes["wood"])[0]
    for part in (
        "Capability rank (capability, own)",
        "(wood, ",
        "figures, 20",
        "World Bank",
        f"mpindex {mp.__version__}.",
    ):
        assert part in line


def test_shorter_versions_count_publishers_and_definitions(indexes):
    full, middle, short = rests_on(*indexes.values())
    assert len(full) > len(middle) > len(short)
    assert "publishers" in middle and short.startswith("4 definitions; ")


def test_a_band_whose_name_does_not_say_what_it_is_is_explained(indexes):
    assert "Great by rule: a listed great power" in source_lines(indexes["capability"])[0]
    assert captions("x", ["great", "great by rule"])[-1] == "Source: x" == captions("x", ["great"])[0]


def test_the_year_of_a_past_world_is_there(world):
    assert "as of 2010, figures of" in source_lines(mp.definition("wood").apply(world.at(2010)))[0]


def test_publishers_have_short_names():
    assert publishers()["world-bank-wdi"] == "World Bank" and publishers()["cow-nmc"] == "Correlates of War"
