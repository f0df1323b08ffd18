"""The verdict in words says what the shares say, of choices and not of chances."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.analysis.verdict.sentences import CAUTION, mostly_middle, verdict_sentence, verdict_title
from mpindex.analysis.verdict.tiers import Tiers

NAMES = ["capability", "behavioural", "regional", "rankings", "cinc", "beckley", "wood", "settled"]
#: A definition that leaves no choice open.
SETTLED = {
    "id": "settled",
    "normalise": "none",
    "tree": {"gdp": 1},
    "uncertainty": {},
    "bands": [{"middle": {"rank": [6, 36]}}, {"small": {}}],
}


@pytest.fixture(scope="module")
def kaz():
    return mp.verdict("Kazakhstan", definitions=[*NAMES[:-1], SETTLED], draws=256, seed=1)


def test_the_sentence_names_every_definition_and_does_not_speak_of_chances(kaz):
    sentence = kaz.in_words()
    assert all(name in sentence for name in NAMES)
    assert "By none of 7 definitions is Kazakhstan a middle power" in sentence
    assert "settled ranks it" in sentence and "leaves no choice open" in sentence
    assert "not chances" in sentence and "probab" not in sentence


def test_what_is_below_the_middle_powers_does_not_disagree_and_a_middle_power_does(kaz):
    assert not any(" says " in line for line in kaz.disagreements())
    assert "In the middle of the pack by" in kaz.disagreements()[-1]
    turkey = mp.verdict("TUR", definitions=["capability", "behavioural"], draws=100).disagreements()
    assert turkey[0].startswith(
        "capability says middle, behavioural says 'does not act like a middle power': capability alone counts"
    )
    assert not any("says middle" in line for line in mp.verdict("USA", draws=10).disagreements())


def answers(unit: str, *names: str, draws: int = 100) -> list[Tiers]:
    found = mp.verdict(unit, definitions=list(names), draws=draws, seed=1)
    return [Tiers(name, standing, found.runs.get(name)) for name, standing in found.standings.items()]


def test_a_middle_power_in_most_choices_is_called_so():
    given = answers("BRA", "cinc", "wood")
    middle = mostly_middle(given)
    assert middle == [answer.name for answer in given if answer.share("middle") > 0.5] != []
    sentence = verdict_sentence("Brazil", given)
    assert sentence.startswith(f"By {len(middle)} of 2 definitions")
    assert "Brazil is a middle power in most of the choices" in sentence
    assert (
        verdict_title("Brazil", given)
        == f"By {len(middle)} of 2 definitions Brazil is a middle power in most choices"
    )


def test_nobody_is_called_one_by_none():
    given = answers("NRU", "cinc", "wood")
    assert verdict_title("Nauru", given) == "By none of 2 definitions is Nauru a middle power in most choices"
    assert verdict_sentence("Nauru", given).startswith("By none of 2 definitions is Nauru a middle power")


def test_the_title_of_a_figure_says_definitions_by_their_titles():
    title = verdict_title("Kazakhstan", answers("KAZ", "rankings"))
    assert title.endswith(" by Across published rankings")


def test_definitions_of_the_pack_alone_say_nothing_of_power():
    sentence = verdict_sentence("Kazakhstan", answers("KAZ", "rankings"))
    assert sentence.startswith("rankings, which speaks of tables and not of power")
    assert sentence.endswith(CAUTION) and "middle power" not in sentence


def test_definitions_that_count_the_same_differ_in_the_line_they_draw():
    one = {
        "id": "low",
        "normalise": "none",
        "tree": {"gdp": 1},
        "bands": [{"great": {"rank": [1, 15]}}, {"minor": {}}],
    }
    other = {**one, "id": "high", "bands": [{"great": {"rank": [1, 2]}}, {"middle": {"rank": [3, 15]}}]}
    lines = mp.verdict("BRA", definitions=[one, other], draws=10).disagreements()
    assert lines[0] == (
        "low says great, high says middle: they count the same things, and differ in scaling, weights or the line they"
        " draw. 1 indicator is in both."
    )


def test_a_great_power_is_said_to_be_one_before_anything_else():
    given = answers("USA", "capability", "behavioural")
    lead = "The United States is a great power, and no"
    assert verdict_sentence("United States", given).startswith(
        f"{lead} definition may call it a middle power:"
    )
    assert verdict_title("United States", given).startswith(f"{lead} middle power by any")


def test_what_a_definition_derives_is_called_by_its_title():
    text = " ".join(mp.verdict("CAN", definitions=["behavioural", "regional"], draws=10).disagreements())
    assert "Unearmarked giving to the UN for its GDP" in text and "un giving" not in text
