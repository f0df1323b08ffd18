"""The ledger: what states declared, offered a table for, and achieved, kept apart so that words never count as deeds."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from mpindex.analysis.ledger.figures import LedgerFigures
from mpindex.analysis.ledger.niches import acts_by_topic, niches, sentences
from mpindex.analysis.ledger.rates import SELECTION, rates, sentence
from mpindex.analysis.ledger.rows import EVIDENCE, KINDS, checked, indicator_entry
from mpindex.analysis.ledger.years import by_year
from mpindex.answers.answer import Answer
from mpindex.answers.frames import with_units
from mpindex.answers.record import Material
from mpindex.arguments import option, whole_number
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError, OptionError, UnknownUnit
from mpindex.ingest.files import open_table
from mpindex.ingest.raw import Raw
from mpindex.resources import folder
from mpindex.typing import PathLikeText
from mpindex.units.countries import gazetteer

#: So many states are named in a heading.
FEW = 12
#: A text that ends so is meant as a file.
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet", ".pq")


@dataclass(frozen=True, eq=False, repr=False)
class Ledger(Answer):
    """International initiatives, each row one step of one of them.

    Two ledgers are put together with ``+``. A state that has no row is not in the ledger: nothing is known of it,
    and it gets no zero.

    Attributes
    ----------
    rows : DataFrame
        unit, year, initiative, kind (declared, platform, outcome), topic, role (mediator, host, founder, party, office,
        candidate), cost (none, low, high), fate (kept, lapsed, reversed, open), until (the year in which it ended),
        document, source, evidence (confirmed or recalled), note. ``docs/ledger_coding_rules.md`` has the rules.
    """

    rows: pd.DataFrame

    @cached_property
    def initiatives(self) -> pd.DataFrame:
        """One row for each initiative: the first year of each kind, the furthest that it got, and what became of that.

        ``fate`` is that of the newest row of the furthest kind.
        """
        first = self.rows.pivot_table("year", ["unit", "initiative"], "kind", aggfunc="min")
        first = first.reindex(columns=list(KINDS)).astype("Int64")
        furthest = first.notna().to_numpy()[:, ::-1].argmax(axis=1)
        first["furthest"] = [list(KINDS)[::-1][i] for i in furthest]
        first.columns.name = None
        fates = self.rows.groupby(["unit", "initiative", "kind"])["fate"].last()  # rows stand by year
        first["fate"] = fates.reindex(first.set_index("furthest", append=True).index).to_numpy()
        return first

    @cached_property
    def table(self) -> pd.DataFrame:
        """(unit, year) -> declared, platform, outcome: how many initiatives had come so far by then, each kind apart.

        An initiative counts once for each kind, however often it was repeated: four bids for one prize are one
        declaration. An outcome counts while it holds: from its year on, and no longer from the year in which it
        lapsed or was reversed. Years run from a unit's first row to the last of the ledger.
        """
        parts = {unit: by_year(self.rows, unit) for unit in self.units}
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
            By unit: declared, platform, outcome (those that hold). Units without a row by then are not there.

        Raises
        ------
        OptionError
            A year that is no whole number.

        Examples
        --------
        >>> ledger().scores(1995).loc["KAZ"].to_dict()
        {'declared': 0, 'platform': 2, 'outcome': 3}
        """
        table = self.table.reset_index()
        if year is not None:
            table = table[table["year"] <= whole_number("year", year)]
        scores: pd.DataFrame = table.groupby("unit")[list(KINDS)].last()
        return scores

    def rates(self, *, topic: str | None = None, evidence: str | None = None) -> pd.DataFrame:
        """Return how far each unit's initiatives got, what became of them, and at what cost; shares beside their counts.

        The ledger is what its coder knew (`Ledger.selection`); shares are comparable between states that were coded by
        the same rules with the same effort, counts are less so.

        Parameters
        ----------
        topic : str, optional
            Only rows of this topic, such as ``"mediation"``. All units stay: one without such rows has zeros.
        evidence : str, optional
            ``"confirmed"`` or ``"recalled"``: only such rows.

        Returns
        -------
        DataFrame
            By unit:

            - ``initiatives``, of which ``only_declared``, ``only_platform`` and ``outcome`` (with one, whatever became of
              it); the three add up.
            - ``platforms``, of which ``with_document`` reached an outcome in the same year or later; ``document_holds``:
              one that is kept; ``document_open``: none kept, one open; ``holds_share`` = document_holds / platforms.
            - ``settled``: rows of words and outcomes (not platforms) that are kept, lapsed or reversed; ``kept`` of them;
              ``kept_share`` = kept / settled.
            - ``mediated``, ``hosted``, ``high_cost``: initiatives with such a row.
            - ``rows``, of which ``recalled``.

            A share of nothing is missing.

        Raises
        ------
        OptionError
            A topic that no row has, or an evidence that is none.

        Examples
        --------
        >>> ledger(["KAZ", "NOR"]).rates(topic="mediation")[["platforms", "with_document", "document_holds"]]
              platforms  with_document  document_holds
        unit
        KAZ           4              1               0
        NOR           7              7               3
        """
        rows = self.rows
        if topic is not None:
            rows = rows[rows["topic"] == option("topic", topic, sorted(set(self.rows["topic"]) - {""}))]
        if evidence is not None:
            rows = rows[rows["evidence"] == option("evidence", evidence, EVIDENCE)]
        return rates(rows, self.units)

    def niches(self) -> pd.DataFrame:
        """Return location quotients of each unit by topic: niche diplomacy as a number, against the others in the ledger.

        Returns
        -------
        DataFrame
            As `ledger_niches.niches` gives it; what was reversed does not count. `commitments` has any state.

        Raises
        ------
        OptionError
            The ledger has one unit alone.

        Examples
        --------
        >>> ledger().niches().query("unit == 'NOR' and field == 'mediation'")["acts"].item()
        7
        """
        return niches(acts_by_topic(self.rows))

    @property
    def units(self) -> list[str]:
        """The states that have rows, by code."""
        return sorted(set(self.rows["unit"]))

    @property
    def selection(self) -> str:
        """What to keep in mind before comparing: the ledger is what its coder knew."""
        return SELECTION

    def in_words(self) -> str:
        """Return the rates of each state in a sentence, its niche in another, and the note on selection."""
        lines = [sentence(self.names[str(unit)], row) for unit, row in self.rates().iterrows()]
        found = sentences(self.niches(), self.names) if len(self.units) > 1 else []
        return "\n".join([*lines, *found, self.selection])

    @cached_property
    def dataset(self) -> Dataset:
        """The scores as indicators `ledger_declared`, `ledger_platform`, `ledger_outcome`, for ``world.join(...)``."""
        wide = self.table.rename(columns=lambda kind: f"ledger_{kind}").astype(float).reset_index()
        tidy = wide.melt(["unit", "year"], var_name="indicator").assign(source="ledger")
        metadata = {f"ledger_{kind}": indicator_entry(kind) for kind in KINDS}
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

    # as every answer --------------------------------------------------------------

    @property
    def names(self) -> Mapping[str, str]:
        """Display names of the states by code."""
        return gazetteer().names

    @property
    def material(self) -> Material:
        """What it rests on: its own figures."""
        return Material(self.dataset)

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        counts = {kind: self.initiatives[kind].notna().sum() for kind in KINDS}
        by_kind = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS)
        many = f"{len(self.rows)} rows, {len(self.initiatives)} initiatives ({by_kind})"
        whose = ", ".join(self.units) if len(self.units) <= FEW else f"{len(self.units)} states"
        return f"Ledger of {whose}: {many}"

    def to_frame(self) -> pd.DataFrame:
        """Return the rows, one for each step of an initiative, the name beside the code; `ledger` takes them back.

        Returns
        -------
        DataFrame
            unit, name, and the columns of `rows`.
        """
        return with_units(self.rows.reset_index(drop=True), self.names)

    def preview(self) -> pd.DataFrame:
        """Return the rows that are printed: the rates of each state."""
        shown = [
            "initiatives", "platforms", "document_holds", "holds_share", "settled", "kept", "kept_share", "recalled",
        ]  # fmt: skip
        return self.rates()[shown].reset_index()

    @property
    def notes(self) -> tuple[str, ...]:
        """What to keep in mind before comparing."""
        return (SELECTION,)

    def cite(self) -> str:
        """Return the sources of the rows, each once."""
        return "\n".join(
            ["Ledger of initiatives, from:", *(f"  {item}" for item in sorted(set(self.rows["source"])))]
        )

    @property
    def plot(self) -> LedgerFigures:
        """The figure: ``.plot()`` draws how far the initiatives of each state got."""
        return LedgerFigures(self)


def ledger(source: PathLikeText | pd.DataFrame | Iterable[str] | None = None) -> Ledger:
    """Return the bundled ledger of ten states, that of some of them, or one of your own.

    Parameters
    ----------
    source : str, path, DataFrame or iterable of str, optional
        None: the bundled table, which is kept by hand by the rules of ``docs/ledger_coding_rules.md``. Names or codes of
        states: their rows of it. A file (.csv, .xlsx, .parquet) or a DataFrame: a ledger of your own, with unit, year,
        initiative, kind, source and, if there, topic, role, cost, fate (else open), until, document, evidence (else
        confirmed), note. ``mp.ledger() + mp.ledger("mine.csv")`` has both. A text that names a state is that state,
        even if a file is called so (``Path("UZB")`` is the file).

    Returns
    -------
    Ledger
        The rows, checked, and what they add up to.

    Raises
    ------
    DataError
        Every wrong row at once: an unknown state, kind, role, cost or fate, a year that is none, an outcome without the
        document that shows it or, if it ended, without the year, a row without source, a row that is there twice. Or a
        source that is no table, or a file that does not exist.
    UnknownUnit
        A text that is neither a state nor a file, or a state that has no row in the bundled ledger.

    Examples
    --------
    >>> ledger().initiatives.loc[("KAZ", "Nobel Peace Prize bid"), "furthest"]
    'declared'
    >>> ledger("Uzbekistan").rates().loc["UZB", ["platforms", "with_document", "document_holds"]].to_list()
    [6, 2, 1]
    """
    if source is None:
        return Ledger(_bundled().copy())
    if isinstance(source, str) and (gazetteer().unit(source) or not _is_file_name(source)):
        return _of_units([source])
    if isinstance(source, pd.DataFrame):
        return Ledger(checked(open_table(source)))
    if isinstance(source, str | os.PathLike):
        if not _is_file(source):
            raise DataError(
                f"{source}: there is no such file; a ledger is a table, or names or codes of states"
            )
        return Ledger(checked(open_table(Path(source))))
    if isinstance(source, Iterable) and not isinstance(source, bytes | dict):
        return _of_units(list(source))
    raise OptionError(f"a ledger is of states, by name or code, or a file or a DataFrame, not {source!r}")


def _is_file_name(text: str) -> bool:
    return Path(text).suffix.lower() in ENDINGS or _is_file(text)


def _is_file(path: PathLikeText) -> bool:
    try:
        return Path(path).is_file()
    except OSError:  # a text too long for a name
        return False


@cache
def _bundled() -> pd.DataFrame:
    with folder("data").joinpath("ledger.csv").open("rb") as file:
        return checked(Raw(pd.read_csv(file, dtype=str, keep_default_na=False), "ledger.csv"))


def _of_units(labels: list[str]) -> Ledger:
    """The bundled rows of some states, or what is wrong with their names."""
    table, bundled = gazetteer(), Ledger(_bundled())
    units = [table.unit(label) for label in labels]
    unknown = [table.fault(label) for label, unit in zip(labels, units, strict=True) if not unit]
    if unknown or not units:
        raise UnknownUnit("a ledger is asked for by names or codes of states, or by a file", unknown)
    empty = [unit for unit in units if unit not in bundled.units]
    if empty:
        raise UnknownUnit(
            f"the bundled ledger has no row of {', '.join(table.names[str(unit)] for unit in empty)}, which is not to say "
            f"that nothing was done; it has {', '.join(bundled.units)}. Add your own: mp.ledger() + mp.ledger('mine.csv')"
        )
    return Ledger(bundled.rows[bundled.rows["unit"].isin(units)].reset_index(drop=True))
