"""Rows of a ledger: the words a coder may use, and a check that names every wrong row at once."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from mpindex.errors import DataError, Fault, MpindexWarning, suggest
from mpindex.ingest.cells import numbers, texts
from mpindex.ingest.raw import Raw
from mpindex.typing import Bools
from mpindex.units.countries import gazetteer

#: What a row may record, from word to deed.
KINDS = {
    "declared": "announced, offered, promised or bid for",
    "platform": "an office held, a meeting hosted, a forum or a route opened",
    "outcome": "an act, an agreement or a delivery that is there, with the document that shows it",
}
#: What became of it.
FATES = {
    "kept": "in force, at work, or carried out to its own end",
    "lapsed": "ran out, was overtaken, or was never done",
    "reversed": "undone, left or broken by one who had agreed to it",
    "open": "not yet decided, or not known",
}
#: What the state was in it.
ROLES = {
    "mediator": "between the parties, named as facilitator, guarantor or witness",
    "host": "gave the place, the seat or the secretariat, and did not stand between the parties",
    "founder": "proposed it or was among those who set it up",
    "party": "bound or moved itself",
    "office": "held a chair, a seat or a command",
    "candidate": "asked to be chosen",
}
#: What the state bore and risked (what Reshetnyak calls responsibility).
COSTS = {
    "none": "words, votes, a seat, or a meeting of some days",
    "low": "money, staff, buildings, or more than a year's work",
    "high": "own people under arms or as observers in a conflict; weapons, land or claims given up; retaliation suffered",
}
#: Whether the step was read in a source at hand.
EVIDENCE = ("confirmed", "recalled")

COLUMNS = (
    "unit", "year", "initiative", "kind", "topic", "role", "cost", "fate", "until", "document", "source", "evidence",
    "note",
)  # fmt: skip
NEEDED = ("unit", "year", "initiative", "kind", "source")
#: What a cell that is left empty means.
DEFAULTS = {"fate": "open", "evidence": "confirmed"}
#: Columns with words of their own, and whether a cell may be empty.
VOCABULARIES: Mapping[str, tuple[tuple[str, ...], bool]] = {
    "kind": (tuple(KINDS), False),
    "role": (tuple(ROLES), True),
    "cost": (tuple(COSTS), True),
    "fate": (tuple(FATES), False),
    "evidence": (EVIDENCE, False),
}
ENDED = ("lapsed", "reversed")
#: International initiatives of today's states.
FIRST, LAST = 1945, 2100


def checked(raw: Raw) -> pd.DataFrame:
    """Return the rows of a table in the ledger's columns, with codes of states and years as numbers.

    Parameters
    ----------
    raw : Raw
        The table as it was opened.

    Returns
    -------
    DataFrame
        `COLUMNS`, sorted by unit, initiative, year and kind; ``until`` is missing where nothing ended.

    Raises
    ------
    DataError
        Columns that are lacking, and all wrong entries of those that are there.
    """
    _warn_of_near_names(raw)
    absent = [name for name in NEEDED if name not in raw.frame]
    cells = {name: texts(raw.frame[name]) if name in raw.frame else "" for name in COLUMNS}
    rows = pd.DataFrame(cells, index=raw.frame.index)
    for column, default in DEFAULTS.items():
        rows[column] = rows[column].replace("", default)
    years, until = numbers(rows["year"])[0], numbers(rows["until"])[0]
    faults = _faults(rows, years, until, absent)
    if absent:
        has = ", ".join(map(str, raw.frame.columns))
        raise DataError(f"{raw.name}: a ledger lacks the columns {', '.join(absent)}; it has {has}", faults)
    if faults:
        raise DataError(f"{raw.name}: {len(faults)} entries of the ledger are wrong", faults)
    rows = rows.assign(
        unit=rows["unit"].map({label: gazetteer().unit(label) for label in rows["unit"].unique()}),
        year=years.astype(int),
        until=pd.array(until, dtype="Float64").astype("Int64"),
    )
    return rows.sort_values(["unit", "initiative", "year", "kind"], ignore_index=True)


def _warn_of_near_names(raw: Raw) -> None:
    """A misspelt column would be left out in silence, and ``fate`` be open for all."""
    for name in raw.frame.columns:
        near = "" if name in COLUMNS else suggest(name, [c for c in COLUMNS if c not in raw.frame])
        if near:
            message = f"{raw.name}: the ledger does not use the column {name!r}.{near}"
            warnings.warn(message, MpindexWarning, stacklevel=4)


def _faults(rows: pd.DataFrame, years: Any, until: Any, absent: list[str]) -> list[Fault]:
    table = gazetteer()
    labels = [] if "unit" in absent else list(rows["unit"].unique())
    faults = [table.fault(label) for label in labels if not table.unit(label)]
    dated, ended = _whole_years(years), _whole_years(until)
    twice = _repeated(rows, years) & (not absent)
    for i, row in enumerate(rows.to_dict("records")):
        problems = [
            *_of_words(row),
            *_of_texts(row, bool(dated[i]), bool(twice[i])),
            *_of_the_end(row, years[i], until[i], bool(ended[i])),
        ]
        faults += [
            Fault(row["unit"], row["initiative"], row["year"], *problem)
            for column, *problem in problems
            if column not in absent
        ]
    return faults


def _repeated(rows: pd.DataFrame, years: Any) -> Bools:
    """Rows of a state, initiative, kind and year that came before, however the state and the year are written."""
    codes = rows["unit"].map({label: gazetteer().unit(label) or label for label in rows["unit"].unique()})
    same = rows.assign(unit=codes, year=years).duplicated(["unit", "initiative", "kind", "year"])
    return same.to_numpy(dtype=bool)


def _whole_years(years: Any) -> Bools:
    with np.errstate(invalid="ignore"):
        whole: Bools = (years % 1 == 0) & (years >= FIRST) & (years <= LAST)
    return whole


def _of_words(row: dict[Any, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Column, value, rule and hint of each word that the ledger does not know."""
    for column, (known, may_be_empty) in VOCABULARIES.items():
        word = row[column]
        if word not in known and not (may_be_empty and not word):
            yield column, word, f"unknown {column}", f"one of {', '.join(known)}.{suggest(word, known)}"


def _of_texts(row: dict[Any, Any], dated: bool, twice: bool) -> Iterator[tuple[str, str, str, str]]:
    if not dated:
        yield "year", row["year"], "must be a whole year", f"the year in which it happened, {FIRST} or later"
    if not row["initiative"]:
        yield "initiative", "", "the initiative is blank", "name it the same in each of its rows"
    if not row["source"]:
        yield "source", "", "the source is blank", "say where it can be read"
    if row["kind"] == "outcome" and not row["document"]:
        hint = "name the act, agreement or delivery; or call it a platform"
        yield "document", "", "an outcome without a document", hint
    if twice:
        yield "kind", row["kind"], "given more than once", "keep one row"


def _of_the_end(
    row: dict[Any, Any], year: float, until: float, dated: bool
) -> Iterator[tuple[str, str, str, str]]:
    """Column, value, rule and hint of an ``until`` that does not go with the fate."""
    if row["until"] and not dated:
        yield "until", row["until"], "until must be a whole year", "the year in which it ended, or nothing"
    elif row["until"] and until < year:
        yield "until", row["until"], "ended before it began", f"a year from {row['year']} on"
    elif row["until"] and row["fate"] not in ENDED:
        hint = "leave until empty, or call it lapsed or reversed"
        yield "until", row["until"], f"{row['fate']} and ended contradict each other", hint
    elif not row["until"] and row["fate"] in ENDED and row["kind"] == "outcome":
        hint = "the year from which it no longer held, in until"
        yield "until", "", f"an outcome {row['fate']} without its year", hint


def indicator_entry(kind: str) -> dict[str, Any]:
    """Return what the catalogue says of the indicator that a kind becomes."""
    return {
        "name": f"Initiatives {KINDS[kind]}" if kind == "declared" else f"Initiatives: {KINDS[kind]}",
        "unit": "initiatives that hold" if kind == "outcome" else "initiatives, cumulated",
        "kind": "size",
        "source": "ledger",
        "range": [0, None],
    }
