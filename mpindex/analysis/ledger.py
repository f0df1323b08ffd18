"""The ledger: what states declared, offered a table for, and achieved, kept apart so that words never count as deeds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mpindex.arguments import whole_number
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError, Fault, OptionError, suggest
from mpindex.ingest.cells import numbers, texts
from mpindex.ingest.files import open_table
from mpindex.resources import folder
from mpindex.typing import Bools, PathLikeText
from mpindex.units.countries import gazetteer

#: What a row may record, from word to deed.
KINDS = {
    "declared": "announced, offered, promised or bid for",
    "platform": "an office held, a meeting hosted, a forum or a route opened",
    "outcome": "an act, an agreement or a delivery that is there, with the document that shows it",
}
COLUMNS = ("unit", "year", "initiative", "kind", "topic", "document", "source", "evidence", "note")
NEEDED = ("unit", "year", "initiative", "kind", "source")
EVIDENCE = ("confirmed", "recalled")
#: International initiatives of today's states.
FIRST, LAST = 1945, 2100


@dataclass(frozen=True, eq=False, repr=False)
class Ledger:
    """International initiatives, each row one step of one of them.

    Two ledgers are put together with ``+``. A state that has no row is not in the ledger: nothing is known of it,
    and it gets no zero.

    Attributes
    ----------
    rows : DataFrame
        unit, year, initiative, kind (declared, platform, outcome), topic, document, source, evidence (confirmed or
        recalled), note.
    """

    rows: pd.DataFrame

    @cached_property
    def initiatives(self) -> pd.DataFrame:
        """One row for each initiative: the first year of each kind, and the furthest that it got."""
        first = self.rows.pivot_table("year", ["unit", "initiative"], "kind", aggfunc="min")
        first = first.reindex(columns=list(KINDS)).astype("Int64")
        furthest = first.notna().to_numpy()[:, ::-1].argmax(axis=1)
        first["furthest"] = [list(KINDS)[::-1][i] for i in furthest]
        first.columns.name = None
        return first

    @cached_property
    def table(self) -> pd.DataFrame:
        """(unit, year) -> declared, platform, outcome: how many initiatives had come so far by then, each kind apart.

        Years run from the first row of a unit to its last. An initiative counts once for each kind, however often it
        was repeated: four bids for one prize are one declaration.
        """
        parts = {unit: self._cumulated(str(unit)) for unit in sorted(set(self.rows["unit"]))}
        table: pd.DataFrame = pd.concat(parts, names=["unit", "year"])
        return table

    def scores(self, year: int | None = None) -> pd.DataFrame:
        """Return how many initiatives each unit had declared, offered a platform for and achieved by a year.

        Parameters
        ----------
        year : int, optional
            As of then; all years when None.

        Returns
        -------
        DataFrame
            By unit: declared, platform, outcome. Units without a row by then are not there.

        Raises
        ------
        OptionError
            A year that is no whole number.

        Examples
        --------
        >>> ledger().scores(1995).loc["KAZ"].to_dict()
        {'declared': 2, 'platform': 0, 'outcome': 3}
        """
        table = self.table.reset_index()
        if year is not None:
            table = table[table["year"] <= whole_number("year", year)]
        scores: pd.DataFrame = table.groupby("unit")[list(KINDS)].last()
        return scores

    @cached_property
    def dataset(self) -> Dataset:
        """The scores as indicators `ledger_declared`, `ledger_platform`, `ledger_outcome`, for ``world.join(...)``."""
        wide = self.table.rename(columns=lambda kind: f"ledger_{kind}").astype(float).reset_index()
        tidy = wide.melt(["unit", "year"], var_name="indicator").assign(source="ledger")
        metadata = {f"ledger_{kind}": _entry(kind) for kind in KINDS}
        return Dataset.from_tidy(
            tidy[["unit", "indicator", "year", "value", "source"]], metadata=metadata, is_countries=True,
            labels=dict(gazetteer().names),
        )  # fmt: skip

    def __add__(self, other: Ledger) -> Ledger:
        if not isinstance(other, Ledger):
            raise OptionError(
                f"a ledger adds up with a ledger, as in ledger() + ledger('mine.csv'), not with {other!r}"
            )
        return ledger(pd.concat([self.rows, other.rows], ignore_index=True))

    def __repr__(self) -> str:
        counts = self.scores().sum()
        by_kind = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS)
        units = ", ".join(sorted(set(self.rows["unit"])))
        return f"<Ledger of {units}: {len(self.rows)} rows, {len(self.initiatives)} initiatives ({by_kind})>"

    @cached_property
    def _first(self) -> pd.Series:
        """The first year of each unit's initiative and kind."""
        return self.rows.groupby(["unit", "initiative", "kind"])["year"].min()

    def _cumulated(self, unit: str) -> pd.DataFrame:
        first = self._first.loc[unit].reset_index()
        years = np.arange(first["year"].min(), self.rows.loc[self.rows["unit"] == unit, "year"].max() + 1)
        counts = {
            kind: np.searchsorted(np.sort(first.loc[first["kind"] == kind, "year"]), years, side="right")
            for kind in KINDS
        }
        return pd.DataFrame(counts, index=pd.Index(years, name="year"))


def ledger(source: PathLikeText | pd.DataFrame | None = None) -> Ledger:
    """Return the bundled ledger, or one of your own.

    Parameters
    ----------
    source : str, path or DataFrame, optional
        A file (.csv, .xlsx, .parquet) or a DataFrame with unit, year, initiative, kind, source and, if there, topic,
        document, evidence, note. None: the bundled table, which is kept by hand and holds Kazakhstan's.
        ``mp.ledger() + mp.ledger("mine.csv")`` has both.

    Returns
    -------
    Ledger
        The rows, checked, and what they add up to.

    Raises
    ------
    DataError
        Every wrong row at once: an unknown state or kind, a year that is none, an outcome without the document that
        shows it, a row without source, a row that is there twice. Or a source that is no table.

    Examples
    --------
    >>> ledger().initiatives.loc[("KAZ", "Nobel Peace Prize bid"), "furthest"]
    'declared'
    """
    given = _bundled() if source is None else source
    raw = open_table(Path(given) if isinstance(given, os.PathLike) else given)
    absent = [name for name in NEEDED if name not in raw.frame]
    if absent:
        raise DataError(
            f"{raw.name}: a ledger lacks the columns {', '.join(absent)}; it has {', '.join(map(str, raw.frame.columns))}"
        )
    rows = raw.frame[[name for name in COLUMNS if name in raw.frame]].apply(texts)
    rows = rows.reindex(columns=list(COLUMNS), fill_value="")
    rows["evidence"] = rows["evidence"].replace("", "confirmed")
    rows, faults = _checked(rows)
    if faults:
        raise DataError(f"{raw.name}: {len(faults)} entries of the ledger are wrong", faults)
    return Ledger(rows.sort_values(["unit", "initiative", "year", "kind"], ignore_index=True))


def _bundled() -> pd.DataFrame:
    with folder("data").joinpath("ledger.csv").open("rb") as file:
        return pd.read_csv(file, dtype=str, keep_default_na=False)


def _checked(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the rows with codes and years, and all that is wrong with them."""
    table = gazetteer()
    units = {label: table.unit(label) for label in rows["unit"].unique()}
    years, _ = numbers(rows["year"])
    faults = [table.fault(label) for label, unit in units.items() if not unit]
    with np.errstate(invalid="ignore"):
        dated: Bools = (years % 1 == 0) & (years >= FIRST) & (years <= LAST)
    twice = rows.duplicated(["unit", "initiative", "kind", "year"])
    for i, row in enumerate(rows.to_dict("records")):
        faults += [
            Fault(row["unit"], row["initiative"], row["year"], *problem)
            for problem in _problems(row, bool(dated[i]), bool(twice.iloc[i]))
        ]
    if faults:
        return rows, faults
    return rows.assign(unit=rows["unit"].map(units), year=years.astype(int)), faults


def _problems(row: dict[Any, Any], dated: bool, twice: bool) -> Iterator[tuple[str, str, str]]:
    """Value, rule and hint of everything that is wrong with a row."""
    kind, evidence = row["kind"], row["evidence"]
    if kind not in KINDS:
        yield kind, "unknown kind", f"one of {', '.join(KINDS)}.{suggest(kind, KINDS)}"
    if not dated:
        yield row["year"], "must be a whole year", "the year in which it happened"
    if not row["initiative"]:
        yield "", "the initiative is blank", "name it the same in each of its rows"
    if not row["source"]:
        yield "", "the source is blank", "say where it can be read"
    if kind == "outcome" and not row["document"]:
        yield (
            "",
            "an outcome without a document",
            "name the act, agreement or delivery; or call it a platform",
        )
    if evidence not in EVIDENCE:
        yield evidence, "unknown evidence", f"one of {', '.join(EVIDENCE)}"
    if twice:
        yield kind, "given more than once", "keep one row"


def _entry(kind: str) -> dict[str, Any]:
    """What the catalogue says of the indicator that a kind becomes."""
    return {
        "name": f"Initiatives {KINDS[kind]}" if kind == "declared" else f"Initiatives: {KINDS[kind]}",
        "unit": "initiatives, cumulated",
        "kind": "size",
        "source": "ledger",
        "range": [0, None],
    }
