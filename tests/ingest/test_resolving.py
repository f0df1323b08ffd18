"""Rows that are no units are left out when it is asked for, and listed with the reason."""

import pandas as pd
import pytest

from mpindex.errors import DataError, OptionError
from mpindex.ingest.read import read

TABLE = pd.DataFrame(
    {"country": ["Kenya", "World", "Nowhere", "Hong Kong"], "year": 2020, "v": [1.0, 2.0, 3.0, 4.0]}
)


def left_out(**options):
    return [note for note in read(TABLE, **options).notes if note.startswith("left out")]


def test_each_reason_is_told():
    notes = left_out(leave_out=["Hong Kong"], unknown="leave_out")
    assert notes == [
        "left out, as asked: Hong Kong",
        "left out, since they are not states: World",
        "left out, since they are no known units: Nowhere",
    ]


def test_only_states_stay_and_a_misspelling_is_still_an_error():
    with pytest.raises(DataError, match="Nowhere"):
        read(TABLE, states_only=True)
    assert left_out(states_only=True, leave_out=["Nowhere"])[1].endswith("Hong Kong, World")


def test_territories_stay_where_they_are_named():
    assert read(TABLE, also=["HKG"], unknown="leave_out").units == ("KEN", "HKG")


def test_nothing_left_is_an_error():
    with pytest.raises(DataError, match="no row is left"):
        read(TABLE[1:2], states_only=True, units="countries")


def test_the_system_of_numbers_is_told_where_the_header_names_it():
    data = read(pd.DataFrame({"COWcode": [501, 135], "year": 2020, "v": [1.0, 2.0]}))
    assert "COWcode was read as numbers of cow (codes= names another system)" in data.notes


def test_numbers_that_fit_two_systems_are_refused():
    both = pd.DataFrame({"ccode": [20, 40], "year": 2020, "v": [1.0, 2.0]})  # Canada, Cuba; Andorra, Austria
    with pytest.raises(DataError, match="number systems collide"):
        read(both, units="countries")


def test_an_unknown_system_is_refused():
    with pytest.raises(OptionError, match="unknown code system"):
        read(TABLE, codes="iso9")
