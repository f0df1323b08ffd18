"""Every verb that derives or denominates keeps what it declares to keep.

The tests run over the registry, and a verb is called by the names of its parameters: a new verb is tested by being
registered, and one with a parameter that `World.part` does not know fails until it does.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from mpindex.steps.registry import METHODS

STEPS = ["derive", "denominate"]
CALENDAR = np.array([2001, 2002, 2004, 2005, 2006, 2007])


def declaring(invariant: str) -> Any:
    return pytest.mark.promise(invariant, steps=STEPS)


@dataclass(frozen=True)
class World:
    """Amounts of units, years and pairs, and who is in which group; group -1 is none."""

    table: np.ndarray
    years: np.ndarray
    flow: np.ndarray
    distance: np.ndarray
    group: np.ndarray
    rival: np.ndarray

    def take(self, units: np.ndarray) -> World:
        """Return the world of these units, in this order."""
        pairs = np.ix_(units, units)
        return World(
            self.table[units], self.years[units], self.flow[pairs], self.distance[pairs], self.group[units],
            self.rival[units],
        )  # fmt: skip

    def amounts(self, times: float = 1.0, plus: float = 0.0) -> World:
        """Return the world with other amounts; distances stay as they are."""
        changed = {name: getattr(self, name) * times + plus for name in ("table", "years", "flow")}
        return replace(self, **changed)

    def part(self, name: str, beside: set[str]) -> Any:
        """Return what a parameter of this name takes, in a verb that has these."""
        together = (self.group[:, None] == self.group) & (self.group >= 0)
        if name == "x":
            return (
                self.years if "calendar" in beside else self.table if "by" in beside else self.table[..., 0]
            )
        return {
            **dict.fromkeys(("above", "first", "y"), self.table[..., 0]),
            **dict.fromkeys(("below", "second", "by"), self.table[..., 1]),
            **dict.fromkeys(("members", "partners"), together),
            "columns": self.table,
            "predictors": self.table[..., 1:],
            "flow": self.flow,
            "distance": self.distance,
            "rivals": self.rival[:, None] == self.rival,
            "outsiders": self.rival == 0,
            "calendar": CALENDAR,
        }[name]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A few units with eighths for amounts, of which shifts and doublings are exact; ties, zeros and gaps."""
    n, rng = draw(st.integers(1, 8)), np.random.default_rng(draw(st.integers(0, 2**32 - 1)))

    def amounts(*shape: int) -> np.ndarray:
        values = rng.choice([rng.integers(0, 5, shape), rng.integers(0, 800, shape)]) / 8
        return np.where(rng.random(shape) < draw(st.sampled_from([0.0, 0.3])), np.nan, values)

    distance = rng.integers(1, 4000, (n, n)).astype(float)
    return World(
        amounts(n, 3), amounts(n, len(CALENDAR)), amounts(n, n), distance + distance.T, rng.integers(-1, 2, n),
        rng.integers(0, 2, n),
    )  # fmt: skip


def derived(case: tuple[str, str], world: World) -> np.ndarray:
    """Call a verb with what it cannot do without."""
    method = METHODS[case[0]][case[1]]
    parameters = inspect.signature(method.function).parameters
    positional, options = [], dict(method.example)
    for name, parameter in parameters.items():
        if parameter.default is not parameter.empty or name in options:
            continue
        part = world.part(name, set(parameters))
        if parameter.kind is parameter.VAR_POSITIONAL:
            positional += list(np.moveaxis(part, -1, 0))
        elif parameter.kind is parameter.KEYWORD_ONLY:
            options[name] = part
        else:
            positional.append(part)
    return method.function(*positional, **options)


some = settings(max_examples=15, deadline=None)
CLOSE = {"rtol": 1e-9, "atol": 1e-9}


@declaring("permutation")
@some
@given(world=worlds(), seed=st.integers(0, 99))
def test_the_order_of_the_units_does_not_matter(case, world, seed):
    order = np.random.default_rng(seed).permutation(len(world.group))
    assert_allclose(derived(case, world.take(order)), derived(case, world)[order], **CLOSE)


@declaring("ties")
@some
@given(world=worlds())
def test_equal_units_get_equal_results(case, world):
    twins = derived(case, world.take(np.array([0, *range(len(world.group))])))
    assert_allclose(twins[0], twins[1], **CLOSE)


@declaring("scale")
@some
@given(world=worlds(), factor=st.sampled_from([0.25, 3.0, 1024.0]))
def test_the_unit_of_measurement_does_not_matter(case, world, factor):
    assert_allclose(derived(case, world.amounts(times=factor)), derived(case, world), **CLOSE)


@declaring("translation")
@some
@given(world=worlds(), shift=st.sampled_from([-50.0, 0.125, 1024.0]))
def test_the_zero_of_the_scale_does_not_matter(case, world, shift):
    assert_allclose(derived(case, world.amounts(plus=shift)), derived(case, world), **CLOSE)


@declaring("bounds")
@some
@given(world=worlds())
def test_results_stay_within_the_stated_bounds(case, world):
    low, high = METHODS[case[0]][case[1]].bounds
    result = derived(case, world)
    known = result[~np.isnan(result)]
    assert ((known >= low) & (known <= high)).all()


@pytest.mark.each("case", [(step, name) for step in STEPS for name in METHODS[step]])
def test_many_tables_at_once_are_each_derived_as_alone(case):
    rng = np.random.default_rng(4)
    shapes = {"table": (2, 7, 3), "years": (2, 7, len(CALENDAR)), "flow": (2, 7, 7)}
    amounts = {name: rng.integers(1, 99, shape) / 8 for name, shape in shapes.items()}
    for values in amounts.values():
        values[rng.random(values.shape) < 0.15] = np.nan
    near, group = rng.integers(1, 4000, (7, 7)).astype(float), rng.integers(-1, 2, 7)
    world = World(**amounts, distance=near + near.T, group=group, rival=np.arange(7) % 2)
    for i, result in enumerate(derived(case, world)):
        alone = replace(world, **{name: values[i] for name, values in amounts.items()})
        assert_allclose(result, derived(case, alone), **CLOSE)
