"""The site is whole: every link leads somewhere, nothing is asked of the network, and cities have one too."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

import mpindex as mp
from mpindex.errors import MpindexError

from .conftest import CITY_CARD, FEW


def links(page: Path) -> list[str]:
    found = re.findall(r'(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8"))
    return [unescape(link) for link in found if not link.startswith(("data:", "#"))]


@pytest.fixture(params=["city_site", "state_site"])
def site(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(request.param)


def test_no_link_is_dead_and_none_leads_out_but_to_sources(site) -> None:
    for page in site.rglob("*.html"):
        for link in links(page):
            if link.startswith("http"):
                continue
            target = page.parent / unquote(link.split("#")[0])
            assert target.resolve().is_file(), f"{page.relative_to(site)}: {link}"
            assert target.resolve().is_relative_to(site.resolve())


def test_every_unit_and_definition_has_a_page(state_site) -> None:
    assert sorted(file.stem for file in (state_site / "units").iterdir()) == sorted(FEW)
    assert sorted(file.stem for file in (state_site / "definitions").iterdir()) == ["cinc-open", "wood"]
    assert sorted(file.name for file in (state_site / "downloads").iterdir()) == [
        "cinc-open.yaml", "figures.csv", "ranks.csv", "sources.csv", "wood.yaml",
    ]  # fmt: skip


def test_the_saved_definition_gives_the_same_ranks(state_site) -> None:
    few = mp.load().subset(units=FEW)
    saved = mp.definition(state_site / "downloads" / "wood.yaml").apply(few)
    assert saved.ranks.equals(mp.definition("wood").apply(few).ranks)


def test_a_site_of_cities_has_no_word_on_states(city_site) -> None:
    for page in city_site.rglob("*.html"):
        if page.parent.name == "explore":
            continue
        text = re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", page.read_text(encoding="utf-8"), flags=re.S)
        assert not re.search(r"\b(states?|powers?|countr(y|ies)|Kazakhstan)\b", text), page


def test_workers_give_the_same_site(cities, city_site, tmp_path) -> None:
    with ThreadPoolExecutor(2) as workers:
        other = mp.site(CITY_CARD, cities, path=tmp_path / "s", draws=50, executor=workers, progress=False)
    for page in (city_site / "units").iterdir():
        assert (other.path / "units" / page.name).read_text() == page.read_text()
    assert repr(other).startswith(f"<Site of {other.pages} pages, ")


@pytest.mark.parametrize(
    "wrong",
    [
        {"draws": 0}, {"executor": 0}, {"executor": "two"}, {"seed": "x"}, {"definitions": []}, {"dataset": 3}, {"path": ""},
    ],
)  # fmt: skip
def test_wrong_arguments_are_named_and_nothing_is_left(wrong, cities, tmp_path) -> None:
    with pytest.raises(MpindexError):
        mp.site(
            **{
                "definitions": CITY_CARD,
                "dataset": cities,
                "path": tmp_path / "s",
                "progress": False,
                **wrong,
            }
        )
    assert list(tmp_path.iterdir()) == []
