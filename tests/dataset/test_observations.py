"""Which value counts: nothing stale, nothing of the future, zero where absence means none."""

import numpy as np
import pandas as pd
import pytest

from mpindex.errors import OptionError, UnknownIndicator, UnknownUnit


def test_the_newest_value_wins_even_one_dated_after_the_reference_year(small):
    assert small.reference_year == 2025
    assert small.frame.loc["KAZ", "gdp"] == 310
    assert small.years.loc["KAZ", "gdp"] == 2026


def test_a_stale_value_does_not_count(small):
    assert np.isnan(small.frame.loc["UZB", "gdp"])
    assert small.years.loc["UZB", "gdp"] is pd.NA
    assert pd.isna(small.sources.loc["UZB", "gdp"])


def test_where_absence_means_zero_the_absent_have_zero_of_the_newest_year(small):
    assert small.frame["peacekeepers"].to_dict() == {"KAZ": 0, "NAM": 0, "TWN": 0, "UZB": 5}
    assert (small.years["peacekeepers"] == 2022).all()
    assert (small.sources["peacekeepers"] == "un-peacekeeping-by-state").all()


def test_zeros_are_not_filled_in_where_nobody_has_a_fresh_value(small):
    assert small.at(2024).frame["peacekeepers"].notna().all()
    assert small.at(2014).frame["peacekeepers"].isna().all()
    assert small.at(2004).frame["peacekeepers"].to_dict() == {"KAZ": 7, "NAM": 0, "TWN": 0, "UZB": 0}


def test_filled_zeros_are_in_the_frame_and_not_in_the_panel(small, values):
    assert len(small.tidy) == values.count("\n") - 1
    assert not (small.tidy["value"] == 0).any()


def test_values_of_another_source_are_stand_ins(small):
    where = small.stand_ins.stack()  # noqa: PD013
    assert list(where[where].index) == [("TWN", "gdp")]


def test_namibia_is_not_missing(small):
    assert small.units == ("KAZ", "NAM", "TWN", "UZB")
    assert small.names["NAM"] == "Namibia"
    assert small.find("Namibia") == small.find("NAM") == "NAM"


def test_values_come_in_the_order_asked_for(small):
    assert np.array_equal(
        small.values(["wgi_rl", "gdp"]), small.frame[["wgi_rl", "gdp"]].to_numpy(), equal_nan=True
    )
    assert small.values("gdp").shape == (4, 1)
    assert small.values([]).shape == (4, 0)


def test_standard_errors_are_asked_for_by_their_ending(small):
    assert small.values(["wgi_rl_se"])[0] == 0.1
    assert small.at(2014).values(["wgi_rl_se"])[0] == 0.2
    years, errors = small.series("wgi_rl_se")
    assert years.tolist() == [2013, 2023]
    assert errors[0].tolist() == [0.2, 0.1]
    assert small.indicator("wgi_rl_se").name.startswith("Standard error of")
    assert "wgi_rl_se" not in small.indicators


def test_an_unknown_indicator_is_an_error_with_the_nearest_id(small):
    with pytest.raises(
        UnknownIndicator, match=r"unknown indicator 'peacekeeper'. Did you mean 'peacekeepers'\?"
    ):
        small.values(["peacekeeper"])
    with pytest.raises(UnknownIndicator, match="has no standard errors"):
        small.series("gdp_se")
    with pytest.raises(UnknownIndicator, match="is in the catalogue but not in this dataset"):
        small.indicator("population")
    with pytest.raises(UnknownIndicator, match="your own copy"):
        small.indicator("gpi")


def test_an_unknown_unit_is_an_error(small):
    with pytest.raises(UnknownUnit, match=r"DEU .* is not in this dataset"):
        small.find("Germany")
    with pytest.raises(UnknownUnit, match=r"there is no unit 'KAX'. Did you mean 'KAZ'\?"):
        small.subset(units=["KAX"])


def test_coverage_is_the_share_of_indicators_with_a_value(small):
    assert small.coverage.to_dict() == pytest.approx({"KAZ": 1, "NAM": 1 / 3, "TWN": 2 / 3, "UZB": 1 / 3})


def test_an_indicator_is_had_by_its_id(small):
    assert small["gdp"].equals(small.frame["gdp"])
    assert small["gdp"]["KAZ"] == 310


def test_an_id_that_there_is_not_is_an_error_with_the_nearest(small):
    with pytest.raises(UnknownIndicator, match="Did you mean 'gdp'"):
        small["gpd"]
    with pytest.raises(OptionError, match="one indicator"):
        small[["gdp", "population"]]


def test_going_through_a_dataset_gives_its_indicators(small):
    assert tuple(small) == small.indicators
    assert "gdp" in small
    assert "gpd" not in small


def test_completion_offers_the_indicators(small):
    assert small._ipython_key_completions_() == list(small.indicators)
