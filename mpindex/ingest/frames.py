"""Data frames of pandas and of other libraries, as frames of pandas with everything in columns."""

from __future__ import annotations

import re
from typing import Any, cast

import pandas as pd

from mpindex.errors import DataError
from mpindex.ingest.raw import Raw
from mpindex.ingest.workbooks import grid

#: Libraries whose frames narwhals knows.
FOREIGN = ("polars", "pyarrow", "duckdb", "modin", "cudf", "dask", "ibis", "pyspark", "sqlframe", "narwhals")
_UNNAMED = re.compile(r"Unnamed: \d+(_level_\d+)?\Z")


def is_foreign(source: object) -> bool:
    """Whether something is the frame of another library than pandas."""
    return type(source).__module__.split(".")[0] in FOREIGN


def open_frame(source: pd.DataFrame, name: str = "the table") -> Raw:
    """Open a frame: an index that says something becomes columns; titles above the header are found.

    Parameters
    ----------
    source : DataFrame
        Of pandas.
    name : str
        Of the table.

    Raises
    ------
    DataError
        The columns have several levels.
    """
    if source.columns.nlevels > 1:
        raise DataError(
            f"{name}: the headers have {source.columns.nlevels} levels; give each column one name: "
            "frame.columns = ['_'.join(map(str, column)) for column in frame.columns]"
        )
    frame = with_index(source)
    unnamed = [isinstance(header, str) and bool(_UNNAMED.match(header)) for header in frame.columns]
    if len(unnamed) > 2 and sum(unnamed) * 2 >= len(unnamed):  # pandas took a title for the header
        head = ["" if blank else header for header, blank in zip(frame.columns, unnamed, strict=True)]
        return grid([head, *frame.to_numpy(dtype=object).tolist()], name)
    headers = ["" if blank else header for header, blank in zip(frame.columns, unnamed, strict=True)]
    return Raw(frame.set_axis(pd.Index(headers, dtype=object), axis=1), name)


def with_index(frame: pd.DataFrame) -> pd.DataFrame:
    """Make columns of an index that says something (units, years); numbers without a name say nothing."""
    index = frame.index
    if isinstance(index, pd.RangeIndex) or (index.name is None and index.dtype.kind in "iu"):
        return frame.reset_index(drop=True)
    names = [
        _level(i, index.get_level_values(i)) if label is None else label
        for i, label in enumerate(index.names)
    ]
    taken = set(map(str, frame.columns))
    fresh = [f"{label} (index)" if str(label) in taken else label for label in names]
    columns = {label: index.get_level_values(i) for i, label in enumerate(fresh)}
    flat = frame.reset_index(drop=True)
    for place, (label, values) in enumerate(columns.items()):
        flat.insert(place, label, values, allow_duplicates=True)
    return flat


def _level(place: int, values: pd.Index) -> str:
    """What a level of an index without a name holds: dates and years are known by sight, and units come first."""
    if values.dtype.kind == "M" or isinstance(values, pd.PeriodIndex):
        return "year"
    if place and values.dtype.kind in "iu" and len(values) and values.min() >= 1000 and values.max() <= 2200:
        return "year"
    return "unit" if place == 0 else f"level {place}"


def from_foreign(source: object) -> pd.DataFrame:
    """Return the frame of another library as one of pandas, through narwhals where it is installed.

    Parameters
    ----------
    source : object
        A frame of polars, pyarrow, duckdb ...

    Raises
    ------
    DataError
        It is no frame, or narwhals is needed and not installed.
    """
    library = type(source).__module__.split(".")[0]
    try:
        import narwhals as nw
    except ImportError:
        return _without_narwhals(source, library)
    try:
        frame: Any = nw.from_native(cast("Any", source))
        if isinstance(frame, nw.LazyFrame):
            frame = frame.collect()
        columns = {name: frame[name].to_list() for name in frame.columns}
        return pd.DataFrame({name: _series(cells) for name, cells in columns.items()})
    except Exception as fault:  # noqa: BLE001 - whatever the other library says
        raise DataError(
            f"the table: cannot be taken from {library}: {str(fault).strip().splitlines()[0]}"
        ) from None


def _series(cells: list[object]) -> pd.Series:
    """A column of plain values: numbers as numbers, everything else as it is."""
    column = pd.Series(cells, dtype=object)
    better = column.infer_objects()
    return better if pd.api.types.is_numeric_dtype(better) or better.dtype.kind == "M" else column


def _without_narwhals(source: object, library: str) -> pd.DataFrame:
    for way in ("to_pandas", "df", "toPandas"):
        convert = getattr(source, way, None)
        if callable(convert):
            try:
                frame = convert()
            except Exception:  # noqa: BLE001 - whatever the other library says
                break
            if isinstance(frame, pd.DataFrame):
                return frame
    raise DataError(f"the table: a frame of {library} needs narwhals: pip install 'mpindex[frames]'")
