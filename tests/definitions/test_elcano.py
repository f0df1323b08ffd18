"""Elcano's index of 2013: its own figures give its own results; the style has its weights."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from numpy.testing import assert_allclose

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError

PUBLISHED = Path(__file__).parents[1] / "reference" / "elcano" / "elcano_2013.csv"


@pytest.fixture(scope="module")
def published() -> pd.DataFrame:
    return pd.read_csv(PUBLISHED, comment="#", keep_default_na=False, na_values=[""])


def test_the_published_index_of_twenty_states_is_reproduced(published: pd.DataFrame):
    given = published.drop(
        columns=["economic_presence", "military_presence", "soft_presence", "iepg", "rank"]
    )
    index = mp.definition("elcano").apply(mp.read(given, year=2013))
    levels = index.levels.loc[[mp.read(given, year=2013).find(code) for code in published["code"]]]
    for name in ("economic_presence", "military_presence", "soft_presence"):
        assert_allclose(levels[name], published[name], rtol=1e-8, err_msg=name)
    assert_allclose(levels["elcano"], published["iepg"], rtol=1e-8)
    # the extract leaves states out, and keeps the order of those that it has
    assert (index.ranks[levels.index].to_numpy() == published["rank"].rank().to_numpy()).all()


def test_kazakhstan_had_the_forty_first_presence_without_any_military(published: pd.DataFrame):
    row = published.set_index("code").loc["KZ"]
    assert (row["rank"], row["military_presence"]) == (41, 0)


def test_without_elcanos_figures_the_replica_says_which_it_needs(world: Dataset):
    with pytest.raises(
        DefinitionError, match=r"needs figures that are not bundled: energy, .*cooperation\. Read your own"
    ):
        mp.definition("elcano").apply(world)


def test_the_style_has_elcanos_weights():
    ours, theirs = (
        {item.id: item.weight for item in (*root.leaves(), *root.children)}
        for root in (mp.definition(name).model.root for name in ("elcano_style", "elcano"))
    )
    assert ours == theirs


def test_what_has_no_open_figure_waits_for_ones_own(world: Dataset):
    definition = mp.definition("elcano_style")
    plain = definition.apply(world)
    empty = "services, investments, troops, migrations, tourism, sports, culture, education, cooperation"
    assert f"no unit has a value, left out: {empty}" in plain.notes
    # .38 x (.23 + .26) + .16 x .51 + .46 x (.09 + .09 + .07 + .15 + .12 + .10) of the weight is empty
    assert plain.coverage["USA"] == pytest.approx(1 - 0.38 * 0.49 - 0.16 * 0.51 - 0.46 * 0.62)
    services = world.frame[["exports"]].rename(columns={"exports": "services"}).reset_index()
    own = mp.read(services.assign(year=2024).dropna(), units="countries")
    assert definition.apply(world.join(own)).coverage["USA"] == pytest.approx(
        plain.coverage["USA"] + 0.38 * 0.23
    )


def test_the_largest_has_a_thousand(world: Dataset):
    largest = mp.definition("elcano_style").apply(world).normalised.max().dropna()
    assert largest.to_list() == pytest.approx([1000] * len(largest))
