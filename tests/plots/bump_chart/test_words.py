"""What the bump chart says."""

import mpindex as mp
from mpindex.plots.bump_chart.field import Field
from mpindex.plots.bump_chart.words import subtitles, titles


def test_the_title_says_the_span_of_ranks_and_the_middle_third(indexes):
    field = Field.of(indexes, "KAZ", ())
    inside = sum(bool(1 / 3 <= index.positions["KAZ"] <= 2 / 3) for index in indexes.values())
    ranks = [int(index.ranks["KAZ"]) for index in indexes.values()]
    full, short = titles(field)
    assert full.endswith(f"in the middle third under {inside or 'none'} of 4 definitions")
    assert f"{min(ranks)}" in short and f"{max(ranks)}" in short and full.startswith(short)


def test_one_definition_is_spoken_of_as_one(indexes):
    assert titles(Field.of({"wood": indexes["wood"]}, "KAZ", ()))[0].endswith("outside the middle third")


def test_the_subtitle_names_definitions_by_title(indexes):
    assert "'minor' by Capability rank" in subtitles(Field.of(indexes, "KAZ", ()))[0]


def test_hollow_is_explained_only_where_a_mark_is(indexes):
    lone = Field.of({"wood": indexes["wood"]}, "KAZ", ["UZB"])
    assert not any("hollow" in text for text in subtitles(lone))
    index = mp.definition({"id": "a", "tree": {"gdp": 1}, "bands": [{"top": {"rank": [1, 5]}}]}).apply(
        mp.load()
    )
    assert index.bands["KAZ"] == "unclassified"
    assert all(
        "hollow: in none of its bands" in text for text in subtitles(Field.of({"a": index}, "KAZ", ()))
    )
