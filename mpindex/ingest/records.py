"""Tables as records: JSON of the usual shapes, a dict of columns, a list of rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pandas as pd

from mpindex.errors import DataError
from mpindex.ingest.raw import Raw
from mpindex.ingest.workbooks import grid

#: Under these keys services put their records.
WRAPPED = ("data", "value", "values", "records", "results", "rows", "observations", "items")


def open_json(text: str, name: str) -> Raw:
    """Open JSON: a list of records, columns by name, records under a usual key, lines of records, the World Bank's API.

    Parameters
    ----------
    text : str
        The file.
    name : str
        Of the file.

    Raises
    ------
    DataError
        It is no JSON, or none that holds a table.

    Examples
    --------
    >>> open_json('[{"country": {"id": "KE", "value": "Kenya"}, "date": "2020"}]', "x.json").frame
      country_id country_value  date
    0         KE         Kenya  2020
    """
    try:
        content = json.loads(text)
    except json.JSONDecodeError as fault:
        content = _json_lines(text)
        if content is None:
            raise DataError(f"{name}: line {fault.lineno}: not valid JSON: {fault.msg}") from None
    except RecursionError:
        raise DataError(f"{name}: is nested too deeply for a table") from None
    return Raw(open_records(_records(content, name), name).frame, name, first=1)


def _json_lines(text: str) -> list[object] | None:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError:
        return None


def _records(content: object, name: str) -> object:
    if isinstance(content, Mapping):
        for key in WRAPPED:
            if isinstance(content.get(key), list) and content[key] and isinstance(content[key][0], Mapping):
                return content[key]
        if "dataSets" in content or ("structure" in content and "data" in content):
            raise DataError(
                f"{name}: is SDMX-JSON, whose figures have no headers: choose SDMX-CSV where it is offered"
            )
        if "dimension" in content and "value" in content:
            raise DataError(
                f"{name}: is JSON-stat, whose figures have no headers: choose CSV where it is offered"
            )
    if isinstance(content, list) and len(content) == 2:
        head, records = content
        if isinstance(records, list) and isinstance(head, Mapping) and "page" in head:  # the World Bank's API
            return records
    return content


def open_records(source: object, name: str = "the table") -> Raw:
    """Open a dict of columns, or a list of rows: dicts, or sequences the first of which is the header.

    Parameters
    ----------
    source : mapping or sequence
        The records.
    name : str
        Of the table.

    Raises
    ------
    DataError
        It holds no table.
    """
    if isinstance(source, Mapping):
        return Raw(_columns(source, name), name)
    if not isinstance(source, Sequence) or isinstance(source, (str, bytes)):
        raise DataError(
            f"{name}: holds no table: records or columns by name are needed, not {type(source).__name__}"
        )
    rows = [row for row in source if row is not None]
    if not rows:
        raise DataError(f"{name}: is empty")
    if all(isinstance(row, Mapping) for row in rows):
        flat = [_flat(row) for row in rows]
        headers = list(dict.fromkeys(key for row in flat for key in row))
        cells = {i: [row.get(key) for row in flat] for i, key in enumerate(headers)}
        frame = pd.DataFrame({i: pd.Series(column, dtype=object) for i, column in cells.items()})
        frame.columns = pd.Index(headers, dtype=object)
        return Raw(frame, name)
    if all(isinstance(row, (list, tuple)) for row in rows):
        return grid([list(row) for row in rows], name)
    raise DataError(f"{name}: holds no table: its rows are neither all dicts nor all lists")


def _columns(source: Mapping[object, object], name: str) -> pd.DataFrame:
    nested = all(isinstance(column, Mapping) for column in source.values())
    plain = all(
        isinstance(column, (list, tuple, pd.Series)) or hasattr(column, "__array__")
        for column in source.values()
    )
    if not source or not (nested or plain):
        raise DataError(
            f"{name}: holds no table: a dict of columns is needed, as in {{'iso3': [...], 'gdp': [...]}}"
        )
    try:
        frame = pd.DataFrame({str(key): column for key, column in source.items()})
    except ValueError as fault:
        raise DataError(f"{name}: the columns do not make a table: {fault}") from None
    return frame.rename_axis(index="unit").reset_index() if nested and not _numbered(frame) else frame


def _numbered(frame: pd.DataFrame) -> bool:
    return all(str(label).isdigit() for label in frame.index)


def _flat(row: Mapping[object, object]) -> dict[str, object]:
    """A record whose fields of fields stand beside the others: ``country: {id}`` is ``country_id``."""
    flat: dict[str, object] = {}
    for key, value in row.items():
        if isinstance(value, Mapping):
            flat |= {f"{key}_{inner}": cell for inner, cell in value.items()}
        else:
            flat[str(key)] = value
    return flat
