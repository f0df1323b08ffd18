"""Every refusal of the steps, word by word: `refusals.txt` has the call, the error and its message.

A message is what a user goes by: a number, a name or a place in it that is wrong sends them the wrong way. A new refusal
gets a new entry.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpindex.errors import MpindexError, MpindexWarning
from mpindex.steps import aggregate, band, denominate, impute, normalise, registry, screen, treat, weigh

NAMES = {
    module.__name__.rpartition(".")[2]: module
    for module in (aggregate, band, denominate, impute, normalise, registry, screen, treat, weigh)
} | {"np": np, "pd": pd}

ENTRIES = [
    entry.partition("\n")[::2]
    for entry in Path(__file__)
    .with_name("refusals.txt")
    .read_text("utf-8")
    .removeprefix(">>> ")
    .split("\n\n>>> ")
]


@pytest.mark.parametrize(("call", "refusal"), ENTRIES, ids=[call for call, _ in ENTRIES])
def test_a_refusal_says_what_is_wrong_where_and_what_to_do(call, refusal):
    with pytest.raises(MpindexError) as raised:
        eval(call, dict(NAMES))
    assert f"{type(raised.value).__name__}: {raised.value}" == refusal.rstrip("\n")


def test_comparisons_that_contradict_each_other_are_told_with_their_ratio():
    with pytest.warns(MpindexWarning) as warned:
        weigh.ahp(np.ones((2, 3)), matrix=[[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]])
    assert [str(each.message) for each in warned] == [
        "the comparisons contradict each other: consistency ratio 6.13 > 0.1"
    ]
