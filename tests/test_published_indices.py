"""Published indices made again from their inputs by a file each, to the published digit: TAI, Lowy's tiers, Elcano.

HDI and CINC stand in `weights/` and are held to every published row with the bundled definitions.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import mpindex as mp

REFERENCE = Path(__file__).parent / "reference"


def table(name: str, **options) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / name, comment="#", keep_default_na=False, na_values=[""], **options)


# Technology Achievement Index -------------------------------------------------------


@pytest.fixture(scope="module")
def tai() -> mp.Dataset:
    return mp.read(table("handbook/tablea2_tai_raw.csv"), units="free")


def tai_yaml(weights: str) -> str:
    posts = table("handbook/tai_goalposts.csv", index_col="indicator")
    shares = table("handbook/table22_tai_weights.csv", index_col="indicator")[weights]
    leaves = "".join(
        f"  {name}: {{weight: {shares[name]}, normalise: "
        f"{{goalposts: [{row.goalpost_min_value}, {row.goalpost_max_value}]}}}}\n"
        for name, row in posts.iterrows()
    )
    return f"id: tai\naggregate: arithmetic\nmissing: exclude\ntree:\n{leaves}"


@pytest.mark.parametrize("weights", ["EW", "BAP"])
def test_all_23_ranks_of_the_technology_achievement_index(tai, tmp_path, weights):
    file = tmp_path / "tai.yaml"
    file.write_text(tai_yaml(weights), encoding="utf-8")
    ranks = mp.definition(file).apply(tai).ranks
    published = table("handbook/table23_tai_ranks.csv", index_col="iso3")[weights]
    assert len(published) == 23
    assert ranks.astype(int).to_dict() == published.to_dict()


def test_extremes_of_the_sample_in_place_of_goalposts_get_twelve_ranks_wrong(tai):
    shares = table("handbook/table22_tai_weights.csv", index_col="indicator")["EW"]
    ranks = mp.definition({"id": "tai", "tree": shares.to_dict()}).apply(tai).ranks
    published = table("handbook/table23_tai_ranks.csv", index_col="iso3")["EW"]
    assert (ranks[published.index] != published).sum() == 12


def test_budget_allocation_can_be_stated_as_points(tai):
    shares = table("handbook/table22_tai_weights.csv", index_col="indicator")["BAP"]
    points = [list(shares), list(2 * shares)]
    one = mp.definition({"id": "tai", "tree": shares.to_dict()}).apply(tai)
    equal = dict.fromkeys(shares.index, 1)
    other = mp.definition({"id": "tai", "weigh": {"budget": points}, "tree": equal}).apply(tai)
    np.testing.assert_allclose(other.scores, one.scores)


def test_weights_from_comparisons_in_pairs(tai):
    matrix = table("handbook/table20_ahp.csv", index_col=0)
    leaves = dict.fromkeys(matrix.columns, 1)
    index = mp.definition({"id": "tai", "weigh": {"ahp": matrix.to_numpy().tolist()}, "tree": leaves}).apply(
        tai
    )
    weights = index.weights.loc[list(matrix.columns), "effective"]
    values, vectors = np.linalg.eig(matrix.to_numpy())
    principal = np.abs(vectors[:, values.real.argmax()].real)
    np.testing.assert_allclose(weights, principal / principal.sum())
    assert values.real.max() == pytest.approx(8.21108, abs=5e-6)


# Lowy Institute's Asia Power Index ------------------------------------------------------


def test_tiers_of_the_asia_power_index():
    published = table("lowy/lowy_2025.csv", index_col="iso3")
    data = mp.Dataset.from_frame(published[["score"]].astype(float))
    tiers = [
        {"super": {"score": {"min": 70}}},
        {"major": {"score": {"min": 40}}},
        {"middle": {"score": {"min": 10}}},
        {"minor": {}},
    ]
    index = mp.definition({"id": "lowy", "normalise": "none", "tree": {"score": 1}, "bands": tiers}).apply(
        data
    )
    assert list(index.bands) == list(published["tier"])
    assert list(index.ranks) == list(published["rank"])


# Elcano Global Presence Index -------------------------------------------------------------

ELCANO = {
    "economic_presence": (
        0.38,
        {"energy": 0.18, "primary_goods": 0.13, "manufactures": 0.20, "services": 0.23, "investments": 0.26},
    ),
    "military_presence": (0.16, {"troops": 0.51, "military_equipment": 0.49}),
    "soft_presence": (
        0.46,
        {
            "migrations": 0.09,
            "tourism": 0.09,
            "sports": 0.07,
            "culture": 0.15,
            "information": 0.13,
            "technology": 0.13,
            "science": 0.12,
            "education": 0.12,
            "cooperation": 0.10,
        },
    ),
}


def test_dimensions_and_total_of_the_global_presence_index():
    published = table("elcano/elcano_2013.csv", index_col="code")
    tree = {name: {"weight": weight, "of": parts} for name, (weight, parts) in ELCANO.items()}
    index = mp.definition({"id": "iepg", "normalise": "none", "missing": "exclude", "tree": tree}).apply(
        mp.Dataset.from_frame(published[[part for _, parts in ELCANO.values() for part in parts]])
    )
    for name in (*ELCANO, "iepg"):
        np.testing.assert_allclose(index.levels[name], published[name], rtol=1e-6, err_msg=name)
    assert list(index.ranks.rank()) == list(published["rank"].rank())
