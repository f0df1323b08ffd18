from __future__ import annotations

import pandas as pd
import pytest

from mpindex.catalogue import Indicator
from mpindex.readers import tidy, world_bank

HEADER = "Country Name,Country Code,Year,Value\n"


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch):
    def only(**series: str) -> None:
        entries = [Indicator(id=name, series=formula) for name, formula in series.items()]
        monkeypatch.setattr(tidy, "listed", lambda source: entries)

    return only


def test_aggregates_are_left_out(publish, listed, triples) -> None:
    listed(gdp="NY.GDP")
    folder = publish("ny.gdp.csv", HEADER + "World,WLD,2020,9\nKazakhstan,KAZ,2020,1.25\nKosovo,XKX,2020,3\n")
    assert triples(world_bank.read(folder)) == [("KAZ", 2020, 1.25), ("XKX", 2020, 3.0)]


def test_a_product_needs_both_factors_in_the_same_year(publish, listed, triples) -> None:
    listed(milex="SHARE/100 * GDP")
    publish("share.csv", HEADER + "Kazakhstan,KAZ,2019,50\nKazakhstan,KAZ,2020,2\n")
    folder = publish("gdp.csv", HEADER + "Kazakhstan,KAZ,2020,300\nKazakhstan,KAZ,2021,400\n")
    assert triples(world_bank.read(folder)) == [("KAZ", 2020, 6.0)]


def test_an_empty_cell_is_no_value(publish) -> None:
    folder = publish("x.csv", HEADER + "Namibia,NAM,2020,\nNamibia,NAM,2021,7\n")
    assert world_bank.series(folder, "X").equals(
        pd.Series([7.0], pd.MultiIndex.from_tuples([("NAM", 2021)], names=["unit", "year"]), name="Value")
    )
