"""Columns with years in their headers, and what stands undated beside them."""

from __future__ import annotations

from dataclasses import replace

from mpindex.catalogue import catalogue
from mpindex.errors import DataError
from mpindex.ingest.cells import Style
from mpindex.ingest.column_kinds import is_of_figures, may_be_figures
from mpindex.ingest.column_roles import Roles, Wishes, listed, no_unit
from mpindex.ingest.headers import ATTRIBUTES, BOOKKEEPING, plain
from mpindex.ingest.raw import Raw
from mpindex.ingest.years import Dated, dated_headers, is_date


def dated(raw: Raw, roles: Roles, wishes: Wishes, free: list[str], newest: int) -> dict[str, Dated]:
    """The columns with years in their headers; none where a column has the years, unless the user says so."""
    if wishes.years == "column":
        return {}
    candidates = [
        header for header in free if header not in wishes.groups and may_be_figures(raw.frame[header])
    ]
    years = dated_headers(candidates, known=catalogue(), newest=newest)
    days = [header for header in candidates if header not in years and is_date(header)]
    if days:
        raise DataError(
            f"{raw.name}: the headers {', '.join(days[:3])}{', ...' if len(days) > 3 else ''} are dates, and figures are"
            " by year: keep one column a year, under the year alone, as in 2023"
        )
    alone = {header: item for header, item in years.items() if not item.stem}
    if roles.year is not None and alone and wishes.years is None:
        numbers = sorted(item.year for item in alone.values())
        raise DataError(
            f"{raw.name}: the headers {numbers[0]} to {numbers[-1]} are years, and {roles.year!r} is a column of years: "
            f"pass columns={{{roles.year!r}: None}} to leave it out, or years='column' to read the headers as indicators"
        )
    if roles.year is not None and wishes.years != "headers":
        return {}
    if wishes.years == "headers" and not years:
        raise DataError(
            f"{raw.name}: years='headers' was passed, and no header holds a year. Columns: {listed(raw)}"
        )
    if wishes.layout == "tidy" and roles.indicator is not None and roles.value is not None:
        return {}
    return years


def years_in_headers(
    raw: Raw,
    roles: Roles,
    wishes: Wishes,
    style: Style,
    free: list[str],
    dated: dict[str, Dated],
    named: dict[str, str],
) -> Roles:
    """Columns with years in their headers are figures; what stands undated beside them is left out, or asked for."""
    notes = list(roles.notes)
    stems: dict[str, str] = {}
    for header, item in dated.items():
        stem = item.stem or ("" if roles.indicator is not None else named.get("value", "value"))
        stems[header] = named.get(header, named.get(item.stem, stem))
    beside = [header for header in free if header not in dated and header != roles.value]
    kept = {header: named[header] for header in beside if header in named and header != "value"}
    undated = [header for header in beside if header not in kept and is_of_figures(raw.frame[header], style)]
    undated = [header for header in undated if plain(header) not in ATTRIBUTES | BOOKKEEPING]
    if undated:
        first = undated[0]
        notes.append(
            f"left out, since years stand in the headers and no year dates them: {', '.join(undated)} "
            f"(columns={{{first!r}: {plain(first)!r}}} keeps one as of the newest year)"
        )
    if roles.indicator is None and "" in {item.stem for item in dated.values()} and "value" not in named:
        notes.append(
            "the indicator has no name: its values are called 'value' (columns={'value': 'gdp'} names it)"
        )
    if not roles.unit:
        raise DataError(no_unit(raw))
    newest = max(item.year for item in dated.values())
    all_dated = {**dated, **{header: Dated(name, newest) for header, name in kept.items()}}
    return replace(
        roles, value=None, year=None, figures={**stems, **kept}, dated=all_dated, notes=tuple(notes)
    )
