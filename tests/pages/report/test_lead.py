"""The answer in one sentence: the tier, how sure, and how common it is."""

from __future__ import annotations

import mpindex as mp
from mpindex.analysis.verdict.tiers import Tiers
from mpindex.pages.report.lead import sentence, title
from mpindex.pages.study import Study
from mpindex.wording import hundredths

from .conftest import CITY_CARD


def lead(study: Study, unit: str) -> str:
    answer = study.where(unit)
    tiers = [Tiers(label, standing, study.runs.get(label)) for label, standing in answer.standings.items()]
    return sentence(answer, tiers)


def test_the_sentence_has_the_share_of_choices_and_the_base_rate(study) -> None:
    verdict = study.verdict(study.where("KAZ"))
    row = verdict.table.loc[("capability", "middle")]
    share, base = (hundredths([row[name]])[0] for name in ("share", "base_rate"))
    text = lead(study, "KAZ")
    assert text.startswith("Kazakhstan is a middle power by none of 3 definitions of power: ")
    assert f"in {share} of 100 reasonable choices by “Capability rank” ({base} of 100 states are)" in text


def test_a_great_power_is_called_one(study) -> None:
    assert lead(study, "USA").startswith("The United States is a great power by 2 of 3 definitions of power")


def test_units_that_are_no_states_are_ranked_and_not_called_powers(cities) -> None:
    answer = mp.where("Almaty", CITY_CARD, cities)
    text = lead(Study(cities, answer.indexes, 100, 0), "Almaty")
    assert text.startswith("Almaty ranks 2nd of 6 by “City card”")
    assert "state" not in text and "power" not in text
    assert title(answer) == f"Almaty by “{next(iter(answer.indexes.values())).definition.title}”"


def test_a_unit_that_no_definition_scores_is_said(cities) -> None:
    definition = {"id": "a", "tree": {"rent": 1}, "missing": "exclude"}
    answer = mp.where("Dushanbe", definition, cities)
    assert (
        lead(Study(cities, answer.indexes, 10, 0), "Dushanbe")
        == "No definition can score Dushanbe: figures are missing."
    )
