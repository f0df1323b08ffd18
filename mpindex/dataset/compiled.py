"""The largest tables as arrays: what parsing their CSV files gives, kept beside them so that no process parses them anew.

The CSV files are the tables. The arrays can be thrown away, and are passed over when a CSV file has changed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd

from mpindex.catalogue import catalogue
from mpindex.dataset.csv_tables import files_of, read_csv
from mpindex.dataset.labels import moved
from mpindex.resources import replacing

#: Folders of CSV files that are compiled, with the types of their columns.
TYPES: Mapping[str, Mapping[str, str]] = {
    "values": {
        "indicator": "category",
        "unit": "category",
        "year": "int16",
        "value": "float64",
        "source": "category",
    },
    "dyads": {
        "from": "category",
        "to": "category",
        "relation": "category",
        "year": "float64",
        "value": "float64",
        "source": "category",
    },
}
#: Bytes of which a checksum is made at a time.
PART = 1 << 18


def write(folder: Path) -> None:
    """Compile the tables of a folder such as `data/`; the same tables give the same bytes.

    Parameters
    ----------
    folder : Path
        With a folder of CSV files for each table of `TYPES`.
    """
    for name, types in TYPES.items():
        files = files_of(folder / name)
        with replacing(_kept(folder, name)) as beside, beside.open("wb") as stream:
            frame = _in_order(read_csv(files, types))
            for array in (np.array(checksum(files)), *_arrays(frame)):
                np.save(stream, array, allow_pickle=False)


def table(folder: Traversable, name: str) -> pd.DataFrame:
    """Return a table of `TYPES`, its texts as categories: from its arrays, or from its CSV files where these are others.

    Parameters
    ----------
    folder : Traversable
        With a folder of CSV files named as the table.
    name : str
        A key of `TYPES`.
    """
    files = files_of(folder.joinpath(name))
    kept = _read(_kept(folder, name), files, TYPES[name])
    return read_csv(files, TYPES[name]) if kept is None else kept


def checksum(files: Iterable[Traversable]) -> int:
    """Return the CRC-32 of the bytes of files, one behind the other.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_text("unit,value")
    >>> checksum([file]) == zlib.crc32(b"unit,value")
    True
    """
    total, part = 0, memoryview(bytearray(PART))
    for file in files:
        with file.open("rb") as stream:
            while size := stream.readinto(part):  # type: ignore[attr-defined]  # no protocol says so
                total = zlib.crc32(part[:size], total)
    return total


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Values with the indicators as the catalogue has them, so that a panel need not sort its rows; others as they are."""
    if "indicator" not in frame:
        return frame
    places = moved(list(frame["indicator"].cat.categories), list(catalogue()))
    return frame.iloc[np.argsort(places[frame["indicator"].cat.codes], kind="stable")]


def _kept(folder: Any, name: str) -> Any:
    return folder.joinpath(f"{name}.arrays")


def _read(kept: Traversable, files: Sequence[Traversable], types: Mapping[str, str]) -> pd.DataFrame | None:
    """A table from its arrays; None where there are none, they are of other files, or the file is damaged."""
    if not kept.is_file():
        return None
    try:
        with kept.open("rb") as stream:
            if int(_load(stream)) != checksum(files):
                return None
            columns = {name: _column(stream, kind) for name, kind in types.items()}
    except (EOFError, TypeError, ValueError):
        return None
    return pd.DataFrame(columns, copy=False)


def _arrays(frame: pd.DataFrame) -> Iterator[np.ndarray]:
    """The columns of a table: of one of categories the labels and the places in them."""
    for _, column in frame.items():
        if isinstance(column.dtype, pd.CategoricalDtype):
            yield np.array(column.cat.categories, dtype="U")
            yield column.cat.codes.to_numpy()
        else:
            yield column.to_numpy()


def _column(stream: IO[bytes], kind: str) -> Any:
    if kind != "category":
        return _load(stream)
    labels = pd.Index(_load(stream).tolist(), dtype="str")
    return pd.Categorical.from_codes(_load(stream), categories=labels)


def _load(stream: IO[bytes]) -> np.ndarray:
    array: np.ndarray = np.load(stream, allow_pickle=False)
    return array
