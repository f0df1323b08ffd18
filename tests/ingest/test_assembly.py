"""A checked table becomes the Dataset that it says, value by value."""

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.ingest.read import read


def test_standard_errors_stand_beside_their_indicator():
    frame = pd.DataFrame(
        {
            "iso3": ["KEN", "PER"],
            "year": 2020,
            "trust_se": [0.1, 0.2],
            "trust": [1.0, 2.0],
            "beds": [3.0, 4.0],
        }
    )
    data = read(frame)
    assert data.indicators == ("trust", "beds")
    assert data.values(["trust_se", "beds"]).tolist() == [[0.1, 3.0], [0.2, 4.0]]


def test_each_value_keeps_its_source():
    frame = pd.DataFrame(
        {"iso3": ["KEN", "PER"], "indicator": "a", "year": 2020, "value": [1.0, 2.0], "source": ["x", ""]}
    )
    assert read(frame).sources["a"].tolist() == ["x", "x"]


def test_what_the_world_holds_is_read_back_as_it_is(tmp_path):
    """Written and read, no value falls out: freshness counts from the same year."""
    world = mp.load()
    world.tidy.to_csv(tmp_path / "world.csv", index=False)
    again = read(tmp_path / "world.csv").subset(units=world.units, indicators=world.indicators)
    assert again.reference_year == world.reference_year
    kept = world.frame.where(again.frame.notna() | world.frame.notna())
    filled = [entry.id for entry in world.entries if entry.absence == "zero"]
    rest = [id for id in world.indicators if id not in filled]
    pd.testing.assert_frame_equal(again.frame[rest], kept[rest], check_exact=True)
    assert len(again.tidy) == len(world.tidy)


def test_units_without_values_stay_and_columns_of_the_dataset_are_plain_floats():
    data = read(pd.DataFrame({"iso3": ["KEN", "PER"], "year": 2020, "v": [1, None]}))
    assert data.units == ("KEN", "PER")
    assert data.frame["v"].tolist() == [1.0, pytest.approx(np.nan, nan_ok=True)]
