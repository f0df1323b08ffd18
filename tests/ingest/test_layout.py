"""The columns of a table are found by their usual headers, or by what the user says of them."""

import pandas as pd
import pytest

from mpindex.errors import DataError, OptionError
from mpindex.ingest.read import read


def written(folder, text, name="data.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


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
    with pytest.raises((DataError, OptionError), match=says):
        read(written(tmp_path, "iso3,gdp,area\nKAZ,1,steppe\n"), **options)


@pytest.mark.parametrize(
    "years", [pd.to_datetime(["2020-05-01"]), pd.PeriodIndex(["2020"], freq="Y"), ["2020"], [2020.0]]
)
def test_years_come_in_many_types(years):
    assert read(pd.DataFrame({"iso3": ["KAZ"], "date": years, "x": [1]})).years.iloc[0, 0] == 2020
