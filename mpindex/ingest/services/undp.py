"""UNDP, Human Development Report: one CSV file of all composite indices and their parts, a column for each year.

https://hdr.undp.org/data-center/documentation-and-downloads. The file's address changes with each report: pass another as
``address=``.
"""

from __future__ import annotations

import re

from mpindex.errors import DataError, suggest
from mpindex.ingest.services.answers import Answers
from mpindex.ingest.services.figures import Figures, Span, of_states
from mpindex.ingest.services.texts import as_number, as_table

ADDRESS = "https://hdr.undp.org/sites/default/files/2025_HDR/HDR25_Composite_indices_complete_time_series.csv"
LINK = "https://hdr.undp.org/data-center/documentation-and-downloads"

_COLUMN = re.compile(r"(?P<code>[a-z][a-z0-9_]*?)_(?P<year>\d{4})\Z", re.ASCII)
_MISSING = frozenset({"", "..", "NA"})


def figures(code: str, span: Span, address: str, answers: Answers) -> Figures:
    """Return one series for all states.

    Parameters
    ----------
    code : str
        What stands before the year in a header of the file: ``hdi``, ``le`` (life expectancy), ``eys``, ``mys`` (expected
        and mean years of schooling), ``gnipc`` (income per head), ``gii``, ``ihdi`` ...
    span : Span
        The years that are kept.
    address : str
        Of the file.
    answers : Answers
        Asks, or takes what is kept.

    Raises
    ------
    DataError
        There is no such series, or the answer is no table of series by year.
    """
    series = f"undp: {code}"
    answer = answers.get(address, lambda body: _table(body, series=series))
    unit, columns, table = answer.content
    if code not in columns:
        raise DataError(
            f"{series}: no such series; there are: {', '.join(sorted(columns))}.{suggest(code, columns)}"
        )
    rows = [
        (row[unit], year, as_number(row[place], series=series))
        for row in table
        for year, place in columns[code].items()
        if row[place].strip() not in _MISSING
    ]
    values, others = of_states(rows, span, series=series)
    return Figures(values, address, answer.retrieved, "", LINK, others)


def _table(body: bytes, *, series: str) -> tuple[int, dict[str, dict[int, int]], list[list[str]]]:
    """The place of the unit's code, the place of each year of each series, and the rows."""
    header, table = as_table(body, series=series)
    columns: dict[str, dict[int, int]] = {}
    for place, name in enumerate(header):
        match = _COLUMN.match(name)
        if match:
            columns.setdefault(match["code"], {})[int(match["year"])] = place
    if "iso3" not in header or not columns:
        raise DataError(
            f"{series}: the table has no column iso3, or none such as hdi_2020: {', '.join(header)[:200]}"
        )
    return header.index("iso3"), columns, table
