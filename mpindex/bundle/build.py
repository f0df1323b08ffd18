"""Compiles `data/` from the publishers' files: values, stand-ins, standard errors, and their description."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from mpindex import resources
from mpindex.bundle import computed, datapackage, geography, stand_ins
from mpindex.bundle.csv_files import write_values
from mpindex.catalogue import catalogue
from mpindex.dataset import compiled
from mpindex.dataset.schemas import require
from mpindex.dataset.side_tables import read_folder
from mpindex.errors import DataError, Fault
from mpindex.readers import (
    cpi,
    factbook,
    gapminder,
    read_source,
    security_council,
    tidy,
    trade_partners,
    vdem,
    wgi,
)
from mpindex.readers.sources import edition
from mpindex.typing import PathLikeText

#: Windows of stand-ins are measured from here; data/datapackage.json carries it to the Dataset.
REFERENCE_YEAR = 2025

#: Folders that are named otherwise than their source, relative to the sources' folder.
ELSEWHERE = {"cow-nmc": ("cow-nmc", "../cases")}


#: Tables of `data/` that are kept by hand; a build elsewhere copies them, so that every build is complete.
HAND_KEPT = ("aliases.csv", "former_states.csv", "ledger.csv", "not_states.csv")


def build(sources_dir: PathLikeText, out_dir: PathLikeText) -> pd.DataFrame:
    """Write every table of `data/`; the same files give the same bytes.

    Parameters
    ----------
    sources_dir : path
        A folder with one folder per source.
    out_dir : path
        Where to write.

    Returns
    -------
    DataFrame
        The tidy frame of values: indicator, unit, year, value, source.

    Raises
    ------
    DataError
        A file is missing or of another edition; or every value that is out of the catalogue's range, not finite,
        or present twice, all at once.
    """
    sources, out = Path(sources_dir), Path(out_dir)
    geography.build(sources, out)
    _copy_hand_kept(out)
    frame = values(sources)
    check(frame)
    for dimension, rows in frame.groupby(frame["indicator"].map(_dimension)):
        write_values(rows, out / "values" / f"{dimension}.csv")
    write_values(standard_errors(sources), out / "standard_errors.csv")
    check_tables(out)
    compiled.write(out)
    datapackage.write(out, reference_year=REFERENCE_YEAR)
    return frame


def values(sources: Path) -> pd.DataFrame:
    """Return the values of every indicator that may be bundled, stand-ins included."""
    bundled = {entry.id for entry in catalogue().values() if entry.bundled}
    needed = {entry.source for entry in catalogue().values() if entry.bundled}
    main = tidy.concat(read_source(source, place(sources, source)) for source in sorted(needed))
    with edition(factbook.SOURCE, place(sources, factbook.SOURCE)):
        texts = factbook.read_texts(place(sources, factbook.SOURCE))
    main = tidy.concat(
        [main, computed.carbon(texts, main), *_through_gapminder(sources), _trade_shares(sources)]
    )
    frame = tidy.concat([main, stand_ins.build(texts, main, reference=REFERENCE_YEAR)])
    return frame[frame["indicator"].isin(bundled)].reset_index(drop=True)


def place(sources: Path, source: str) -> Path:
    """Return the folder of a source."""
    names = ELSEWHERE.get(source, (source,))
    return next((sources / name for name in names if (sources / name).is_dir()), sources / names[0])


def standard_errors(sources: Path) -> pd.DataFrame:
    """Return the publishers' standard errors, under the ids of the indicators that they belong to."""
    frames = []
    for module in (wgi, vdem):
        with edition(module.SOURCE, place(sources, module.SOURCE)):
            frames.append(module.standard_errors(place(sources, module.SOURCE)))
    return tidy.concat(frames)


def check(frame: pd.DataFrame) -> None:
    """Refuse values that no reader should give: out of range, infinite, or twice for one state and year."""
    low = frame["indicator"].map({name: entry.low for name, entry in catalogue().items()})
    high = frame["indicator"].map({name: entry.high for name, entry in catalogue().items()})
    rules = {
        "must be within the catalogue's range": (frame["value"] < low) | (frame["value"] > high),
        "must be finite": ~np.isfinite(frame["value"]),
        "must be present once": frame.duplicated(["indicator", "unit", "year"], keep=False),
    }
    faults = [
        Fault(row.unit, row.indicator, row.year, row.value, rule, f"see the reader of {row.source}")
        for rule, broken in rules.items()
        for row in frame[broken].itertuples()
    ]
    if faults:
        raise DataError(f"{len(faults)} compiled values are wrong", faults)
    require("tidy", frame, "values")


def check_tables(out: Path) -> None:
    """Put the tables beside the values, as they were written, to the schemas that users' own tables go through."""
    for name in ("groups", "dyads", "lists", "errors"):
        require(name, read_folder(out, name), f"{name} of {out}")


def _copy_hand_kept(out: Path) -> None:
    for name in HAND_KEPT:
        text = resources.folder("data").joinpath(name).read_text(encoding="utf-8")
        resources.write_text(out / name, text)


def _through_gapminder(sources: Path) -> list[pd.DataFrame]:
    """Return what other publishers' indicators take from Gapminder's folder."""
    folder = place(sources, gapminder.SOURCE)
    with edition(gapminder.SOURCE, folder):
        shares = computed.elected_share(place(sources, security_council.SOURCE), folder)
        return [shares, cpi.read_earlier(folder)]


def _trade_shares(sources: Path) -> pd.DataFrame:
    """Return how much of each state's trade is with each great power."""
    folder = place(sources, trade_partners.SOURCE)
    with edition(trade_partners.SOURCE, folder):
        return computed.trade_shares(folder)


def _dimension(indicator: str) -> str:
    return catalogue()[indicator].dimension
