"""The verbs of the command line; the docstring of each is its help text.

pandas and what needs it are imported by the commands that use them: help and wrong calls answer at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mpindex.cli.reading import dataset_of, read_table
from mpindex.cli.speech import spoken
from mpindex.cli.tables import FORMATS, for_people
from mpindex.errors import MpindexError

if TYPE_CHECKING:
    import pandas as pd

    from mpindex.dataset.dataset import Dataset
    from mpindex.errors import Fault
    from mpindex.index.index import Index

RIGHT, WRONG = 0, 1

#: What a command gives back: the exit status and the text to print.
Answer = tuple[int, str]


def where(options: argparse.Namespace) -> Answer:
    """Say where a state sits, by every headline definition."""
    from mpindex.analysis.where import where
    from mpindex.grammar.library import HEADLINES

    answer = where(options.unit, options.definition or HEADLINES, dataset_of(options))
    if options.format == "table":
        return RIGHT, answer.brief() if options.brief else str(answer)
    table = answer.table.reset_index()
    table.insert(0, "unit", answer.unit)
    table.insert(1, "name", answer.name)
    return RIGHT, FORMATS[options.format](table)


def report(options: argparse.Namespace) -> Answer:
    """Write a report on a state, or on up to four side by side, as one HTML page to mail and to print."""
    from mpindex.grammar.library import HEADLINES
    from mpindex.pages.report.report import report

    world = dataset_of(options)
    units = [world.find(unit) for unit in options.unit]
    page = report(
        units, options.definition or HEADLINES, world, path=options.output or f"{'-'.join(units)}.html",
        draws=options.draws, seed=options.seed,
    )  # fmt: skip
    return RIGHT, f"{page.title}: written to {page.path}"


def explore(options: argparse.Namespace) -> Answer:
    """Write a page in which weights are moved and other choices made, with ranks and how sure they are."""
    from mpindex.grammar.library import definition
    from mpindex.pages.explore.page import explore

    chosen = definition(options.definition)
    path = options.output or f"explore-{chosen.id}.html"
    page = explore(chosen, dataset_of(options), path=path, unit=options.unit, parameters=dict(options.set))
    return RIGHT, f"{page.title}: written to {page.path}"


def rank(options: argparse.Namespace) -> Answer:
    """Rank all states by a definition."""
    index = _index(options.definition, dataset_of(options), dict(options.set))
    table = _band_table(index) if options.bands else index.table.reset_index()
    table = table.head(options.top)
    if options.format != "table":
        return RIGHT, FORMATS[options.format](table)
    if not options.bands:
        table = table[["rank", "unit", "name", "score", "band", "coverage"]]
        table = table.assign(coverage=[f"{share:.0%}" for share in table["coverage"]])
    head = f"{index.definition.title}: {index.n} of {len(index.units)} units scored"
    return RIGHT, "\n".join([head, for_people(table), *(f"note: {note}" for note in index.notes)])


def _band_table(index: Index) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for label in index.banding.labels:
        units = index.table.index[index.table["band"] == label]
        rows.append({"band": label, "units": len(units), "members": " ".join(units)})
    return pd.DataFrame(rows)


def compare(options: argparse.Namespace) -> Answer:
    """Put the ranks by several definitions side by side."""
    import pandas as pd

    from mpindex.analysis.comparison import compare
    from mpindex.errors import DefinitionError
    from mpindex.grammar.library import definition

    chosen, world = [definition(name) for name in options.definition], dataset_of(options)
    ids = [item.id for item in chosen]
    for name in ids:
        if ids.count(name) > 1:
            raise DefinitionError(f"{name!r} is named twice; give one of the two another id")
    found = compare(chosen, dataset=world, parameters=dict(options.set))
    for name, reason in found.failed.items():
        print(f"mpindex: {name} is left out: {reason}", file=sys.stderr)
    table = pd.DataFrame({"unit": world.units, "name": [world.names[unit] for unit in world.units]})
    for name in found.labels:
        table[name] = found.table[name]["rank"].reindex(list(world.units)).to_numpy()
        if options.format != "table":
            table[f"{name}_band"] = found.table[name]["band"].reindex(list(world.units)).to_numpy()
    table = table.sort_values(list(found.labels), kind="stable").head(options.top)
    return RIGHT, FORMATS[options.format](table)


def robustness(options: argparse.Namespace) -> Answer:
    """Say in what share of reasonable choices each state has each band, and between which ranks it moves."""
    from mpindex.uncertainty.robustness import robustness

    world = dataset_of(options)
    unit = None if options.unit is None else world.find(options.unit)
    found = robustness(
        options.definition, world, parameters=dict(options.set), draws=options.draws, seed=options.seed
    )
    if unit is not None:
        table = found.of(unit).rename_axis("band").reset_index()
        about = f"{world.names[unit]} by {found.definition.title}"
    else:
        ranks = found.ranks[["reference", "median", "low", "high"]]
        table = ranks.join(found.bands).assign(middle_of_pack=found.middle_of_pack)
        table.insert(0, "name", [world.names[code] for code in table.index])
        table = (
            table.sort_values("reference", kind="stable").rename_axis("unit").reset_index().head(options.top)
        )
        about = found.definition.title
    if options.format != "table":
        return RIGHT, FORMATS[options.format](table)
    varied = ", ".join(factor.name for factor in found.factors)
    caveat = "Shares of choices by the maker of an index, not chances that the world is so."
    head = f"{about}: shares of {found.draws:,} draws, seed {found.seed}; varied: {varied}"
    return RIGHT, "\n".join([head, for_people(table), caveat])


def definitions(options: argparse.Namespace) -> Answer:
    """List the definitions."""
    from mpindex.analysis.listing import definitions
    from mpindex.analysis.models import models

    if options.models:
        return RIGHT, FORMATS[options.format](models().reset_index())
    table = definitions(unit=None).reset_index()
    if options.format == "table":
        table = table[["id", "family", "fidelity", "indicators", "title", "question"]]
    return RIGHT, FORMATS[options.format](table)


def indicators(options: argparse.Namespace) -> Answer:
    """List the indicators, their sources and licences."""
    from mpindex.catalogue import indicators

    table = indicators().reset_index()
    if options.format == "table":
        table = table[["id", "name", "unit", "direction", "dimension", "source", "licence", "bundled"]]
    return RIGHT, FORMATS[options.format](table)


def check(options: argparse.Namespace) -> Answer:
    """Check a table of data, or a definition: all of its faults at once."""
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
    """Unknown indicators and quantities show only against data, so the definition is put to work."""
    from mpindex.grammar.library import definition

    item = definition(str(options.file))
    index = item.apply(dataset_of(options))
    counts = [f"{len(table)} {label}" for label, table in index.table.groupby("band", sort=False)]
    return f"{item!r}\n{index.n} of {len(index.units)} units scored: {', '.join(counts)}"


def _faults_as_text(options: argparse.Namespace, fault: MpindexError) -> str:
    if options.format == "table":
        text = spoken(str(fault))
        return text if Path(options.file).name in text.split("\n")[0] else f"{options.file}: {text}"
    from mpindex.errors import Fault

    faults = getattr(fault, "faults", ()) or [Fault(rule=line) for line in str(fault).splitlines()]
    rows = [replace(row, rule=spoken(row.rule), hint=spoken(row.hint)) for row in faults]
    return FORMATS[options.format](_fault_table(rows))


def _fault_table(rows: Sequence[Fault]) -> pd.DataFrame:
    from mpindex.errors import DataError

    table: pd.DataFrame = DataError("", rows).table
    return table


def _index(given: Any, data: Dataset, parameters: dict[str, Any]) -> Index:
    from mpindex.grammar.library import definition

    return definition(given).apply(data, parameters=parameters)
