"""Which publishers can be read, and the one way to read them.

The bundled tables were compiled by ``python -m mpindex.bundle SOURCES_DIR``. Files whose licence does not
allow that are read from a user's own copy with `read_source`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pandas as pd

from mpindex.errors import DataError, suggest
from mpindex.readers import tidy
from mpindex.typing import PathLikeText

#: Source -> module of this folder whose ``read(folder)`` reads it.
READERS = {
    "cia-factbook": "factbook",
    "cow-ir-data": "cow",
    "cow-nmc": "nmc",
    "cpi-2025": "cpi",
    "disarmament-treaties-2026": "disarmament",
    "eiu-democracy-index": "eiu",
    "factbook-io-memberships": "memberships",
    "factbook-trade-partners": "trade_partners",
    "fragile-states-index": "fragile_states",
    "freedom-house": "freedom_house",
    "gapminder": "gapminder",
    "global-innovation-index": "innovation",
    "global-peace-index": "peace_index",
    "inform-risk": "inform",
    "itu-digital": "itu",
    "kof-globalisation": "kof",
    "mend-mediation-events": "mend",
    "oecd-dac-reporters": "aid_reporters",
    "owid-weapons-proliferation": "weapons",
    "paax-peace-agreements": "paax",
    "paris-agreement": "paris",
    "passport-index": "passport",
    "press-freedom-rsf": "press_freedom",
    "qog-standard-2025": "qog",
    "sdg-index": "sdg_index",
    "sipri-arms-transfers": "arms_transfers",
    "sipri-milex": "sipri",
    "un-egovernment": "egovernment",
    "un-peacekeeping-by-state": "peacekeepers",
    "un-security-council": "security_council",
    "un-system-contributions": "contributions",
    "un-treaties": "treaties",
    "unga-distances": "unga_distances",
    "unga-ideal-points": "unga",
    "v-dem": "vdem",
    "wgi": "wgi",
    "world-bank-wdi": "world_bank",
    "world-happiness": "happiness",
}


def sources() -> tuple[str, ...]:
    """Return the names of the sources that `read_source` knows.

    Returns
    -------
    tuple of str
        Sorted; each is the `source` of some indicator of the catalogue.

    Examples
    --------
    >>> "freedom-house" in sources()
    True
    """
    return tuple(READERS)


def read_source(source: str, folder: PathLikeText) -> pd.DataFrame:
    """Read a publisher's files from your own copy.

    Some indicators of the catalogue belong to publishers whose terms leave redistribution to them. Whoever
    holds their files can read them here and join them to the bundled data::

        mine = mpindex.readers.read_source("freedom-house", "downloads/freedom-house")
        world = mpindex.load().join(mpindex.read(mine))

    Parameters
    ----------
    source : str
        One of `sources()`, the `source` of an indicator in the catalogue.
    folder : path
        Where the publisher's files are, under the file names that the catalogue's `file` gives.

    Returns
    -------
    DataFrame
        Columns indicator, unit (ISO3), year, value, source; values of the 195 states since 1990, sorted. All of
        the catalogue's indicators that the files hold, those that may be bundled and those that may not. Missing
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
    with edition(source, folder):
        return tidy.concat([module.read(Path(folder))])


@contextmanager
def edition(source: str, folder: PathLikeText) -> Iterator[None]:
    """Turn what goes wrong with files that are missing or of another edition into a `DataError`.

    Parameters
    ----------
    source : str
        Name of the source, for the message.
    folder : path
        Where its files were looked for.

    Raises
    ------
    DataError
        A file is missing, unreadable or not text, lacks a column or a sheet, or holds a date or number in
        another form than the reader expects.
    """
    try:
        yield
    except DataError:
        raise
    except OSError as fault:
        name = fault.filename or fault
        raise DataError(
            f"{source}: no readable file {name}. Put it there, or name another folder."
        ) from fault
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as fault:
        # from pandas: a column, a sheet, a date or a number is not what it was
        raise DataError(f"{source}: {folder} is not the edition that the catalogue cites: {fault}") from fault
