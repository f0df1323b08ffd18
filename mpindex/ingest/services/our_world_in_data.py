"""Our World in Data: the CSV file behind a chart of its grapher. https://docs.owid.io/projects/etl/api"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from mpindex.errors import DataError, suggest
from mpindex.ingest.services.answers import Answers
from mpindex.ingest.services.figures import Figures, Row, Span, of_states
from mpindex.ingest.services.texts import as_number, as_table, as_year

ADDRESS = "https://ourworldindata.org/grapher"

_KEYS = ("Entity", "Code", "Year")
_OWN_CODES = {"OWID_KOS": "XKX"}


def figures(code: str, span: Span, address: str, answers: Answers) -> Figures:
    """Return one chart's figures for all states.

    Parameters
    ----------
    code : str
        The last part of the chart's address (``life-expectancy``); where a chart has several columns of numbers,
        followed by ``#`` and the column's header.
    span : Span
        The years that are kept.
    address : str
        Of the grapher.
    answers : Answers
        Asks, or takes what is kept.

    Raises
    ------
    DataError
        There is no such chart or column, it is not yearly, or the answer is no table.
    """
    series = f"our_world_in_data: {code}"
    slug, _, column = code.partition("#")
    where = f"{address}/{quote(slug, safe='')}.csv?v=1&csvType=full&useColumnShortNames=false"
    answer = answers.get(where, lambda body: as_table(body, series=series))
    header, table = answer.content
    lacking = [key for key in _KEYS if key not in header]
    if lacking:
        raise DataError(
            f"{series}: the table has no column {lacking[0]!r}; only yearly tables by country can be fetched"
        )
    place = _column(header, table, column, series=series)
    rows = list(_rows(header, table, place, series=series))
    values, others = of_states(rows, span, series=series)
    return Figures(values, where, answer.retrieved, header[place], f"{ADDRESS}/{slug}", others)


def _rows(header: list[str], table: list[list[str]], place: int, *, series: str) -> Iterator[Row]:
    """Code (the name, where there is no code), year and value of each row that has one."""
    name, unit, year = (header.index(key) for key in _KEYS)
    for row in table:
        if row[place]:
            code = _OWN_CODES.get(row[unit], row[unit]) or row[name]
            yield code, as_year(row[year], series=series), as_number(row[place], series=series)


def _column(header: list[str], table: list[list[str]], column: str, *, series: str) -> int:
    """The place of the column that is asked for, or of the only one that holds numbers."""
    others = {name: place for place, name in enumerate(header) if name not in _KEYS}
    if column:
        if column not in others:
            raise DataError(
                f"{series}: the columns are {', '.join(map(repr, others))}.{suggest(column, others)}"
            )
        return others[column]
    numbers = [name for name, place in others.items() if _holds_numbers(table, place)]
    if len(numbers) != 1:
        columns = ", ".join(map(repr, numbers or others)) or "none"
        raise DataError(
            f"{series}: name the column after the chart, as in 'chart#column'; there are: {columns}"
        )
    return others[numbers[0]]


def _holds_numbers(table: list[list[str]], place: int) -> bool:
    """Whether the first cell that is filled is a number: a column of words is none of figures."""
    first = next((row[place] for row in table if row[place]), "")
    try:
        as_number(first, series="")
    except DataError:
        return False
    return True
