"""The paragraph says what the numbers say, and what they do not say."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.where.paragraph import paragraph
from mpindex.analysis.where.where import where
from mpindex.dataset.dataset import Dataset
from mpindex.wording import ordinal


@pytest.fixture(scope="module")
def kaz():
    return where("KAZ", dataset=mp.load())


def small(scores: dict[str, float], unit: str, **labels: str):
    data = Dataset.from_frame(pd.DataFrame({"gdp": pd.Series(scores)}), labels=labels)
    bands = [{"great": {"rank": [1, 1]}}, {"middle": {"rank": [2, 2]}}]
    spec = {"id": "own", "title": "Own <words>", "normalise": "none", "tree": {"gdp": 1}, "bands": bands}
    return where(unit, dataset=data, definitions=[mp.definition(spec)])


@pytest.mark.parametrize("unit", ["KAZ", "USA", "TUR", "LUX", "TWN", "NRU"])
def test_the_paragraph_has_at_most_five_sentences_and_every_rank(unit):
    answer = where(unit)
    text = answer.in_words()
    assert len(re.findall(r"\.(?= [A-Z]|$)", text)) <= 5
    assert text.startswith((answer.name, f"The {answer.name}"))
    for standing in answer.standings.values():
        assert f"{ordinal(standing.rank)} of {standing.n}" in text


def test_a_great_power_is_never_called_middle():
    for unit in ("USA", "CHN", "IND", "RUS", "DEU", "FRA", "GBR", "JPN"):
        text = where(unit).in_words()
        assert "is a great power" in text
        assert "is a middle power by" not in text and ": a middle power" not in text


def test_two_meanings_of_the_middle_are_kept_apart(kaz):
    text = kaz.in_words()
    assert "middle third, as" in text and "that says nothing of power" in text
    assert "middle power by none of 3 definitions of power" in text


def test_one_state_alone_in_a_band_is_said_to_be_alone():
    assert "alone" in small({"A": 3.0, "B": 2.0, "C": 1.0}, "A").in_words()


def test_a_state_without_figures_lacks_them_and_no_more_is_said():
    answer = small({"A": np.nan, "B": 2.0}, "A")
    assert answer.in_words() == "None of the definitions can score A: the figures are missing."


def test_what_cannot_score_the_state_is_named_beside_what_can():
    data = Dataset.from_frame(pd.DataFrame({"gdp": [3.0, 2.0], "area": [np.nan, 1.0]}, index=["A", "B"]))
    one, other = ({"id": f"by_{name}", "normalise": "none", "tree": {name: 1}} for name in ("gdp", "area"))
    assert (
        "By by_area it has no score: the figures are missing."
        in where("A", dataset=data, definitions=[one, other]).in_words()
    )


@pytest.mark.parametrize(
    ("powers", "words"),
    [
        ({"own": False, "X": False}, "by none of 3 definitions of power."),
        ({"own": False, "Y": True}, "though a regional power within Y."),
        ({"own": True, "Y": True}, "by none of 3 definitions of power."),
    ],
)
def test_groupings_decide_or_do_not(kaz, powers: dict[str, bool], words: str):
    kinds = ["rule", *["grouping"] * (len(powers) - 1)]
    columns = {"kind": kinds, "power": list(powers.values()), "n": 5, "rank": 1, "band": ""}
    assert words in paragraph("A", list(kaz.standings.values()), pd.DataFrame(columns, index=list(powers)))


def test_a_band_that_many_share_is_said_to_say_little():
    few = {"great": {"rank": [1, 1]}}, {"middle": {"rank": [2, 4]}}, {"minor": {}}
    data = Dataset.from_frame(pd.DataFrame({"gdp": [5.0, 4.0, 3.0, 2.0, 1.0]}, index=list("ABCDE")))
    spec = {"id": "own", "normalise": "none", "tree": {"gdp": 1}, "bands": list(few)}
    assert (
        "'middle', with 2 others, so many that it says little"
        in where("B", dataset=data, definitions=spec).in_words()
    )
    assert "says little" not in where("E", dataset=data, definitions=spec).in_words()


def test_one_alone_in_its_band_is_not_said_to_be_many():
    assert "'great', alone." in small({"A": 3.0, "B": 2.0, "C": 2.0}, "A").in_words()


def test_the_range_over_rules_for_the_region_is_of_rules_alone(kaz):
    regions = pd.DataFrame(
        {
            "kind": ["rule", "rule", "grouping"],
            "power": [True, False, True],
            "n": 5,
            "rank": [2, 4, 1],
            "band": "",
        },
        index=["nearest_10", "radius_3000", "SCO"],
    )
    words = "; under 2 rules for the region it ranks 2nd to 4th, and is a regional power under 1."
    assert words in paragraph("A", list(kaz.standings.values()), regions)
