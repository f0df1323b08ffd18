"""World Bank, Indicators API, version 2: JSON pages of (country, date, value). https://datahelpdesk.worldbank.org"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote

from mpindex.errors import DataError
from mpindex.ingest.services.answers import Answers
from mpindex.ingest.services.figures import Figures, Row, Span, of_states
from mpindex.ingest.services.texts import as_json, as_year

ADDRESS = "https://api.worldbank.org/v2"
LINK = "https://data.worldbank.org/indicator"

MOST_PAGES = 50
_PER_PAGE = 20_000
_FIRST_YEAR = 1960  # the service wants both ends of a span


class Page(NamedTuple):
    """One page: how many pages there are, the series' name, the figures, and how many rows it has and all together."""

    pages: int
    name: str
    figures: list[Row]
    many: int
    total: object


def figures(code: str, span: Span, address: str, answers: Answers) -> Figures:
    """Return one series, such as ``SP.POP.TOTL``, for all states.

    Parameters
    ----------
    code : str
        The service's code of the series.
    span : Span
        The years that are asked for.
    address : str
        Of the service.
    answers : Answers
        Asks, or takes what is kept.

    Raises
    ------
    DataError
        The service does not know the code, fails, or answers something else than pages of figures.
    """
    series = f"world_bank: {code}"
    first = f"{address}/country/all/indicator/{quote(code, safe='')}?format=json&per_page={_PER_PAGE}{_dates(span)}"
    rows: list[Row] = []
    days: list[date] = []
    name, page, pages, many = "", 1, 1, 0
    while page <= pages:
        where = first if page == 1 else f"{first}&page={page}"
        answer = answers.get(where, lambda body, page=page: _page(body, page, series=series))  # type: ignore[misc]
        content = answer.content
        pages, name, many = content.pages, content.name, many + content.many
        rows += content.figures
        days.append(answer.retrieved)
        page += 1
    if type(content.total) is int and content.total != many:
        raise DataError(
            f"{series}: the service says {content.total} figures and gives {many}. Try again later"
        )
    values, others = of_states(rows, span, series=series)
    return Figures(values, first, min(days), name, f"{LINK}/{code}", others)


def _dates(span: Span) -> str:
    if span.since is None and span.until is None:
        return ""
    until = span.until or date.today().year
    return f"&date={span.since or min(_FIRST_YEAR, until)}:{until}"


def _page(body: bytes, page: int, *, series: str) -> Page:
    content = as_json(body, series=series)
    if isinstance(content, list) and content and isinstance(content[0], dict) and "message" in content[0]:
        raise DataError(f"{series}: the service says: {_message(content[0]['message'])}. Codes: {LINK}")
    if not (isinstance(content, list) and len(content) == 2 and isinstance(content[0], dict)):
        raise DataError(f"{series}: the answer is no page of figures: {str(content)[:60]!r}")
    about, rows = content
    pages = about.get("pages")
    if type(pages) is not int or not 0 <= pages <= MOST_PAGES or about.get("page") not in (page, str(page)):
        raise DataError(f"{series}: page {page} says that it is {about.get('page')!r} of {pages!r}")
    if not isinstance(rows, list | None):
        raise DataError(f"{series}: the figures are no list: {str(rows)[:60]!r}")
    found = list(_rows(rows or [], series=series))
    return Page(pages, _name(rows), found, len(rows or []), about.get("total"))


def _message(message: Any) -> str:
    try:
        return "; ".join(f"{part['value']} ({part['key']})" for part in message)[:200]
    except (KeyError, TypeError):
        return str(message)[:200]


def _name(rows: list[Any] | None) -> str:
    try:
        return str(rows[0]["indicator"]["value"]) if rows else ""
    except (KeyError, TypeError):
        return ""


def _rows(rows: list[Any], *, series: str) -> Iterator[Row]:
    for row in rows:
        if not (isinstance(row, dict) and {"countryiso3code", "date", "value"} <= set(row)):
            raise DataError(f"{series}: a figure without country, date or value: {str(row)[:60]!r}")
        value = row["value"]
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
            raise DataError(
                f"{series}: {row['countryiso3code']} {row['date']}: {str(value)[:60]!r} is no number"
            )
        yield str(row["countryiso3code"]), as_year(row["date"], series=series), float(value)


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False
