"""What keeps a unit out of a band that its score would do for."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.where.barrier import barrier
from mpindex.analysis.where.standing import Standing


def of(unit: str, name: str = "regional") -> str:
    return barrier(Standing(mp.definition(name).apply(mp.load()), unit))


def test_the_condition_is_named_with_its_figure_and_what_is_asked():
    """Australia has the share, and 1.24 times the GDP of Indonesia; Luxembourg has fewer people than a middle power."""
    assert (
        of("AUS") == "GDP against the largest other in the neighbourhood is 1.2 times, not at least 1.5 times"
    )
    assert of("LUX", "behavioural").endswith("not more than 1.5 million")
    assert of("LUX", "behavioural").startswith("population is 6")


def test_who_lacks_the_score_is_kept_out_by_no_other_condition():
    assert of("KAZ", "capability") == ""


@pytest.fixture
def three() -> mp.Dataset:
    frame = pd.DataFrame({"unit": list("abc"), "year": 2024, "size": [3.0, 2.0, 1.0], "age": [9.0, 1.0, 5.0]})
    return mp.read(frame, units="free")


@pytest.mark.parametrize(
    ("asked", "words"),
    [({"min": 4}, "at least 4"), ({"above": 1}, "more than 1"), ({"min": {"quantile": 1}}, "")],
)
def test_every_kind_of_bound_has_its_words(three: mp.Dataset, asked: dict, words: str):
    """b has the score of the first band and the age of 1."""
    bands = [{"first": {"score": {"min": 1.5}, "age": asked}}, {"rest": {}}]
    index = mp.definition({"id": "mine", "normalise": "none", "tree": {"size": 1}, "bands": bands}).apply(
        three
    )
    text = barrier(Standing(index, "b"))
    assert text == (f"age is 1, not {words}" if words else "")


def test_the_figure_goes_by_the_name_of_its_indicator_and_one_that_is_derived_by_its_id():
    frame = pd.DataFrame({"unit": list("abc"), "year": 2024, "size": [3.0, 2.0, 1.0], "age": [9.0, 1.0, 5.0]})
    named = mp.read(frame, units="free", indicators={"age": {"name": "Age of the town"}})
    spec = {
        "id": "mine",
        "normalise": "none",
        "tree": {"size": 1},
        "derive": {"twice": {"sum": ["age", "age"]}},
    }
    for quantity, words in (
        ("age", "age of the town is 1, not at least 4"),
        ("twice", "twice is 2, not at least 4"),
    ):
        bands = [{"first": {"score": {"min": 1.5}, quantity: {"min": 4}}}, {"rest": {}}]
        assert barrier(Standing(mp.definition({**spec, "bands": bands}).apply(named), "b")) == words
