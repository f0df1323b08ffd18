from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from mpindex.bundle import datapackage
from mpindex.errors import DataError
from mpindex.resources import folder

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
    assert computed == {"fuel_exports", "gdp_ppp"}


def test_a_table_that_nobody_described_is_refused(tmp_path: Path) -> None:
    (tmp_path / "stray.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"stray\.csv"):
        datapackage.write(tmp_path, reference_year=2025)


PACKAGE = json.loads(folder("data").joinpath("datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["path"]: resource for resource in PACKAGE["resources"]}
CASTS = {"integer": int, "number": float, "date": pd.Timestamp, "string": str}


@pytest.mark.parametrize("path", RESOURCES)
def test_a_table_keeps_its_own_schema(path: str) -> None:
    """What `frictionless validate` checks: types, primary keys, foreign keys."""
    schema = RESOURCES[path]["schema"]
    with folder("data").joinpath(*path.split("/")).open("rb") as file:
        table = pd.read_csv(file, dtype=str, keep_default_na=False)
    for field in schema["fields"]:
        cells = set(table[field["name"]]) - {""}
        assert all(CASTS[field["type"]](cell) is not None for cell in cells)
    if "primaryKey" in schema:
        assert not table.duplicated(schema["primaryKey"]).any()
    states = set(
        pd.read_csv(folder("data").joinpath("countries.csv").open("rb"), keep_default_na=False)["unit"]
    )
    for key in schema.get("foreignKeys", []):
        assert set(table[key["fields"]]) - {""} <= states


def test_pairs_and_memberships_are_told_apart_by_their_types() -> None:
    types = {path: {f["name"]: f["type"] for f in RESOURCES[path]["schema"]["fields"]} for path in RESOURCES}
    assert types["groupings.csv"]["from"] == "integer" and types["dyads/trade.csv"]["from"] == "string"
    keys = RESOURCES["dyads/contiguity.csv"]["schema"]["foreignKeys"]
    assert [key["fields"] for key in keys] == ["from", "to"]
    assert "foreignKeys" not in RESOURCES["expert_lists.csv"]["schema"]  # Wood (1988) has Czechoslovakia
