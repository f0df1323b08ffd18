"""A nearest name is offered only when it is near."""

import pytest

import mpindex as mp
from mpindex.errors import UnknownUnit
from mpindex.units.countries import gazetteer
from mpindex.units.nearest import PARTS, definition_not_unit, nearest, part_of


@pytest.fixture(scope="module")
def states():
    return gazetteer().spellings


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Kazahkstan", "KAZ"),
        ("Kazakstn", "KAZ"),
        ("Irland", "IRL"),
        ("Uganada", "UGA"),
        ("Zambya", "ZMB"),
        ("Iraqq", "IRQ"),
        ("Austrailia", "AUS"),
        ("Nigerr", "NER"),
        ("Slovaki", "SVK"),
        ("Chag", "TCD"),
        ("Mail", "MLI"),
        ("Phillipines", "PHL"),
        ("Argentinia", "ARG"),
        ("Swizerland", "CHE"),
        ("Turkmanistan", "TKM"),
    ],
)
def test_a_misspelling_leads_to_the_state(states, name, unit):
    assert states[nearest(name, states)] == unit


@pytest.mark.parametrize(
    "name",
    [
        "England",
        "Scotland",
        "Foo",
        "Wales",
        "Ruritania",
        "Catalonia",
        "Dubai",
        "Transylvania",
        "Narnia",
        "Atlantis",
        "Xanadu",
        "Wakanda",
        "Euro area",
        "Bar",
        "Total",
        "North",
        "Springfield",
        "Gondor",
    ],
)
def test_what_is_not_near_is_not_offered(states, name):
    assert nearest(name, states) == ""


def test_the_beginning_of_one_name_alone_leads_to_it(states):
    assert states[nearest("Kazak", states)] == "KAZ"
    assert nearest("Unite", states) == ""


@pytest.mark.parametrize(
    ("name", "unit"),
    [("England", "GBR"), ("scotland ", "GBR"), ("Dubai", "ARE"), ("Catalonia", "ESP"), ("Peru", "")],
)
def test_parts_of_states_say_of_which(name, unit):
    assert part_of(name) == unit


def test_every_whole_is_a_state_and_no_part_is_one():
    table = gazetteer()
    assert set(PARTS) <= set(table.names)
    assert [part for parts in PARTS.values() for part in parts if table.unit(part)] == []


@pytest.mark.parametrize(
    "given", ["wood", "cinc_open", "mine.yaml", {"id": "mine", "tree": {"gdp": 1}}, mp.definition("wood")]
)
def test_a_definition_in_the_place_of_a_unit_is_recognised(given):
    assert definition_not_unit(given).startswith(
        "A definition, not a unit: the unit comes first, as in where('KAZ', "
    )
    with pytest.raises(UnknownUnit, match="A definition, not a unit"):
        mp.load().find(given)


@pytest.mark.parametrize("given", ["KAZ", "Ruritania", "../wood", "", 7, None, {"KAZ": 1}])
def test_what_is_no_definition_is_not_taken_for_one(given):
    assert definition_not_unit(given) == ""


def test_a_dataset_without_countries_recognises_it_too():
    data = mp.read([{"unit": "a", "x": 1.0}, {"unit": "b", "x": 2.0}], units="free")
    with pytest.raises(UnknownUnit, match="A definition, not a unit"):
        data.find("wood")


def test_swapped_arguments_are_named_on_both_sides():
    with pytest.raises(UnknownUnit, match="the unit comes first, as in where"):
        mp.trajectory("cinc_open", "KAZ", range(2010, 2013))
