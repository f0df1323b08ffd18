"""Any usual table can be read, its forms are the same table, and all that is wrong with it is said at once."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mpindex as mp
from mpindex.errors import DataError
from mpindex.ingest.read import check_table, read


def written(folder, text, name="data.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def rules(path, **options):
    """The faults of a table as unit, indicator, year, value -> rule."""
    table = check_table(path, **options)
    return {tuple(row[:4]): row[4] for row in table.astype(str).itertuples(index=False)}


# ---------------------------------------------------------------- all faults at once

FIVE = """country,indicator,year,value
Kazakhstan,gdp,2024,many
UZB,gdp,2023,90
Uzbekistan,gdp,2023,91
Kazahkstan,gdp,2023,5
TUR,gdp,2023,inf
KAZ,population,2024,-20.6
FRA,gdp,2024,3.1e12
"""


def test_five_faults_are_told_together_each_with_its_place_its_rule_and_a_hint(tmp_path):
    with pytest.raises(DataError) as error:
        read(written(tmp_path, FIVE))
    assert str(error.value).startswith("data.csv: 6 of 7 values are wrong\n")
    table = error.value.table
    assert table[["unit", "indicator", "year", "value", "rule"]].astype(str).to_numpy().tolist() == [
        ["KAZ", "gdp", "2024", "many", "must be a number"],
        ["UZB", "gdp", "2023", "90 and 91", "given 2 times"],
        ["Kazahkstan", "gdp", "2023", "5", "no known country"],
        ["TUR", "gdp", "2023", "inf", "must be finite"],
        ["KAZ", "population", "2024", "-20.6", "must be >= 0"],
    ]
    hints = table["hint"].tolist()
    assert hints[0] == "leave the cell empty if unknown"
    assert hints[1] == "keep one of lines 3, 4; spelt UZB, Uzbekistan"
    assert "Kazakhstan" in hints[2]
    assert hints[4] == "check the sign"


def test_the_same_faults_of_a_wide_table(tmp_path):
    path = written(tmp_path, "iso3,year,gdp,population\nKAZ,2024,many,-20.6\nTUR,2024,inf,85\nKAX,2024,1,2\n")
    found = rules(path)
    assert found == {
        ("KAZ", "gdp", "2024", "many"): "must be a number",
        ("KAZ", "population", "2024", "-20.6"): "must be >= 0",
        ("TUR", "gdp", "2024", "inf"): "must be finite",
        ("KAX", "gdp", "2024", "1"): "no known country",
    }


def test_a_table_without_faults_has_none(tmp_path):
    table = check_table(written(tmp_path, "iso3,year,gdp\nKAZ,2024,288\n"))
    assert list(table.columns) == ["unit", "indicator", "year", "value", "rule", "hint"]
    assert not len(table)


@pytest.mark.parametrize(
    ("cell", "rule", "hint"),
    [
        (
            "1,234",
            "has a comma that separates thousands or decimals",
            "thousands=',' if it is 1234, decimal=',' if it is 1.234",
        ),
        ("1,234,567.8", "has a thousands separator", "pass thousands=','"),
        ("1 234", "has a thousands separator", "pass thousands=' '"),
        ("3,5", "has a decimal comma", "pass decimal=',', or write 3.5"),
        ("12 %", "has a percent sign", "pass strip='%' to take it off, and say % in the indicator's unit"),
        ("$5", "has a currency sign", "pass strip='$' to take it off"),
        ("1_000", "must be a number", "leave the cell empty"),
        ("0x10", "must be a number", "leave the cell empty"),
        ("5*", "has a footnote mark", "write the number alone"),
    ],
)
def test_numbers_as_people_write_them_are_refused_with_the_remedy(tmp_path, cell, rule, hint):
    path = written(tmp_path, f'iso3;year;gdp\nKAZ;2024;"{cell}"\nUZB;2024;1\n')
    table = check_table(path)
    assert table["rule"].tolist() == [rule]
    assert hint in table["hint"].iloc[0]


@pytest.mark.parametrize(
    ("year", "rule"),
    [
        ("2020.5", "the year must be whole"),
        ("", "the year is missing"),
        ("2020-Q1", "the year must be a number"),
        ("20205", "the year must be 1000 to 2200"),
        ("inf", "the year must be 1000 to 2200"),
    ],
)
def test_a_wrong_year_is_one_fault_for_the_row(tmp_path, year, rule):
    path = written(tmp_path, f"iso3,year,gdp,population\nKAZ,{year},1,2\nUZB,2020,1,2\n")
    assert check_table(path)["rule"].tolist() == [rule]


def test_a_blank_unit_names_its_line_and_blank_lines_are_skipped(tmp_path):
    path = written(tmp_path, "# a comment\niso3,year,gdp\nKAZ,2024,1\n\n,2024,2\n,,\n")
    table = check_table(path)
    assert table["rule"].tolist() == ["the unit is blank"]


def test_a_blank_indicator_is_a_fault(tmp_path):
    path = written(tmp_path, "iso3,indicator,year,value\nKAZ,,2024,1\nKAZ,gdp,2024,1\n")
    assert check_table(path)["rule"].tolist() == ["the indicator is blank"]


def test_an_unknown_country_is_one_fault_however_many_values_it_has(tmp_path):
    path = written(tmp_path, "country,year,a,b,c\nKazakhstan,2024,1,2,3\nRuritania,2024,1,2,3\n")
    table = check_table(path)
    assert table["rule"].tolist() == ["no known country"]
    assert "(3 values)" in table["hint"].iloc[0]


def test_a_value_off_a_publishers_scale_is_wrong_and_an_unlikely_one_is_noted(tmp_path):
    path = written(tmp_path, "iso3,year,cpi\nKAZ,2024,120\n")
    assert rules(path) == {("KAZ", "cpi", "2024", "120"): "must be 0 to 100"}
    data = read(written(tmp_path, "iso3,year,resource_rents\nKAZ,2024,101\n"))
    assert data.frame.loc["KAZ", "resource_rents"] == 101
    assert any("outside the plausible 0 to 100: KAZ 2024 (101)" in note for note in data.notes)


def test_a_net_flow_may_be_negative(tmp_path):
    assert read(written(tmp_path, "iso3,year,fdi_inflow\nIRL,2024,-1e9\n")).frame.iloc[0, 0] == -1e9


def test_a_column_without_values_is_left_out_and_told_unless_it_is_asked_for(tmp_path):
    path = written(tmp_path, "iso3,year,gdp,beds\nKAZ,2024,1,\nUZB,2024,1,..\n")
    data = read(path)
    assert data.indicators == ("gdp",)
    assert "left out, since they are empty: beds" in data.notes
    table = check_table(path, indicators={"beds": {"direction": 1}})
    assert table["rule"].tolist() == ["has no value at all"]
    assert table["indicator"].tolist() == ["beds"]


def test_a_column_of_words_is_left_out_and_told_unless_it_is_asked_for(tmp_path):
    path = written(tmp_path, "iso3,year,gdp,land\nKAZ,2024,1,steppe\nUZB,2024,1,desert\n")
    data = read(path)
    assert data.indicators == ("gdp",)
    assert any(
        "since they hold words or dates: land (groups=['land'] reads them as groups)" in note
        for note in data.notes
    )
    assert set(read(path, groups=["land"]).groups["group"]) == {"steppe", "desert"}
    assert read(path, columns={"land": None}).indicators == ("gdp",)
    table = check_table(path, columns={"land": "landscape"})
    assert table["unit"].tolist() == ["all 2"]
    assert "groups=['land']" in table["hint"].iloc[0]


def test_a_table_of_words_alone_is_one_fault_for_each_column_with_two_ways_out():
    table = check_table(pd.DataFrame({"iso3": ["KAZ", "UZB"], "area": ["steppe", "desert"]}))
    assert table["unit"].tolist() == ["all 2"]
    assert "columns={'area': None} to leave it out" in table["hint"].iloc[0]


# ---------------------------------------------------------------- what is no table


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("\n \n", "is empty"),
        ("# only a comment\n", "is empty"),
        ("iso3,year,gdp\n", "has a header and no rows"),
        ("iso3,gdp,gdp\nKAZ,1,2\n", "the header 'gdp' stands 2 times (columns 2, 3)"),
        ("iso3,gdp\nKAZ,1,2\n", "line 2 has 3 fields, the header 2"),
        ("gdp,beds\n1,2\n", "no column names the unit"),
        ("iso3,year,indicator\nKAZ,2024,gdp\n", "a column for the indicator and none for the value"),
        ("iso3,year\nKAZ,2024\n", "has no column of values"),
        ("iso3,gdp\n,\n,\n", "every row is blank"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(tmp_path, text, says):
    path = written(tmp_path, text)
    with pytest.raises(DataError) as error:
        read(path)
    assert "data.csv" in str(error.value)
    assert says in str(error.value)
    assert says in check_table(path)["rule"].iloc[0]


# ---------------------------------------------------------------- forms of the same table

UNITS = ["KAZ", "UZB", "NAM", "TUR"]


@st.composite
def tables(draw):
    """A panel of a few countries as (unit, indicator, year, value), each place once."""
    places = st.tuples(st.sampled_from(UNITS), st.sampled_from(["x", "y"]), st.integers(2000, 2003))
    values = st.floats(-1e12, 1e12, allow_subnormal=False)
    rows = draw(st.dictionaries(places, values, min_size=1, max_size=12))
    return pd.DataFrame(
        [(*place, value) for place, value in rows.items()], columns=["unit", "indicator", "year", "value"]
    )


def same(one, other):
    units, ids = sorted(one.units), sorted(one.indicators)
    assert units == sorted(other.units)
    assert ids == sorted(other.indicators)
    a, b = (data.subset(units=units, indicators=ids) for data in (one, other))
    pd.testing.assert_frame_equal(a.frame, b.frame, check_exact=True)
    pd.testing.assert_frame_equal(a.years, b.years)
    for name in ("unit", "indicator", "year", "value"):
        assert a.tidy[name].tolist() == b.tidy[name].tolist()


@settings(deadline=None, max_examples=30)
@given(tables())
def test_tidy_and_wide_are_the_same_table(tmp_path_factory, tidy):
    folder = tmp_path_factory.mktemp("forms")
    wide = tidy.pivot(index=["unit", "year"], columns="indicator", values="value").reset_index()  # noqa: PD010
    tidy.to_csv(folder / "tidy.csv", index=False)
    wide.to_csv(folder / "wide.csv", index=False)
    first = read(tidy, units="countries")
    same(first, read(wide, units="countries"))
    same(first, read(folder / "tidy.csv", units="countries"))
    same(first, read(folder / "wide.csv", units="countries"))


@settings(deadline=None, max_examples=30)
@given(tables())
def test_what_a_dataset_holds_can_be_read_again(tidy):
    once = read(tidy, units="countries")
    same(once, read(once.tidy, units="countries"))


def test_marks_of_missing_values_are_missing_and_told(tmp_path):
    data = read(written(tmp_path, "iso3,year,gdp\nKAZ,2024,1\nUZB,2024,..\nTUR,2024,n/a\nNAM,2024,\n"))
    assert data.frame["gdp"].isna().sum() == 3
    assert any("2 cells were read as missing: '..', 'n/a'" in note for note in data.notes)


def test_white_space_does_not_count(tmp_path):
    data = read(written(tmp_path, " iso3 , year , gdp \n KAZ , 2024 , 288 \n"))
    assert data.frame.loc["KAZ", "gdp"] == 288


def test_a_typographic_minus_is_a_minus():
    assert read(pd.DataFrame({"iso3": ["KAZ"], "balance": ["−3"]})).frame.iloc[0, 0] == -3


# ---------------------------------------------------------------- years


def test_a_table_without_years_is_of_the_reference_year_unless_it_is_said():
    table = pd.DataFrame({"iso3": ["KAZ"], "beds": [1.0]})
    plain, dated = read(table), read(table, year=2010)
    assert plain.years.iloc[0, 0] == mp.load().reference_year
    assert any("no column of years" in note for note in plain.notes)
    assert (dated.years.iloc[0, 0], dated.reference_year) == (2010, 2010)


def test_a_table_with_years_is_read_as_of_a_year():
    table = pd.DataFrame({"iso3": ["KAZ", "KAZ"], "year": [2010, 2020], "beds": [1.0, 2.0]})
    assert read(table).frame.iloc[0, 0] == 2
    assert read(table, year=2015).frame.iloc[0, 0] == 1


def test_freshness_counts_from_the_newest_year_of_the_table():
    table = pd.DataFrame({"iso3": ["KAZ", "UZB"], "year": [2010, 2002], "beds": [1.0, 2.0]})
    data = read(table, indicators={"beds": {"window": 5}})
    assert data.reference_year == 2010
    assert data.frame["beds"].isna().to_dict() == {"KAZ": False, "UZB": True}


# ---------------------------------------------------------------- groups and dyads


def test_the_reference_panel_of_the_peer_is_read(tmp_path):
    """The form of COINr's iData: uName, uCode, Time, columns of groups, indicators."""
    text = "uName,uCode,EurAsia_group,Time,Flights,CPI\nAustria,AUT,Europe,2018,29.0,75\nJapan,JPN,Asia,2018,80.5,\n"
    data = read(written(tmp_path, text), groups=["EurAsia_group"])
    assert data.units == ("AUT", "JPN")
    assert data.indicators == ("Flights", "CPI")
    assert data.groups.set_index("unit")["group"].to_dict() == {"AUT": "Europe", "JPN": "Asia"}


def test_the_bundled_values_pass_the_checks_of_a_users_table():
    tidy = mp.load().tidy
    recent = tidy[tidy["year"] >= 2019]
    data = read(recent, layout="tidy")
    assert len(data.tidy) == len(recent)
    assert not any("outside the plausible" in note for note in data.notes)


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ([True, False], "is true or false"),
        ([[1], [2]], "must be a number"),
        ([1j, 2], "must be a number"),
        ([10**400, 1], "must be finite"),
        (pd.to_datetime(["2020-01-01", "2021-01-01"]), "must be a number"),
        ([None, None], "has no value at all"),
    ],
)
def test_what_python_can_put_into_a_cell_is_read_or_refused(cells, rule):
    assert rule in set(check_table(pd.DataFrame({"iso3": ["KAZ", "UZB"], "x": cells}))["rule"])


@pytest.mark.parametrize("dtype", ["category", "Int64", "Float32", "int8", "object", "str"])
def test_numbers_come_in_many_types(dtype):
    table = pd.DataFrame({"iso3": ["KAZ", "UZB"], "x": pd.Series([1, 2]).astype(dtype)})
    assert read(table).frame["x"].tolist() == [1, 2]


CELLS = st.sampled_from(
    ["KAZ", "Kazakhstan", "World", "YUG", "", "2020", "2020.5", "1.5", "-3", "inf", "1,2", "x", "nan"]
)
HEADERS = st.sampled_from(
    ["iso3", "country", "year", "value", "indicator", "gdp", "beds", "source", "", "2020", "name"]
)


@settings(deadline=None)
@given(
    st.lists(HEADERS, min_size=1, max_size=5).flatmap(
        lambda headers: st.tuples(
            st.just(headers),
            st.lists(st.lists(CELLS, min_size=len(headers), max_size=len(headers)), max_size=4),
        )
    ),
    st.fixed_dictionaries(
        {}, optional={"units": st.sampled_from(["free", "countries"]), "states_only": st.just(True)}
    ),
)
def test_whatever_the_table_it_is_read_or_refused_with_a_reason(table, options):
    headers, rows = table
    frame = pd.DataFrame(rows, columns=pd.Index(headers, dtype=object), dtype=object)
    try:
        data = read(frame, **options)
    except DataError as error:
        assert str(error)
    else:
        assert np.isfinite(data.tidy["value"]).all()
        assert repr(data)
