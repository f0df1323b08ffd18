"""Records of any usual shape are a table."""

import pytest

from mpindex.errors import DataError
from mpindex.ingest.records import open_json, open_records


@pytest.mark.parametrize("key", ["data", "value", "records", "results"])
def test_records_under_a_usual_key_are_found(key):
    raw = open_json(f'{{"count": 1, "{key}": [{{"iso3": "KEN", "v": 1}}]}}', "x.json")
    assert raw.frame.to_dict("records") == [{"iso3": "KEN", "v": 1}]


def test_fields_of_fields_stand_beside_the_others():
    raw = open_records([{"country": {"id": "KE", "value": "Kenya"}, "v": 1}, {"v": 2}])
    assert list(raw.frame.columns) == ["country_id", "country_value", "v"]
    assert raw.frame["country_id"].tolist() == ["KE", None]


def test_the_first_of_rows_that_are_lists_is_the_header():
    raw = open_records([("iso3", "v"), ("KEN", 1)])
    assert list(raw.frame.columns) == ["iso3", "v"]
    assert len(raw.frame) == 1


def test_columns_by_unit_keep_their_units():
    raw = open_records({"gdp": {"KEN": 1, "PER": 2}})
    assert raw.frame["unit"].tolist() == ["KEN", "PER"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": ', "line 1: not valid JSON"),
        ("[1, 2]", "neither all dicts nor all lists"),
        ('"text"', "holds no table"),
        ("[]", "is empty"),
        ('{"dimension": {}, "value": {}}', "is JSON-stat"),
        ("[" * 100_000 + "]" * 100_000, "nested too deeply"),
    ],
)
def test_json_that_holds_no_table_is_refused(text, message):
    with pytest.raises(DataError, match=message):
        open_json(text, "x.json")
