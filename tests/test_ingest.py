"""Any usual table can be read, its forms are the same table, and all that is wrong with it is said at once."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mpindex as mp
from mpindex.errors import DataError
from mpindex.ingest import check_table, read


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
        ("1,234", "has a thousands separator", "write 1234; if the comma is the decimal sign"),
        ("1,234,567.8", "has a thousands separator", "write 1234567.8"),
        ("1 234", "has a thousands separator", "write 1234"),
        ("3,5", "has a decimal comma", "pass decimal=',', or write 3.5"),
        ("12 %", "has a percent sign", "write 12, and say % in the indicator's unit"),
        ("$5", "has a currency sign", "write the number alone"),
        ("1_000", "must be a number", "leave the cell empty"),
        ("0x10", "must be a number", "leave the cell empty"),
        ("5*", "must be a number", "leave the cell empty"),
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
        ("2020-01-01", "the year must be a number"),
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


def test_former_states_are_refused_in_their_own_time_and_after(tmp_path):
    path = written(tmp_path, "iso3,year,gdp\nYUG,2023,1.2e9\nYUG,1990,1.2e9\nKAZ,1995,1\n")
    found = check_table(path).set_index("year")
    assert found.loc["2023", "rule"] == "not a country in 2023"
    assert found.loc["2023", "hint"].startswith("Yugoslavia ended in 1992; its successors: ")
    assert found.loc["1990", "rule"] == "a state that ended in 1992"
    assert "only today's states are kept" in found.loc["1990", "hint"]


def test_territories_and_aggregates_can_be_left_out_but_not_misspellings(tmp_path):
    text = "country,year,gdp\nKazakhstan,2024,1\nWorld,2024,2\nHong Kong,2024,3\n"
    path = written(tmp_path, text)
    assert len(rules(path)) == 2
    assert all("states_only=True" in hint for hint in check_table(path)["hint"])
    data = read(path, states_only=True)
    assert data.units == ("KAZ",)
    assert any("Hong Kong, World" in note for note in data.notes)
    assert len(rules(written(tmp_path, text + "Ruritania,2024,4\n"), states_only=True)) == 1


def test_a_value_off_a_publishers_scale_is_wrong_and_an_unlikely_one_is_noted(tmp_path):
    path = written(tmp_path, "iso3,year,cpi\nKAZ,2024,120\n")
    assert rules(path) == {("KAZ", "cpi", "2024", "120"): "must be 0 to 100"}
    data = read(written(tmp_path, "iso3,year,resource_rents\nKAZ,2024,101\n"))
    assert data.frame.loc["KAZ", "resource_rents"] == 101
    assert any("outside the plausible 0 to 100: KAZ 2024 (101)" in note for note in data.notes)


def test_a_net_flow_may_be_negative(tmp_path):
    assert read(written(tmp_path, "iso3,year,fdi_inflow\nIRL,2024,-1e9\n")).frame.iloc[0, 0] == -1e9


def test_a_column_without_values_is_a_fault(tmp_path):
    table = check_table(written(tmp_path, "iso3,year,gdp,beds\nKAZ,2024,1,\nUZB,2024,1,..\n"))
    assert table["rule"].tolist() == ["has no value at all"]
    assert table["indicator"].tolist() == ["beds"]


def test_a_column_of_text_is_one_fault_with_two_ways_out(tmp_path):
    path = written(tmp_path, "iso3,year,gdp,area\nKAZ,2024,1,steppe\nUZB,2024,1,desert\n")
    table = check_table(path)
    assert table["unit"].tolist() == ["all 2"]
    assert "groups=['area']" in table["hint"].iloc[0]
    assert not len(check_table(path, groups=["area"]))
    assert read(path, columns={"area": None}).indicators == ("gdp",)


def test_a_wrong_setting_and_a_wrong_value_are_told_together(tmp_path):
    path = written(tmp_path, "iso3,year,beds\nKAZ,2024,few\n")
    table = check_table(path, indicators={"beds": {"direction": 2}, "bets": {}})
    assert len(table) == 3
    assert "Did you mean 'beds'?" in table["hint"].tolist()


# ---------------------------------------------------------------- what is no table


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("\n \n", "is empty"),
        ("# only a comment\n", "is empty"),
        ("iso3,year,gdp\n", "has a header and no rows"),
        ("iso3,gdp,gdp\nKAZ,1,2\n", "the header 'gdp' stands 2 times"),
        ("iso3,year,\nKAZ,2024,2\n", "column 3 has no header"),
        ("iso3,gdp\nKAZ,1,2\n", "line 2 has 3 fields, the header 2"),
        ("gdp,beds\n1,2\n", "no column names the unit"),
        ("iso3,year,value\nKAZ,2024,2\n", "a column for the value and none for the indicator"),
        ("iso3,year,indicator\nKAZ,2024,gdp\n", "a column for the indicator and none for the value"),
        ("iso3,2023,2024\nKAZ,1,2\n", "the headers 2023 to 2024 are years"),
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


def test_other_encodings_are_named_and_can_be_asked_for(tmp_path):
    path = written(tmp_path, "country,gdp\nCôte d'Ivoire,1\n", encoding="cp1252")
    with pytest.raises(DataError, match="is not utf-8; save it as UTF-8, or pass encoding="):
        read(path)
    assert read(path, encoding="cp1252").units == ("CIV",)


def test_a_broken_workbook_is_refused(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        read(written(tmp_path, "iso3,gdp\nKAZ,1\n", "data.xlsx"))
    with pytest.raises(DataError, match="cannot be read"):
        read(written(tmp_path, "iso3,gdp\nKAZ,1\n", "data.parquet"))


def test_a_file_that_is_not_there_is_not_there(tmp_path):
    for name in ("no.csv", "no.xlsx", "no.parquet"):
        with pytest.raises(FileNotFoundError):
            read(tmp_path / name)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"layout": "long"}, "layout must be"),
        ({"layout": "tidy"}, "none for the indicator and value"),
        ({"units": "cities"}, "units must be"),
        ({"units": "free", "codes": "cow"}, "units='free' says"),
        ({"groups": ["aera"]}, r"there is no column 'aera'. Did you mean 'area'\?"),
        ({"columns": {"areas": None}}, r"there is no column 'areas'"),
    ],
)
def test_a_wrong_option_is_refused(tmp_path, options, says):
    with pytest.raises(DataError, match=says):
        read(written(tmp_path, "iso3,gdp,area\nKAZ,1,steppe\n"), **options)


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


def test_excel_parquet_and_csv_are_the_same_table(tmp_path):
    table = pd.DataFrame(
        {"Country": ["Namibia", "NA", "Côte d'Ivoire"], "Year": [2023, 2024, 2024], "beds": [1.5, 2, np.nan]}
    )
    table.to_excel(tmp_path / "t.xlsx", index=False)
    table.to_parquet(tmp_path / "t.parquet")
    table.to_csv(tmp_path / "t.csv", index=False, encoding="utf-8-sig")
    table.to_csv(tmp_path / "t.tsv", index=False, sep="\t")
    table.to_csv(tmp_path / "semicolon.csv", index=False, sep=";", decimal=",")
    first = read(table)
    assert first.units == ("NAM", "CIV")
    for name in ("t.xlsx", "t.parquet", "t.csv", "t.tsv"):
        same(first, read(tmp_path / name))
    same(first, read(tmp_path / "semicolon.csv", decimal=","))


def test_units_and_years_may_stand_in_the_index():
    table = pd.DataFrame({"beds": [1.0, 2.0]}, index=pd.Index(["KAZ", "UZB"]))
    assert read(table).units == ("KAZ", "UZB")
    panel = pd.DataFrame({"iso3": ["KAZ", "KAZ"], "year": [2020, 2021], "beds": [1, 2]}).set_index(
        ["iso3", "year"]
    )
    assert read(panel).series("beds")[0].tolist() == [2020, 2021]


@pytest.mark.parametrize(
    "header", ["ISO3", "Country Code", "country", "Code", " iso3c ", "uCode", "Entity", "unit"]
)
def test_usual_headers_are_understood(header):
    table = pd.DataFrame({header: ["KAZ"], "TIME": [2020], "beds": [3]})
    data = read(table)
    assert data.units == ("KAZ",)
    assert data.years.iloc[0, 0] == 2020


def test_unusual_headers_are_explained_by_the_user():
    table = pd.DataFrame({"Land": ["Kasachstan"], "Jahr": [2020], "Betten": [3], "Fussnote": ["a"]})
    roles = {"Land": "unit", "Jahr": "year", "Betten": "beds", "Fussnote": None}
    data = read(table, columns=roles, units="free")
    assert (data.units, data.indicators) == (("Kasachstan",), ("beds",))


def test_a_code_is_preferred_to_a_name_and_a_name_fills_in_for_it():
    table = pd.DataFrame(
        {"Entity": ["Kazakhstan", "Uzbekistan"], "Code": ["KAZ", ""], "Year": 2020, "beds": [1, 2]}
    )
    assert read(table).units == ("KAZ", "UZB")


def test_numbers_of_countries_are_read_only_when_their_system_is_named():
    table = pd.DataFrame({"code": [705, 710], "year": 2020, "beds": [1, 2]})
    assert read(table, codes="cow").units == ("KAZ", "CHN")
    with pytest.raises(DataError, match="number systems collide"):
        read(table, units="countries")


def test_marks_of_missing_values_are_missing_and_told(tmp_path):
    data = read(written(tmp_path, "iso3,year,gdp\nKAZ,2024,1\nUZB,2024,..\nTUR,2024,n/a\nNAM,2024,\n"))
    assert data.frame["gdp"].isna().sum() == 3
    assert any("2 cells were read as missing: '..', 'n/a'" in note for note in data.notes)


def test_white_space_does_not_count(tmp_path):
    data = read(written(tmp_path, " iso3 , year , gdp \n KAZ , 2024 , 288 \n"))
    assert data.frame.loc["KAZ", "gdp"] == 288


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path):
    assert read(written(tmp_path, "iso3,gdp\nKAZ,1\n", encoding="utf-8-sig")).units == ("KAZ",)


def test_a_typographic_minus_is_a_minus():
    assert read(pd.DataFrame({"iso3": ["KAZ"], "balance": ["−3"]})).frame.iloc[0, 0] == -3


# ---------------------------------------------------------------- units


def test_free_units_are_kept_as_written():
    table = pd.DataFrame({"city": ["Astana", "Almaty"], "year": 2024, "pm25": [20.0, 30.0]})
    data = read(table)
    assert data.units == ("Astana", "Almaty")
    assert not data.is_countries
    assert any("read as written" in note for note in data.notes)


def test_free_units_have_the_names_beside_their_codes():
    table = pd.DataFrame({"uCode": ["a", "b"], "uName": ["Astana", "Almaty"], "pm25": [20.0, 30.0]})
    assert dict(read(table, units="free").names) == {"a": "Astana", "b": "Almaty"}


def test_countries_can_be_read_as_written():
    table = pd.DataFrame({"country": ["Kazakhstan"], "beds": [1.0]})
    assert read(table, units="free").units == ("Kazakhstan",)
    assert read(table, units="countries").names["KAZ"] == "Kazakhstan"


def test_a_table_that_is_mostly_of_countries_is_of_countries_and_its_misspellings_are_faults():
    table = pd.DataFrame({"country": ["Kazakhstan", "Uzbekistan", "Ruritania"], "beds": [1.0, 2.0, 3.0]})
    with pytest.raises(DataError, match="no known country"):
        read(table)


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


def test_absence_means_zero_where_the_user_says_so():
    table = pd.DataFrame({"iso3": ["KAZ", "UZB"], "beds": [1.0, None], "x": [1.0, 1.0]})
    assert read(table, indicators={"beds": {"absence": "zero"}}).frame.loc["UZB", "beds"] == 0


# ---------------------------------------------------------------- metadata and sources


def test_an_indicator_of_the_catalogue_takes_its_metadata_but_the_source_is_the_file(tmp_path):
    data = read(written(tmp_path, "iso3,year,gdp,beds\nKAZ,2024,1,2\n"))
    assert data.indicator("gdp").unit == "current US$"
    assert data.indicator("gdp").source == "data.csv"
    assert data.sources.loc["KAZ", "gdp"] == "data.csv"
    assert not data.stand_ins.to_numpy().any()
    assert any("without metadata" in note and "beds" in note for note in data.notes)


def test_metadata_may_stand_in_a_yaml_file(tmp_path):
    path = written(tmp_path, "beds:\n  direction: -1\n", "mine.yaml")
    table = pd.DataFrame({"iso3": ["KAZ"], "beds": [1.0]})
    assert read(table, indicators=path).indicator("beds").direction == -1


def test_values_that_name_another_source_are_stand_ins():
    table = pd.DataFrame(
        {
            "iso3": ["KAZ", "TWN"],
            "indicator": "gdp",
            "year": 2024,
            "value": [1.0, 2.0],
            "source": ["world-bank-wdi", "me"],
        }
    )
    assert read(table).stand_ins["gdp"].to_dict() == {"KAZ": False, "TWN": True}


def test_a_column_of_standard_errors_belongs_to_its_indicator():
    table = pd.DataFrame({"iso3": ["KAZ"], "year": [2024], "trust": [0.4], "trust_se": [0.1]})
    data = read(table)
    assert data.indicators == ("trust",)
    assert data.values(["trust_se"]).item() == 0.1
    with pytest.raises(DataError, match="must be >= 0"):
        read(table.assign(trust_se=-1.0))


# ---------------------------------------------------------------- groups and dyads


def test_columns_of_groups_become_memberships():
    table = pd.DataFrame(
        {
            "iso3": ["KAZ", "KAZ", "UZB", "UZB"],
            "year": [2020, 2021] * 2,
            "x": range(4),
            "size": ["M", "M", "S", "M"],
        }
    )
    groups = read(table, groups=["size"]).groups
    assert groups[["unit", "grouping", "group"]].to_numpy().tolist() == [
        ["KAZ", "size", "M"], ["UZB", "size", "S"], ["UZB", "size", "M"],
    ]  # fmt: skip
    assert groups["from"].tolist() == pytest.approx([np.nan, 2020, 2021], nan_ok=True)


def test_a_table_of_groups_and_one_of_dyads_are_resolved_and_checked():
    table = pd.DataFrame({"iso3": ["KAZ", "UZB"], "beds": [1.0, 2.0]})
    groups = pd.DataFrame({"country": ["Kazakhstan"], "group": ["OTS"], "from": [2009]})
    dyads = pd.DataFrame({"From": ["KAZ"], "To": ["Uzbekistan"], "relation": ["border"], "value": [1]})
    data = read(table, groups=groups, dyads=dyads)
    assert data.groups[["unit", "grouping", "group", "from"]].to_numpy().tolist() == [
        ["KAZ", "OTS", "OTS", 2009]
    ]
    assert data.dyads[["from", "to", "value"]].to_numpy().tolist() == [["KAZ", "UZB", 1]]
    with pytest.raises(DataError) as error:
        read(
            table.assign(beds=["few", 2]),
            groups=groups.assign(country="Kazahkstan", to=2000),
            dyads=pd.concat([dyads.assign(value=np.inf), dyads.assign(value="near", To="")]),
        )
    assert set(error.value.table["rule"]) == {
        "must be a number", "no known country", "ends before it begins", "must be finite and there", "the unit is blank",
    }  # fmt: skip
    with pytest.raises(DataError, match="lacks the columns relation"):
        read(table, dyads=dyads.drop(columns="relation"))


def test_the_reference_panel_of_the_peer_is_read(tmp_path):
    """The form of COINr's iData: uName, uCode, Time, columns of groups, indicators."""
    text = "uName,uCode,EurAsia_group,Time,Flights,CPI\nAustria,AUT,Europe,2018,29.0,75\nJapan,JPN,Asia,2018,80.5,\n"
    data = read(written(tmp_path, text), groups=["EurAsia_group"])
    assert data.units == ("AUT", "JPN")
    assert data.indicators == ("Flights", "CPI")
    assert data.groups.set_index("unit")["group"].to_dict() == {"AUT": "Europe", "JPN": "Asia"}


def test_a_table_of_aggregates_alone_holds_no_state():
    table = pd.DataFrame({"country": ["World", "Hong Kong"], "beds": [1.0, 2.0]})
    with pytest.raises(DataError, match="no row is left: none of Hong Kong, World is a state"):
        read(table, states_only=True)


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


@pytest.mark.parametrize(
    "years", [pd.to_datetime(["2020-05-01"]), pd.PeriodIndex(["2020"], freq="Y"), ["2020"], [2020.0]]
)
def test_years_come_in_many_types(years):
    assert read(pd.DataFrame({"iso3": ["KAZ"], "date": years, "x": [1]})).years.iloc[0, 0] == 2020


@pytest.mark.parametrize("dtype", ["category", "Int64", "Float32", "int8", "object", "str"])
def test_numbers_come_in_many_types(dtype):
    table = pd.DataFrame({"iso3": ["KAZ", "UZB"], "x": pd.Series([1, 2]).astype(dtype)})
    assert read(table).frame["x"].tolist() == [1, 2]


@pytest.mark.parametrize("table", [None, 5, {"iso3": ["KAZ"]}, np.zeros((2, 2))])
def test_what_is_neither_file_nor_frame_is_refused(table):
    with pytest.raises(DataError, match="a table is a file or a DataFrame, not"):
        read(table)


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
