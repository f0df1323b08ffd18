"""Bands along a ranking."""

import pandas as pd

from mpindex.plots.sheet.spans import bands_by_rank, label_room


def test_bands_come_from_the_best_and_those_in_none_last():
    bands = pd.Series(["unclassified", "great", "small", "middle", "middle", "small", "small"])
    assert bands_by_rank(bands, ["small", "middle", "great"]) == ["great", "middle", "small", "unclassified"]
    assert bands_by_rank(bands, []) == []


def test_no_bands_take_no_room():
    assert label_room([]) == 0 < label_room(["great"])


def test_counts_go_before_bands_where_there_is_no_room(draw, ruler):
    texts = [
        text.get_text() for text in draw("ladder", figsize=7).texts if str(text.get_gid()).startswith("band:")
    ]
    assert texts == ["great: 6", "great by rule: 2", "middle: 29", "minor: 114", "small: 44"]
    narrow = [
        text.get_text()
        for text in draw("ladder", figsize=2.0).texts
        if str(text.get_gid()).startswith("band:")
    ]
    assert set(narrow) < {"great", "great by rule", "middle", "minor", "small"} and "minor" in narrow
