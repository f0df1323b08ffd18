"""A workbook in the layout of the COIN Tool becomes a definition and a dataset; what is wrong is named by its cell.

The workbooks are made here, cell by cell, in the layout that COINr's `import_coin_tool` reads: no original may be passed on.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import DataError, DefinitionError, OptionError

openpyxl = pytest.importorskip("openpyxl")

UNITS = [("Austria", "AUT"), ("Belgium", "BEL"), ("Bulgaria", "BGR"), ("Croatia", "HRV")]
#: code, name, sub-pillar, pillar, sub-index, weight, direction, low, high, figures
INDICATORS = [
    ("Ind.01", "Roads", "sp.01", "p.01", "si.01", 2, 1, 0, 20, [10, 4, "n/a", 20]),
    ("Ind.02", "Taxes", "sp.01", "p.02", "si.01", 1, -1, 0, 10, [1, 2, 3, 5]),
    ("Ind.03", "Ports", "sp.01", "p.01", "si.01", 1, 1, 0, 8, [5, 3, 2, 8]),
]
ELEMENTS = [
    ("Index", "The Index", "--"),
    ("si.01", "All", 1),
    ("p.01", "Links", 1),
    ("p.02", "Trade", 3),
    ("sp.01", "--", 1),
]


@pytest.fixture
def workbook(tmp_path) -> Callable[..., Path]:
    """A COIN Tool workbook; cells are changed by address, as in ``Database_F7="x"``."""

    def make(header_row: int = 4, **cells: object) -> Path:
        book = openpyxl.Workbook()
        book.active.title = "Intro"
        data, frame = book.create_sheet("Database"), book.create_sheet("Framework")
        for r, (name, code) in enumerate(UNITS, start=17):
            data.cell(r, 2, name), data.cell(r, 3, code)
        for c, (code, name, sp, p, si, weight, direction, low, high, figures) in enumerate(
            INDICATORS, start=5
        ):
            for r, value in enumerate(
                [weight, direction, low, high, "Index", si, p, sp, name, code], start=7
            ):
                data.cell(r, c, value)
            for r, value in enumerate(figures, start=17):
                data.cell(r, c, value)
        for c in range(8, 104):  # places of the tool that nobody filled
            data.cell(15, c, "--"), data.cell(16, c, f"Ind.{c - 4:02d}"), data.cell(17, c, "n/a")
        frame.cell(header_row, 8, "Dimension/indicator")
        for r, (code, name, weight) in enumerate(ELEMENTS, start=header_row + 1):
            frame.cell(r, 3, code), frame.cell(r, 5, weight), frame.cell(r, 8, name)
        for address, value in cells.items():
            sheet, cell = address.split("_")
            book[sheet][cell] = value
        path = tmp_path / "tool.xlsm"
        book.save(path)
        return path

    return make


def test_tree_weights_directions_names_and_figures_come_over(workbook):
    definition, data, notes = mp.read_coin_tool(workbook())
    assert definition.id == "Index" and definition.title == "The Index" and not notes
    tree = definition.spec["tree"]
    assert list(tree) == ["p.01", "p.02"], "levels on which all have one code were not used"
    assert (tree["p.01"]["weight"], tree["p.02"]["weight"], tree["p.02"]["title"]) == (1, 3, "Trade")
    assert tree["p.01"]["of"]["Ind.01"] == {"weight": 2.0, "direction": 1, "title": "Roads"}
    assert tree["p.02"]["of"]["Ind.02"]["direction"] == -1
    assert data.is_countries and data.names["HRV"] == "Croatia"
    assert data.frame.loc["HRV", "Ind.01"] == 20 and np.isnan(data.frame.loc["BGR", "Ind.01"])
    assert data.indicator("Ind.03").label == "Ports"


def test_it_scores_as_by_hand(workbook):
    definition, data, _ = mp.read_coin_tool(workbook())
    road, port, tax = [6 / 16, 0, None, 1], [0.5, 1 / 6, 0, 1], [1, 0.75, 0.5, 0]
    scores = definition.apply(data).scores
    for u, (_, code) in enumerate(UNITS):
        link = port[u] if road[u] is None else (2 * road[u] + port[u]) / 3
        assert scores[code] == pytest.approx(100 * (link + 3 * tax[u]) / 4)


def test_it_scores_as_the_same_index_does_in_coinrs_tables(workbook):
    definition, data, _ = mp.read_coin_tool(workbook())
    idata, imeta, _ = definition.to_coinr(data)
    again = mp.Definition.from_coinr(imeta).apply(mp.read(idata))
    pd.testing.assert_series_equal(again.scores, definition.apply(data).scores)


def test_goalposts_of_the_workbook_are_taken_when_asked_for(workbook):
    definition, data, _ = mp.read_coin_tool(workbook(), normalise="goalposts", aggregate="geometric")
    normalised = definition.apply(data).stage("normalised")
    assert normalised.loc["AUT"].tolist() == pytest.approx([0.5, 0.625, 0.9])
    with pytest.raises(DataError, match=r"Database!F9\s+Ind.02"):
        mp.read_coin_tool(workbook(Database_F9=None), normalise="goalposts")


def test_the_header_one_row_lower_is_the_pre_release(workbook):
    new, old = mp.read_coin_tool(workbook()), mp.read_coin_tool(workbook(header_row=5))
    assert new.definition == old.definition


def test_what_has_a_name_and_no_figure_is_left_out_and_named(workbook):
    notes = mp.read_coin_tool(workbook(Database_H15="Rivers", Database_B21="Cyprus")).notes
    assert notes == ("left out, without a figure: Rivers", "left out, without a figure: Cyprus")


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"Database_F18": "three"}, r"Database!F18\s+three\s+not a number"),
        ({"Database_G7": -1}, r"Database!G7\s+Ind.03[\s\S]*at least 0"),
        ({"Database_E8": None}, r"Database!E8\s+Ind.01[\s\S]*1 more is better"),
        ({"Database_F16": "Ind.01"}, r"Database!F16\s+Ind.01\s+two indicators have this code"),
        ({"Database_G11": None}, r"Database!G11[\s\S]*the code of the index"),
        ({"Database_G13": "p.03"}, r"p.03\s+a dimension without a weight"),
        ({"Database_G12": "si.02"}, r"p.01\s+belongs to si.01 above another indicator, and to si.02"),
        ({"Framework_H4": "Name"}, "no header 'Dimension/indicator' in row 4 or 5"),
        ({"Framework_E7": "much"}, r"Framework!E7\s+much\s+not a number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_cell(workbook, cells, message):
    with pytest.raises(DataError, match=message):
        mp.read_coin_tool(workbook(**cells))


def test_what_is_no_workbook_of_the_tool_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"no such file|there is no file"):
        mp.read_coin_tool(tmp_path / "none.xlsx")
    pd.DataFrame({"a": [1]}).to_excel(tmp_path / "other.xlsx", sheet_name="Data")
    with pytest.raises(DataError, match=r"lacks the sheet 'Database'[\s\S]*Data"):
        mp.read_coin_tool(tmp_path / "other.xlsx")
    (tmp_path / "text.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DataError, match="is an Excel workbook"):
        mp.read_coin_tool(tmp_path / "text.csv")


def test_what_is_no_file_is_refused():
    with pytest.raises(OptionError, match="a path, a URL or an open file, not DataFrame"):
        mp.read_coin_tool(pd.DataFrame())


def test_a_setting_that_there_is_not_is_named(workbook):
    with pytest.raises(DefinitionError, match="Did you mean 'geometric'"):
        mp.read_coin_tool(workbook(), aggregate="geometrik")
