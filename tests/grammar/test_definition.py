"""Definitions are changed, written and cited; replicas are held to what was published."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError
from mpindex.grammar.yamlfile import parse

REFERENCE = Path(__file__).parents[1] / "reference"


COMPONENTS = ["milex", "milper", "irst", "pec", "tpop", "upop"]


def published(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / name, comment="#", keep_default_na=False, na_values=[""])


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


@pytest.mark.parametrize("year", [2016, 2022])
def test_cinc_is_reproduced_for_195_states_from_the_correlates_of_war_table(year: int):
    table = published(f"cinc_{year}.csv")
    frame = table.set_index("ccode")[COMPONENTS].add_prefix("nmc_").rename_axis("unit").reset_index()
    given = mp.read(frame, codes="cow", year=year)
    index = mp.definition("cinc").apply(given)
    assert index.n == 195
    np.testing.assert_allclose(
        index.scores, table["cinc"], atol=6e-9, rtol=0
    )  # units stay in the order of the file
    assert (index.ranks.to_numpy() == table["rank"].to_numpy()).all()


def test_cinc_2022_is_reproduced_from_the_bundled_figures(world: Dataset):
    index = mp.definition("cinc").apply(world.at(2022))
    table = published("cinc_2022.csv").set_index("stateabb")["cinc"]
    same = {"KAZ": "KZK", "UZB": "UZB", "CHN": "CHN", "USA": "USA", "DEU": "GMY", "XKX": "KOS", "TWN": "TAW"}
    for iso, cow in same.items():
        assert index.scores[iso] == pytest.approx(table[cow], abs=6e-9)
    np.testing.assert_allclose(np.sort(index.scores), np.sort(table), atol=6e-9, rtol=0)


def test_the_rule_for_missing_values_alone_decides_who_leads_central_asia(world: Dataset):
    cinc = mp.definition("cinc")
    published_rule, zero = cinc.apply(world.at(2022)), cinc.with_(missing="zero").apply(world.at(2022))
    assert (published_rule.ranks["KAZ"], published_rule.ranks["UZB"]) == (53, 48)
    assert (zero.ranks["KAZ"], zero.ranks["UZB"]) == (49, 54)


def test_hdi_is_reproduced_for_every_row_to_three_decimals():
    table = published("hdi_2021.csv").set_index("iso3")
    names = dict(zip(["le", "eys", "mys", "gnipc"], mp.definition("hdi").spec["needs"], strict=True))
    index = mp.definition("hdi").apply(Dataset.from_frame(table[list(names)].rename(columns=names)))
    assert len(index.scores) == 192
    np.testing.assert_allclose(index.scores, table["hdi"], atol=1e-12)


def test_hdi_ranks_are_the_published_ones_as_they_are_made_on_three_decimals():
    table = published("hdi_2021.csv").set_index("iso3")
    names = dict(zip(["le", "eys", "mys", "gnipc"], mp.definition("hdi").spec["needs"], strict=True))
    data = Dataset.from_frame(table[list(names)].rename(columns=names))
    ranks = table["hdi"].rank(ascending=False, method="min")
    assert (mp.definition("hdi").apply(data).ranks == ranks).all()
    exact = mp.definition("hdi").with_({"then": None}).apply(data).ranks
    assert (exact == ranks).sum() == 163, "without rounding the ties are gone"


def test_hdi_caps_what_passes_its_goalposts():
    frame = pd.DataFrame(
        {"life_expectancy": [85.0, 99.0], "expected_schooling": [18.0, 23.0], "mean_schooling": [15.0, 16.0],
         "gni_per_capita": [75000.0, 150000.0]},
        index=["at the cap", "beyond"],
    )  # fmt: skip
    assert mp.definition("hdi").apply(Dataset.from_frame(frame)).scores.tolist() == [1.0, 1.0]


def test_hdi_gives_no_index_where_a_component_is_missing():
    frame = pd.DataFrame(
        {"life_expectancy": [70.0, 60.0], "expected_schooling": [12.0, 11.0], "mean_schooling": [np.nan, 6.0],
         "gni_per_capita": [9000.0, 8000.0]},
        index=["A", "B"],
    )  # fmt: skip
    assert mp.definition("hdi").apply(Dataset.from_frame(frame)).scores.isna().tolist() == [True, False]


def test_net_resources_are_gdp_times_gdp_per_head_as_shares():
    frame = pd.DataFrame(
        {"gdp_ppp": [100.0, 60.0, 40.0], "population": [50.0, 10.0, 20.0]}, index=["A", "B", "C"]
    )
    # products: 100 * 2 = 200, 60 * 6 = 360, 40 * 2 = 80; total 640
    scores = mp.definition("beckley").apply(Dataset.from_frame(frame)).scores
    assert scores.tolist() == pytest.approx([0.3125, 0.5625, 0.125])


def test_net_resources_need_both_factors():
    frame = pd.DataFrame({"gdp_ppp": [100.0, 60.0], "population": [np.nan, 10.0]}, index=["A", "B"])
    assert mp.definition("beckley").apply(Dataset.from_frame(frame)).scores.isna().tolist() == [True, False]


def test_wood_finds_31_ranks_of_middle_powers_less_those_that_are_great_by_rule(world: Dataset):
    index = mp.definition("wood").apply(world)
    below = index.ranks[index.bands.isin(["middle", "great by rule"])]
    assert len(below) == 31
    assert (below.min(), below.max()) == (7, 37)
    assert set(index.bands[["FRA", "RUS"]]) == {"great by rule"}  # on COW's list, and below the sixth economy


def test_with_leaves_the_original_alone():
    wood = mp.definition("wood")
    other = wood.with_({"bands.1.middle.rank.1": 50}, id="mine", normalise="share")
    assert other.spec["bands"][1] == {"middle": {"rank": [7, 50]}}
    assert wood.spec["bands"][1] == {"middle": {"rank": [7, 37]}}
    assert (other.id, wood.id) == ("mine", "wood")


def test_a_change_that_breaks_a_definition_says_which_change():
    with pytest.raises(DefinitionError, match=r"Did you mean 'zscore'.*\(after the changes 'normalise'\)"):
        mp.definition("wood").with_(normalise="zscor")


def test_numbers_of_numpy_are_numbers():
    changed = mp.definition("cinc").with_(weights={"nmc_irst": np.float64(0), "nmc_pec": np.int64(2)})
    assert mp.definition(parse(changed.to_yaml(), "x")[0]) == changed


@pytest.mark.each("name", list(mp.definitions(unit=None).index))
def test_written_and_read_back_a_definition_is_the_same(name: str, tmp_path: Path):
    one = mp.definition(name)
    one.to_yaml(tmp_path / "copy.yaml")
    other = mp.definition(tmp_path / "copy.yaml")
    assert other == one
    assert other.model.bands == one.model.bands
    assert hash(other) == hash(one)


@settings(max_examples=30)
@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20),
    st.floats(0.001, 1e6),
    st.sampled_from(["1e5", "no", "12:30", "é", "great: {}"]),
)
def test_odd_texts_and_numbers_survive_writing(title: str, weight: float, label: str):
    one = mp.definition(
        {"id": "x", "title": title, "tree": {"gdp": weight}, "bands": [{label: {"rank": [1, 2]}}]}
    )
    assert mp.definition(parse(one.to_yaml(), "x")[0]) == one


def test_citing_names_every_figure_and_every_source(world: Dataset):
    text = mp.definition("cinc").cite(world)
    assert "Singer" in text
    assert all(f"nmc_{name}:" in text for name in COMPONENTS)
    assert "\n  bananas: the user's own" in mp.definition({"id": "x", "tree": {"bananas": 1}}).cite(world)
