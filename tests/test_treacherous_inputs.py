"""Faulty and treacherous inputs, each through the face or a bare step: right, or an error or a remark that says what is wrong.

A remark is a warning, or a note of the data or of the result. None is silent, and none ends in an exception of another library.
"""

# ruff: noqa: E501, PIE804 - an input stands on a line, and letters of two alphabets are its point
from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import MpindexError, MpindexWarning
from mpindex.steps import aggregate, band, derive, normalise, treat, weigh

NAN, INF = np.nan, np.inf


@dataclass(frozen=True)
class Said:
    """What an input must end in: an error, a warning or a note that holds the words, or the numbers that are right."""

    words: str = ""
    right: Any = None


def frame(units: Any = ("X", "Y", "Z"), **columns: Any) -> pd.DataFrame:
    return pd.DataFrame(columns, index=units)


def index(table: pd.DataFrame, tree: dict[str, Any] | None = None, **settings: Any) -> Any:
    spec = {
        "id": "mine",
        "missing": "available",
        "tree": tree or dict.fromkeys(map(str, table.columns), 1),
        **settings,
    }
    return mp.definition(spec).apply(mp.Dataset.from_frame(table))


def read(**columns: Any) -> Any:
    options = columns.pop("options", {})
    return mp.read(pd.DataFrame({"unit": ["X", "Y", "Z"], **columns}), units="free", **options)


def steps(call: Callable[[], Any]) -> Callable[[], Any]:
    return lambda: np.asarray(call())


UNRELATED = {"b": [1.0, 2.0, 3.0]}
TABLE = pd.DataFrame([[1.0, 3.0], [2.0, 1.0], [4.0, 2.0]], columns=["a", "b"])
CIRCLE: dict[str, Any] = {"id": "c", "tree": {"a": 1}}
CIRCLE["notes"] = CIRCLE
TWICE = [
    mp.definition({"id": "mine", "tree": {"gdp": 1}}),
    mp.definition({"id": "mine", "tree": {"area": 1}}),
]

#: Name -> what is done, and what must come of it.
CASES: dict[str, tuple[Callable[[], Any], Said]] = {
    # ---------------------------------------------------------------- a table that a program made
    "text among numbers": (lambda: index(frame(a=["1", "x", "3"])), Said(r"'a' hold no number.*\n.*\n  Y ")),
    "numbers written as text": (lambda: index(frame(a=["1", "2", "3"])), Said(right=[0, 50, 100])),
    "true and false": (lambda: index(frame(a=[True, False, True])), Said(right=[100, 0, 100])),
    "complex numbers": (lambda: index(frame(a=[1 + 2j, 2, 3])), Said(r"'a' hold no number.*\n.*\n  X .*1\+2j")),
    "decimals": (lambda: index(frame(a=[Decimal("1.5"), Decimal(2), Decimal("1.75")])), Said(right=[0, 100, 50])),
    "objects": (lambda: index(frame(a=[object(), 1, 2])), Said("'a' hold no number")),
    "lists in cells": (lambda: index(frame(a=[[1], [2], [3]])), Said("3 of 3 cells of 'a' hold no number")),
    "dates as numbers": (lambda: index(frame(a=pd.to_datetime(["2020", "2021", "2023"]))), Said("'a' hold no number")),
    "spans of time": (lambda: index(frame(a=pd.to_timedelta([1, 2, 3], unit="D"))), Said("'a' hold no number")),
    "categories of words": (lambda: index(frame(a=pd.Categorical(["lo", "hi", "lo"]))), Said("'a' hold no number")),
    "categories of numbers": (lambda: index(frame(a=pd.Categorical([3, 1, 2]))), Said(right=[100, 0, 50])),
    "numbers with a mark for missing": (lambda: index(frame(a=pd.array([1, None, 3], dtype="Int64"))), Said("have no score: Y")),
    "a unit in two rows": (lambda: index(frame(["X", "X", "Z"], a=[1.0, 2, 3])), Said("unit 'X' stands 2 times")),
    "1 and '1'": (lambda: index(frame([1, "1", 3], a=[1.0, 2, 3])), Said("unit '1' stands 2 times")),
    "a column twice": (lambda: mp.Dataset.from_frame(pd.DataFrame([[1.0, 2]], ["X"], ["a", "a"])), Said("indicator 'a' stands 2 times")),
    "units on two levels": (lambda: index(pd.DataFrame({"a": [1.0, 2]}, pd.MultiIndex.from_tuples([("X", 1), ("X", 2)]))), Said("units on 2 levels.*mp.read")),
    "columns on two levels": (lambda: mp.Dataset.from_frame(pd.DataFrame([[1.0]], ["X"], pd.MultiIndex.from_tuples([("a", 1)]))), Said("indicators on 2 levels")),
    "dates as units": (lambda: index(frame(pd.date_range("2020", periods=3, tz="Asia/Tokyo"), a=[1.0, 2, 3])), Said("dates stand where the units")),
    "a unit without a name": (lambda: index(frame(["X", NAN, "Z"], a=[1.0, 2, 3])), Said("unit 2 of the table has no name")),
    "a blank unit": (lambda: index(frame(["X", " ", "Z"], a=[1.0, 2, 3])), Said("unit 2 of the table has no name")),
    "units apart by a blank": (lambda: index(frame(["X", "X ", "Z"], a=[1.0, 2, 3])), Said(r"'X' and 'X ' look the same")),
    "units of two alphabets": (lambda: index(frame(["A", "\u0410", "Z"], a=[1.0, 2, 3])), Said(r"'A' and '\\u0410' look the same")),
    "an integer beyond every float": (lambda: index(frame(a=[10**400, 1, 2])), Said("1 of 3 cells of 'a'")),
    "integers whose last digits are lost": (lambda: index(frame(a=[2**53, 2**53 + 1, 1])), Said("last digits count as equal")),
    "no table": (lambda: mp.Dataset.from_frame({"a": [1.0]}), Said("takes a DataFrame.*mp.read")),
    "a year as text": (lambda: mp.Dataset.from_frame(TABLE, year="2020"), Said("year is a whole number, not '2020'")),
    "a direction of 0": (lambda: mp.Dataset.from_frame(TABLE, metadata={"a": {"direction": 0}}), Said("a: direction must be 1")),
    "a direction of a column that is not there": (lambda: mp.Dataset.from_frame(TABLE, metadata={"A": {"direction": -1}}), Said("metadata names 'A'.*'a'")),
    "a value given twice": (lambda: mp.Dataset.from_tidy(pd.DataFrame({"unit": "X", "indicator": "a", "year": 2020, "value": [1.0, 2.0]})), Said("given more than once")),
    "a row without a year": (lambda: mp.Dataset.from_tidy(pd.DataFrame({"unit": "X", "indicator": "a", "year": [2020, NAN], "value": [1.0, 2.0]})), Said("a year is a whole number")),
    # ---------------------------------------------------------------- a table that people made
    "units apart by an invisible sign": (lambda: mp.read(pd.DataFrame({"unit": ["A", "A\u200b"], "a": [1.0, 2]}), units="free"), Said(r"'A' and 'A\\u200b' look the same")),
    "headers of two alphabets": (lambda: read(a=[1.0, 2, 3], **{"\u0430": [1.0, 2, 4]}), Said(r"'a' and '\\u0430' look the same")),
    "one letter in two forms": (lambda: mp.read(pd.DataFrame({"unit": ["\u00e9", "e\u0301"], "a": [1.0, 2]}), units="free"), Said("look the same")),
    "fractions": (lambda: read(a=[Fraction(1, 4), Fraction(2), 3]), Said(right=[0.25, 2, 3])),
    "complex cells": (lambda: read(a=[1 + 2j, 2, 3]), Said("complex.* is no kind of number")),
    "shares among percentages": (lambda: read(**{"urban share %": [0.5, 45.0, 61.0]}), Said("1 of 3 values are at most 1 .*shares of 1 among percentages")),
    "percent signs on some": (lambda: read(a=["12%", "0.13", "14%"]), Said("has a percent sign")),
    "a number too small to be read": (lambda: read(a=["1e-400", "1", "2"]), Said("1e-400 +must be a number")),
    "a number too large to be read": (lambda: read(a=["1e400", "1", "2"]), Said("1e400 +must be finite")),
    "a scale that is too large": (lambda: read(a=[1.0, 2, 3], options={"scale": {"a": 1e308}}), Said("must be finite")),
    "dates down the rows": (lambda: mp.read(pd.DataFrame({"Kenya": [1.0, 2.0], "Peru": [3.0, 4.0]}, pd.date_range("2019", periods=2, freq="YS"))), Said("no column names the unit")),
    "levels without names": (lambda: mp.read(pd.DataFrame({"a": [1.0, 2.0]}, pd.MultiIndex.from_tuples([("X", 2019), ("X", 2020)])), units="free"), Said(right=[2.0])),
    "integers whose last digits are lost, read": (lambda: read(a=[2**53, 2**53 + 1, 1]), Said("a: whole numbers beyond .* last digits count as equal")),
    "months as headers": (lambda: read(**{"2020-01-31": [1.0, 2, 3], "2020-02-29": [1.0, 2, 4]}), Said("are dates, and figures are by year")),
    "days of years as headers": (lambda: read(**{"2020-01-01": [9.0, 2, 3], "2021-01-01": [1.0, 2, 4]}), Said(right=[1, 2, 4])),
    "a command of a terminal in a name": (lambda: mp.Dataset.from_frame(frame(["X", "Y", "\x1b[2J"], a=[1.0, 2, 3])), Said("control character")),
    # ---------------------------------------------------------------- values that a step cannot bear
    "infinite cells": (lambda: index(frame(a=[1, INF, 3.0])), Said("Y +a +2000 +inf +must be finite")),
    "values near 1e308": (lambda: index(frame(a=[1e308, -1e308, 1.0])), Said(r"X +a .*at most 1e\+300")),
    "denormal values": (lambda: index(frame(a=[5e-324, 1e-323, 1.0])), Said("X +a .*at least 1e-300")),
    "a product that vanishes": (lambda: index(frame(a=[1e-200, 1, 2], b=[1e-200, 1, 2]), normalise="none", aggregate="product"), Said("product of 0 or above 1e-308")),
    "zero under a geometric mean": (lambda: index(frame(a=[1, 0, 3.0], **UNRELATED), normalise="none", aggregate="geometric"), Said(r"a zero alone makes 'mine' 0 for 1 of 3 units.*Y by a")),
    "negative values under a logarithm": (lambda: index(frame(a=[-1.0, 2, 3]), treat="log"), Said("X +a .*must be > 0 for a logarithm")),
    "a constant column": (lambda: index(frame(a=[1.0, 1, 1], **UNRELATED)), Said("constant for all units.*: a")),
    "a column that is constant but for rounding": (lambda: index(frame(a=[0.3, 0.1 + 0.2, 0.3], **UNRELATED)), Said("last digits alone, so that rounding decides: a")),
    "a column without values": (lambda: index(frame(a=[NAN] * 3, **UNRELATED)), Said("no unit has a value, left out: a")),
    "one unit": (lambda: index(frame(["X"], a=[1.0])), Said("constant for all units")),
    "years beyond the data": (lambda: mp.load(year=2099), Said("the newest figures are of .* nothing is known as of 2099")),
    "a year beyond a user's data": (lambda: read(a=[1.0, 2, 3], year=[2020] * 3, options={"year": 2030}), Said("the newest figures are of 2020")),
    # ---------------------------------------------------------------- definitions and questions
    "two definitions of one id": (lambda: mp.compare(TWICE), Said("two are called 'mine'")),
    "one of them asked where": (lambda: mp.where("KAZ", TWICE), Said("two are called 'mine'")),
    "one of them asked for a verdict": (lambda: mp.verdict("KAZ", TWICE, draws=9), Said("two are called 'mine'")),
    "winsorise of nothing": (lambda: index(frame(a=[1.0, 2, 3]), treat={"winsorise": None}), Said("null says nothing")),
    "winsorise of fewer than no points": (lambda: index(frame(a=[1.0, 2, 3]), treat={"winsorise": -1}), Said("winmax is a number of points of at least 0")),
    "an option that is no number": (lambda: index(frame(a=[1.0, 2, 3]), normalise={"minmax": [NAN, 1]}), Said(r"'range' must be.*\.nan")),
    "an infinite bound": (lambda: index(frame(a=[1.0, 2, 3]), normalise={"minmax": [0, INF]}), Said("range must be finite")),
    "goalposts the wrong way round": (lambda: index(frame(a=[1.0, 2, 3]), normalise={"goalposts": [10, 0]}), Said("low below high")),
    "a weight that is no number": (lambda: mp.definition({"id": "w", "tree": {"a": NAN, "b": 1}}), Said("weight of 'a' must be a finite number.* not nan")),
    "a weight above 1e300": (lambda: mp.definition({"id": "w", "tree": {"a": 1e301, "b": 1}}), Said(r"weight of 'a' must be a finite number, at most 1e\+300")),
    "a rule of bands that is not there": (lambda: index(frame(a=[1.0, 2, 3]), bands=[{"top": {"kmeans": {"class": 1}}}]), Said("no rule 'kmeans'.*breaks is k-means")),
    "a mapping that holds itself": (lambda: mp.definition(CIRCLE), Said("nested deeper than 30")),
    "true as a year": (lambda: mp.load(year=True), Said("a year is a whole number, not True")),
    "no weights within bounds on shares": (lambda: index(frame(a=[1.0, 2, 3], b=[0.0, 1, 2]), normalise="none", aggregate={"benefit_of_doubt": {"shares": [0.3, 0.7]}}), Said(r"for 1 of 3 units.*\n.*\n  X ")),
    "a letter of another alphabet in a tree": (lambda: index(TABLE, {"\u0430": 1}), Said("unknown indicator")),
    "draws of a fraction": (lambda: mp.robustness("wood", draws=0.5), Said("draws is a whole number")),
    "a unit of another alphabet": (lambda: mp.where("\u041a\u0410Z", "wood"), Said("no known country")),
    # ---------------------------------------------------------------- bare steps
    "bare: infinite cells": (steps(lambda: normalise.minmax([[1.0], [INF]])), Said("must be finite")),
    "bare: values near 1e308": (steps(lambda: aggregate.promethee([[1e308, 1.0], [-1e308, 1.0]], [1, 1])), Said(r"at most 1e\+300")),
    "bare: denormal values": (steps(lambda: normalise.zscore([[5e-324], [1e-323], [1.5e-323]]).ravel()), Said(right=[-1, 0, 1])),
    "bare: weights in another order": (steps(lambda: aggregate.topsis(TABLE, pd.Series({"b": 10.0, "a": 1.0}))), Said("labelled b, a and the values a, b")),
    "bare: directions in another order": (steps(lambda: normalise.minmax(TABLE, direction=pd.Series({"b": -1, "a": 1}))), Said("labelled b, a")),
    "bare: a reference in another order": (steps(lambda: normalise.zscore(TABLE, reference=TABLE[["b", "a"]])), Said("labelled b, a")),
    "bare: a direction too many": (steps(lambda: normalise.minmax(TABLE, direction=[1, 1, 1])), Said("shapes do not fit")),
    "bare: a direction of 0": (steps(lambda: normalise.minmax(TABLE, direction=[0, 1])), Said("directions must be 1 or -1")),
    "bare: a weight that is missing": (steps(lambda: aggregate.arithmetic([[1.0, 2.0]], [NAN, 1])), Said("Give every child a weight")),
    "bare: a weight above 1e300": (steps(lambda: aggregate.arithmetic([[1.0, 2.0]], [1e301, 1])), Said("only their proportions count")),
    "bare: an option that is no number": (steps(lambda: normalise.zscore(TABLE, mean=INF)), Said("an option must be finite, got inf")),
    "bare: an option of another kind": (steps(lambda: normalise.zscore(TABLE, ddof="one")), Said("zscore cannot take ddof='one'")),
    "bare: a verb of derive on infinite cells": (steps(lambda: derive.ratio([1.0, INF], [1.0, 2.0])), Said("must be finite")),
    "bare: a verb of derive on numbers of groups": (steps(lambda: derive.share([1.0, 2.0], members=[1, 2])), Said("members is an array of true and false")),
    "bare: the logarithm of a vanishing share": (steps(lambda: normalise.log_share([[5e-324], [1e300]])), Said("no less than 1e-308 of the total")),
    "bare: a quotient beyond every float": (steps(lambda: normalise.quotient([[1e300], [1e-300]], of="best", direction=[-1])), Said(right=[[1e-600], [1.0]])),
    "bare: no columns": (steps(lambda: aggregate.arithmetic(np.empty((3, 0)), [])), Said("k at least 1")),
    "bare: dates": (steps(lambda: normalise.rank(np.array([["2020-01-01"]], dtype="datetime64[D]"))), Said("must be numbers")),
    "bare: complex numbers": (steps(lambda: aggregate.geometric(np.array([[1 + 2j, 1]]), [1, 1])), Said("must be numbers")),
    "bare: weights that overflow": (steps(lambda: aggregate.arithmetic([[1.0, NAN], [1.0, 2.0]], [1e300, 1e300])), Said(right=[1, 1.5])),
    "bare: a range that vanishes": (steps(lambda: treat.log_CT([[5e-324], [1e-323]])), Said("range must be at least")),
    "bare: weights of no values": (steps(lambda: weigh.benefit_of_doubt(np.full((3, 2), NAN))), Said("no unit has a value")),
    "bare: one score": (steps(lambda: band.natural_breaks(5.0)), Said("not of the one number")),
    "bare: infinite scores": (steps(lambda: band.mixture([1.0, 2.0, INF])), Said("infinite score")),
}  # fmt: skip


def remarks(call: Callable[[], Any]) -> tuple[str, Any]:
    """Everything that is said, and the result."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = call()
        except MpindexError as fault:
            return str(fault), None
    assert all(issubclass(warning.category, MpindexWarning) for warning in caught), [
        str(w.message) for w in caught
    ]
    return "\n".join([*(str(warning.message) for warning in caught), *getattr(result, "notes", ())]), result


def numbers(result: Any) -> Any:
    if isinstance(result, mp.Dataset):
        return result.frame.iloc[:, 0]
    return result if isinstance(result, np.ndarray) else result.scores


@pytest.mark.each("case", list(CASES))
def test_it_is_right_or_it_is_said(case):
    call, must = CASES[case]
    words, result = remarks(call)
    if must.right is None:
        assert re.search(must.words, words, re.S), words
    else:
        np.testing.assert_allclose(
            np.asarray(numbers(result), dtype=float), must.right, rtol=1e-9, err_msg=words
        )
