"""`mpindex.fetch`: figures as a publisher gives them out today, each with its address and the day on which it came."""

from __future__ import annotations

import math
import operator
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from mpindex.catalogue import catalogue
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError, OptionError
from mpindex.ingest.read import read
from mpindex.ingest.services.answers import Answers, deadline_in, default_folder
from mpindex.ingest.services.figures import Figures, Span
from mpindex.ingest.services.request import Service, asked, service_of
from mpindex.ingest.services.transport import checked
from mpindex.readers.world_bank import product
from mpindex.typing import PathLikeText

_YEARS = range(1500, 2201)


def fetch(
    service: str,
    indicators: str | Iterable[str] | Mapping[str, str],
    *,
    since: int | None = None,
    until: int | None = None,
    metadata: Mapping[str, Mapping[str, Any]] | None = None,
    address: str | None = None,
    timeout: float = 60.0,
    cache: PathLikeText | None = None,
    max_age: int | None = 7,
) -> Dataset:
    """Fetch figures of states from a publisher's service, over your own network.

    The result joins the bundled world like any other data; each value's source names the address that it came from and the
    day::

        live = mp.fetch("world_bank", ["gdp", "population"], since=2015)
        world = mp.load().join(live, replace="cells")

    Parameters
    ----------
    service : str
        ``world_bank`` (Indicators API), ``our_world_in_data`` (the file behind a chart) or ``undp`` (the composite indices
        of the Human Development Report).
    indicators : str, iterable or mapping
        Ids of the catalogue whose source is the World Bank (``gdp``); or the service's own codes: ``SP.POP.TOTL``,
        ``life-expectancy`` (the last part of a chart's address, with ``#column`` where it has several), ``hdi``. A mapping
        gives each code an id of your own: ``{"years_of_life": "life-expectancy"}``.
    since, until : int, optional
        First and last year; None for all that there are.
    metadata : mapping, optional
        What is to be known of an indicator, by id, as in `read`: name, unit, direction, window, range ...
    address : str, optional
        Another address of the service: a mirror, a newer edition. The environment's ``MPINDEX_WORLD_BANK``,
        ``MPINDEX_OUR_WORLD_IN_DATA`` and ``MPINDEX_UNDP`` say the same.
    timeout : float
        Seconds for the whole call, however many answers it takes.
    cache : path, optional
        Folder of kept answers; by default ``MPINDEX_CACHE``, or the user's folder for such things.
    max_age : int or None
        How many days old a kept answer may be; 0 to ask anew, None to take any.

    Returns
    -------
    Dataset
        Of states; regions and other groups are left out. `.notes` says what was fetched, when and from where.

    Raises
    ------
    OptionError
        An argument is wrong.
    UnknownIndicator
        An indicator is neither of the catalogue nor a code of the service.
    DataError
        The service cannot be reached in time, refuses, or answers something that cannot be understood; or a value is
        impossible. Nothing of such an answer is kept.

    Examples
    --------
    >>> fetch("world_bonk", "gdp")
    Traceback (most recent call last):
    mpindex.errors.OptionError: there is no service 'world_bonk'; there are: world_bank, our_world_in_data, undp. Did ...
    """
    host = service_of(service)
    formulas = asked(service, indicators)
    span = _span(since, until)
    base = checked(address or os.environ.get(f"MPINDEX_{service.upper()}") or host.address)
    answers = Answers(
        default_folder() if cache is None else Path(cache), _days(max_age), deadline_in(_seconds(timeout))
    )
    series: dict[str, Figures] = {}
    for code in dict.fromkeys(code for formula in formulas.values() for code in _codes(formula, host)):
        series[code] = host.figures(code, span, base, answers)
    origins = {id: _origin(service, formula, series, host) for id, formula in formulas.items()}
    table = pd.concat(
        [_rows(id, formula, series, host).assign(source=origins[id]) for id, formula in formulas.items()]
    )
    about = _about(formulas, series, host, origins, metadata or {})
    try:
        data = read(table.reset_index(drop=True), units="countries", layout="tidy", indicators=about)
    except DataError as error:
        raise DataError(f"{service}: the service gives values that cannot be", error.faults) from error
    return replace(data, notes=tuple(_notes(data, host, series, origins, metadata or {})))


def _codes(formula: str, host: Service) -> list[str]:
    """The codes in a formula of the catalogue; of a service without formulas, the code itself."""
    return [term.partition("/")[0] for term in formula.split(" * ")] if host.source else [formula]


def _origin(service: str, formula: str, series: Mapping[str, Figures], host: Service) -> str:
    """Publisher, addresses and the day of the oldest answer: what stands beside each value."""
    parts = [series[code] for code in _codes(formula, host)]
    addresses = " and ".join(dict.fromkeys(part.address for part in parts))
    return f"{host.source or service}: {addresses}, retrieved {min(part.retrieved for part in parts)}"


def _rows(id: str, formula: str, series: Mapping[str, Figures], host: Service) -> pd.DataFrame:
    columns = {code: pd.Series(series[code].values, dtype=float) for code in _codes(formula, host)}
    values = product(formula, columns.__getitem__) if host.source else columns[formula]
    if not len(values):
        raise DataError(f"{id}: {formula}: no state has all of these series in one year. Ask for more years")
    table = values.rename_axis(["unit", "year"]).rename("value").reset_index()
    return table.assign(indicator=id)


def _about(
    formulas: Mapping[str, str],
    series: Mapping[str, Figures],
    host: Service,
    origins: Mapping[str, str],
    metadata: Mapping[str, Mapping[str, Any]],
) -> dict[str, dict[str, Any]]:
    """What is known of each indicator: the user's word, then the service's, then the catalogue's."""
    foreign = [id for id in metadata if id not in formulas]
    if foreign:
        raise OptionError(f"metadata= speaks of {', '.join(map(repr, foreign))}, which is not asked for")
    about = {}
    for id, formula in formulas.items():
        part = series[_codes(formula, host)[0]]
        words = {} if id in catalogue() else {"name": part.name, "link": part.link}
        about[id] = {**words, **metadata.get(id, {}), "source": origins[id]}
    return about


def _notes(
    data: Dataset,
    host: Service,
    series: Mapping[str, Figures],
    origins: Mapping[str, str],
    metadata: Mapping[str, Mapping[str, Any]],
) -> Iterator[str]:
    for id, rows in data.tidy.groupby("indicator", sort=False):
        span = f"{rows['year'].min()} to {rows['year'].max()}"
        states = rows["unit"].nunique()
        yield f"{id}: {len(rows):,} values of {states} states, {span}, {host.title}: {origins[str(id)]}"
    others = max(part.others for part in series.values())
    if others:
        yield f"left out, since they are not states: {others} regions, groups and territories"
    known = [id for id in origins if id in catalogue()]
    if known:
        yield f"what the catalogue says of them was taken, their unit too: {', '.join(known)}"
    bare = [id for id in origins if id not in catalogue() and "direction" not in metadata.get(id, {})]
    if bare:
        yield f"more counts as more (direction 1), since metadata= does not say: {', '.join(bare)}"
    yield from data.notes


def _span(since: int | None, until: int | None) -> Span:
    span = Span(_year("since", since), _year("until", until))
    if span.since is not None and span.until is not None and span.since > span.until:
        raise OptionError(f"since={since} is after until={until}")
    return span


def _year(name: str, year: int | None) -> int | None:
    try:
        whole = None if year is None else operator.index(year)
    except TypeError:
        whole = 0
    if whole is not None and (isinstance(year, bool) or whole not in _YEARS):
        raise OptionError(f"{name}= must be a year from {_YEARS[0]} to {_YEARS[-1]}, not {year!r}")
    return whole


def _days(max_age: int | None) -> int | None:
    if max_age is None or (isinstance(max_age, int) and not isinstance(max_age, bool) and max_age >= 0):
        return max_age
    raise OptionError(f"max_age= must be a whole number of days of at least 0, or None, not {max_age!r}")


def _seconds(timeout: float) -> float:
    if isinstance(timeout, int | float) and not isinstance(timeout, bool) and 0 < timeout < math.inf:
        return float(timeout)
    raise OptionError(f"timeout= must be a number of seconds above 0, not {timeout!r}")
