"""Each definition beside its model: rank correlation, members in common, verdict."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.listing.models import beside_model, models
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError
from mpindex.grammar.library import every_definition

REFERENCE = Path(__file__).parents[2] / "reference"


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


@pytest.fixture(scope="module")
def table(world: Dataset) -> pd.DataFrame:
    return models(world)


def test_every_replica_and_style_names_its_model(table: pd.DataFrame):
    borrowed = {item.id for item in every_definition() if item.fidelity != "own"}
    assert borrowed <= set(table.index)


def test_no_bundled_style_fails_its_own_model(table: pd.DataFrame):
    assert "fails its model" not in set(table["beside_model"])


def test_a_replica_is_faithful_wherever_its_figures_are_bundled(table: pd.DataFrame):
    for item in every_definition():
        if item.fidelity == "replica" and not item.needs:
            assert table.loc[item.id, "beside_model"] == "faithful", item.id


def test_cinc_gives_every_state_its_published_place(table: pd.DataFrame):
    assert table.loc["cinc", ["year", "common"]].to_list() == [2022, 195]
    assert table.loc["cinc", "rank_correlation"] == pytest.approx(1)


def test_the_places_in_the_files_are_those_of_the_reference_tables():
    lowy = pd.read_csv(REFERENCE / "lowy" / "lowy_2025.csv", comment="#").set_index("iso3")["rank"]
    assert mp.definition("lowy_style").imitates["places"] == lowy.to_dict()
    elcano = pd.read_csv(REFERENCE / "elcano" / "elcano_2013.csv", comment="#", keep_default_na=False)
    find = mp.load().find
    places = {find(code): place for code, place in zip(elcano["code"], elcano["rank"], strict=True)}
    assert (
        mp.definition("elcano").imitates["places"]
        == mp.definition("elcano_style").imitates["places"]
        == places
    )
    cinc = pd.read_csv(REFERENCE / "cinc_2022.csv", comment="#").sort_values("rank")
    assert list(mp.definition("cinc").imitates["places"].values()) == cinc["rank"].to_list()


def test_woods_window_finds_four_fifths_of_woods_list(table: pd.DataFrame):
    assert table.loc["wood", ["members", "members_in", "added"]].to_list() == [
        30,
        24,
        5,
    ]  # Czechoslovakia is no more


def test_what_its_author_never_published_is_said_to_have_no_result(table: pd.DataFrame):
    assert (table.loc[["beckley", "sulek", "ping"], "beside_model"] == "no published result").all()
    assert table.loc["hdi", "beside_model"] == "needs figures that are not bundled"


def test_a_definition_without_a_model_gets_blanks(world: Dataset):
    row = beside_model(mp.definition("capability"), world)
    assert row["model"] == row["beside_model"] == "" and row["rank_correlation"] is None


@pytest.fixture
def five() -> Dataset:
    return mp.read(pd.DataFrame({"unit": list("abcde"), "year": 2020, "size": [5.0, 4.0, 3.0, 2.0, 1.0]}))


def own(**imitates: object) -> mp.Definition:
    spec = {"id": "mine", "fidelity": "style", "normalise": "none", "tree": {"size": 1}}
    bands = [{"great": {"rank": [1, 1]}}, {"middle": {"rank": [2, 3]}}, {"small": {}}]
    return mp.definition({**spec, "bands": bands, "imitates": {"model": "theirs", **imitates}})


def test_the_correlation_is_spearmans_by_hand(five: Dataset):
    """Ours 1 2 3 4 5 against 2 1 3 4 5: 1 - 6 x (1 + 1) / (5 x 24) = .9."""
    row = beside_model(own(places={"a": 2, "b": 1, "c": 3, "d": 4, "e": 5}), five)
    assert row["rank_correlation"] == pytest.approx(0.9) and row["common"] == 5
    assert row["beside_model"] == "style"


def test_members_are_counted_in_the_middle(five: Dataset):
    row = beside_model(own(members=["b", "d"]), five)
    assert (row["members"], row["members_in"], row["added"]) == (2, 1, 1)
    assert row["beside_model"] == "fails its model"
    assert beside_model(own(members=["b", "c"]), five)["beside_model"] == "faithful"


def test_a_definition_of_its_own_name_does_not_fail_another(five: Dataset):
    row = beside_model(own(members=["b", "d"]).with_(fidelity="own"), five)
    assert row["beside_model"] == "under its own name"


def test_a_faulty_model_is_named_with_its_place():
    with pytest.raises(DefinitionError, match=r"imitates must name its model"):
        own().with_(imitates={"places": {"USA": 1}})
    with pytest.raises(
        DefinitionError, match=r"the place of 'USA' must be a whole number of at least 1, not 0"
    ):
        own(places={"USA": 0})
