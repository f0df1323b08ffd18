"""An Index as one Excel workbook: results, every step, weights, audit, notes and sources, a sheet each."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mpindex.errors import DataError

if TYPE_CHECKING:
    from mpindex.index.index import Index

_WIDEST = 60  # characters; what is longer is wrapped
_HEADER = "DDE3EA"
_LONGEST = 32_767  # characters that a cell of Excel holds
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # and those that it does not


def to_excel(index: Index, path: str | os.PathLike[str]) -> Path:
    """Write the workbook and return its path.

    Sheets: About, Results, Levels, Weights, Raw, Years, Denominated, Imputed, Treated, Normalised, Statistics,
    Correlations, Influence, Removal, Notes, Definition, Sources. Numbers have the sixteen digits of the format,
    and show four; missing ones are empty cells. Header rows and the unit column stay in view.

    Raises
    ------
    DataError
        openpyxl is not installed, or the path does not end in .xlsx.
    """
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise DataError(f"{target.name}: a workbook's name ends in .xlsx")
    try:
        from openpyxl import Workbook
    except ImportError:
        raise DataError("writing a workbook needs openpyxl: pip install 'mpindex[files]'") from None
    book = Workbook()
    book.remove(book.active)
    for title, frame in _sheets(index):
        _write(book.create_sheet(title), frame)
    _fix_time(book)
    book.save(target)
    return target


def _sheets(index: Index) -> Iterator[tuple[str, pd.DataFrame]]:
    from mpindex.audits.audit import audit

    report = audit(index)
    names = pd.Series(index.dataset.names, name="name").reindex(list(index.units))
    yield "About", _about(index)
    yield "Results", index.table.reset_index()
    yield "Levels", _by_unit(index.levels, names)
    yield "Weights", index.weights.reset_index()
    for name, frame in index.steps.items():
        if name == "levels":
            continue
        yield name.capitalize(), _by_unit(frame, names)
        if name == "raw":
            years = pd.DataFrame(index.plan.years, frame.index, frame.columns)
            yield "Years", _by_unit(years, names)
    yield "Statistics", report.statistics.reset_index()
    yield "Correlations", report.correlations()
    yield "Influence", report.weights.reset_index()
    yield "Removal", report.removal.reset_index()
    yield "Notes", pd.DataFrame({"note": [*index.notes, *report.findings]})
    yield "Definition", pd.DataFrame({"yaml": index.definition.to_yaml().rstrip("\n").split("\n")})
    yield "Sources", _sources(index)


def _by_unit(frame: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    table = frame.copy(deep=False)
    table.insert(0, "name", names.loc[frame.index].to_numpy(), allow_duplicates=True)
    return table.reset_index()


def _about(index: Index) -> pd.DataFrame:
    definition, data = index.definition, index.dataset
    rows = [
        ("definition", definition.id),
        ("title", definition.title),
        ("question", definition.question),
        ("family", definition.family),
        ("fidelity", definition.fidelity),
        *((f"parameter {name}", str(value)) for name, value in index.parameters.items()),
        ("data as of", data.year if data.year is not None else f"newest ({data.reference_year})"),
        ("units", len(index.units)),
        ("units with a score", index.n),
        ("indicators", len(index.plan.leaves)),
        ("made with", f"mpindex {index.version}"),
        ("to make it again", "save the sheet Definition as a .yaml file and apply it to the same data"),
    ]
    return pd.DataFrame(rows, columns=["what", "value"])


def _sources(index: Index) -> pd.DataFrame:
    """Every figure that went in: indicator, source, licence, citation; the definition's own sources first."""
    rows = [{"what": "definition", "source": source} for source in index.definition.sources]
    for name in index.definition.indicators:
        if name not in index.dataset.indicators:
            continue
        meta = index.dataset.indicator(name)
        rows.append(
            {
                "what": name,
                "name": meta.label,
                "unit": meta.unit,
                "source": meta.source,
                "licence": meta.licence,
                "citation": meta.citation,
                "link": meta.link,
            }
        )
    return pd.DataFrame(rows, columns=["what", "name", "unit", "source", "licence", "citation", "link"])


def _write(sheet: Any, frame: pd.DataFrame) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.append([str(column) for column in frame.columns])
    for row in frame.astype(object).itertuples(index=False, name=None):
        sheet.append([_cell(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEADER)
    sheet.freeze_panes = "C2" if frame.shape[1] > 2 and frame.columns[0] == "unit" else "A2"
    for j, name in enumerate(frame.columns, start=1):
        column = [cell[0] for cell in sheet.iter_rows(min_row=2, min_col=j, max_col=j)]
        texts = [len(str(cell.value)) for cell in column if isinstance(cell.value, str)]
        sheet.column_dimensions[get_column_letter(j)].width = min(
            _WIDEST, max([len(str(name)), 9 if len(texts) < len(column) else 0, *texts]) + 2
        )
        shape = _format([cell.value for cell in column])
        for cell in column:
            if isinstance(cell.value, float):
                cell.number_format = shape
            elif isinstance(cell.value, str):
                cell.data_type = "s"  # text is never a formula
                if len(cell.value) > _WIDEST:
                    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _format(values: list[Any]) -> str:
    """How a column of numbers is shown: about four digits of its typical number."""
    sizes = [abs(value) for value in values if isinstance(value, float) and value]
    if not sizes:
        return "0"
    typical = math.floor(math.log10(sorted(sizes)[len(sizes) // 2]))
    if all(value == int(value) for value in sizes):
        return "#,##0" if max(sizes) >= 10_000 else "0"
    if typical < -6:
        return "0.000E+00"
    places = max(0, 3 - typical)
    return ("#,##0" if typical >= 4 else "0") + (f".{'0' * places}" if places else "")


def _cell(value: Any) -> Any:
    """A value as openpyxl takes it: missing is empty."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating):
        return float(value) if np.isfinite(value) else None if np.isnan(value) else str(value)
    return _CONTROL.sub("", str(value))[:_LONGEST]


def _fix_time(book: Any) -> None:
    """The same Index gives the same workbook: the time of writing is left out."""
    from datetime import datetime

    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
