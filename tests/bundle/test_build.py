from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from mpindex.bundle import build
from mpindex.errors import DataError
from mpindex.resources import folder


def frame(*rows: tuple[str, str, int, float]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["indicator", "unit", "year", "value"]).assign(source="here")


def test_every_wrong_value_is_listed_at_once() -> None:
    wrong = frame(
        ("population", "KAZ", 2024, -20.6),
        ("cpi", "TUR", 2021, 101.0),
        ("gdp", "UZB", 2020, float("inf")),
        ("gdp", "UZB", 2021, 1.0),
        ("gdp", "UZB", 2021, 2.0),
    )
    with pytest.raises(DataError) as caught:
        build.check(wrong)
    found = {(fault.unit, fault.rule) for fault in caught.value.faults}
    assert {unit for unit, _ in found} == {"KAZ", "TUR", "UZB"}
    assert ("UZB", "must be finite") in found and ("UZB", "must be present once") in found


def test_plausible_values_pass() -> None:
    build.check(frame(("fdi_inflow", "IRL", 2024, -1e11), ("wgi_cc", "KAZ", 2023, -0.27)))


def test_a_source_may_lie_beside_the_others(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    (tmp_path / "cases").mkdir()
    sources.mkdir()
    assert build.place(sources, "cow-nmc").resolve() == (tmp_path / "cases").resolve()
    (sources / "cow-nmc").mkdir()
    assert build.place(sources, "cow-nmc") == sources / "cow-nmc"


def test_tables_beside_the_values_go_through_their_schemas(tmp_path: Path) -> None:
    build.check_tables(Path(str(folder("data"))))
    (tmp_path / "groupings.csv").write_text(
        "unit,grouping,group,from,to,status,evidence\nKAZ,SCO,SCO,2001,1999,member,given\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match="ends before it begins"):
        build.check_tables(tmp_path)


def test_a_value_without_a_unit_is_refused() -> None:
    with pytest.raises(DataError, match="the unit is blank"):
        build.check(frame(("gdp", "", 2020, 1.0)))
