"""The command line: answers of the library as text for people, or as CSV or JSON for programs.

Exit status: 0 all right; 1 what was checked is wrong; 2 a wrong call, such as an unknown country.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mpindex import __version__
from mpindex.errors import MpindexError

# pandas and what needs it are imported by the commands that use them: help and wrong calls answer at once.
if TYPE_CHECKING:
    import pandas as pd

    from mpindex.dataset.dataset import Dataset
    from mpindex.errors import Fault
    from mpindex.index.index import Index

RIGHT, WRONG, MISUSED = 0, 1, 2

#: What a command gives back: the exit status and the text to print.
Answer = tuple[int, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    asked = parser().parse_args(arguments)
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _warned
            status, text = asked.command(asked)
        print(text, flush=True)
    except BrokenPipeError:
        # The reader (`head`, say) has had enough; Python's own flush at exit must not complain about it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return RIGHT
    except (MpindexError, OSError) as fault:
        print(f"mpindex: {fault}", file=sys.stderr)
        return MISUSED
    except KeyboardInterrupt:
        return 130
    return int(status)


def _warned(message: Warning | str, *where: Any, **also: Any) -> None:
    """Print a warning as a person reads it: what it says, not where in the code."""
    print(f"mpindex: {message}", file=sys.stderr)


# the calls -------------------------------------------------------------------


def parser() -> argparse.ArgumentParser:
    """Return the grammar of the command line."""
    told = "Where does a state sit among the powers, and by whose definition?"
    top = argparse.ArgumentParser("mpindex", description=told, formatter_class=_Wide)
    top.add_argument("--version", action="version", version=f"mpindex {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    where = _command(commands, _where, _data())
    where.add_argument("unit", metavar="UNIT", help="a code (KAZ), or a country's name in any usual spelling")
    where.add_argument(
        "-d", "--definition", action="append", metavar="DEFINITION",
        help="ask this one instead of the headline definitions; give it again to ask several",
    )  # fmt: skip
    report = _command(commands, _report_page, _data())
    report.add_argument(
        "unit", metavar="UNIT", help="a code (KAZ), or a country's name in any usual spelling"
    )
    report.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where to write it (default: UNIT.html)"
    )
    rank = _command(commands, _rank, _data(), _ranking())
    rank.add_argument(
        "definition", metavar="DEFINITION", help="an id (see mpindex definitions) or a YAML file"
    )
    rank.add_argument("--bands", action="store_true", help="list the bands and who is in them")
    compare = _command(commands, _compare, _data(), _ranking())
    compare.add_argument("definition", nargs="+", metavar="DEFINITION", help="ids or YAML files")
    sure = _command(commands, _robustness, _data(), _ranking())
    sure.add_argument(
        "definition", metavar="DEFINITION", help="an id (see mpindex definitions) or a YAML file"
    )
    sure.add_argument("--unit", metavar="UNIT", help="one state's shares of draws by band, with their errors")
    sure.add_argument("--draws", type=_count, default=10_000, metavar="N", help="how many (default: 10,000)")
    sure.add_argument(
        "--seed", type=_seed, default=0, metavar="S", help="the same seed, the same result (default: 0)"
    )
    _command(commands, _definitions)
    _command(commands, _indicators)
    check = _command(commands, _check, _data())
    kinds = "a table (.csv .tsv .txt .xlsx .parquet) or a definition (.yaml)"
    check.add_argument("file", type=Path, metavar="FILE", help=kinds)
    return top


class _Wide(argparse.HelpFormatter):
    """Help with the names of options in one column."""

    def __init__(self, prog: str):
        super().__init__(prog, max_help_position=28)


def _command(
    commands: Any, function: Callable[[argparse.Namespace], Answer], *options: argparse.ArgumentParser
) -> argparse.ArgumentParser:
    name, told = (
        function.__name__.strip("_").removesuffix("_page"),
        (function.__doc__ or "").split("\n")[0].rstrip("."),
    )
    parents = [_form(), *options]
    added: argparse.ArgumentParser = commands.add_parser(
        name, help=told, description=told, parents=parents, formatter_class=_Wide
    )
    added.set_defaults(command=function)
    return added


def _form() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    told = "table for people; csv and json for programs: every column, unrounded"
    options.add_argument("--format", choices=_FORMS, default="table", help=told)
    return options


def _data() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    told = "the world as of then, nothing later used (default: the newest figures)"
    options.add_argument("--year", type=int, help=told)
    told = "your own table: added to the bundled data if its units are countries, else used alone"
    options.add_argument("--data", metavar="FILE", help=told)
    return options


def _ranking() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--top", type=_count, metavar="N", help="only the first N")
    told = "a parameter of the definition, as in region=SCO; give it again to set several"
    options.add_argument("--set", action="append", default=[], type=_setting, metavar="NAME=VALUE", help=told)
    return options


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number of at least 1, not {text!r}")
    return int(text)


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"must be a whole number of at least 0, not {text!r}")
    return int(text)


def _setting(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(f"must be NAME=VALUE, as in region=SCO, not {text!r}")
    from mpindex.grammar.yamlfile import parse

    try:
        return name, parse(f"value: {value}", "--set")[0]["value"]
    except MpindexError as fault:
        raise argparse.ArgumentTypeError(f"{text!r}: {fault}") from None


# the commands: a docstring is the help text -----------------------------------


def _where(asked: argparse.Namespace) -> Answer:
    """Say where a state sits, by every headline definition."""
    from mpindex.analysis.standing import HEADLINES, where

    found = where(asked.unit, _dataset(asked), definitions=asked.definition or HEADLINES)
    if asked.format == "table":
        return RIGHT, str(found)
    table = found.table.reset_index()
    table.insert(0, "unit", found.unit)
    table.insert(1, "name", found.name)
    return RIGHT, _FORMS[asked.format](table)


def _report_page(asked: argparse.Namespace) -> Answer:
    """Write a state's profile as one HTML page, with its figures and references."""
    from mpindex.analysis.standing import where

    found = where(asked.unit, _dataset(asked))
    path = asked.output or Path(f"{found.unit}.html")
    found.to_html(path)
    return RIGHT, f"{found.name}: written to {path}"


def _rank(asked: argparse.Namespace) -> Answer:
    """Rank all states by a definition."""
    index = _index(asked.definition, _dataset(asked), dict(asked.set))
    table = _band_table(index) if asked.bands else index.table.reset_index()
    table = table.head(asked.top)
    if asked.format != "table":
        return RIGHT, _FORMS[asked.format](table)
    if not asked.bands:
        table = table[["rank", "unit", "name", "score", "band", "coverage"]]
        table = table.assign(coverage=[f"{share:.0%}" for share in table["coverage"]])
    head = f"{index.definition.title}: {index.n} of {len(index.units)} units scored"
    return RIGHT, "\n".join([head, _for_people(table), *(f"note: {note}" for note in index.notes)])


def _band_table(index: Index) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for label in index.banding.labels:
        units = index.table.index[index.table["band"] == label]
        rows.append({"band": label, "units": len(units), "members": " ".join(units)})
    return pd.DataFrame(rows)


def _compare(asked: argparse.Namespace) -> Answer:
    """Put the ranks by several definitions side by side."""
    import pandas as pd

    from mpindex.analysis.comparison import compare
    from mpindex.errors import DefinitionError
    from mpindex.grammar.definition import definition

    chosen, world = [definition(name) for name in asked.definition], _dataset(asked)
    ids = [item.id for item in chosen]
    for name in ids:
        if ids.count(name) > 1:
            raise DefinitionError(f"{name!r} is named twice; give one of the two another id")
    found = compare(chosen, dataset=world, parameters=dict(asked.set))
    for name, reason in found.failed.items():
        print(f"mpindex: {name} is left out: {reason}", file=sys.stderr)
    table = pd.DataFrame({"unit": world.units, "name": [world.names[unit] for unit in world.units]})
    for name in found.labels:
        table[name] = found.table[name]["rank"].reindex(list(world.units)).to_numpy()
        if asked.format != "table":
            table[f"{name}_band"] = found.table[name]["band"].reindex(list(world.units)).to_numpy()
    table = table.sort_values(list(found.labels), kind="stable").head(asked.top)
    return RIGHT, _FORMS[asked.format](table)


def _robustness(asked: argparse.Namespace) -> Answer:
    """Say in what share of reasonable choices each state has each band, and between which ranks it moves."""
    from mpindex.uncertainty.robustness import robustness

    world = _dataset(asked)
    unit = None if asked.unit is None else world.find(asked.unit)
    found = robustness(asked.definition, world, draws=asked.draws, seed=asked.seed, **dict(asked.set))
    if unit is not None:
        table = found.of(unit).rename_axis("band").reset_index()
        about = f"{world.names[unit]} by {found.definition.title}"
    else:
        ranks = found.ranks[["reference", "median", "low", "high"]]
        table = ranks.join(found.bands).assign(middle_of_pack=found.middle_of_pack)
        table.insert(0, "name", [world.names[code] for code in table.index])
        table = (
            table.sort_values("reference", kind="stable").rename_axis("unit").reset_index().head(asked.top)
        )
        about = found.definition.title
    if asked.format != "table":
        return RIGHT, _FORMS[asked.format](table)
    varied = ", ".join(factor.name for factor in found.factors)
    told = "Shares of choices by the maker of an index, not chances that the world is so."
    head = f"{about}: shares of {found.draws:,} draws, seed {found.seed}; varied: {varied}"
    return RIGHT, "\n".join([head, _for_people(table), told])


def _definitions(asked: argparse.Namespace) -> Answer:
    """List the definitions."""
    from mpindex.grammar.definition import definitions

    table = definitions(unit=None).reset_index()
    if asked.format == "table":
        table = table[["id", "family", "fidelity", "indicators", "title", "question"]]
    return RIGHT, _FORMS[asked.format](table)


def _indicators(asked: argparse.Namespace) -> Answer:
    """List the indicators, their sources and licences."""
    from mpindex.catalogue import indicators

    table = indicators().reset_index()
    if asked.format == "table":
        table = table[["id", "name", "unit", "direction", "dimension", "source", "licence", "bundled"]]
    return RIGHT, _FORMS[asked.format](table)


def _check(asked: argparse.Namespace) -> Answer:
    """Check a table of data, or a definition: all of its faults at once."""
    if not asked.file.is_file():
        raise FileNotFoundError(f"there is no file {asked.file}")
    look = _definition_summary if asked.file.suffix in (".yaml", ".yml") else _table_summary
    try:
        summary = look(asked)
    except MpindexError as fault:
        return WRONG, _report(asked, fault)
    if asked.format == "table":
        return RIGHT, f"{asked.file}: all right\n{summary}"
    return RIGHT, _FORMS[asked.format](_fault_table([]))


def _table_summary(asked: argparse.Namespace) -> str:
    from mpindex.ingest.read import read

    return str(read(asked.file, year=asked.year))


def _definition_summary(asked: argparse.Namespace) -> str:
    """Unknown indicators and quantities show only against data, so the definition is put to work."""
    from mpindex.grammar.definition import definition

    item = definition(str(asked.file))
    index = item.apply(_dataset(asked))
    counts = [f"{len(table)} {label}" for label, table in index.table.groupby("band", sort=False)]
    return f"{item!r}\n{index.n} of {len(index.units)} units scored: {', '.join(counts)}"


def _report(asked: argparse.Namespace, fault: MpindexError) -> str:
    if asked.format == "table":
        text = str(fault)
        return text if asked.file.name in text.split("\n")[0] else f"{asked.file}: {text}"
    from mpindex.errors import Fault

    rows = getattr(fault, "faults", ()) or [Fault(rule=line) for line in str(fault).splitlines()]
    return _FORMS[asked.format](_fault_table(rows))


def _fault_table(rows: Sequence[Fault]) -> pd.DataFrame:
    from mpindex.errors import DataError

    table: pd.DataFrame = DataError("", rows).table
    return table


# small -----------------------------------------------------------------------


def _dataset(asked: argparse.Namespace) -> Dataset:
    """The bundled world, with the user's own table joined to it; or that table alone if it is not of countries."""
    from mpindex.dataset.dataset import load

    data = load()
    if asked.data:
        from mpindex.ingest.read import read

        own = read(asked.data)
        for note in own.notes:
            print(f"mpindex: {asked.data}: {note}", file=sys.stderr)
        data = data.join(own, replace=True) if own.is_countries else own
    return data if asked.year is None else data.at(asked.year)


def _index(given: Any, data: Dataset, parameters: dict[str, Any]) -> Index:
    from mpindex.grammar.definition import definition

    return definition(given).apply(data, **parameters)


def _for_people(table: pd.DataFrame) -> str:
    """Every row and column in full, numbers to the right."""
    import pandas as pd

    from mpindex.wording import number

    columns = []
    for name in table:
        column = table[name]
        real, numeric = pd.api.types.is_float_dtype(column), pd.api.types.is_numeric_dtype(column)
        cells = ["-" if pd.isna(value) else number(value) if real else str(value) for value in column]
        width = max(map(len, [str(name), *cells]))
        columns.append([cell.rjust(width) if numeric else cell.ljust(width) for cell in [str(name), *cells]])
    return "\n".join("  ".join(row).rstrip() for row in zip(*columns, strict=True))


def _as_csv(table: pd.DataFrame) -> str:
    return str(table.to_csv(index=False, lineterminator="\n")).rstrip("\n")


def _as_json(table: pd.DataFrame) -> str:
    import json

    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return json.dumps(rows, ensure_ascii=False, allow_nan=False, indent=1, default=lambda value: value.item())


#: Format -> its writer.
_FORMS: dict[str, Callable[[Any], str]] = {"table": _for_people, "csv": _as_csv, "json": _as_json}


if __name__ == "__main__":
    sys.exit(main())
