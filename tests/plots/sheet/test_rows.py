"""Names of rows."""

import pytest

from mpindex.plots.sheet.canvas import Margins, Sheet
from mpindex.plots.sheet.rows import fit_rows

NAMES = ["Aktau", "A name of several words that takes more than one line of the width", "Semey"]


def fitted_rows(width=3.5, **options):
    return fit_rows(Sheet({"figsize": width}), NAMES, gids=list("abc"), **options)


def test_a_row_is_as_high_as_its_name_needs():
    rows = fitted_rows()
    assert rows.heights[0] == rows.heights[2] == rows.pitch < rows.heights[1]
    assert rows.body == pytest.approx(sum(rows.heights))


def test_even_rows_stand_at_whole_numbers():
    assert fitted_rows(even=True).places.tolist() == [0.0, 1.0, 2.0]


def test_names_take_no_more_than_their_share():
    assert all(fitted_rows(width).room <= 0.42 * (width * 72 - 10) + 8 for width in (3.5, 5, 7))


def test_where_rows_are_crowded_only_those_asked_for_are_named():
    sheet = Sheet({"figsize": (3.5, 2)})
    rows = fit_rows(
        sheet, [f"City {i}" for i in range(60)], gids=[f"name:{i}" for i in range(60)], stressed=[7]
    )
    ax = sheet.lay_out(body=rows.body, margins=Margins(left=rows.room), title=[""])
    rows.write(sheet)
    assert [label.get_gid() for label in ax.get_yticklabels()] == ["name:7"]
