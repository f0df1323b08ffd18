"""Expressions over sets as they are printed: ``means*~niche + region``, * for and, + for or, ~ for not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from mpindex.errors import OptionError, suggest
from mpindex.typing import Array

#: A term: condition -> whether it is present or absent. What is not named does not matter.
Term = Mapping[str, bool]

_LITERAL = re.compile(r"\s*(~?)\s*([^\s~*+]+)\s*\Z")


def written(term: Term) -> str:
    """Return a term as text; one that asks for nothing is 1.

    >>> written({"means": True, "niche": False})
    'means*~niche'
    """
    return "*".join(("" if present else "~") + name for name, present in term.items()) or "1"


def parsed(text: str, names: Sequence[str]) -> list[Term]:
    """Return the terms of an expression.

    Parameters
    ----------
    text : str
        Conditions joined by ``*``, terms joined by ``+``, ``~`` before what must be absent.
    names : sequence of str
        The conditions there are.

    Raises
    ------
    OptionError
        It is none, or names a condition that there is not.

    Examples
    --------
    >>> parsed("a*~b + c", ["a", "b", "c"])
    [{'a': True, 'b': False}, {'c': True}]
    """
    terms: list[Term] = []
    for part in str(text).split("+"):
        term: dict[str, bool] = {}
        for literal in part.split("*"):
            match = _LITERAL.match(literal)
            if not match:
                raise OptionError(
                    f"{text!r} is no expression; write conditions as in {' * '.join(names[:2])} + ~x"
                )
            if match[2] not in names:
                raise OptionError(
                    f"there is no condition {match[2]!r}.{suggest(match[2], names)} There are: {', '.join(names)}"
                )
            term[match[2]] = not match[1]
        terms.append(term)
    return terms


def membership(term: Term, sets: Mapping[str, Array]) -> Array:
    """Return the membership in a term: the least over its conditions, 1 - membership for what must be absent."""
    parts = [sets[name] if present else 1 - sets[name] for name, present in term.items()]
    if not parts:
        return np.ones(len(next(iter(sets.values()))))
    return np.asarray(np.minimum.reduce(parts))


def union(terms: Sequence[Term], sets: Mapping[str, Array]) -> Array:
    """Return the membership in any of several terms: the most over them; of no term nobody is a member."""
    if not terms:
        return np.zeros(len(next(iter(sets.values()))))
    return np.asarray(np.maximum.reduce([membership(term, sets) for term in terms]))
