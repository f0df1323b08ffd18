"""Fonts for letters that the chosen ones lack."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest
from matplotlib import font_manager, rcParams

import mpindex as mp
from mpindex.errors import MpindexWarning
from mpindex.plots.sheet import fonts

#: In DejaVu Serif, and in no other font that Matplotlib brings.
RARE = "\u1d15"


@pytest.fixture(autouse=True)
def bundled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fonts that Matplotlib brings, and no other that happens to be installed; nothing said yet."""
    every = [font for font in font_manager.fontManager.ttflist if "mpl-data" in font.fname]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", every)
    monkeypatch.setattr(fonts, "_said", set())
    monkeypatch.setattr(fonts, "_unsaid", set())


def index(names: list[str], title: str = "Halls") -> mp.Index:
    data = mp.read(pd.DataFrame({"unit": names, "a": [1.0, 2.0, 3.0], "b": [3.0, 1.0, 2.0]}))
    return mp.definition({"id": "halls", "title": title, "tree": {"a": 1, "b": 1}}).apply(data)


def test_letters_that_the_chosen_font_has_need_no_other():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert fonts.fallbacks("Õismäe, Ψυχικό, Алматы", ["DejaVu Sans"]) == ()
        assert fonts.boxed("Алматы", ["DejaVu Sans"]) == "Алматы"


def test_an_installed_font_joins_for_the_letters_that_it_alone_has(tmp_path):
    before = list(rcParams["font.family"])
    assert fonts.fallbacks(f"{RARE}", ["DejaVu Sans"]) == ("DejaVu Serif",)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = index([f"{RARE}la", "north hall", "south hall"]).plot()
        mp.plots.save(ax, tmp_path / "a.png", dpi=50)
    name = next(
        text
        for text in ax.figure.findobj(lambda item: hasattr(item, "get_fontfamily"))
        if RARE in text.get_text()
    )
    assert name.get_fontfamily()[-1] == "DejaVu Serif"
    assert list(rcParams["font.family"]) == before


def test_letters_that_no_font_has_are_said_once_and_by_us(tmp_path):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        ax = index(["北京", "दिल्ली", "south hall"], title="城市").plot()
        mp.plots.save(ax, tmp_path / "a.png", dpi=50)
        mp.plots.save(index(["北京", "दिल्ली", "south hall"], title="城市").plot(), tmp_path / "a.pdf")
    (told,) = caught
    assert told.category is MpindexWarning and "Install a font" in str(told.message)
    assert all(letter in str(told.message) for letter in "城市北京द")
