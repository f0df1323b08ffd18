"""The tree of a definition is as wide as its weights."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.pages.drawing.icicle import boxes, icicle


@pytest.fixture(scope="module")
def capability() -> mp.Index:
    return mp.definition("capability").apply(mp.load())


def test_every_element_has_a_box_with_its_share_of_the_weight(capability) -> None:
    found = boxes(capability)
    assert len(found) == len(capability.plan.elements) - 1
    assert sum(share for _, share, _, depth in found if depth == 0) == pytest.approx(1)
    assert next(share for name, share, *_ in found if name == "economy") == pytest.approx(0.41)


def test_children_stand_under_their_parent(capability) -> None:
    found = boxes(capability)
    economy = next(box for box in found if box[0] == "economy")
    gdp = next(box for box in found if box[0] == "GDP at market exchange rates")
    assert economy[2] <= gdp[2] and gdp[2] + gdp[1] <= economy[2] + economy[1] + 1e-9
    assert gdp[3] == economy[3] + 1


def test_the_text_has_the_weights_of_the_dimensions(capability) -> None:
    drawn = icicle(capability)
    assert "economy 41 %" in drawn
    assert drawn.count("<rect") == 2 * len(boxes(capability))
