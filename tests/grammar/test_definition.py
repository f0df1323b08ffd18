"""Definitions: how they are found, extended, changed, written and cited; replicas held to what was published."""

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


# published indices ------------------------------------------------------------


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
    assert (index.scores.round(3) == table["hdi"]).all()


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
        {"gdp": [100.0, 60.0, 40.0], "population": [50.0, 10.0, 20.0]}, index=["A", "B", "C"]
    )
    # products: 100 * 2 = 200, 60 * 6 = 360, 40 * 2 = 80; total 640
    scores = mp.definition("beckley").apply(Dataset.from_frame(frame)).scores
    assert scores.tolist() == pytest.approx([0.3125, 0.5625, 0.125])


def test_net_resources_need_both_factors():
    frame = pd.DataFrame({"gdp": [100.0, 60.0], "population": [np.nan, 10.0]}, index=["A", "B"])
    assert mp.definition("beckley").apply(Dataset.from_frame(frame)).scores.isna().tolist() == [True, False]


def test_wood_finds_31_middle_powers_between_the_sixth_and_the_thirty_sixth(world: Dataset):
    index = mp.definition("wood").apply(world)
    middle = index.ranks[index.bands == "middle"]
    assert len(middle) == 31
    assert (middle.min(), middle.max()) == (6, 36)


# finding ------------------------------------------------------------------------


def test_every_bundled_definition_is_listed_and_found():
    listed = mp.definitions(unit=None)
    assert list(listed.index[:4]) == ["capability", "behavioural", "regional", "rankings"]
    assert listed["question"].str.endswith("?").all()
    assert all(mp.definition(name).id == name for name in listed.index)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("capabilty", "unknown definition 'capabilty'. Did you mean 'capability'?"),
        ("nowhere/mine.yaml", "there is no file nowhere/mine.yaml"),
        (7, "not int"),
        (None, "not NoneType"),
    ],
)
def test_what_is_no_definition_is_said_so(given: object, message: str):
    with pytest.raises(DefinitionError) as fault:
        mp.definition(given)  # type: ignore[arg-type]
    assert message in str(fault.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "mine.yaml: the file is empty"),
        (b"- id: x\n", "mine.yaml:1: a definition is a mapping of keys"),
        (b"id: \xff\xfe", "mine.yaml: not UTF-8 text; save the file as UTF-8"),
        (b"id: x\ntree: {a: 1}\n" + b"#" * 200_000, "bytes; a definition has at most 200,000"),
    ],
)
def test_a_file_that_is_no_definition_is_said_so(tmp_path: Path, content: bytes, message: str):
    file = tmp_path / "mine.yaml"
    file.write_bytes(content)
    with pytest.raises(DefinitionError) as fault:
        mp.definition(file)
    assert message in str(fault.value)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    file.write_bytes(b"\xef\xbb\xbfid: x\ntree: {a: 1}\n")
    assert mp.definition(file).id == "x"


# extending -----------------------------------------------------------------------


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


BASE = (
    "id: base\nnormalise: minmax\ntree:\n  economy: {weight: 2, of: {gdp: 1, exports: 1}}\n  population: 3\n"
)


def test_extends_takes_all_and_changes_what_it_names(tmp_path: Path):
    write(tmp_path, "base.yaml", BASE)
    changed = mp.definition(
        write(
            tmp_path,
            "mine.yaml",
            "extends: base.yaml\nid: mine\nnormalise: zscore\nweights: {gdp: 4, economy: 5}\n",
        )
    )
    assert changed.id == "mine"
    assert changed.fidelity == "own"
    assert changed.spec["tree"] == {"economy": {"weight": 5, "of": {"gdp": 4, "exports": 1}}, "population": 3}
    assert changed.spec["normalise"] == "zscore"


def test_extends_without_an_id_says_that_it_is_changed(tmp_path: Path):
    assert mp.definition(write(tmp_path, "mine.yaml", "extends: wood\n")).id == "wood-changed"


def test_null_takes_away_what_is_extended(tmp_path: Path):
    write(tmp_path, "base.yaml", BASE)
    changed = mp.definition(
        write(tmp_path, "mine.yaml", "extends: base.yaml\ntree: {population: null}\nnormalise: null\n")
    )
    assert changed.indicators == ("gdp", "exports")
    assert "normalise" not in changed.spec


def test_a_fault_points_into_the_file_that_has_it(tmp_path: Path):
    write(tmp_path, "base.yaml", BASE)
    mine = "extends: base.yaml\nid: mine\nnormalise: zscor\nweights:\n  gdp: -1\n  population: 2\n"
    with pytest.raises(DefinitionError) as fault:
        mp.definition(write(tmp_path, "mine.yaml", mine))
    lines = str(fault.value).splitlines()
    assert len(lines) == 2
    assert any(
        "mine.yaml:3: unknown normalise method 'zscor'. Did you mean 'zscore'?" in line for line in lines
    )
    assert any("mine.yaml:5: the weight of 'gdp' is -1" in line for line in lines)


def test_an_unknown_indicator_of_the_base_points_into_the_base(tmp_path: Path, world: Dataset):
    write(tmp_path, "base.yaml", BASE.replace("population", "populaton"))
    changed = mp.definition(write(tmp_path, "mine.yaml", "extends: base.yaml\nid: mine\n"))
    with pytest.raises(
        DefinitionError, match=r"base\.yaml:5: unknown indicator 'populaton'\. Did you mean 'population'"
    ):
        changed.apply(world)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extends: capabilty\n", "mine.yaml:1: unknown definition 'capabilty'. Did you mean 'capability'?"),
        ("extends: gone.yaml\n", "mine.yaml:1: there is no file"),
        ("extends: [wood]\n", "mine.yaml:1: extends takes the id or the path of one definition"),
        ("extends: wood\nweights: {gpd: 1}\n", "mine.yaml:2: 'gpd' is not in the tree. Did you mean 'gdp'?"),
        ("extends: wood\nweights: 5\n", "mine.yaml:2: weights must be a mapping"),
        (
            "id: x\ntree: {gdp: 1}\nweights: {gdp: 2}\n",
            "mine.yaml:3: 'weights' changes a definition that is extended",
        ),
        ("extends: mine.yaml\n", "a cycle of extends"),
        ("extends: ./../{folder}/mine.yaml\n", "a cycle of extends"),
    ],
)
def test_a_wrong_extends_is_said_so(tmp_path: Path, text: str, message: str):
    with pytest.raises(DefinitionError) as fault:
        mp.definition(write(tmp_path, "mine.yaml", text.replace("{folder}", tmp_path.name)))
    assert message in str(fault.value)


def test_a_circle_of_files_is_found(tmp_path: Path):
    write(tmp_path, "a.yaml", "extends: b.yaml\n")
    write(tmp_path, "b.yaml", "extends: a.yaml\n")
    with pytest.raises(DefinitionError, match=r"a cycle of extends: .*a\.yaml -> .*b\.yaml -> .*a\.yaml"):
        mp.definition(tmp_path / "a.yaml")


def test_a_users_file_may_bear_the_name_of_the_bundled_one_it_extends(tmp_path: Path):
    assert mp.definition(write(tmp_path, "wood.yaml", "extends: wood\nid: mine\n")).indicators == ("gdp",)


# changing and writing -------------------------------------------------------------


def test_with_leaves_the_original_alone():
    wood = mp.definition("wood")
    other = wood.with_({"bands.1.middle.rank.1": 50}, id="mine", normalise="share")
    assert other.spec["bands"][1] == {"middle": {"rank": [6, 50]}}
    assert wood.spec["bands"][1] == {"middle": {"rank": [6, 36]}}
    assert (other.id, wood.id) == ("mine", "wood")


def test_a_change_that_breaks_a_definition_says_which_change():
    with pytest.raises(DefinitionError, match=r"Did you mean 'zscore'.*\(after the changes 'normalise'\)"):
        mp.definition("wood").with_(normalise="zscor")


def test_numbers_of_numpy_are_numbers():
    changed = mp.definition("cinc").with_(weights={"nmc_irst": np.float64(0), "nmc_pec": np.int64(2)})
    assert mp.definition(parse(changed.to_yaml(), "x")[0]) == changed


@pytest.mark.parametrize("name", mp.definitions(unit=None).index)
def test_written_and_read_back_a_definition_is_the_same(name: str, tmp_path: Path):
    one = mp.definition(name)
    one.to_yaml(tmp_path / "copy.yaml")
    other = mp.definition(tmp_path / "copy.yaml")
    assert other == one
    assert other.model.bands == one.model.bands
    assert hash(other) == hash(one)


@settings(max_examples=30)
@given(st.text(max_size=20), st.floats(0.001, 1e6), st.sampled_from(["1e5", "no", "12:30", "é", "great: {}"]))
def test_odd_texts_and_numbers_survive_writing(title: str, weight: float, label: str):
    one = mp.definition(
        {"id": "x", "title": title, "tree": {"gdp": weight}, "bands": [{label: {"rank": [1, 2]}}]}
    )
    assert mp.definition(parse(one.to_yaml(), "x")[0]) == one


# parameters ---------------------------------------------------------------------


def parametric(**more: object) -> mp.Definition:
    spec = {"id": "x", "parameters": {"scale": "minmax"}, "normalise": "$scale", "tree": {"gdp": 1}}
    return mp.definition({**spec, **more})


SMALL = Dataset.from_frame(pd.DataFrame({"gdp": [1.0, 2.0, 5.0]}, index=["A", "B", "C"]))


def test_a_parameter_is_put_in_where_it_is_named():
    assert parametric().apply(SMALL).scores.tolist() == [0, 25, 100]
    assert parametric().apply(SMALL, scale="rank").scores.tolist() == [1, 2, 3]


def test_an_unknown_parameter_is_named_with_the_nearest():
    with pytest.raises(
        DefinitionError, match=r"x has no parameter 'scal'\. Did you mean 'scale'\? It has: scale"
    ):
        parametric().apply(SMALL, scal="rank")
    with pytest.raises(DefinitionError, match=r"unknown parameter '\$scal'\. Did you mean 'scale'"):
        parametric(normalise="$scal")


def test_a_wrong_value_of_a_parameter_is_a_fault():
    with pytest.raises(DefinitionError, match="unknown normalise method 'rnak'"):
        parametric().apply(SMALL, scale="rnak")


def test_a_dollar_in_a_text_is_a_dollar():
    assert parametric(question="$5 a day?").question == "$5 a day?"


def test_parameters_that_are_no_mapping_are_refused():
    with pytest.raises(DefinitionError, match="parameters must be a mapping"):
        mp.definition({"id": "x", "parameters": [1], "tree": {"gdp": 1}})


# what it rests on -----------------------------------------------------------------


def test_derived_indicators_are_resolved_to_what_they_are_made_from():
    assert mp.definition("beckley").indicators == ("gdp", "population")


def test_what_is_reported_beside_the_score_counts_and_relations_are_no_indicators():
    assert set(mp.definition("regional").indicators) == {
        "gdp", "population", "milex", "exports", "area", "rail_km", "lpi", "io_memberships",
    }  # fmt: skip


def test_citing_names_every_figure_and_every_source(world: Dataset):
    text = mp.definition("cinc").cite(world)
    assert "Singer" in text
    assert all(f"nmc_{name}:" in text for name in COMPONENTS)
    assert "the user's own" in mp.definition({"id": "x", "tree": {"bananas": 1}}).cite(world)
