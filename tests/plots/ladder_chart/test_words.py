"""What the ladder says."""

from mpindex.plots.ladder_chart.words import subtitles, titles


def test_the_title_of_one_unit_says_rank_band_and_distance(capability):
    rank = int(capability.ranks["KAZ"])
    full, middle, short = titles(capability, ["KAZ"])
    assert full == f"{middle}, {rank - 37} ranks below 'middle'"
    assert middle.startswith(f"Capability rank: Kazakhstan is {rank}th of 195 states, 'minor' like ")
    assert short == f"Kazakhstan is {rank}th of 195 states"


def test_several_units_share_what_they_share(capability):
    assert titles(capability, ["KAZ", "UZB"])[0].endswith("of 195 states, both 'minor'")
    assert titles(capability, [])[0] == "Capability rank: 195 states ranked"


def test_who_has_no_score_is_said(cities):
    assert "No score for Semey" in subtitles(cities, ["Semey"])[-1]
