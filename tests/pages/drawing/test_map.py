"""The map shows bands as shades, the units asked for outlined, and hides nobody."""

from __future__ import annotations

import re

import pytest

import mpindex as mp
from mpindex.pages.drawing.map import classes_of, key, region_map, widened, world_map
from mpindex.pages.drawing.svg import wide
from mpindex.plots.map_chart.view import View
from mpindex.units.shapes import shapes

LINK = {code: f"units/{code}.html" for code in mp.load().units}


@pytest.fixture(scope="module")
def wood() -> mp.Index:
    return mp.definition("wood").apply(mp.load())


def test_the_world_has_every_state_once(wood) -> None:
    drawn = world_map(wood, shapes(), LINK)
    dots = sum(len(shapes()[code].dots) for code in wood.units)
    rings = sum(bool(shapes()[code].outer) for code in wood.units)
    assert drawn.count('<path class="banded"') == rings
    assert drawn.count("<circle") == dots
    assert drawn.count("<a ") == rings + dots


def test_a_region_shows_the_state_with_its_neighbours(wood) -> None:
    drawn = region_map(wood, ["KAZ"], shapes(), name="land")
    for name in ("Kazakhstan", "Uzbekistan", "Kyrgyzstan", "Russia", "China"):
        assert f">{name}</text>" in drawn
    assert "Brazil" not in drawn


def test_the_text_of_the_map_says_the_band(wood) -> None:
    drawn = region_map(wood, ["KAZ"], shapes(), name="land")
    assert f"Kazakhstan: {wood.bands['KAZ']}" in drawn


def test_units_of_another_kind_have_no_map(wood) -> None:
    assert world_map(wood, {}, LINK) == ""
    assert region_map(wood, ["KAZ"], {"USA": shapes()["USA"]}, name="land") == ""


def test_the_key_counts_the_units_of_each_band(wood) -> None:
    text = key(classes_of(wood))
    for label, many in wood.bands.value_counts().items():
        assert f"{label}: {many}<" in text


def test_links_lead_to_the_page_of_each_unit(wood) -> None:
    drawn = world_map(wood, shapes(), LINK)
    assert '<a href="units/KAZ.html" tabindex="-1"><path' in drawn
    assert f"<title>Kazakhstan: {wood.bands['KAZ']}</title>" in drawn


def test_a_high_view_becomes_wider_and_keeps_its_middle() -> None:
    view = widened(View(0, 0, 100, 300))
    assert (view.left + view.width / 2, view.height, view.height / view.width) == (
        50,
        300,
        pytest.approx(0.6),
    )


def test_no_name_stands_over_the_dot_of_a_unit_too_small_for_an_outline(wood) -> None:
    wide_map = region_map(wood, ["NRU"], shapes(), name="land").split("</svg>")
    drawn = next(part for part in wide_map if ">Nauru</text>" in part)
    dots = re.findall(r'<circle[^>]* cx="([\d.-]+)" cy="([\d.-]+)"', drawn)
    names = re.findall(r'<text[^>]* x="([\d.-]+)" y="([\d.-]+)"[^>]*>([^<]+)<', drawn)
    assert len(dots) > 5 and len(names) > 5
    for x, y, name in names:
        half = wide(name) / 2
        over = [
            dot for dot in dots if abs(float(dot[0]) - float(x)) < half and -12 < float(dot[1]) - float(y) < 4
        ]
        assert not over, name
