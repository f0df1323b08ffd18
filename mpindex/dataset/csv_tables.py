"""Tables as CSV files: several files of the same columns are read as one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable

import pandas as pd

#: Bytes that the parser of pandas takes at a time.
PART = 1 << 18


def files_of(place: Traversable) -> list[Traversable]:
    """Return the CSV files of a folder in the order of their names, or the one file; none where nothing is there."""
    if place.is_dir():
        return sorted((f for f in place.iterdir() if f.name.endswith(".csv")), key=lambda f: f.name)
    return [place] if place.is_file() else []


def read_csv(files: Sequence[Traversable], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """Read files of the same columns as one table.

    The files go to the parser as one: it is called once, and text columns keep one set of categories.
    """
    # "NA" is Namibia: only an empty cell is missing.
    table: pd.DataFrame = pd.read_csv(
        _Joined(files),  # type: ignore[call-overload]  # the parser asks for no more than `read`
        dtype=dict(dtypes),
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )
    return table


class _Joined:
    """Files of the same columns as one, a part at a time: the parser takes the bytes as they are, and none are copied."""

    def __init__(self, files: Sequence[Traversable]):
        self._parts = _parts(files)

    def __iter__(self) -> Iterator[bytes]:
        return self._parts

    def read(self, size: int = PART) -> bytes:
        """Return the next part, whatever the size asked for; nothing at the end."""
        return next(self._parts, b"")


def _parts(files: Sequence[Traversable]) -> Iterator[bytes]:
    """The bytes of files one behind the other: the first line of the first alone, and every last line ended."""
    for number, file in enumerate(files):
        with file.open("rb") as stream:
            part = stream.readline()
            if number == 0:
                yield part
            while more := stream.read(PART):
                yield more
                part = more
        if not part.endswith(b"\n"):
            yield b"\n"
