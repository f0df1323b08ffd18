"""The ledger: what states declared, offered a table for, and achieved, kept apart so that words never count as deeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from mpindex.errors import DataError, Fault, suggest

if TYPE_CHECKING:
    import pandas as pd

    from mpindex.dataset.dataset import Dataset

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
    rows : unit, year, initiative, kind (declared, platform, outcome), topic, document, source, evidence (confirmed or
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
        import pandas as pd

        parts = {unit: self._cumulated(str(unit)) for unit in sorted(set(self.rows["unit"]))}
        return pd.concat(parts, names=["unit", "year"])

    def scores(self, year: int | None = None) -> pd.DataFrame:
        """unit -> declared, platform, outcome, as of `year` (None: all); units without a row by then are not there.

        >>> ledger().scores(1995).loc["KAZ"].to_dict()
        {'declared': 2, 'platform': 0, 'outcome': 3}
        """
        table = self.table.reset_index()
        table = table if year is None else table[table["year"] <= year]
        return table.groupby("unit")[list(KINDS)].last()

    @cached_property
    def dataset(self) -> Dataset:
        """The scores as indicators `ledger_declared`, `ledger_platform`, `ledger_outcome`, for ``world.join(...)``."""
        from mpindex.dataset.dataset import Dataset
        from mpindex.units.countries import gazetteer

        wide = self.table.rename(columns=lambda kind: f"ledger_{kind}").astype(float).reset_index()
        tidy = wide.melt(["unit", "year"], var_name="indicator").assign(source="ledger")
        metadata = {f"ledger_{kind}": _entry(kind) for kind in KINDS}
        return Dataset.from_tidy(
            tidy[["unit", "indicator", "year", "value", "source"]], metadata=metadata, is_countries=True,
            labels=dict(gazetteer().names),
        )  # fmt: skip

    def __add__(self, other: Ledger) -> Ledger:
        import pandas as pd

        return ledger(pd.concat([self.rows, other.rows], ignore_index=True))

    def __repr__(self) -> str:
        counts = self.scores().sum()
        kept = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS)
        units = ", ".join(sorted(set(self.rows["unit"])))
        return f"<Ledger of {units}: {len(self.rows)} rows, {len(self.initiatives)} initiatives ({kept})>"

    @cached_property
    def _first(self) -> pd.Series:
        """The first year of each unit's initiative and kind."""
        return self.rows.groupby(["unit", "initiative", "kind"])["year"].min()

    def _cumulated(self, unit: str) -> pd.DataFrame:
        import pandas as pd

        first = self._first.loc[unit].reset_index()
        years = np.arange(first["year"].min(), self.rows.loc[self.rows["unit"] == unit, "year"].max() + 1)
        counts = {
            kind: np.searchsorted(np.sort(first.loc[first["kind"] == kind, "year"]), years, side="right")
            for kind in KINDS
        }
        return pd.DataFrame(counts, index=pd.Index(years, name="year"))


def ledger(source: str | Path | pd.DataFrame | None = None) -> Ledger:
    """Return the bundled ledger, or one of your own.

    Parameters
    ----------
    source : a file (.csv, .xlsx, .parquet) or a DataFrame with unit, year, initiative, kind, source and, if there,
        topic, document, evidence, note. None: the bundled table, which is kept by hand and holds Kazakhstan's.
        ``mp.ledger() + mp.ledger("mine.csv")`` has both.

    Raises
    ------
    DataError
        Every wrong row at once: an unknown state or kind, a year that is none, an outcome without the document that
        shows it, a row without source, a row that is there twice.

    >>> ledger().initiatives.loc[("KAZ", "Nobel Peace Prize bid"), "furthest"]
    'declared'
    """
    from mpindex.ingest.cells import texts
    from mpindex.ingest.files import open_table
    from mpindex.resources import folder

    if source is None:
        with folder("data").joinpath("ledger.csv").open("rb") as file:
            import pandas as pd

            source = pd.read_csv(file, dtype=str, keep_default_na=False)
    raw = open_table(source)
    absent = [name for name in NEEDED if name not in raw.frame]
    if absent:
        raise DataError(
            f"{raw.name}: a ledger lacks the columns {', '.join(absent)}; it has {', '.join(raw.frame.columns)}"
        )
    rows = raw.frame[[name for name in COLUMNS if name in raw.frame]].apply(texts)
    rows = rows.reindex(columns=list(COLUMNS), fill_value="")
    rows["evidence"] = rows["evidence"].replace("", "confirmed")
    rows, faults = _checked(rows)
    if faults:
        raise DataError(f"{raw.name}: {len(faults)} entries of the ledger are wrong", faults)
    return Ledger(rows.sort_values(["unit", "initiative", "year", "kind"], ignore_index=True))


def _checked(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the rows with codes and years, and all that is wrong with them."""
    from mpindex.ingest.cells import numbers
    from mpindex.units.countries import gazetteer

    table = gazetteer()
    units = {label: table.unit(label) for label in rows["unit"].unique()}
    years, _ = numbers(rows["year"])
    faults = [table.fault(label) for label, unit in units.items() if not unit]
    with np.errstate(invalid="ignore"):
        whole = (years % 1 == 0) & (years >= FIRST) & (years <= LAST)
    twice = rows.duplicated(["unit", "initiative", "kind", "year"])
    for i, row in enumerate(rows.to_dict("records")):
        faults += [
            Fault(row["unit"], row["initiative"], row["year"], *what)
            for what in _problems(row, bool(whole[i]), bool(twice.iloc[i]))
        ]
    if faults:
        return rows, faults
    return rows.assign(unit=rows["unit"].map(units), year=years.astype(int)), faults


def _problems(row: dict[Any, Any], whole: bool, twice: bool) -> Iterator[tuple[str, str, str]]:
    kind, evidence = row["kind"], row["evidence"]
    if kind not in KINDS:
        yield kind, "unknown kind", f"one of {', '.join(KINDS)}.{suggest(kind, KINDS)}"
    if not whole:
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
    return {
        "name": f"Initiatives {KINDS[kind]}" if kind == "declared" else f"Initiatives: {KINDS[kind]}",
        "unit": "initiatives, cumulated",
        "kind": "size",
        "source": "ledger",
        "range": [0, None],
    }
