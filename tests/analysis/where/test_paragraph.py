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
from mpindex.wording import listed, ordinal


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
        "'middle', with 2 others, so common that it says little"
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


def test_of_groupings_led_the_smallest_three_are_named_first(kaz):
    names = ["own", "Large", "Small", "Middling", "Largest"]
    columns = {
        "kind": ["rule", *["grouping"] * 4],
        "power": [False, True, True, True, True],
        "n": [9, 7, 3, 5, 8],
    }
    regions = pd.DataFrame({**columns, "rank": 1, "band": ""}, index=names)
    text = paragraph("A", list(kaz.standings.values()), regions)
    assert ", though a regional power within Small, Middling, Large and 1 more." in text
    text = paragraph("A", list(kaz.standings.values()), regions[:4])
    assert ", though a regional power within Small, Middling and Large." in text


def ranked(unit: str, bands: list, scores: dict[str, float], **columns: dict[str, float]) -> str:
    data = Dataset.from_frame(pd.DataFrame({"gdp": pd.Series(scores), **columns}))
    return where(
        unit, {"id": "own", "normalise": "none", "tree": {"gdp": 1}, "bands": bands}, data
    ).in_words()


def test_the_next_band_is_told_in_ranks_and_the_first_and_the_unclassified_have_none():
    scores = {"A": 9.0, "B": 8.0, "C": 3.0, "D": 2.0, **dict(zip("EFGHI", range(-5, 0), strict=True))}
    bands = [{"top": {"rank": [1, 2]}}, {"rest": {"rank": [3, 4]}}]
    assert (
        ranked("C", bands, scores)
        == "By 'own' C ranks 3rd of 9: 'rest', with 1 other; 'top' begins 1 rank higher."
    )
    assert ranked("D", bands, scores).endswith("; 'top' begins 2 ranks higher.")
    assert ranked("A", bands, scores) == "By 'own' A ranks 1st of 9: 'top', with 1 other."
    assert ranked("I", bands, scores) == "By 'own' I ranks 5th of 9: in none of its bands."


def test_another_condition_that_keeps_a_unit_out_is_named():
    scores = {"A": 9.0, "B": 8.0, "C": 7.0}

    age = {"A": 6.0, "B": 4.0, "C": 9.0}
    bands = [{"top": {"score": {"min": 6.5}, "age": {"min": 5}}}, {"rest": {}}]
    words = ranked("B", bands, scores, age=pd.Series(age))
    assert words == (
        "By 'own' B ranks 2nd of 3: 'rest', alone; by the score it would stand with 'top', but age is 4, not at least 5."
    )


def test_a_quarter_of_all_is_many_and_a_rank_on_little_data_says_nothing():
    scores = {f"u{i}": 20.0 - i for i in range(8)}
    bands = [{"top": {"rank": [1, 2]}}, {"rest": {}}]
    assert "'top', with 1 other, so common that it says little." in ranked("u0", bands, scores)
    assert "'top', with 1 other." in ranked("u0", bands, scores | {"v": 1.0})
    frame = pd.DataFrame({"x": [3.0, 2.0, 1.0], "y": [np.nan, 1.0, 2.0]}, index=list("abc"))

    def thin(weight: float) -> str:
        spec = {"id": "own", "missing": "available", "tree": {"x": weight, "y": 1 - weight}, "bands": bands}
        return where("a", spec, Dataset.from_frame(frame)).in_words()

    assert "ranks 1st of 3: 'top'" in thin(0.8)
    assert "ranks 1st of 3, on 75 % of the weight: 'top'" in thin(0.75)
    assert "ranks 1st of 3, on 50 % of the weight: 'top'" in thin(0.5)
    assert "ranks 1st of 3, on 45 % of the weight, too little for a verdict." in thin(0.45)


def test_five_sentences_are_enough_and_what_is_left_stands_in_the_last():
    frame = pd.DataFrame({"x": [2.0, 1.0], "z": [np.nan, 1.0]}, index=["a", "b"])

    def words(many: int, **more: str) -> list[str]:
        specs = [
            {"id": f"d{i}", "title": f"D{i}", "normalise": "none", "tree": {"x": 1}} for i in range(many)
        ]
        specs += [{"id": name, "normalise": "none", "tree": {column: 1}} for name, column in more.items()]
        return where("a", specs, Dataset.from_frame(frame)).in_words().split(". ")

    assert words(5) == [
        "By 'D0' a ranks 1st of 2",
        *(f"By 'D{i}' it ranks 1st of 2" for i in (1, 2, 3)),
        "By 'D4' it ranks 1st of 2.",
    ]
    assert words(6)[3:] == ["By 'D3' it ranks 1st of 2", "It ranks 1st of 2 by D4 and 1st of 2 by D5."]
    assert words(5, none="z")[2:] == [
        "By 'D2' it ranks 1st of 2",
        "It ranks 1st of 2 by D3 and 1st of 2 by D4",
        "By none it has no score: the figures are missing.",
    ]


def test_a_middle_power_is_one_by_so_many_of_the_definitions_of_power():
    answer = where("MEX", definitions=["capability", "behavioural", "wood", "rankings"])
    power = [s for s in answer.standings.values() if s.id != "rankings"]
    middle = [s.id for s in power if s.tier == "middle"]
    lead = answer.in_words().split(". ")[0]
    assert 0 < len(middle) <= 3
    assert lead == f"Mexico is a middle power by {len(middle)} of 3 definitions of power ({listed(middle)})"
