"""The grammar of the command line: its verbs, their arguments and options."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mpindex import __version__
from mpindex.cli import commands
from mpindex.cli.commands import Answer
from mpindex.cli.reading import table_options
from mpindex.cli.tables import FORMATS
from mpindex.errors import MpindexError

_UNIT = "a code (KAZ), or a country's name in any usual spelling"
_DEFINITION = "an id (see mpindex definitions) or a YAML file"


def parser() -> argparse.ArgumentParser:
    """Return the grammar of the command line."""
    text = "Where does a state sit among the powers, and by whose definition?"
    top = argparse.ArgumentParser("mpindex", description=text, formatter_class=_Wide)
    top.add_argument("--version", action="version", version=f"mpindex {__version__}")
    verbs = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (_add_where, _add_pages, _add_rankings, _add_lists):
        add(verbs)
    return top


def _add_where(verbs: Any) -> None:
    where = _command(verbs, commands.where, _data())
    where.add_argument("unit", metavar="UNIT", help=_UNIT)
    where.add_argument("--brief", action="store_true", help="the paragraph alone")
    _add_definitions(where)


def _add_definitions(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-d", "--definition", action="append", metavar="DEFINITION",
        help="ask this one instead of the headline definitions; give it again to ask several",
    )  # fmt: skip


def _add_pages(verbs: Any) -> None:
    report = _command(verbs, commands.report, _data())
    report.add_argument("unit", nargs="+", metavar="UNIT", help=_UNIT)
    _add_definitions(report)
    _add_draws(report, 1000)
    _add_output(report, "UNIT.html")
    explore = _command(verbs, commands.explore, _data(), _parameters())
    explore.add_argument("definition", metavar="DEFINITION", help=_DEFINITION)
    explore.add_argument("--unit", metavar="UNIT", help="the state shown first (default: KAZ)")
    _add_output(explore, "explore-DEFINITION.html")


def _add_output(command: argparse.ArgumentParser, default: str) -> None:
    text = f"where to write it (default: {default})"
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help=text)


def _add_rankings(verbs: Any) -> None:
    rank = _command(verbs, commands.rank, _data(), _ranking())
    rank.add_argument("definition", metavar="DEFINITION", help=_DEFINITION)
    rank.add_argument("--bands", action="store_true", help="list the bands and who is in them")
    compare = _command(verbs, commands.compare, _data(), _ranking())
    compare.add_argument("definition", nargs="+", metavar="DEFINITION", help="ids or YAML files")
    sure = _command(verbs, commands.robustness, _data(), _ranking())
    sure.add_argument("definition", metavar="DEFINITION", help=_DEFINITION)
    sure.add_argument("--unit", metavar="UNIT", help="one state's shares of draws by band, with their errors")
    _add_draws(sure, 10_000)


def _add_draws(command: argparse.ArgumentParser, default: int) -> None:
    text = f"how many draws (default: {default:,})"
    command.add_argument("--draws", type=_count, default=default, metavar="N", help=text)
    text = "the same seed, the same result (default: 0)"
    command.add_argument("--seed", type=_seed, default=0, metavar="S", help=text)


def _add_lists(verbs: Any) -> None:
    listed = _command(verbs, commands.definitions)
    text = "each beside the published index or list that it follows: rank correlation, members in common"
    listed.add_argument("--models", action="store_true", help=text)
    _command(verbs, commands.indicators)
    check = _command(verbs, commands.check, _data())
    kinds = "a table (CSV, Excel, Parquet, Stata, JSON ..., also a URL) or a definition (.yaml)"
    check.add_argument("file", metavar="FILE", help=kinds)


class _Wide(argparse.HelpFormatter):
    """Help with the names of options in one column."""

    def __init__(self, prog: str):
        super().__init__(prog, max_help_position=28)


def _command(
    verbs: Any, function: Callable[[argparse.Namespace], Answer], *options: argparse.ArgumentParser
) -> argparse.ArgumentParser:
    name, text = function.__name__, (function.__doc__ or "").split("\n")[0].rstrip(".")
    parents = [_form(), *options]
    added: argparse.ArgumentParser = verbs.add_parser(
        name, help=text, description=text, parents=parents, formatter_class=_Wide
    )
    added.set_defaults(command=function)
    return added


def _form() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    text = "table for people; csv and json for programs: every column, unrounded"
    options.add_argument("--format", choices=FORMATS, default="table", help=text)
    return options


def _data() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False, parents=[table_options()])
    text = "the world as of then, nothing later used (default: the newest figures)"
    options.add_argument("--year", type=int, help=text)
    text = (
        "your own table: put over the bundled data value by value if its units are countries, else used alone"
    )
    options.add_argument("--data", metavar="FILE", help=text)
    return options


def _ranking() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False, parents=[_parameters()])
    options.add_argument("--top", type=_count, metavar="N", help="only the first N")
    return options


def _parameters() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    text = "a parameter of the definition, as in region=SCO; give it again to set several"
    options.add_argument("--set", action="append", default=[], type=_setting, metavar="NAME=VALUE", help=text)
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
