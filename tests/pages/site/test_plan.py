"""The plan of a site names its pages and the way between them."""

from __future__ import annotations


def test_every_page_leads_to_the_others(plan) -> None:
    nav = plan.nav("../")
    for page in ("index", "definitions/city-card", "compare", "methods", "data", "downloads"):
        assert f'href="../{page}.html"' in nav


def test_units_and_definitions_have_files(plan) -> None:
    assert set(plan.units) == set(plan.study.dataset.units)
    assert plan.definitions == {"city_card": "city-card"}


def test_it_says_what_it_is_about(plan) -> None:
    assert plan.about == "1 definition, 6 units, newest figures, 2024"
