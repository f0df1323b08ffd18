"""What is asked for is an id of the catalogue, a code of the service, or an id of one's own with a code."""

from __future__ import annotations

import pytest

from mpindex.catalogue import catalogue
from mpindex.errors import OptionError, UnknownIndicator
from mpindex.ingest.services.request import MOST_SERIES, SERVICES, asked, service_of


def test_ids_of_the_catalogue_stand_for_their_formulas():
    assert asked("world_bank", ["gdp", "milex"]) == {
        "gdp": "NY.GDP.MKTP.CD", "milex": "MS.MIL.XPND.GD.ZS/100 * NY.GDP.MKTP.CD",
    }  # fmt: skip


def test_every_indicator_of_the_world_bank_can_be_asked_for():
    ids = [id for id, entry in catalogue().items() if entry.source == "world-bank-wdi"]
    assert len(ids) > 20
    assert list(asked("world_bank", ids)) == ids


def test_codes_become_ids_and_a_mapping_names_its_own():
    assert asked("world_bank", "SP.DYN.TFRT.IN") == {"sp_dyn_tfrt_in": "SP.DYN.TFRT.IN"}
    assert asked("our_world_in_data", "life-expectancy#Both sexes") == {
        "life_expectancy_both_sexes": "life-expectancy#Both sexes"
    }
    assert asked("undp", {"progress": "hdi"}) == {"progress": "hdi"}


@pytest.mark.parametrize(
    ("service", "indicators", "fault"),
    [
        ("world_bank", "gpd", "no code such as SP.POP.TOTL nor an id of the catalogue. Did you mean 'gdp'"),
        ("world_bank", "cinc_milper", "no code"),
        ("world_bank", "hdi", "is not from the World Bank: its source is"),
        ("world_bank", ["gdp", 3], "3 is no code"),
        ("world_bank", {"x": "population density"}, "no code"),
        ("our_world_in_data", "Life Expectancy", "no code such as life-expectancy"),
        ("our_world_in_data", "https://ourworldindata.org/grapher/x", "no code"),
        ("undp", "HDI", "no code such as hdi"),
    ],
)
def test_what_is_neither_is_named(service, indicators, fault):
    with pytest.raises(UnknownIndicator, match=fault):
        asked(service, indicators)


@pytest.mark.parametrize(
    ("indicators", "fault"),
    [
        ([], "ask for 1 to 50"),
        ({}, "ask for 1 to 50"),
        ([f"A.B{i}" for i in range(MOST_SERIES + 1)], "not 51"),
        (["gdp", "gdp"], "asked for twice: gdp"),
        (None, "must be ids or codes"),
        (7, "must be ids or codes"),
    ],
)
def test_nothing_too_much_and_twice_are_refused(indicators, fault):
    with pytest.raises(OptionError, match=fault):
        asked("world_bank", indicators)


@pytest.mark.parametrize("name", ["worldbank", "", None, ["world_bank"]])
def test_an_unknown_service_is_told_with_those_that_there_are(name):
    with pytest.raises(OptionError, match=r"world_bank, our_world_in_data, undp"):
        service_of(name)


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_a_service_understands_its_own_example(service):
    assert service.code.match(service.like)
    assert service.address.startswith("https://")
