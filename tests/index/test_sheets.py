"""What the workbook of a result says, sheet by sheet."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.index.sheets import sheets

AUDIT = {"Statistics": pd.DataFrame({"x": [1]}), "Correlations": pd.DataFrame({"x": [2]})}


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    index = mp.definition("regional").apply(parameters={"region": "SCO"})
    return dict(sheets(index, table=index.table, version="9.9", audit=AUDIT, notes=["one", "two"]))


def test_sheets_come_in_the_order_of_the_calculation(tables: dict[str, pd.DataFrame]):
    assert list(tables) == [
        "About", "Results", "Levels", "Weights", "Raw", "Years", "Denominated", "Imputed", "Treated", "Normalised",
        "Statistics", "Correlations", "Notes", "Definition", "Sources",
    ]  # fmt: skip


def test_what_made_it_is_said(tables: dict[str, pd.DataFrame]):
    about = tables["About"].set_index("what")["value"]
    assert about["definition"] == "regional"
    assert about["parameter region"] == "SCO"
    assert about["made with"] == "mpindex 9.9"
    assert about["units with a score"] == tables["Results"]["score"].notna().sum()
    assert tables["Notes"]["note"].tolist() == ["one", "two"]


def test_tables_by_unit_begin_with_code_and_name(tables: dict[str, pd.DataFrame]):
    for name in ("Levels", "Raw", "Years", "Normalised"):
        assert list(tables[name].columns[:2]) == ["unit", "name"]
        assert tables[name].set_index("unit").loc["KAZ", "name"] == "Kazakhstan"


def test_sources_are_those_of_the_definition_and_of_every_figure(tables: dict[str, pd.DataFrame]):
    what = tables["Sources"]["what"]
    assert (what == "definition").sum() == len(mp.definition("regional").sources)
    assert set(what) - {"definition"} == set(mp.definition("regional").indicators)
