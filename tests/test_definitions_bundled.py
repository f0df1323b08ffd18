"""Every bundled definition keeps what it declares, on the real world shaken at random.

Written once over all definitions: a new one is tested by lying in weights/.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.engine.expert_lists import expert_core
from mpindex.engine.plan import Plan
from mpindex.steps.registry import INVARIANTS
from mpindex.testing.subject import subject

REFERENCE = Path(__file__).parent / "reference"
NAMES = list(mp.definitions(unit=None).index)
#: The states that experts call middle powers stay in: a definition may draw its line by them.
REFERENCE_SET = expert_core(mp.load().lists, lists="verified", at_least=3)


def declaring(*invariants: str) -> Any:
    names = [name for name in NAMES if set(invariants) <= set(mp.definition(name).spec.get("keeps", []))]
    return pytest.mark.parametrize("name", names)


#: A failing world is not made smaller: its seed says all.
few = settings(
    max_examples=4,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def hdi_components() -> pd.DataFrame:
    columns = {
        "le": "life_expectancy",
        "eys": "expected_schooling",
        "mys": "mean_schooling",
        "gnipc": "gni_per_capita",
    }
    frame = pd.read_csv(
        REFERENCE / "hdi_2021.csv", comment="#", keep_default_na=False, na_values=[""], index_col="iso3"
    )
    return frame[list(columns)].rename(columns=columns)


@cache
def table(name: str) -> pd.DataFrame:
    """The figures that a definition takes, of the bundled world; the components of the HDI as UNDP has them."""
    definition = mp.definition(name)
    if name == "hdi":
        return hdi_components()
    others = [
        one.quantity for band in definition.model.bands for one in band.conditions if one.quantity in NAMES
    ]
    ids = dict.fromkeys(id for each in (name, *others) for id in mp.definition(each).indicators)
    known = mp.load().frame
    # figures that are not bundled are made up: what a definition keeps, it keeps of any
    rng = np.random.default_rng(2025)
    made = {id: rng.lognormal(size=len(known)) for id in ids if id not in known and not id.endswith("_se")}
    return known.assign(**made)[[id for id in ids if not id.endswith("_se")]]


@cache
def metadata(name: str) -> dict[str, dict[str, Any]]:
    world = mp.load()
    return {id: {"direction": world.indicator(id).direction} for id in table(name) if id in world.indicators}


def index(name: str, frame: pd.DataFrame, **changes: Any) -> mp.Index:
    world = mp.load()
    data = Dataset.from_frame(
        frame, metadata=metadata(name), year=2025, tables=world.tables, is_countries=True
    )
    definition = mp.definition(name)
    return (definition.with_(changes) if changes else definition).apply(data)


def counted(name: str) -> list[str]:
    """The figures that count as they are, and not only as part of what is derived from them (people, in GDP per head)."""
    sources = dict.fromkeys(leaf.source for leaf in mp.definition(name).model.root.leaves())
    return [id for id in sources if id in table(name)]


@st.composite
def worlds(draw: st.DrawFn, name: str) -> pd.DataFrame:
    """Some states of the real world, their figures shaken, some lost."""
    frame = table(name)
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    share = draw(st.sampled_from([0.3, 0.6, 1.0]))
    chosen = frame[(rng.random(len(frame)) < share) | frame.index.isin(REFERENCE_SET)]
    shaken = chosen * rng.uniform(0.9, 1.1, chosen.shape) if name not in LIMITED else chosen.copy()
    lost = rng.random(chosen.shape) < draw(st.sampled_from([0.0, 0.05, 0.3]))
    return shaken.mask(lost)


#: Definitions whose figures have a scale of their own, which shaking would leave.
LIMITED = {"hdi"}


def same(one: pd.Series, other: pd.Series) -> None:
    assert_allclose(one.reindex(other.index), other, rtol=1e-9, atol=1e-12)


def test_what_is_declared_has_a_name():
    for name in NAMES:
        assert set(mp.definition(name).spec.get("keeps", [])) <= set(INVARIANTS)


@declaring("permutation")
@few
@given(data=st.data())
def test_the_order_of_the_states_does_not_matter(name: str, data: st.DataObject):
    frame = data.draw(worlds(name))
    shuffled = frame.sample(frac=1, random_state=data.draw(st.integers(0, 999)))
    one, other = index(name, frame), index(name, shuffled)
    same(one.scores, other.scores)
    assert_array_equal(one.bands.reindex(other.bands.index), other.bands)


@declaring("scale")
@few
@given(data=st.data())
def test_the_unit_of_an_indicator_does_not_matter(name: str, data: st.DataObject):
    frame = data.draw(worlds(name))
    column = data.draw(st.sampled_from(list(frame)))
    scaled = frame.assign(**{column: frame[column] * data.draw(st.sampled_from([0.001, 0.5, 2.0, 1024.0]))})
    one, other = index(name, frame), index(name, scaled)
    assert_array_equal(one.ranks, other.ranks)


@declaring("translation")
@few
@given(data=st.data())
def test_the_zero_of_an_indicator_does_not_matter(name: str, data: st.DataObject):
    frame = data.draw(worlds(name))
    column = data.draw(st.sampled_from(list(frame)))
    spread = float(frame[column].max() - frame[column].min())
    assume(np.isfinite(spread) and spread > 0)
    moved = frame.assign(**{column: frame[column] + data.draw(st.sampled_from([0.5, 2.0])) * spread})
    one, other = index(name, frame), index(name, moved)
    assert_array_equal(one.ranks, other.ranks)


@declaring("weight_scaling")
@few
@given(data=st.data())
def test_doubling_every_weight_changes_nothing(name: str, data: st.DataObject):
    frame = data.draw(worlds(name))
    plan = Plan.compile(mp.definition(name), index(name, frame).dataset)
    x, factor = plan.stage("normalised"), data.draw(st.sampled_from([0.25, 2.0, 3.0]))
    assert_allclose(plan.aggregate(x, factor * plan.weights)[:, -1], plan.aggregate(x)[:, -1], rtol=1e-12)


@declaring("monotonicity")
@few
@given(data=st.data())
def test_more_of_what_counts_as_more_never_lowers_a_state(name: str, data: st.DataObject):
    frame = data.draw(worlds(name))
    column, unit = data.draw(st.sampled_from(counted(name))), data.draw(st.sampled_from(list(frame.index)))
    assume(np.isfinite(frame.loc[unit, column]) and frame.loc[unit, column] > 0)
    more = frame.copy()
    up = metadata(name).get(column, {}).get("direction", 1) > 0
    more.loc[unit, column] *= data.draw(st.sampled_from([1.01, 1.5, 4.0])) ** (1 if up else -1)
    if name == "hdi":
        more = more.clip(upper=150_000)
    before, after = index(name, frame), index(name, more)
    assert after.ranks[unit] <= before.ranks[unit] or np.isnan(before.ranks[unit])


@declaring("dominance")
@few
@given(data=st.data())
def test_a_state_at_least_as_good_everywhere_scores_at_least_as_high(name: str, data: st.DataObject):
    frame = data.draw(worlds(name)).dropna()
    assume(len(frame) > 3)
    better, worse = frame.index[:2]
    ids = counted(name)
    ways = pd.Series({id: metadata(name).get(id, {}).get("direction", 1) for id in ids})
    best = (frame.loc[[better, worse], ids] * ways).max() * ways
    frame.loc[better] = frame.loc[worse]
    frame.loc[better, ids] = best
    scores = index(name, frame).scores
    assert scores[better] >= scores[worse] - 1e-9 * abs(scores[worse])


@declaring("bounds")
@few
@given(data=st.data())
def test_scores_stay_within_their_bounds(name: str, data: st.DataObject):
    scores = index(name, data.draw(worlds(name))).scores.dropna()
    low, high = subject(mp.definition(name)).bounds
    assert ((scores >= low - 1e-9) & (scores <= high + 1e-9)).all()


@declaring("ties")
@few
@given(data=st.data())
def test_two_states_with_the_same_figures_tie(name: str, data: st.DataObject):
    frame = data.draw(worlds(name))
    # of one region: a definition may look at each region by itself
    regions = mp.load().groups.query("grouping == 'region'").set_index("unit")["group"]
    one = frame.index[0]
    other = next((unit for unit in frame.index[1:] if regions.get(unit, unit) == regions.get(one)), None)
    assume(other is not None)
    frame.loc[other] = frame.loc[one]
    found = index(name, frame)
    assert found.ranks[one] == found.ranks[other] or np.isnan(found.ranks[one])
