"""Where a state stands: every definition asked answers, groupings of the region too, and wrong calls are told apart."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.where.where import where
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError, MpindexError, OptionError, UnknownUnit


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


@pytest.fixture(scope="module")
def kaz(world: Dataset):
    return where("Kazakhstan", dataset=world)


def test_all_four_headline_definitions_answer(kaz):
    assert list(kaz.table.index) == ["capability", "behavioural", "regional", "rankings"]
    assert kaz.unit == "KAZ"
    assert kaz.name == "Kazakhstan"


def test_every_rule_and_grouping_of_the_state_has_its_regional_verdict(kaz, world: Dataset):
    groups = {f"{name} without great powers" for name in ("world", "SCO", "CIS", "Central Asia")}
    assert groups | {"nearest_10", "neighbourhood_10"} <= set(kaz.regions.index)
    name = "Central Asia without great powers"
    central = mp.definition("regional").apply(world, parameters={"region": name})
    assert kaz.regions.loc[name, "share"] == central.scores["KAZ"]
    assert kaz.regions.loc[name, "n"] == 5
    assert kaz.regions.loc[name, "band"] == central.bands["KAZ"]


def test_an_older_world_uses_nothing_later(world: Dataset):
    old = where("KAZ", dataset=world, year=2005, definitions=["capability", "wood"])
    assert all(standing.vintage[1] <= 2005 for standing in old.standings.values())


@pytest.mark.parametrize("year", [1992, 2005, 2010])
def test_every_headline_definition_answers_as_of_an_early_year(year: int):
    """No expert list draws the line of behaviour yet, and no trade between states is there: said, not raised."""
    old = where("KAZ", year=year)
    assert all(standing.scored for standing in old.standings.values())
    assert f"as of {year} too few expert lists were out" in old.in_words()
    assert old.standings["behavioural"].index.banding.undrawn
    assert np.isnan(old.standings["regional"].beside["market"])
    assert "too few expert lists" in str(old)
    assert any("too few expert lists" in note for note in old.standings["behavioural"].index.notes)
    assert "too few expert lists" not in where("KAZ").in_words()


def test_an_answer_as_of_a_year_counts_the_states_of_that_year(world: Dataset):
    standing = where("KAZ", dataset=world, year=2005, definitions=["wood"]).standings["wood"]
    assert len(standing.index.units) == 191 and standing.n == 189  # two have no figure
    assert set(standing.index.units).isdisjoint({"MNE", "SRB", "XKX", "SSD"})
    opened = where("KAZ", dataset=mp.load(year=2005), definitions=["wood"]).standings["wood"]
    assert (opened.rank, opened.n) == (standing.rank, standing.n)


def test_a_state_has_no_answer_before_it_was_one(world: Dataset):
    with pytest.raises(
        DataError, match=r"Kazakhstan was no state at the end of 1990.* ask for 1991 or later"
    ):
        where("KAZ", dataset=world, year=1990)


def test_an_answer_as_of_a_year_says_what_it_lacks_of_the_newest(world: Dataset):
    old = where("KAZ", dataset=world, year=2010, definitions=["capability"])
    assert any(
        "not comparable with the newest: it lacks" in note and "Ambassadors sent" in note
        for note in old.notes
    )
    assert old.notes[-1] in " ".join(str(old).split())
    assert old.notes[-1] not in old.in_words()
    assert not where("KAZ", dataset=world, definitions=["capability"]).notes


def test_one_definition_need_not_be_a_list(world: Dataset):
    assert list(where("KAZ", dataset=world, definitions="wood").standings) == ["wood"]


@pytest.mark.parametrize("given", ["world", 2010])
def test_data_that_are_no_dataset_are_refused(given: object):
    with pytest.raises(OptionError, match="the data are a Dataset"):
        where("KAZ", dataset=given)
    with pytest.raises(OptionError, match="the data are a Dataset"):
        mp.definition("wood").apply(given)


def test_a_grouping_where_a_figure_is_alike_for_all_is_no_warning(
    world: Dataset, recwarn: pytest.WarningsRecorder
):
    regions = where("NRU", dataset=world, definitions=["regional"]).regions
    assert "Micronesia without great powers" in regions.index
    assert not recwarn.list


def test_one_unit_alone_lacks_no_figures_but_others():
    alone = Dataset.from_frame(pd.DataFrame({"gdp": [1.0]}, index=["A"]))
    with pytest.warns(UserWarning, match="constant"):
        told = str(where("A", {"id": "m", "tree": {"gdp": 1}}, alone))
    assert "no figure tells the units apart" in told
    assert "missing" not in told


def test_two_definitions_of_one_id_are_refused(world: Dataset):
    with pytest.raises(OptionError, match="two are called 'wood'"):
        where("KAZ", dataset=world, definitions=["wood", mp.definition("wood").with_(missing="available")])


def test_an_unknown_state_or_no_definition_is_said_so(world: Dataset):
    with pytest.raises(UnknownUnit, match="Kazakhstan"):
        where("Kazakstn", dataset=world)
    with pytest.raises(OptionError, match="definitions is empty: name at least one"):
        where("KAZ", dataset=world, definitions=[])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"unit": 3}, "3"),
        ({"unit": None}, "None"),
        ({"dataset": pd.DataFrame({"gdp": [1.0]})}, "a Dataset, as load.. or read.. makes it, not DataFrame"),
        ({"year": "2010"}, "year is a whole number, not '2010'"),
        ({"year": 2010.5}, "year is a whole number, not 2010.5"),
        ({"year": 1800}, "no value is fresh as of 1800"),
        ({"year": 2030}, "the newest figures are of 2026"),
        ({"definitions": 3}, "a definition is an id, a path to a YAML file or a mapping, not int"),
        ({"definitions": None}, "a definition is an id"),
        ({"definitions": [None]}, "a definition is an id"),
        ({"definitions": "capabilty"}, "Did you mean 'capability'"),
        ({"definitions": pd.DataFrame({"wood": [1]})}, "a definition is an id.* not DataFrame"),
        ({"definitions": mp.load()}, "a definition is an id.* not Dataset"),
    ],
)
def test_a_wrong_argument_is_named_with_what_would_be_right(world: Dataset, wrong, words):
    with pytest.raises(MpindexError, match=words):
        where(**{"unit": "KAZ", "dataset": world, "definitions": "wood", **wrong})


def test_a_definition_of_ones_own_that_is_called_regional_needs_no_grouping(world: Dataset):
    own = {"id": "regional", "tree": {"gdp": 1}, "bands": [{"top": {"rank": [1, 9]}}]}
    assert where("KAZ", dataset=world, definitions=own).regions.empty


def test_the_results_of_all_definitions_can_be_had_by_label(kaz):
    assert list(kaz.indexes) == list(kaz.standings)
    assert kaz.indexes["capability"].ranks["KAZ"] == kaz.standings["capability"].rank


def test_it_draws_a_figure(kaz):
    import matplotlib.pyplot as plt

    figure = kaz.plot().get_figure()
    assert figure is not None
    plt.close(figure)


@pytest.mark.parametrize("columns", [60, 70, 200])
def test_it_fits_the_terminal_and_is_no_wider_than_it_can_be_read(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = str(where("KAZ")).splitlines()
    assert max(map(len, lines)) <= min(columns, 98)
    assert "does not act like a middle power" in " ".join(" ".join(lines).split())
