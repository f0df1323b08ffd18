"""The verdict in words says what the shares say, of choices and not of chances."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
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


def test_a_definition_of_units_that_are_no_states_says_its_bands_and_its_range():
    frame = pd.DataFrame({"x": [3.0, 2.0, 1.0, np.nan], "y": [3.0, 2.0, 1.0, np.nan]}, index=list("abcd"))
    data = mp.Dataset.from_frame(frame)
    spec = {"id": "size", "title": "Size", "normalise": "none", "tree": {"x": 1, "y": 1}}
    vary = {"uncertainty": {"weights": {"spread": 0.1}}}
    bands = {"bands": [{"top": {"rank": [1, 2]}}, {"rest": {}}]}
    still = {"id": "still", "title": "Still", "tree": {"x": 1}, "normalise": "none", "uncertainty": {}}
    words = {
        unit: mp.verdict(
            unit, [{**spec, **bands, **vary}, {**spec, "id": "plain", **vary}, still], data, draws=20
        )
        for unit in "bd"
    }
    assert words["b"].in_words() == (
        "size ranks b 2nd of 3; in nine of ten choices it is 2nd, and 'top' in all choices."
        " plain ranks b 2nd of 3; in nine of ten choices it is 2nd. still ranks b 2nd of 3, and leaves no choice open."
        f" {CAUTION}"
    )
    assert words["b"].title == "b in most choices: 'top' by Size, 2nd of 3 by Size and 2nd of 3 by Still"
    assert (
        words["d"].in_words()
        == f"size gives d no score. plain gives d no score. still gives d no score. {CAUTION}"
    )
    assert words["d"].title == "d in most choices: no score by Size, no score by Size and no score by Still"


def made(
    name: str, shares: dict[str, float], tier: str = "middle", rank: int = 9, **changes
) -> SimpleNamespace:
    """One definition's answer with made-up shares."""
    standing = {
        "scored": True,
        "rank": rank,
        "n": 90,
        "is_great": False,
        "of_states": True,
        "middle_of_pack": False,
    }
    given = {
        "name": name,
        "tier": tier,
        "of_power": True,
        "of_pack": False,
        "run": 1,
        "share": lambda t: shares.get(t, 0.0),
    }
    return SimpleNamespace(standing=SimpleNamespace(**{**standing, **changes}), **given)


def test_half_of_the_choices_is_not_most_and_what_is_seldom_is_not_mentioned():
    few, most = (
        made("few", {"middle": 0.5, "great": 0.0049}),
        made("most", {"middle": 0.51, "great": 0.005}, "small"),
    )
    assert mostly_middle([few, most]) == ["most"]
    assert verdict_sentence("Peru", [few, most]) == (
        "By 1 of 2 definitions (most) Peru is a middle power in most of the choices that its maker could reasonably make:"
        " few ranks it 9th of 90, middle in 50 % of choices; most ranks it 9th of 90, small in no choice, middle in 51 % and"
        f" great in under 1 %. {CAUTION}"
    )
    unscored = made("none", {}, scored=False)
    assert "none gives it no score" in verdict_sentence("Peru", [few, unscored])


def test_disagreements_name_what_each_counts_alone_three_at_most_the_strongest_first():
    down, up = np.arange(1.0, 11), np.arange(10.0, 0, -1)
    frame = pd.DataFrame({name: up if name in "abcd" else down for name in "abcdefgh"})
    world = mp.load()
    codes = ["KAZ", "UZB", "PER", "CHL", "NOR", "SWE", "FIN", "KEN", "GHA", "TUN"]
    tidy = frame.set_axis(codes).rename_axis("unit").reset_index()
    data = mp.read(tidy.assign(year=world.reference_year))
    bands = {"bands": [{"great": {"rank": [1, 1]}}, {"middle": {"rank": [2, 3]}}, {"small": {}}]}
    higher = {
        "id": "up",
        "normalise": "rank",
        "tree": {"x": {"of": {"a": 4, "b": 3, "c": 2, "d": 1}}},
        **bands,
    }
    lower = {
        "id": "down",
        "normalise": "rank",
        "tree": {"x": {"of": {"e": 1, "f": 2, "g": 3, "h": 4}}},
        **bands,
    }
    (line, *_) = mp.verdict("UZB", [higher, lower], data, draws=5).disagreements()
    assert line == (
        "up says middle, down says small: up alone counts what lifts it (a, b and c); down alone counts what holds it back"
        " (h, g and f). No indicator is in both."
    )
