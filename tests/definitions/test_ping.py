"""Ping's majority of nine statistics, counted by hand."""

from __future__ import annotations

import pandas as pd

import mpindex as mp
from mpindex.dataset.dataset import Dataset

UNITS = ["KAZ", "UZB", "KGZ"]
#: Figures of three states, in the places 1, 2, 3 from the top for KAZ, UZB, KGZ unless said otherwise.
PLAIN = {
    "population": [3, 2, 1], "area": [3, 2, 1], "milex": [3, 2, 1], "gdp": [1, 1, 1], "exports": [3, 2, 1],
    "imports": [3, 2, 1], "gni_per_capita_ppp": [3, 2, 1], "life_expectancy": [3, 2, 1],
}  # fmt: skip


def applied(growth: list[float], **figures: list[float]) -> mp.Index:
    """Apply to three states; `growth` is PPP GDP of 2024 over that of 2019, which is 1."""
    rows = [
        (unit, name, 2024, float(values[i]))
        for name, values in (PLAIN | figures).items()
        for i, unit in enumerate(UNITS)
    ]
    rows += [(unit, "gdp_ppp", 2019, 1.0) for unit in UNITS]
    rows += [(unit, "gdp_ppp", 2024, float(growth[i])) for i, unit in enumerate(UNITS)]
    tidy = pd.DataFrame(rows, columns=["unit", "indicator", "year", "value"]).assign(source="x")
    data = Dataset.from_tidy(tidy, is_countries=True, tables=mp.load().tables)
    return mp.definition("ping").apply(data)


def test_the_second_of_three_is_in_the_middle_of_most():
    # positions are 1/6, 1/2, 5/6 in eight of the nine (GDP ties: 1/2 for all): first, second and third throughout
    index = applied([3, 2, 1])
    assert index.bands.to_list() == ["upper third on most", "middle third on most", "lower third on most"]


def test_five_of_nine_are_needed():
    # UZB is in the middle of population, area, milex, GDP (tied) and growth: five; first in the four others
    first = {name: [2, 3, 1] for name in ("exports", "imports", "gni_per_capita_ppp", "life_expectancy")}
    assert applied([3, 2, 1], **first).bands["UZB"] == "middle third on most"
    # with growth gone to the top it has four in the middle and five in the top third
    assert applied([2, 3, 1], **first).bands["UZB"] == "upper third on most"


def test_no_majority_is_no_class():
    # KGZ: small on four (population, area, milex, growth), middle on GDP, great on four (exports, trade, GNI, life)
    first = {name: [2, 1, 3] for name in ("exports", "imports", "gni_per_capita_ppp", "life_expectancy")}
    assert applied([3, 2, 1], **first).bands["KGZ"] == "mixed"


def test_kazakhstan_is_too_large_for_the_middle_and_uzbekistan_is_not(world: Dataset):
    index = mp.definition("ping").apply(world)
    assert (index.bands["KAZ"], index.bands["UZB"], index.bands["NRU"]) == (
        "upper third on most",
        "middle third on most",
        "lower third on most",
    )
    asia = mp.definition("ping").apply(world, parameters={"region": "Asia"})
    assert asia.n == 48 and asia.bands["KAZ"] in ("middle third on most", "mixed", "upper third on most")
