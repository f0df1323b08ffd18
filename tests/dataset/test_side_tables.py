"""The side tables are those known as of the year, and a user's go before the bundled ones."""

import numpy as np
import pandas as pd
import pytest

from mpindex.dataset.side_tables import COLUMNS, Tables, as_of, bundled, empty
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


def test_added_rows_replace_those_of_the_same_grouping():
    ours = Tables(None, {"groups": MEMBERS})
    theirs = Tables(None, {"groups": MEMBERS.iloc[:1].assign(unit="UKR")})
    assert ours.plus(theirs).table("groups", None)["unit"].tolist() == ["UZB", "UKR"]


def test_the_bundled_tables_stay_when_a_users_table_of_another_kind_is_added():
    world = Tables(folder("data"))
    both = world.plus(Tables(None, {"groups": MEMBERS.assign(grouping=["mine", "yours"])}))
    assert len(both.table("groups", None)) == len(world.table("groups", None)) + 2
    assert len(both.table("dyads", None)) == len(world.table("dyads", None))


def test_another_adds_its_own_tables_and_those_of_its_folder_where_that_is_another(tmp_path):
    nothing, mine, world = Tables(), Tables(None, {"groups": MEMBERS}), Tables(folder("data"))
    elsewhere = Tables(tmp_path, {"lists": empty("lists")})
    assert world.added_by(mine) == nothing.added_by(mine) == {"groups"}
    assert world.added_by(world) == nothing.added_by(world) == mine.added_by(nothing) == set()
    assert world.added_by(elsewhere) == set(COLUMNS)
    assert mine.added_by(elsewhere) == {"groups", "lists"} and nothing.added_by(elsewhere) == {"lists"}
    assert nothing.plus(elsewhere).folder == tmp_path and world.plus(elsewhere).folder == world.folder


def test_of_cells_only_those_that_say_the_same_are_replaced_and_the_rows_are_numbered_anew():
    ours = Tables(None, {"groups": MEMBERS})
    theirs = Tables(None, {"groups": MEMBERS.iloc[:1].assign(unit="UKR")})
    both = ours.plus(theirs, cells=True).table("groups", None)
    assert both["unit"].tolist() == ["GEO", "UZB", "UKR"] and both.index.tolist() == [0, 1, 2]
    moved = ours.plus(Tables(None, {"groups": MEMBERS.iloc[1:].assign(to=2015.0)}), cells=True)
    assert moved.table("groups", None)["to"].tolist() == [2009, 2015]
    dyads = pd.DataFrame({"from": "KAZ", "to": ["UZB", "TKM"], "relation": "border", "year": [np.nan, 2015]})
    again = Tables(None, {"dyads": dyads}).plus(Tables(None, {"dyads": dyads.assign(value=2)}), cells=True)
    assert again.table("dyads", None)["value"].tolist() == [2, 2]  # an empty year is one, too


def test_a_place_of_a_later_edition_was_not_known():
    places = pd.DataFrame({"unit": ["KAZ", "UZB"], "edition": [2020, 2021], "year": [2025, 2000]})
    assert as_of(places, 2020)["unit"].tolist() == ["KAZ"]
