"""The options that say how a user's table is read, and the reading of it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from mpindex.cli.speech import spoken

if TYPE_CHECKING:
    from mpindex.dataset.dataset import Dataset


#: Options of `read` that may be given again.
SEVERAL = ("columns", "choose", "scale", "missing", "leave_out", "also", "groups")
#: Options of `read` that are given once.
SINGLE = (
    "sheet", "decimal", "thousands", "strip", "encoding", "delimiter", "units", "codes", "layout", "years", "names",
    "indicators", "unknown", "header", "skip",
)  # fmt: skip


def table_options() -> argparse.ArgumentParser:
    """The options for a table: how its numbers, columns and units are to be read."""
    parser = argparse.ArgumentParser(add_help=False)
    group = parser.add_argument_group("how your own table is read")
    for flag, metavar, text in (
        (
            "--sheet",
            "NAME",
            "the sheet of a workbook, by name or number from 0; likewise the file in an archive",
        ),
        ("--decimal", "SIGN", "the decimal sign (default: .)"),
        ("--thousands", "SIGN", "what separates thousands (default: nothing)"),
        ("--strip", "SIGNS", "signs beside numbers that are taken off, as in '$%%'"),
        ("--encoding", "NAME", "of the file (default: UTF-8, or what its first bytes say)"),
        ("--delimiter", "SIGN", "between the cells of a line (default: found)"),
        ("--units", "KIND", "countries or free (default: seen from the names)"),
        ("--codes", "SYSTEM", "the system of country numbers: m49, cow, gec"),
        ("--layout", "LAYOUT", "tidy or wide (default: seen from the headers)"),
        ("--years", "WHERE", "headers or column (default: seen)"),
        ("--names", "FILE", "what spellings mean: CSV (spelling,ISO3), JSON or YAML"),
        ("--indicators", "FILE", "a YAML file that says what is to be known of each indicator"),
        ("--unknown", "WHAT", "leave_out: units that are not known are left out (default: error)"),
    ):
        group.add_argument(flag, metavar=metavar, help=text)
    group.add_argument(
        "--header", type=int, metavar="LINE", help="the line of the header, from 1 (default: found)"
    )
    group.add_argument("--skip", type=int, metavar="N", help="how many lines at the top are passed over")
    group.add_argument(
        "--states-only", action="store_true", help="leave out former states, territories, aggregates"
    )
    for flag, metavar, text in (
        (
            "--columns",
            "HEADER=ROLE",
            "what a column is: unit, year, indicator, value, source, an id; nothing leaves it out",
        ),
        ("--choose", "HEADER=MEMBER", "keep the rows of this member of a dimension, as in sex=T"),
        ("--scale", "ID=FACTOR", "multiply an indicator, as in gdp=1e9"),
    ):
        group.add_argument(flag, action="append", type=_pair, default=[], metavar=metavar, help=text)
    for flag, metavar, text in (
        ("--missing", "MARK", "a further mark of missing values, as in --missing=-99"),
        ("--leave-out", "NAME", "a unit that is left out"),
        ("--also", "CODE", "a territory that counts as a unit, as HKG"),
        ("--groups", "HEADER", "a column of groups"),
    ):
        group.add_argument(flag, action="append", default=[], metavar=metavar, help=text)
    return parser


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.rpartition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(f"must be NAME=VALUE, not {text!r}")
    return name, value


def read_table(file: str, options: argparse.Namespace, **other: Any) -> Dataset:
    """Read a user's table as the options say.

    Parameters
    ----------
    file : str
        A path or URL.
    options : Namespace
        Of the command line.
    **other
        Further options of `read`.
    """
    from mpindex.ingest.read import read

    given = {name: value for name in SINGLE if (value := getattr(options, name)) is not None}
    several = {
        name: value
        for name in ("missing", "leave_out", "also", "groups")
        if (value := getattr(options, name))
    }
    return read(
        file,
        states_only=options.states_only,
        columns={name: role or None for name, role in options.columns},
        choose=dict(options.choose),
        scale={name: _factor(name, value) for name, value in options.scale},
        **given,
        **several,
        **other,
    )


def _factor(name: str, value: str) -> float:
    from mpindex.errors import OptionError

    try:
        return float(value)
    except ValueError:
        raise OptionError(f"scale= takes a factor above 0 for {name!r}, not {value!r}") from None


def say_notes(name: str, notes: tuple[str, ...]) -> None:
    """Print notes to the side, each in full."""
    for note in notes:
        print(f"mpindex: {name}: {spoken(note)}", file=sys.stderr)


def dataset_of(options: argparse.Namespace) -> Dataset:
    """The bundled world, with the user's own table put over it; or that table alone if it is not of countries."""
    from mpindex.dataset.bundled import load

    if not options.data:
        refuse_without_table(options)
    data = load()
    if options.data:
        own = read_table(options.data, options)
        say_notes(options.data, own.notes)
        if own.is_countries:
            before = len(data.notes) + len(own.notes)
            data = data.join(own, how="outer" if options.also else None, replace="cells")
            say_notes(options.data, data.notes[before:])
        else:
            data = own
    year = getattr(options, "year", None)
    return data if year is None else data.at(year)


def refuse_without_table(options: argparse.Namespace) -> None:
    """Refuse options that say how a table is read where none is given: passed over, they would be taken for answered.

    Parameters
    ----------
    options : Namespace
        Of the command line.

    Raises
    ------
    OptionError
        All of them by name, and what the years to follow are called.
    """
    from mpindex.errors import OptionError

    given = [name for name in (*SINGLE, *SEVERAL, "states_only") if getattr(options, name, None)]
    if given:
        flags = ", ".join(f"--{name.replace('_', '-')}" for name in given)
        span = (
            "; which years to follow is --span 2000:2010"
            if "years" in given and hasattr(options, "span")
            else ""
        )
        says = "says" if len(given) == 1 else "say"
        raise OptionError(
            f"{flags} {says} how your own table is read, and none is given by --data FILE{span}"
        )
