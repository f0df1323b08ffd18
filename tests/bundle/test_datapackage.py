from __future__ import annotations

import json
from pathlib import Path

import pytest

from mpindex.bundle import datapackage
from mpindex.errors import DataError

VALUES = "indicator,unit,year,value,source\ngdp,KAZ,2024,1,world-bank-wdi\ngdp,TWN,2023,2,cia-factbook\n"


def test_a_table_of_values_names_its_sources_stand_ins_included(tmp_path: Path) -> None:
    (tmp_path / "values").mkdir()
    (tmp_path / "values" / "economy.csv").write_text(VALUES, encoding="utf-8")
    datapackage.write(tmp_path, reference_year=2025)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = package["resources"]
    assert [source["name"] for source in resource["sources"]] == ["cia-factbook", "world-bank-wdi"]
    assert [licence["name"] for licence in resource["licenses"]] == ["CC-BY-4.0", "other-pd"]
    assert resource["schema"]["primaryKey"] == ["indicator", "unit", "year"]
    computed = {entry["id"] for entry in resource["indicators"] if entry["computed"]}
    assert computed == {"gdp_ppp"}


def test_a_table_that_nobody_described_is_refused(tmp_path: Path) -> None:
    (tmp_path / "stray.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"stray\.csv"):
        datapackage.write(tmp_path, reference_year=2025)
