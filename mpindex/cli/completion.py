"""Completion in a shell, by shtab where it is installed: verbs, options, ids of definitions, files."""

from __future__ import annotations

import argparse
from typing import Any

from mpindex.errors import OptionError

SHELLS = ("bash", "zsh")
#: Arguments that are completed by ids of definitions and by files.
_OF_DEFINITIONS = {"definition"}
_OF_FILES = {"file", "data", "output", "names"}


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return the script that a shell reads to complete `mpindex`.

    Parameters
    ----------
    parser : ArgumentParser
        The grammar of the command line.
    shell : str
        One of `SHELLS`.

    Raises
    ------
    OptionError
        shtab is not installed.
    """
    try:
        import shtab
    except ModuleNotFoundError:
        raise OptionError("completion in a shell needs shtab: pip install 'mpindex[cli]'") from None
    from mpindex.grammar.library import bundled_ids

    ids = " ".join(bundled_ids())
    for action in _actions(parser):
        if action.dest in _OF_DEFINITIONS:
            action.complete = {
                "bash": "_mpindex_definitions",
                "zsh": f"({ids})",
            }
        elif action.dest in _OF_FILES:
            action.complete = shtab.FILE
    preamble = f'_mpindex_definitions() {{ compgen -W "{ids}" -f -- "$1"; }}' if shell == "bash" else ""
    return str(shtab.complete(parser, shell=shell, preamble=preamble))


def _actions(parser: argparse.ArgumentParser) -> list[Any]:
    """Every action of a parser and of the verbs below it."""
    groups: list[Any] = []
    for action in vars(parser)["_actions"]:
        groups.append(action)
        if isinstance(action.choices, dict):
            for verb in action.choices.values():
                groups += _actions(verb)
    return groups
