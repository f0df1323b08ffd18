"""The bundled world is what the files of `data/` say, and nothing that the catalogue does not know."""

import numpy as np
import pytest

import mpindex as mp
from mpindex.dataset.bundled import load, reference_year
from mpindex.errors import DataError


def test_loading_a_year_is_loading_and_going_there(tmp_path, small):
    assert load(year=2024, folder=tmp_path).frame.equals(small.at(2024).frame)


def test_values_of_an_indicator_that_the_catalogue_lacks_are_refused(tmp_path, small, values):
    (tmp_path / "values/mixed.csv").write_text(values + "zzz,KAZ,2024,1,nobody\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"catalogue lacks .*zzz"):
        load(folder=tmp_path)


def test_the_bundled_world_has_195_states_and_every_bundled_indicator():
    world = mp.load()
    assert len(world.units) == 195
    assert set(world.indicators) == {id for id, bundled in mp.indicators()["bundled"].items() if bundled}
    assert world.frame.notna().any().all()


def test_every_bundled_value_is_finite_and_every_year_of_the_past():
    tidy = mp.load().tidy
    assert np.isfinite(tidy["value"]).all()
    assert tidy["year"].between(1990, 2026).all()
    assert not tidy.duplicated(["unit", "indicator", "year"]).any()
    assert (tidy["source"] != "").all()


def test_taiwan_stands_on_the_factbook():
    world = mp.load()
    assert world.stand_ins.loc["TWN", "gdp"]
    assert world.sources.loc["TWN", "gdp"] == "cia-factbook"
    assert not world.stand_ins.loc["KAZ"].any()


def test_in_2005_nothing_was_known_of_2006():
    then = mp.load(year=2005)
    assert then.years.max().max() <= 2005
    assert then.dyads["year"].max() <= 2005 or then.dyads["year"].isna().all()
    assert not (then.groups["from"] > 2005).any()
    assert not (then.groups["to"] > 2005).any()


def test_absence_is_not_zero_before_a_state_began() -> None:
    world = load(year=2005)
    assert np.isnan(world.frame.loc["SSD", "unsc_years_20"])  # South Sudan began in 2011
    assert world.frame.loc["KAZ", "unsc_years_20"] == 0
    assert load().frame.loc["SSD", "unsc_years_20"] == 0


def test_freshness_counts_from_the_year_that_the_package_of_the_data_names(tmp_path, small):
    assert reference_year() == mp.load().newest_year
    assert reference_year(tmp_path) == small.reference_year == 2025
