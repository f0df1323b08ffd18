"""What the questions of this folder refuse, to the letter: what is wrong, and what would be right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import MpindexError

FRAME = pd.DataFrame(
    {"a": [1.0, 5, 2, 8, 3, 9], "b": [4.0, 1, 7, 2, 8, 3]}, index=[f"u{i}" for i in range(6)]
)
DATA = mp.Dataset.from_frame(FRAME)
SETS, OUTCOME = FRAME / 10, FRAME["a"] / 10
MANY = pd.DataFrame(np.full((6, 20), 0.3), index=FRAME.index, columns=[f"c{i}" for i in range(20)])
ONE, TWO = ({"id": name, "tree": {"a": 1, "b": 1}} for name in ("one", "two"))
YEARS = mp.read(
    pd.DataFrame({"unit": list("uvuv"), "year": [2000] * 2 + [2001] * 2, "x": [1.0, 2, 3, 1]}), units="free"
)


class Own:
    """A definition in Python."""

    id = "own"

    def apply(self, dataset: mp.Dataset) -> mp.Index:
        raise NotImplementedError


def path() -> Any:
    return mp.trajectory("u", {"id": "m", "tree": {"x": 1}}, [2000, 2001], YEARS)


def relations() -> Any:
    return mp.set_relations(SETS, OUTCOME, DATA)


CASES: list[tuple[Callable[[], Any], str]] = [
    (
        lambda: mp.verdict("u0", [ONE, TWO], DATA, draws=2).pooled({"one": 1}),
        "weights: state a weight for each of one, two, and for no other",
    ),
    (lambda: path().risers(1999), "since: 1999 is not a year of this trajectory: it has 2000 to 2001"),
    (
        lambda: mp.trajectory("u", ONE, "2000", YEARS),
        "years are whole numbers, as in years=range(1995, 2025); not '2000'",
    ),
    (
        lambda: mp.trajectory("u", Own(), [2000], YEARS),
        "'own' is written in Python: it has no tree of indicators to follow",
    ),
    (lambda: mp.guard("u0", Own(), DATA), "'own' is written in Python: it has no rankings to resample"),
    (
        lambda: mp.set_relations(Own(), "x", DATA),
        "definition: 'own' is written in Python: it has no tree of conditions",
    ),
    (
        lambda: mp.guard("u0", ONE, DATA),
        "one: the guard needs bands, and rankings under at least two domains; `rankings` is an example",
    ),
    (lambda: mp.search("  "), "words are text, as in search('military spending'), not '  '"),
    (
        lambda: mp.compare(ONE, ONE, dataset=DATA),
        "definitions: two are called 'one'; give one another id, as in definition.with_(id='one_2')",
    ),
    (
        lambda: mp.compare(ONE, TWO, dataset=DATA, parameters={"region": 1}),
        "parameters: none of these definitions has a parameter 'region'. They have: none",
    ),
    (
        lambda: mp.ledger() + 3,
        "a ledger adds up with a ledger, as in ledger() + ledger('mine.csv'), not with 3",
    ),
    (
        lambda: mp.ledger("none.csv"),
        "none.csv: there is no such file; a ledger is a table, or names or codes of states",
    ),
    (
        lambda: mp.ledger(3),
        "a ledger is of states, by name or code, or a file or a DataFrame, not 3",
    ),
    (
        lambda: mp.set_relations(MANY, OUTCOME, DATA),
        "conditions: 20 make 1,048,576 combinations; take at most 10, as in conditions=['c0', 'c1', 'c2']",
    ),
    (
        lambda: mp.set_relations(SETS.assign(a=2.0), OUTCOME, DATA),
        "memberships lie from 0 to 1; not so in a: calibrate them first",
    ),
    (
        lambda: mp.set_relations(SETS, OUTCOME, DATA, conditions=["a", "z"]),
        "conditions: the table has no column 'z'",
    ),
    (
        lambda: mp.set_relations(SETS[:2], OUTCOME, DATA),
        "2 units have all of a, b and the outcome; at least 3 must. Are both by the same codes?",
    ),
    (lambda: relations().fit("a*"), "'a*' is no expression; write conditions as in a * b + ~x"),
    (lambda: relations().fit("aa"), "there is no condition 'aa'. Did you mean 'a'? There are: a, b"),
    (lambda: mp.types(FRAME, k=6, draws=1), "k: 6 types of 6 units; take fewer"),
]


@pytest.mark.each("case", CASES)
def test_a_refusal_says_what_is_wrong_and_what_would_be_right(case: tuple[Callable[[], Any], str]):
    call, message = case
    with pytest.raises(MpindexError) as caught:
        call()
    assert str(caught.value) == message
