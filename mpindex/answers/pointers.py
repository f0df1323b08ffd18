"""Where a name leads that is not there: every public object, module and the command line answer from one table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mpindex.answers.guesses import POINTERS
from mpindex.errors import suggest


def pointer(owners: Iterable[str], name: str, known: Iterable[str]) -> str:
    """Return where a name leads that is not there: from the table, else the nearest spelling; empty where there is none.

    Parameters
    ----------
    owners : iterable of str
        Whose name it might be, the most special first: keys of `POINTERS`.
    name : str
        What was asked for.
    known : iterable of str
        The names that there are.

    Examples
    --------
    >>> pointer(["Index", "Answer"], "to_csv", [])
    ' Here it is .to_frame().to_csv(path)'
    >>> pointer(["Index"], "rnaks", ["ranks"])
    " Did you mean 'ranks'?"
    """
    for owner in owners:
        table = POINTERS.get(owner, {})
        if name in table:
            return f" Here it is {table[name]}"
    near = suggest(name, list(known))
    if near:
        return near
    lower = {guess.lower(): text for owner in owners for guess, text in POINTERS.get(owner, {}).items()}
    return f" Here it is {lower[name.lower()]}" if name.lower() in lower else ""


def no_attribute(owners: Iterable[str], name: str, known: Iterable[str]) -> AttributeError:
    """Return the error for a name that is not there, with what to write instead.

    Parameters
    ----------
    owners : iterable of str
        Whose name it might be, the most special first.
    name : str
        What was asked for.
    known : iterable of str
        The public names that there are; all are listed where nothing is near.
    """
    owners, public = list(owners), [item for item in known if not item.startswith("_")]
    hint = "" if name.startswith("__") else pointer(owners, name, public)
    if not hint and not name.startswith("_"):
        hint = f" It has: {', '.join(public)}"
    return AttributeError(f"{owners[0]} has no {name!r}.{hint}")


class Pointing:
    """Objects whose missing names lead to the right ones: `index.to_csv` says what it is called here."""

    if not TYPE_CHECKING:  # a type checker would believe that every name is there

        def __getattr__(self, name: str) -> Any:
            if not name.startswith("__") and hasattr(type(self), name):
                return object.__getattribute__(
                    self, name
                )  # a property failed: its own error is the one to see
            owners = [
                cls.__name__ for cls in type(self).__mro__ if cls.__name__ not in ("object", "Pointing")
            ]
            raise no_attribute(owners, name, sorted({*dir(type(self)), *vars(self)}))
