"""What the bump chart says."""

from mpindex.plots.bump_field import Field
from mpindex.plots.bump_words import subtitles, titles


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
