from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from mpindex.errors import UnknownUnit
from mpindex.readers import tidy


def test_aggregates_territories_gaps_and_years_before_1990_have_no_row() -> None:
    table = pd.DataFrame(
        {
            "unit": ["KAZ", "WLD", "HKG", "KAZ", "NAM"],
            "year": [2020, 2020, 2020, 1989, 2020],
            "value": [1.0, 2.0, 3.0, 4.0, None],
        }
    )
    out = tidy.tidy(table, indicator="gdp", source="here")
    assert out.to_dict("records") == [
        {"indicator": "gdp", "unit": "KAZ", "year": 2020, "value": 1.0, "source": "here"}
    ]


def test_serbia_has_yugoslavia_s_number_only_since_2006() -> None:
    numbers, years = pd.Series([345, 345, 705]), pd.Series([1995, 2010, 1995])
    assert tidy.from_cow(numbers, years).fillna("-").tolist() == ["-", "SRB", "KAZ"]


def test_former_codes_of_the_world_bank_are_known() -> None:
    assert tidy.from_worldbank(pd.Series(["ZAR", "ROM", "KSV", "kos"])).tolist() == [
        "COD",
        "ROU",
        "XKX",
        "XKX",
    ]


def test_namibia_is_not_a_missing_value(tmp_path: Path) -> None:
    file = tmp_path / "codes.csv"
    file.write_text("code,value\nNA,1\nKZ,\n", encoding="utf-8")
    table = tidy.read_csv(file)
    assert table["code"].tolist() == ["NA", "KZ"] and table["value"].isna().tolist() == [False, True]


def test_every_unknown_name_is_reported_at_once() -> None:
    names = pd.Series(["Kazakhstan", "Wakanda", "World", "Zubrowka"])
    with pytest.raises(UnknownUnit) as caught:
        tidy.from_names(names)
    assert [fault.unit for fault in caught.value.faults] == ["Wakanda", "Zubrowka"]


def test_a_spelling_of_one_file_can_be_given() -> None:
    names = pd.Series(["Wakanda ", "Zubrowka"])
    units = tidy.from_names(names, extra={"Wakanda": "KEN", "Zubrowka": None})
    assert units.iloc[0] == "KEN" and pd.isna(units.iloc[1])


def test_totals_run_on_through_years_without_a_value() -> None:
    table = pd.DataFrame({"unit": ["KAZ", "KAZ", "UZB"], "year": [2001, 2003, 2002], "value": [2, 3, 1]})
    totals = tidy.running_totals(table, range(2000, 2005)).set_index(["unit", "year"])["value"]
    assert totals["KAZ"].to_dict() == {2001: 2, 2002: 2, 2003: 5, 2004: 5}
    assert totals["UZB"].to_dict() == {2002: 1, 2003: 1, 2004: 1}


def test_a_table_of_text_keeps_empty_cells_as_text(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("\ufeffa,b\n007,\n", encoding="utf-8")
    assert tidy.read_csv(tmp_path / "t.csv", text=True, missing=()).iloc[0].tolist() == ["007", ""]
