"""The parts of a report hang together: every definition asked has its card, its figures and its choices."""

from __future__ import annotations

import mpindex as mp
from mpindex.pages.report.sections import section, shared
from mpindex.pages.study import Study

from .conftest import CITY_CARD


def test_every_definition_has_a_card_and_a_table_of_figures(study) -> None:
    part = section(study, study.where("KAZ"))
    assert [card.label for card in part.cards] == list(study.indexes)
    assert len(part.drivers) == len(part.choices) == len(study.indexes)
    assert part.vintage.startswith("figures of ")


def test_cities_have_no_map_and_no_course(cities) -> None:
    answer = mp.where("Almaty", CITY_CARD, cities)
    found = shared(Study(cities, answer.indexes, 10, 0), ["Almaty"])
    assert (found.map, found.years.drawing, found.beside) == ("", "", None)
    assert found.ladder
