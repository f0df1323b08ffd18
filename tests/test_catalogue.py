"""The catalogue says what every bundled figure is, and cannot say it wrongly without being caught."""

import pytest

from mpindex.catalogue import KINDS, Indicator, catalogue, indicator, indicators, problems, read_catalogue
from mpindex.errors import DataError

ENTRY = """gdp:
  name: GDP
  unit: current US$
  direction: 1
  kind: size
  range: [0, null]
"""


def written(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_catalogue(folder)


def test_the_dimension_is_the_name_of_the_file(tmp_path):
    assert written(tmp_path, economy=ENTRY)["gdp"].dimension == "economy"


def test_an_open_end_of_a_range_is_infinite(tmp_path):
    gdp = written(tmp_path, economy=ENTRY)["gdp"]
    assert (gdp.low, gdp.high) == (0, float("inf"))


def test_the_bundled_catalogue_can_be_read_and_is_complete():
    for entry in catalogue().values():
        assert entry.name and entry.unit and entry.source and entry.citation and entry.licence, entry.id
        assert entry.window is not None, entry.id


def test_what_may_not_be_redistributed_is_listed_but_not_bundled():
    assert not catalogue()["gpi"].bundled
    assert catalogue()["gdp"].bundled


def test_the_table_has_a_row_for_each_indicator():
    table = indicators()
    assert list(table.index) == list(catalogue())
    assert table.loc["gdp", "unit"] == "current US$"
    assert set(table["kind"]) <= set(KINDS)


def test_every_fault_of_every_file_is_told_at_once(tmp_path):
    wrong = ENTRY.replace("direction: 1", "direction: up").replace("kind", "kin")
    with pytest.raises(DataError) as error:
        written(tmp_path, economy=wrong, military=ENTRY.replace("range: [0, null]", "range: [5, 1]"))
    said = str(error.value)
    assert "economy.yaml: gdp: unknown key 'kin'. Did you mean 'kind'?" in said
    assert "direction must be 1" in said
    assert "military.yaml: gdp: range must be [low, high]" in said


def test_an_id_in_two_files_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"military.yaml: gdp: is in economy.yaml already"):
        written(tmp_path, economy=ENTRY, military=ENTRY)


@pytest.mark.parametrize("twice", [ENTRY + ENTRY, ENTRY + "  unit: euro\n"])
def test_a_key_that_stands_twice_is_refused_though_yaml_would_keep_the_last(tmp_path, twice):
    with pytest.raises(DataError, match=r"the key .* stands twice"):
        written(tmp_path, economy=twice)


@pytest.mark.parametrize("text", ["- a\n- b\n", "gdp: [", "gdp: 3\n", ""])
def test_a_file_that_is_no_catalogue_is_refused(tmp_path, text):
    with pytest.raises(DataError, match=r"economy.yaml"):
        written(tmp_path, economy=text)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"direction": 0}, "direction must be"),
        ({"direction": True}, "direction must be"),
        ({"kind": "sise"}, "Did you mean 'size'?"),
        ({"absence": "none"}, "absence must be"),
        ({"window": -1}, "window must be"),
        ({"window": 2.5}, "window must be"),
        ({"bundled": "yes"}, "bundled must be"),
        ({"range": [0]}, "range must be"),
        ({"range": [0, float("nan")]}, "range must be"),
        ({"name": 3}, "name must be text"),
        ("gdp", "must be a mapping"),
    ],
)
def test_a_wrong_setting_is_named(entry, fault):
    (said,) = problems(entry)
    assert fault in said


def test_settings_that_are_not_given_come_from_the_base():
    base = Indicator("gdp", unit="US$", direction=1, low=0.0)
    changed = indicator("gdp", {"direction": -1}, base=base)
    assert (changed.unit, changed.direction, changed.low) == ("US$", -1, 0.0)


def test_a_wrong_entry_names_its_indicator():
    with pytest.raises(DataError, match="beds: unknown key 'colour'"):
        indicator("beds", {"colour": "red"})
