"""Tables, workbooks and definitions made by a grammar: what is valid is read as it was meant, what is nearly so never ends in a foreign error."""

# ruff: noqa: E501 - the first line says what it is
from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

import mpindex as mp
from mpindex.errors import MpindexError, MpindexWarning

UNITS = ("KEN", "PER", "CHL", "NOR", "FJI", "CIV")
FLOATS = st.floats(-1e12, 1e12, allow_nan=False).filter(lambda value: value == 0 or abs(value) > 1e-9)
CELLS = st.dictionaries(st.tuples(st.sampled_from(UNITS), st.integers(2001, 2003), st.sampled_from(["x", "y z"])), FLOATS, min_size=6, max_size=20)  # fmt: skip
#: Delimiter, decimal sign, line end, beginning, whether cells are quoted.
FORMS = st.tuples(st.sampled_from([(",", "."), (";", "."), ("\t", "."), (";", ","), ("|", ".")]), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff", "A title\n\n"]), st.booleans())  # fmt: skip


def written(cells: dict[tuple[str, int, str], float], form: Any) -> str:
    (mark, point), end, start, quoted = form
    rows = [["iso3", "indicator", "year", "value"]]
    rows += [
        [unit, name, str(year), repr(value).replace(".", point)]
        for (unit, year, name), value in cells.items()
    ]
    return start + "".join(mark.join(f'"{cell}"' if quoted else cell for cell in row) + end for row in rows)


def read(text: str, **options: Any) -> mp.Dataset:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MpindexWarning)
        return mp.read(io.StringIO(text), **options)


@settings(max_examples=25, derandomize=True, deadline=None)
@given(cells=CELLS, form=FORMS)
def test_a_table_comes_back_from_every_form_of_text(cells: Any, form: Any) -> None:
    data = read(written(cells, form), **({"decimal": ","} if form[0][1] == "," else {}))
    back = {(unit, year, name): value for unit, name, year, value in data.tidy[["unit", "indicator", "year", "value"]].itertuples(index=False)}  # fmt: skip
    assert back == cells


SLIPS = st.tuples(
    st.floats(0, 1, exclude_max=True), st.integers(0, 4),
    st.sampled_from([*"\",;\t\n\r\x00'#{}[]:-&*!|>%@`~.0a ", "\u202e", "9" * 400, "\n\n", "1e999"]),
)  # fmt: skip


def slipped(text: str, slips: Any) -> str:
    """The text with letters replaced, left out or added at some places."""
    for place, drop, letters in slips:
        at = int(place * len(text))
        text = text[:at] + letters + text[at + drop :]
    return text


@settings(max_examples=40, derandomize=True, deadline=None)
@given(cells=CELLS, form=FORMS, slips=st.lists(SLIPS, min_size=1, max_size=3))
def test_a_table_with_slips_is_read_or_refused(cells: Any, form: Any, slips: Any) -> None:
    try:
        data = read(slipped(written(cells, form), slips))
    except MpindexError as reason:
        assert str(reason)
    else:
        assert str(data)


def workbook(cells: dict[tuple[str, int, str], float], form: dict[str, Any]) -> bytes:
    """The cells as a sheet among others, written in one of the ways in which people and programs write sheets."""
    book = openpyxl.Workbook()
    sheet = book.active
    for other in range(form["others"]):
        side = book.create_sheet(f"side {other}", 0 if form["hidden"] else None)
        side.append(["iso3", "x"])
        side.append(["KEN", 99.0])
        side.sheet_state = "hidden" if form["hidden"] else "visible"
    book.active = book.index(sheet)
    for _ in range(form["above"]):
        sheet.append(["A title that runs over the table"])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=3)
        sheet.append([])
    sheet.append(["iso3", "indicator", "year", "value"])
    for (unit, year, name), value in cells.items():
        when = dt.date(year, 1, 1) if form["dates"] else str(year) if form["texts"] else year
        sheet.append([unit, name, when, repr(value) if form["texts"] else value])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


FORMS_OF_SHEETS = st.fixed_dictionaries(
    {"others": st.integers(0, 2), "hidden": st.booleans(), "above": st.integers(0, 1), "dates": st.booleans(), "texts": st.booleans()}
)  # fmt: skip


def opened(content: bytes, folder: Any) -> mp.Dataset:
    path = folder.getbasetemp() / "fuzzed.xlsx"
    path.write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MpindexWarning)
        return mp.read(path)


@settings(max_examples=15, derandomize=True, deadline=None)
@given(cells=CELLS, form=FORMS_OF_SHEETS)
def test_a_table_comes_back_from_every_form_of_workbook(cells: Any, form: Any, tmp_path_factory: Any) -> None:
    data = opened(workbook(cells, form), tmp_path_factory)
    back = {(unit, year, name): value for unit, name, year, value in data.tidy[["unit", "indicator", "year", "value"]].itertuples(index=False)}  # fmt: skip
    kept = {
        cell: value if form["texts"] else float(f"{value:.16g}") for cell, value in cells.items()
    }  # openpyxl writes 16 digits
    assert back == kept


#: Letters of the XML of a workbook that mean something, as they stand and as they should not.
XML_SLIPS = st.tuples(
    st.floats(0, 1, exclude_max=True), st.integers(0, 6),
    st.sampled_from(["<", ">", '"', "&", "nan", "1e999", "-", "", 't="s"', "<f/>", "</c>", "ZZZZ9", "99999999999", "\x00", "&lol;"]),
)  # fmt: skip
PARTS = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "")  # fmt: skip
GOOD = workbook({(unit, 2001, "x"): float(i) for i, unit in enumerate(UNITS)}, {"others": 1, "hidden": True, "above": 1, "dates": True, "texts": False})  # fmt: skip


@settings(max_examples=60, derandomize=True, deadline=None)
@given(part=st.sampled_from(PARTS), slips=st.lists(XML_SLIPS, min_size=1, max_size=3), cut=st.floats(0, 1))
def test_a_workbook_with_slips_is_read_or_refused(
    part: str, slips: Any, cut: float, tmp_path_factory: Any
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode("utf-8")
            new.writestr(name, slipped(text, slips) if name == part else text)
    broken = content.getvalue() if part else content.getvalue()[: int(cut * len(content.getvalue()))]
    try:
        data = opened(broken, tmp_path_factory)
    except MpindexError as reason:
        assert str(reason)
    else:
        assert str(data)


TEXT = mp.definition({
    "id": "mine", "title": "One", "tree": {"p": {"of": {"gdp": 1, "population": 2}, "aggregate": "geometric"}, "area": 1},
    "normalise": {"minmax": [1, 100]}, "missing": {"exclude": 0.66}, "bands": [{"top": {"rank": [1, 3]}}, {"rest": {}}],
}).to_yaml()  # fmt: skip


@settings(max_examples=60, derandomize=True, deadline=None)
@given(slips=st.lists(SLIPS, min_size=1, max_size=3))
def test_a_definition_with_slips_is_read_or_refused(slips: Any, tmp_path_factory: Any) -> None:
    path = tmp_path_factory.getbasetemp() / "slipped.yaml"
    path.write_text(slipped(TEXT, slips), encoding="utf-8")
    try:
        definition = mp.definition(path)
    except MpindexError as reason:
        assert str(reason)
    else:
        assert mp.definition(definition.spec).to_yaml() == definition.to_yaml()
