"""The side tables are those known as of the year, and a user's go before the bundled ones."""

import numpy as np
import pandas as pd
import pytest

from mpindex.dataset import side_tables
from mpindex.dataset.side_tables import COLUMNS, Tables, as_of, bundled, empty, read_csv
from mpindex.resources import folder

MEMBERS = pd.DataFrame(
    {"unit": ["GEO", "UZB"], "grouping": ["CIS", "CSTO"], "from": [1993.0, 2006], "to": [2009.0, 2012]}
)


def test_what_began_later_was_not_known_and_what_ended_later_was_open():
    then = as_of(MEMBERS, 2007)
    assert then["unit"].tolist() == ["GEO", "UZB"]
    assert then["to"].isna().all()
    assert as_of(MEMBERS, 2005)["unit"].tolist() == ["GEO"]
    assert as_of(MEMBERS, 2010)["to"].tolist() == pytest.approx([2009, np.nan], nan_ok=True)


def test_a_relation_without_a_year_has_always_held():
    dyads = pd.DataFrame(
        {"from": "KAZ", "to": "UZB", "relation": ["border", "exports"], "year": [np.nan, 2015]}
    )
    assert as_of(dyads, 2000)["relation"].tolist() == ["border"]


@pytest.mark.parametrize("name", COLUMNS)
def test_bundled_and_empty_tables_have_the_same_columns_and_types(name):
    full, none = bundled(folder("data"), name), empty(name)
    assert list(full.columns) == list(none.columns) == list(COLUMNS[name])
    assert len(full) and not len(none)
    assert (full.dtypes == none.dtypes).all()


def test_namibia_is_read_as_a_country(tmp_path):
    (tmp_path / "t.csv").write_text("unit,value\nNA,1\n,2\n", encoding="utf-8")
    table = read_csv([tmp_path / "t.csv"], {"unit": "str", "value": "float64"})
    assert table["unit"].iloc[0] == "NA"
    assert pd.isna(table["unit"].iloc[1])


def test_files_without_a_last_line_break_are_put_together(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).write_text(f"unit,value\n{name},1", encoding="utf-8")
    assert read_csv([tmp_path / "a", tmp_path / "b"], {})["unit"].tolist() == ["a", "b"]


@pytest.mark.parametrize("part", [1, 3, 1 << 18])
def test_files_are_the_same_table_however_much_is_read_at_a_time(tmp_path, monkeypatch, part):
    monkeypatch.setattr(side_tables, "PART", part)
    for name, rows in {"a": "é,1\nb,2\n", "b": "", "c": '"c\nd",3'}.items():
        (tmp_path / name).write_text(f"unit,value\n{rows}", encoding="utf-8")
    table = read_csv([tmp_path / name for name in "abc"], {"unit": "category"})
    assert table["unit"].tolist() == ["é", "b", "c\nd"]
    assert table["value"].tolist() == [1, 2, 3]


def test_added_rows_replace_those_of_the_same_grouping():
    ours = Tables(None, {"groups": MEMBERS})
    theirs = Tables(None, {"groups": MEMBERS.iloc[:1].assign(unit="UKR")})
    assert ours.plus(theirs).table("groups", None)["unit"].tolist() == ["UZB", "UKR"]


def test_the_bundled_tables_stay_when_a_users_table_of_another_kind_is_added():
    world = Tables(folder("data"))
    both = world.plus(Tables(None, {"groups": MEMBERS.assign(grouping=["mine", "yours"])}))
    assert len(both.table("groups", None)) == len(world.table("groups", None)) + 2
    assert len(both.table("dyads", None)) == len(world.table("dyads", None))
