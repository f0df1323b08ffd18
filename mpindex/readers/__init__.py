"""Readers of publishers' files: one module per format, each returning the same tidy frame.

The bundled tables were compiled by ``python -m mpindex.readers SOURCES_DIR``. Files whose licence does not
allow that are read from a user's own copy with `read_source`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from mpindex.errors import DataError, suggest

if TYPE_CHECKING:
    import pandas as pd

#: Source -> module of this folder whose ``read(folder)`` reads it.
READERS = {
    "cia-factbook": "factbook",
    "cow-ir-data": "cow",
    "cow-nmc": "nmc",
    "eiu-democracy-index": "eiu",
    "fragile-states-index": "fragile_states",
    "freedom-house": "freedom_house",
    "gapminder": "gapminder",
    "global-innovation-index": "innovation",
    "global-peace-index": "peace_index",
    "inform-risk": "inform",
    "itu-digital": "itu",
    "kof-globalisation": "kof",
    "owid-weapons-proliferation": "weapons",
    "paris-agreement": "paris",
    "passport-index": "passport",
    "press-freedom-rsf": "press_freedom",
    "qog-standard-2025": "qog",
    "sdg-index": "sdg_index",
    "sipri-milex": "sipri",
    "un-egovernment": "egovernment",
    "un-peacekeeping": "peacekeeping",
    "un-security-council": "security_council",
    "un-treaties": "treaties",
    "unga-ideal-points": "unga",
    "v-dem": "vdem",
    "wgi": "wgi",
    "world-bank-wdi": "world_bank",
    "world-happiness": "happiness",
}


def sources() -> tuple[str, ...]:
    """Return the names of the sources that `read_source` knows.

    >>> "freedom-house" in sources()
    True
    """
    return tuple(READERS)


def read_source(source: str, folder: str | Path) -> pd.DataFrame:
    """Read a publisher's files from your own copy.

    Twelve indicators of the catalogue belong to publishers whose terms leave redistribution to them. Whoever
    holds their files can read them here and join them to the bundled data::

        mine = mpindex.readers.read_source("freedom-house", "downloads/freedom-house")
        world = mpindex.load().join(mpindex.read(mine))

    Parameters
    ----------
    source : one of `sources()`, the `source` of an indicator in the catalogue
    folder : where the publisher's files are, under the file names that the catalogue's `file` gives

    Returns
    -------
    DataFrame
        indicator, unit (ISO3), year, value, source; values of the 195 states since 1990, sorted. All of the
        catalogue's indicators that the files hold, those that may be bundled and those that may not. Missing
        values have no row; nothing is filled.

    Raises
    ------
    DataError
        Unknown source, a file is missing or lacks a column, or a name in it is no country that the library
        knows (`UnknownUnit`, all such names at once).
    """
    if source not in READERS:
        raise DataError(f"no reader for {source!r}; known: {', '.join(READERS)}.{suggest(source, READERS)}")
    module = import_module(f"mpindex.readers.{READERS[source]}")
    try:
        frame = module.read(Path(folder))
    except DataError:
        raise
    except FileNotFoundError as fault:
        raise DataError(
            f"{source}: no file {fault.filename or fault}. Put it there, or name another folder."
        ) from fault
    except (KeyError, ValueError) as fault:  # pandas: a column, a sheet or a date format is not what it was
        raise DataError(f"{source}: {folder} is not the edition that the catalogue cites: {fault}") from fault
    from mpindex.readers import tidy

    return tidy.concat([frame])
