"""Tables of pages hold every digit, and their bars stand where the numbers are."""

from __future__ import annotations

from urllib.parse import unquote

import pandas as pd

from mpindex.pages.tables import Table, csv_link, effect, heads, shift, track


def test_the_csv_of_a_table_is_the_frame_with_every_digit() -> None:
    frame = pd.DataFrame({"value": [1 / 3], "words": ['a, "b"']}, index=pd.Index(["x"], name="unit"))
    link = Table("n", "c", ("unit",), [("x",)], frozenset(), frame).csv
    text = unquote(link.removeprefix("data:text/csv;charset=utf-8,"))
    assert text == f'unit,value,words\nx,{1 / 3!r},"a, ""b"""\n'
    assert link == csv_link(frame)


def test_a_track_runs_from_the_first_to_the_last_rank() -> None:
    assert track(1, 11, 6, 11) == '<span class="track asked" style="--from:0%;--wide:100%;--at:50%"></span>'
    assert 'class="track"' in track(1, 2, 1, 5, asked=False)


def test_a_track_of_one_unit_has_no_length() -> None:
    assert "--from:0%;--wide:0%" in track(1, 1, 1, 1)


def test_a_shift_to_a_better_rank_is_full_and_to_a_worse_one_hatched() -> None:
    assert 'class="shift up" style="--from:0%;--wide:50%;--at:50%"' in shift(20, 10, 10, 30)
    assert 'class="shift down" style="--from:50%;--wide:50%;--at:50%"' in shift(20, 30, 10, 30)


def test_an_effect_stands_to_the_right_where_it_lifts_and_to_the_left_where_it_holds_back() -> None:
    assert 'class="effect up" style="--from:50%;--wide:50%"' in effect(2.0, 2.0)
    assert 'class="effect down" style="--from:25%;--wide:25%"' in effect(-1.0, 2.0)
    assert "--wide:0%" in effect(0.0, 0.0)


def test_titles_of_columns_stand_once_and_none_of_them_ends_the_style() -> None:
    hostile = "\"';}</style><script>\\ \u2028"
    style = heads(["unit", "rank of", hostile, ""])
    assert style.startswith("--h2:'rank of';--h3:'")
    assert not set(style.split("--h3:'")[1].removesuffix("'")) & set("\"';}<>\u2028")
    assert style.count("--h") == 2


def test_numbers_stand_at_the_right() -> None:
    table = Table("n", "c", ("unit", "a", "b", "c"), [], frozenset({3, 1}), pd.DataFrame())
    assert table.aligned == " n2 n4"
