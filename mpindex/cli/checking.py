"""`mpindex check`: all faults of a table or of a definition at once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mpindex.cli.formats import FORMATS
from mpindex.cli.reading import dataset_of, read_table
from mpindex.cli.speech import spoken
from mpindex.errors import DataError, Fault, MpindexError

if TYPE_CHECKING:
    import pandas as pd

RIGHT, WRONG = 0, 1


def check(options: argparse.Namespace) -> tuple[int, str]:
    """Return the exit status, and what is to be printed.

    Parameters
    ----------
    options : Namespace
        Of the command line.
    """
    is_url = options.file.startswith(("http://", "https://"))
    if not is_url and not Path(options.file).is_file():
        raise FileNotFoundError(f"there is no file {options.file}")
    look = _definition_summary if options.file.endswith((".yaml", ".yml")) else _table_summary
    try:
        summary = look(options)
    except MpindexError as fault:
        return WRONG, _faults_as_text(options, fault)
    if options.format == "table":
        return RIGHT, f"{options.file}: all right\n{summary}"
    return RIGHT, FORMATS[options.format](_fault_table([]))


def _table_summary(options: argparse.Namespace) -> str:
    from mpindex.dataset.summary import lines, title

    data = read_table(options.file, options, year=options.year)
    return "\n".join([title(data), *(f"  {what:<10}  {spoken(text)}" for what, text in lines(data))])


def _definition_summary(options: argparse.Namespace) -> str:
    """Unknown indicators and quantities show only against data, so the definition and its alternatives are put to work."""
    from mpindex.grammar.library import definition
    from mpindex.uncertainty.robustness.robustness import robustness

    item, data = definition(str(options.file)), dataset_of(options)
    index = item.apply(data)
    if item.spec.get("uncertainty"):
        robustness(item, data, draws=100)
    bands = index.bands.reindex(index.table.index[: index.n])
    counts = [f"{len(members)} {label}" for label, members in bands.groupby(bands, sort=False)]
    scored = f"{index.n} of {index.dataset.counted(len(index.units))} scored"
    return f"{item!r}\n{scored}" + (f": {', '.join(counts)}" if counts else "")


def _faults_as_text(options: argparse.Namespace, fault: MpindexError) -> str:
    if options.format == "table":
        text = spoken(str(fault))
        return text if Path(options.file).name in text.split("\n")[0] else f"{options.file}: {text}"
    faults = getattr(fault, "faults", ()) or [Fault(rule=line) for line in str(fault).splitlines()]
    rows = [replace(row, rule=spoken(row.rule), hint=spoken(row.hint)) for row in faults]
    return FORMATS[options.format](_fault_table(rows))


def _fault_table(rows: Sequence[Fault]) -> pd.DataFrame:
    table: pd.DataFrame = DataError("", rows).table
    return table
