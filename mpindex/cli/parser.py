"""The grammar of the command line, made from the table of verbs."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from mpindex import __version__
from mpindex.answers.pointers import pointer
from mpindex.cli.arguments import ARGUMENTS
from mpindex.cli.completion import SHELLS
from mpindex.cli.reading import table_options
from mpindex.cli.verbs import VERBS, Verb
from mpindex.errors import suggest

FORMATS = ("table", "csv", "json", "markdown")
_EPILOG = """\
Verbs about units take units by place and definitions by -d; verbs about definitions the other way.
Tables fit the terminal: texts wrap, then columns on the right are left out and named; --format csv has them all.
-o FILE writes csv, json, md, txt, xlsx, html, png, svg or pdf, by the ending of its name.
Exit status: 0 all right; 1 what was checked is wrong; 2 a wrong call, such as an unknown country; 130 interrupted.
Completion: mpindex --print-completion bash > ~/.local/share/bash-completion/completions/mpindex"""


class Parser(argparse.ArgumentParser):
    """A parser that names the nearest verb or option in its errors, and takes no beginning of an option for it."""

    def __init__(self, *args: Any, **settings: Any):
        super().__init__(*args, **{"formatter_class": _Wide, "allow_abbrev": False, **settings})

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong, with the nearest verb, and end with status 2.

        Parameters
        ----------
        message : str
            Of argparse.
        """
        wrong = re.match(r"argument COMMAND: invalid choice: '([^']*)'", message)
        if wrong:
            near = pointer(["command line"], wrong[1], VERBS)
            message = f"there is no command {wrong[1]!r}.{near} Commands: {', '.join(VERBS)}"
        super().error(message)


class _Wide(argparse.RawDescriptionHelpFormatter):
    """Help with the names of options in one column, and the epilog as it is written."""

    def __init__(self, prog: str):
        super().__init__(prog, max_help_position=28)


def parser(words: Sequence[str] | None = None) -> Parser:
    """Return the grammar of the command line.

    Parameters
    ----------
    words : sequence of str, optional
        Of a call: verbs that are not among them are known by name alone, for most calls are of one verb.
    """
    text = "Where does a state sit among the powers, and by whose definition?"
    top = Parser("mpindex", description=text, epilog=_EPILOG)
    top.add_argument("--version", action="version", version=f"mpindex {__version__}")
    shells = "print the script that completes commands in a shell (needs shtab)"
    top.add_argument(
        "--print-completion", choices=SHELLS, metavar="SHELL", help=f"{shells}: {', '.join(SHELLS)}"
    )
    verbs = top.add_subparsers(title="commands", metavar="COMMAND", dest="verb", parser_class=Parser)
    for verb in VERBS.values():
        if words is None or verb.name in words:
            _add(verbs, verb)
        else:
            verbs.add_parser(verb.name, help=verb.help)
    return top


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read a call; a wrong one ends with status 2, its usage and the nearest option.

    Parameters
    ----------
    arguments : sequence of str or None
        Without the name of the program; None for those of the process.
    """
    words = sys.argv[1:] if arguments is None else arguments
    top = parser(words)
    options, rest = top.parse_known_args(words)
    if rest:
        top.error(
            f"{options.verb or 'mpindex'} does not take {' '.join(rest)}.{_instead(options.verb, rest[0])}"
        )
    if options.verb is None and options.print_completion is None:
        top.error(f"name a command: {', '.join(VERBS)}")
    return options


def _instead(verb: str | None, word: str) -> str:
    """The nearest option of a verb, or the verbs that take the one that was given."""
    flag = word.split("=")[0]
    if verb is not None and word.endswith((".yaml", ".yml")) and "-d" in flags(VERBS[verb]):
        return f" A definition is named by -d {word}"
    if not flag.startswith("-") or verb is None:
        return ""
    others = [name for name, other in VERBS.items() if flag in flags(other)]
    if others and len(others) < len(VERBS):
        return f" {flag} goes with {', '.join(others)}"
    return suggest(flag, sorted(flags(VERBS[verb])))


def flags(verb: Verb) -> set[str]:
    """Return the options that a verb takes, with their dashes.

    Parameters
    ----------
    verb : Verb
        One of `VERBS`.
    """
    return {flag for action in vars(_parser_of(verb))["_actions"] for flag in action.option_strings}


def _parser_of(verb: Verb) -> Parser:
    alone = Parser("mpindex")
    return _add(alone.add_subparsers(parser_class=Parser), verb)


def _add(verbs: Any, verb: Verb) -> Parser:
    parents = [] if not verb.data else [_data(year=verb.data == "year")]
    added: Parser = verbs.add_parser(verb.name, help=verb.help, description=f"{verb.help}.", parents=parents)
    for name in verb.arguments:
        added.add_argument(*ARGUMENTS[name].flags, **ARGUMENTS[name].settings)
    if verb.writes == "answer":
        text = "table for people; csv, json and markdown for programs: every column"
        added.add_argument("--format", choices=FORMATS, default="table", help=text)
        text = "write the answer there: csv, json, md, txt, xlsx, html, png, svg or pdf by its ending"
        added.add_argument("-o", "--output", type=Path, metavar="FILE", help=text)
    return added


def _data(*, year: bool) -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False, parents=[table_options()])
    if year:
        text = "the world as of then, nothing later used (default: the newest figures)"
        options.add_argument("--year", type=int, help=text)
    text = (
        "your own table: put over the bundled data value by value if its units are countries, else used alone"
    )
    options.add_argument("--data", metavar="FILE", help=text)
    return options
