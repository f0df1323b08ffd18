"""Turns the library's hints, which name options of functions, into those of the command line."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable

_QUOTED = r"""(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")"""
#: Options that take a word, here and there.
_WORDS = (
    "decimal",
    "thousands",
    "strip",
    "encoding",
    "units",
    "codes",
    "layout",
    "years",
    "delimiter",
    "unknown",
)
_PAIRS = ("columns", "choose")
#: Options that a message names without a value.
_BARE = re.compile(
    r"\b(sheet|header|skip|encoding|codes|units|choose|columns|names|scale|indicators|decimal|thousands)=(?![\w{\['\"])"
)


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def _text(match: re.Match[str], first: int) -> str:
    """A quoted text of Python without its quotes."""
    text = match[first] if match[first] is not None else match[first + 1]
    return re.sub(r"\\(.)", r"\1", text)


def _pair(match: re.Match[str]) -> str:
    value = "" if match[4] is None and match[5] is None else _text(match, 4)
    return f"{_flag(match[1])} {shlex.quote(f'{_text(match, 2)}={value}')}"


def _word(match: re.Match[str]) -> str:
    return f"{_flag(match[1])} {shlex.quote(_text(match, 2))}"


def _leave_out(match: re.Match[str]) -> str:
    return f"--leave-out {shlex.quote(_text(match, 1))}"


def _settings(match: re.Match[str]) -> str:
    mapping = match[3].replace("'", "")
    return f"--indicators FILE with the line {_text(match, 1)}: {mapping}"


def _names(match: re.Match[str]) -> str:
    return f"--names FILE with the line {_text(match, 1)},{_text(match, 3)}"


def _question(match: re.Match[str]) -> str:
    return f"`mpindex where {shlex.quote(_text(match, 1))} -d {shlex.quote(_text(match, 3))}`"


#: How Python says it -> how the command line says it.
_SAYINGS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"\b({'|'.join(_PAIRS)})=\{{{_QUOTED}: (?:{_QUOTED}|None)\}}"), _pair),
    (re.compile(rf"\bnames=\{{{_QUOTED}: {_QUOTED}\}}"), _names),
    (re.compile(rf"\bscale=\{{{_QUOTED}: ([^}}]+)\}}"), lambda m: f"--scale {_text(m, 1)}={m[3]}"),
    (re.compile(rf"\bindicators=\{{{_QUOTED}: (\{{[^}}]*\}})\}}"), _settings),
    (re.compile(rf"\bleave_out=\[{_QUOTED}\]"), _leave_out),
    (re.compile(rf"\bgroups=\[{_QUOTED}\]"), lambda m: f"--groups {shlex.quote(_text(m, 1))}"),
    (re.compile(r"\bmissing=\[([^\]]*)\]"), lambda m: " ".join(f"--missing={mark.strip()}" for mark in m[1].split(","))),
    (re.compile(r"\bstates_only=True"), "--states-only"),
    (re.compile(rf"\b({'|'.join(_WORDS)})={_QUOTED}"), _word),
    (re.compile(rf"\bwhere\({_QUOTED}, {_QUOTED}\)"), _question),
    (re.compile(r"^path: "), "-o: "),
    (_BARE, lambda m: _flag(m[1])),
    (re.compile(r"\b(columns|choose)=\{\.\.\.\}"), lambda m: _flag(m[1])),
)  # fmt: skip


def spoken(text: str) -> str:
    """Return a message of the library in the words of the command line.

    Parameters
    ----------
    text : str
        A message, a hint, a note.

    Examples
    --------
    >>> spoken("pass thousands='.', decimal=','")
    'pass --thousands . --decimal ,'
    >>> spoken("choose={'sex': 'T'} keeps one of them; columns={'note': None} leaves it out")
    '--choose sex=T keeps one of them; --columns note= leaves it out'
    """
    for pattern, saying in _SAYINGS:
        text = pattern.sub(saying, text)
    return re.sub(r"(--\w[\w-]* \S+?), (?=--)", r"\1 ", text)
