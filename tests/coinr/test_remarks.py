"""What COINr's tables cannot hold is told, step by step."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import mpindex as mp

WORLD = mp.Dataset.from_frame(
    pd.DataFrame({"a": [1.0, 2, 3], "b": [3.0, 1, 2], "p": [5.0, 4, 9]}, index=list("xyz"))
)
PLAIN = {"id": "i", "tree": {"a": 2, "b": 1}, "missing": "available"}


def notes(**changes: object) -> str:
    return "\n".join(mp.definition({**PLAIN, **changes}).to_coinr(WORLD).notes)


def test_of_a_plain_tree_the_calls_alone_are_named():
    assert notes().splitlines() == [
        "normalise: minmax is a call in COINr, Normalise with n_minmax",
        "aggregate: arithmetic is a call in COINr, Aggregate with a_amean",
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"normalise": ["log_share", "minmax"]}, "log_share, then minmax has no counterpart"),
        (
            {"aggregate": {"power_mean": 2}},
            r"power_mean \(p 2\) is a call in COINr, Aggregate with a_genmean",
        ),
        ({"impute": "mean", "treat": "winsorise"}, "Impute with i_mean[\\s\\S]*Treat with winsorise"),
        ({"missing": {"exclude": 0.5}}, "missing: exclude 0.5"),
        ({"weigh": "equal"}, "weights found from the data and written as they came out: below i"),
        (
            {"then": {"round": 3}},
            r"no step between two levels; here one stands behind i \(round \(digits 3\)\)",
        ),
        ({"screen": {"availability": 0.9}}, "units that it leaves out have no figures"),
        ({"bands": [{"top": {"rank": [1, 1]}}]}, "knows nothing of bands"),
        ({"uncertainty": {"missing": ["available", "zero"]}}, "the alternatives under uncertainty:"),
        ({"best": "low"}, "best: low"),
        ({"learn": {"among": ["x", "y"]}}, "learn: COINr learns"),
        ({"derive": {"c": {"sum": ["a", "b"]}}, "tree": {"c": 1, "b": 1}}, "written as figures: c"),
        ({"tree": {"a": 1, "gone": {"optional": True}}}, "left out, optional and not in the data: gone"),
        ({"tree": {"a": {"per": {"indicator": "p", "factor": 1000}}, "b": 1}}, r"ScaleFactor: a \(1000\)"),
    ],
)
def test_what_the_tables_do_not_hold_is_told(changes, message):
    assert re.search(message, notes(**changes))
