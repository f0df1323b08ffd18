"""The ladder has a mark for every unit that has a score, and says where those asked for stand."""

from __future__ import annotations

import re

import pytest

import mpindex as mp
from mpindex.pages.drawing.ladder import ladder
from mpindex.pages.drawing.svg import wide


@pytest.fixture(scope="module")
def wood() -> mp.Index:
    return mp.definition("wood").apply(mp.load())


def test_every_unit_has_a_mark_in_both_widths(wood) -> None:
    drawn = ladder(wood, ["KAZ"])
    assert drawn.count("<svg") == 2
    assert drawn.count("h0") == 2 * (wood.n - 1)
    assert drawn.count('<circle class="asked"') == 2


def test_the_units_asked_for_are_named_with_their_ranks(wood) -> None:
    drawn = ladder(wood, ["KAZ", "USA"])
    for code in ("KAZ", "USA"):
        assert drawn.count(f">{wood.dataset.names[code]} {int(wood.ranks[code])}</text>") == 2


def test_a_unit_without_a_score_is_said_and_not_drawn() -> None:
    index = mp.definition("wood").apply(mp.load(year=1992))
    code = next(code for code in index.units if index.ranks[code] != index.ranks[code])
    drawn = ladder(index, [code])
    assert f"{index.dataset.names[code]} has no score" in drawn
    assert '<circle class="asked"' not in drawn


def test_a_band_of_many_is_named_on_a_phone_where_one_of_few_stands_beside_it() -> None:
    narrow = ladder(mp.definition("capability").apply(), ["KAZ"]).split("<svg")[2]
    names = re.findall(r'class="band" x="([\d.]+)" y="\d+">([^<]*)<', narrow)
    assert [name for _, name in names] == ["great", "middle", "minor", "small"]
    places = [float(x) for x, _ in names]
    assert all(a + wide(name) < b for a, b, (_, name) in zip(places, places[1:], names, strict=False))


def test_bands_are_shaded_in_runs_of_ranks(wood) -> None:
    order = wood.table.index[: wood.n]
    runs = (wood.bands[order] != wood.bands[order].shift()).sum()
    assert ladder(wood, ["KAZ"]).count("z") >= 2 * runs
    assert ladder(wood, ["KAZ"]).count('class="behind"') == 2 * wood.bands[order].nunique()
