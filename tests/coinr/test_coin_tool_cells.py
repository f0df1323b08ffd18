"""Cells are addressed as a spreadsheet shows them."""

from __future__ import annotations

import pytest

from mpindex.coinr.coin_tool_cells import cell


@pytest.mark.parametrize(
    ("row", "column", "address"), [(1, 1, "A1"), (16, 26, "Z16"), (16, 27, "AA16"), (315, 103, "CY315")]
)
def test_addresses_are_those_of_a_spreadsheet(row, column, address):
    openpyxl = pytest.importorskip("openpyxl")
    assert cell(row, column) == address == f"{openpyxl.utils.get_column_letter(column)}{row}"
