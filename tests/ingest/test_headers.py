"""Headers are known by what they say, however they are written."""

import pytest

from mpindex.ingest.headers import (
    ATTRIBUTES,
    BOOKKEEPING,
    DIMENSIONS,
    NO_COUNTRIES,
    RANKS,
    by_role,
    is_known,
    plain,
    system_of,
)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("ccode", "unit"),
        ("COWcode", "unit"),
        ("country_text_id", "unit"),
        ("cname", "unit"),
        ("isocode", "unit"),
        ("ccodealp", "unit"),
        ("iso_alpha3", "unit"),
        ("Country or Area", "unit"),
        ("Country/Territory", "unit"),
        ("Economy", "unit"),
        ("Reporter", "unit"),
        ("GEO (Labels)", "unit"),
        ("TIME_PERIOD", "year"),
        ("Year Code", "year"),
        ("OBS_VALUE", "value"),
        ("Series Code", "indicator"),
        ("Indicator Name", "indicator_name"),
        ("Publisher", "source"),
        ("Direction", "direction"),
    ],
)
def test_usual_headers_are_known(header, role):
    assert is_known(header, role)
    assert by_role([header], role) == [header]


def test_codes_stand_before_names_and_numbers_last():
    assert by_role(["M49", "Country", "ISO3"], "unit") == ["ISO3", "Country", "M49"]


def test_numbers_name_their_system_where_one_alone_uses_the_header():
    assert system_of("COWcode") == "cow"
    assert system_of("M49 Code") == "m49"
    assert system_of("ccode") is None


def test_headers_are_compared_without_case_and_signs():
    assert plain("Country / Territory") == plain("country_territory")


@pytest.mark.parametrize(
    "header", ["rank", "overall_rank", "hdi_rank", "rank_2021", "ranking", "place", "world_place"]
)
def test_places_in_an_order_are_known(header):
    assert RANKS.search(header)


@pytest.mark.parametrize("header", ["frank", "ranked_choice", "workplace", "gdp"])
def test_other_words_are_no_places(header):
    assert not RANKS.search(header)


def test_no_header_is_a_unit_and_bookkeeping_or_an_attribute_at_once():
    assert not [name for name in ATTRIBUTES if is_known(name)]
    assert not ATTRIBUTES & BOOKKEEPING
    assert "sex" in DIMENSIONS


@pytest.mark.parametrize("header", ["Jahr", "Année", "ANO", "Año", "anno"])
def test_years_are_known_in_the_languages_of_publishers(header):
    assert is_known(header, "year")


def test_firms_and_players_are_no_countries_and_names_and_organisations_may_be():
    assert {"city", "firm", "university", "player"} <= NO_COUNTRIES
    assert not {"name", "region", "organisation", "organization", "country"} & NO_COUNTRIES
