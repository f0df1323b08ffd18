"""What the user says of names is obeyed, from a mapping or a file."""

import pytest

from mpindex.errors import DataError, OptionError
from mpindex.ingest.spelling import Spelling, display_name


def spelling(names=None, leave_out=(), also=(), countries=True):
    return Spelling.make(names=names, leave_out=leave_out, also=also, countries=countries)


def test_a_spelling_means_what_the_user_says():
    told = spelling({"The Old Place": "Germany", "That": None}, ["There"], ["HKG"])
    assert told.unit(["The Old Place"]) == "DEU"
    assert told.unit(["x", "The Old Place"]) == "DEU"
    assert told.unit(["Hong Kong SAR, China"]) == "HKG"
    assert told.unit(["Peru"]) is None
    assert told.leaves_out(["That"])
    assert told.leaves_out(["There"])
    assert not told.leaves_out(["Peru"])


def test_a_name_may_mean_a_territory_that_stays():
    assert spelling({"HK": "HKG"}, also=["HKG"]).unit(["HK"]) == "HKG"
    with pytest.raises(OptionError, match="not one of the 195 states"):
        spelling({"HK": "HKG"})


def test_names_of_free_units_mean_anything():
    assert spelling({"a": "b"}, countries=False).unit(["a"]) == "b"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("n.csv", "Old Place,DEU\nThat,\n"),
        ("n.csv", "name,iso3\nOld Place,Germany\nThat,\n"),
        ("n.tsv", "Old Place\tDEU\nThat\t\n"),
        ("n.json", '{"Old Place": "Germany", "That": null}'),
        ("n.yaml", "Old Place: DEU\nThat: null\n"),
    ],
)
def test_names_may_stand_in_a_file(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    told = spelling(path)
    assert told.unit(["Old Place"]) == "DEU"
    assert told.leaves_out(["That"])


def test_a_list_in_a_file_is_left_out(tmp_path):
    path = tmp_path / "excluded.json"
    path.write_text('["World", "Asia"]', encoding="utf-8")
    assert spelling(path).leaves_out(["Asia"])


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("n.csv", "a,b,c\n", "line 1: a spelling and a unit are needed"),
        ("n.json", "{", "not valid JSON"),
        ("n.yaml", "a: DEU\na: FRA\n", "'a' stands twice"),
        ("n.yaml", "5\n", "must map spellings"),
    ],
)
def test_a_wrong_file_of_names_is_refused(tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        spelling(path)


def test_names_are_shown_as_usual():
    assert display_name("KAZ") == "Kazakhstan"
    assert display_name("HKG") == "Hong Kong"
    assert display_name("Somaliland") == "Somaliland"
