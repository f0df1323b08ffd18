"""An index of one's own, of cities, firms, provinces or universities: as pleasant as ours, and no word of states."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import MpindexError

mpl.use("agg")

CITIES = """city,rent,transit,parks,air,crime,wages
Aster,900,71,12,18,3.1,2500
Birch,1200,80,9,,2.2,3100
Cedar,700,55,20,12,4.5,2100
Dover,1500,90,7,25,1.9,
Elm,650,,15,10,5.0,1900
Firth,1100,77,11,21,2.8,2900
Grange,800,60,18,14,3.9,2300
Halden,1300,85,,23,2.1,3300
Iver,950,68,13,17,3.3,2600
Jarrow,720,50,22,11,,2000
Kelso,1010,74,10,19,2.9,2700
Linden,880,66,14,16,3.4,2450
"""
LIVEABILITY = """id: liveability
tree:
  economy: {of: {wages: 2, rent: {weight: 1, direction: -1}}}
  life: {of: {transit: 1, parks: 1, air: {weight: 1, direction: -1}, crime: {weight: 1, direction: -1}}}
"""
STATES = re.compile(r"\b(states?|countr(y|ies)|powers?|tiers?|nations?|KAZ|Kazakhstan)\b", re.I)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    (folder / "cities.csv").write_text(CITIES, encoding="utf-8")
    (folder / "liveability.yaml").write_text(LIVEABILITY, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def data(place):
    return mp.read(place / "cities.csv")


@pytest.fixture(scope="module", params=["exclude", "available", "bands"])
def mine(request, place):
    definition = mp.definition(place / "liveability.yaml")
    if request.param == "bands":
        bands = [{"leaders": {"rank": {"max": 3}}}, {"middle": {"rank": {"max": 8}}}]
        return mp.definition({**definition.spec, "missing": "available", "bands": bands})
    return definition.with_(missing=request.param)


def test_from_csv_to_ranks_figure_excel_and_robustness_in_eight_lines(place, monkeypatch):
    monkeypatch.chdir(place)
    lines = [
        'cities = mp.read("cities.csv")',
        'mine = mp.definition("liveability.yaml").with_(missing="available")',
        "index = mine.apply(cities)",
        "print(index)",
        'mp.plots.ladder(index).figure.savefig("cities.png")',
        'index.to_excel("cities.xlsx")',
        "sure = mp.robustness(mine, cities, draws=500)",
        "print(sure)",
    ]
    names = {"mp": mp}
    exec("\n".join(lines), names)
    assert names["index"].n == 12
    assert len(names["sure"].notes) == 1
    assert Path("cities.png").stat().st_size > 0 and Path("cities.xlsx").stat().st_size > 0


def answers(mine, data):
    """Everything that a maker of an index would print, by name."""
    index = mine.apply(data)
    unit = str(index.table.index[1])
    yield "dataset", data
    yield "tree", mine.tree
    yield "index", index
    yield "index notes", "\n".join(index.notes)
    yield "explain", index.explain(unit)
    yield "table", index.table
    yield "weights", index.weights
    yield "robustness", mp.robustness(mine, data, draws=200)
    yield "robustness of one", mp.robustness(mine, data, draws=200).of(unit)
    yield "where", mp.where(unit, mine, data)
    yield "where without figures", mp.where("Halden", mine, data)
    yield "verdict", mp.verdict(unit, mine, data, draws=200)
    yield "sensitivity", mp.sensitivity(unit, mine, data, draws=64)
    yield "compare", mp.compare([mine, mine.with_(normalise="rank", id="ranks")], dataset=data)
    yield "audit", mp.audit(index)
    yield "search", mp.search("rent", data)
    yield "cite", mine.cite(data)


def test_nothing_is_said_about_states(mine, data):
    for name, answer in answers(mine, data):
        for text in (str(answer), repr(answer), getattr(answer, "_repr_html_", str)()):
            assert not STATES.search(text), f"{name}: {STATES.search(text)}"


def test_the_pages_speak_of_no_states_either(mine, data):
    page = mp.report("Aster", mine, data, draws=50).html
    assert not STATES.search(re.sub(r"<style>.*?</style>|base64,[^\"]*", "", page, flags=re.S))


def test_figures_speak_of_no_states(mine, data):
    index = mine.apply(data)
    run = mp.robustness(mine, data, draws=200)
    verdict = mp.verdict("Aster", mine, data, draws=200)
    for ax in (
        mp.plots.ladder(index), mp.plots.ladder(index, "Aster"), run.plot(), run.plot("Aster"), verdict.plot(),
        mp.where("Aster", mine, data).plot(), mp.plots.icicle(index),
        mp.sensitivity("Aster", mine, data, draws=64).plot(),
    ):  # fmt: skip
        texts = [text.get_text() for text in ax.figure.findobj(mpl.text.Text)]
        assert not [text for text in texts if STATES.search(text)]
        plt.close(ax.figure)


def test_nothing_is_blank(mine, data):
    index = mine.apply(data)
    explained = index.explain("Aster")
    assert (explained["name"] == explained.index).all()
    assert not index.table.isna().all().any()
    where = str(mp.where("Aster", mine, data))
    assert not re.search(r"by\s*,|by ,|: ,", where)


def test_a_definition_without_bands_has_no_band(data, place):
    index = mp.definition(place / "liveability.yaml").apply(data)
    assert "band" not in index.table
    assert index.bands.isna().all()
    assert "band" not in repr(index)
    assert not re.search("band|unclassified", repr(mp.robustness(index.definition, data, draws=50)))


def test_bands_of_ones_own_are_taken_as_they_are_called(data):
    spec = {"id": "own", "tree": {"rent": 1}, "bands": [{"great": {"rank": {"max": 2}}}, {"middle": {}}]}
    assert "'middle'" in mp.where("Aster", spec, data).in_words()
    verdict = mp.verdict("Aster", spec, data, draws=50)
    assert list(verdict.matrix.columns) == ["great", "middle", "unclassified", "middle of the pack"]


def test_the_rule_for_missing_values_is_said_where_it_bites(data, place):
    plain = mp.definition(place / "liveability.yaml")
    assert plain.apply(data).notes[0] == (
        "5 of 12 units have no score: Birch, Dover, Elm, Halden, Jarrow; `missing: available` would rank them"
    )
    assert not any("of 12 units have" in note for note in plain.with_(missing="available").apply(data).notes)


def test_ranks_of_those_that_mostly_have_no_score_are_said_to_be_few(data, place):
    run = mp.robustness(mp.definition(place / "liveability.yaml"), data, draws=200)
    assert "5 of 12 units have no score in most draws (Birch, Dover, Elm, Halden, Jarrow)" in run.notes[-1]


def test_a_ladder_needs_no_unit(data, place):
    ax = mp.plots.ladder(mp.definition(place / "liveability.yaml").apply(data))
    assert any("7 units ranked" in text.get_text() for text in ax.figure.findobj(mpl.text.Text))
    plt.close(ax.figure)


@pytest.mark.parametrize("unit", ["firm", "province", "university"])
@pytest.mark.parametrize(("many", "indicators"), [(3, 1), (3, 4), (1, 2), (40, 2)])
def test_small_and_flat_indices_work(unit, many, indicators):
    rng = np.random.default_rng(many)
    frame = pd.DataFrame(
        rng.uniform(1, 9, (many, indicators)), columns=[f"x{i}" for i in range(indicators)]
    ).assign(**{unit: [f"{unit} {i}" for i in range(many)]})
    own = mp.read(frame)
    definition = mp.definition({"id": "flat", "tree": {f"x{i}": 1 for i in range(indicators)}})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", mp.errors.MpindexWarning)
        try:
            index = definition.apply(own)
            run = mp.robustness(definition, own, draws=100)
        except MpindexError:
            assert many == 1  # one unit cannot be scaled against others
            return
    assert index.n in (many, 0)
    for text in (repr(own), repr(index), repr(run)):
        assert not STATES.search(text)


def test_years_are_read_and_followed():
    rows = [
        (c, y, 10 * i + y - 2020)
        for i, c in enumerate(["Aster", "Birch", "Cedar"])
        for y in range(2020, 2024)
    ]
    own = mp.read(pd.DataFrame(rows, columns=["city", "year", "wages"]))
    found = mp.trajectory("Birch", {"id": "pay", "tree": {"wages": 1}}, range(2020, 2024), own)
    assert not STATES.search(repr(found))
