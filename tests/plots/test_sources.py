"""The source line."""

import mpindex as mp
from mpindex.plots.sources import source_of


def test_it_names_definitions_years_publishers_and_version(indexes):
    line = source_of(indexes["capability"], indexes["wood"])
    for part in (
        "definitions capability (own), wood (",
        "figures, 20",
        "world-bank-wdi",
        f"mpindex {mp.__version__}.",
    ):
        assert part in line


def test_the_year_of_a_past_world_is_there(world):
    assert "as of 2010, figures of" in source_of(mp.definition("wood").apply(world.at(2010)))
