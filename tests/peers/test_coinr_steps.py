"""COINr's steps up to the normalised indicators (sections 1 to 5 of its runs), each through `apply`."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from .conftest import agree

CHAIN = {"impute": {"mean": {"among": "EurAsia_group"}}, "treat": "winsorise"}

IMPUTATIONS = {
    "mean": "mean",
    "median": "median",
    "mean_grp": {"mean": {"among": "EurAsia_group"}},
    "median_grp": {"median": {"among": "EurAsia_group"}},
    "row_mean_pillar": "row_mean",
}

TREATMENTS = {
    "default_winsor_then_log": "winsorise",
    "winsor_only": {"winsorise": 5, "then": "none"},
    "winsor_only_unlimited": {"winsorise": float("inf"), "then": "none"},
    "log_CT_first": {"bend_outliers": "log_CT"},
    "winsor_then_boxcox0": {"winsorise": 5, "then": "boxcox"},
    "winsor_then_log_CT_orig": {"winsorise": 5, "then": "log_CT_orig"},
    "winsor_then_log_CT_plus": {"winsorise": 5, "then": "log_CT_plus"},
    "combined": {"winsorise": 5, "combined": True},
    "winmax2": {"winsorise": 2},
    "thresholds_1.5_2.5": {"winsorise": 5, "skew": 1.5, "kurt": 2.5},
}

#: How the peer's normalisations are said here. Its n_scaled takes values already multiplied by the direction.
NORMALISATIONS = {
    "n_minmax_0_100": "minmax",
    "n_minmax_1_100": {"minmax": [1, 100]},
    "n_zscore_0_1": "zscore",
    "n_zscore_10_2": {"zscore": None, "mean": 10, "sd": 2},
    "n_rank": {"rank": "min"},
    "n_rank_average": {"rank": "average"},
    "n_borda": "borda",
    "n_prank": "percentile_rank",
    "n_scaled_0_100": "none",
    "n_dist2max": "dist2max",
}

PER_INDICATOR = {
    "iMeta_minmax": lambda row: {"minmax": [row.minmax_lower, row.minmax_upper]},
    "iMeta_zscore": lambda row: {"zscore": None, "mean": row.zscore_mean, "sd": row.zscore_sd},
    "iMeta_scaled": lambda row: {"scaled": [row.scaled_lower, row.scaled_upper]},
    "iMeta_goalposts": lambda row: {
        "goalposts": [row.goalpost_lower, row.goalpost_upper],
        "to": [0, row.goalpost_scale],
    },
    "iMeta_goalposts_uncapped": lambda row: {
        "goalposts": [row.goalpost_lower, row.goalpost_upper],
        "to": [0, row.goalpost_scale],
        "cap": False,
    },
    "iMeta_dist2targ_cap": lambda row: {"dist2targ": row.Target, "cap": True},
    "iMeta_dist2targ_uncapped": lambda row: {"dist2targ": row.Target},
}


def raw_only(asem) -> dict[str, object]:
    """Changes that take the denominators out: the peer's `raw__` runs start from undivided values."""
    with_denominator = asem.meta.loc[asem.meta["Denominator"].notna(), "iCode"]
    return {f"{code}.per": None for code in with_denominator}


def test_two_lines_bring_the_index_over(asem, golden):
    index = asem.plain.apply(asem.world)
    agree(index.stage("raw"), golden.table("01_raw"))
    agree(index.stage("denominated"), golden.table("02_denominated"))


@pytest.mark.parametrize("name", IMPUTATIONS)
def test_imputation(asem, golden, name):
    theirs = golden.table(f"03_imputed/{name}")
    index = asem.plain.with_(impute=IMPUTATIONS[name]).apply(asem.world)
    agree(index.stage("imputed"), theirs)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("byNA_default", "availability"),
        ("byNA_0.9", {"availability": 0.9}),
        ("byNA_0.9_forced", {"availability": 0.9}),
        ("byzeros_0.95", {"zeros": 0.95}),
        ("byNAandzeros", {"both": 0.9, "nonzero": 0.95}),
    ],
)
def test_screening(asem, golden, name, rule):
    kept = golden.table(f"04_screen/{name}_summary")["Included"].astype(str).str.upper() == "TRUE"
    if name.endswith("forced"):
        plain = golden.table(f"04_screen/{name.removesuffix('_forced')}_summary")["Included"]
        plain = plain.astype(str).str.upper() == "TRUE"
        rule = {
            **rule,
            "include": list(kept.index[kept & ~plain]),
            "exclude": list(kept.index[~kept & plain]),
        }
    index = asem.plain.with_(screen=rule).apply(asem.world)
    assert set(index.scores.dropna().index) == set(kept.index[kept])


@pytest.mark.parametrize("name", TREATMENTS)
def test_treatment(asem, golden, name):
    theirs = golden.table(f"05_treated/{name}/data")
    definition = asem.plain.with_(impute=CHAIN["impute"], treat=TREATMENTS[name])
    agree(definition.apply(asem.world).stage("treated"), theirs)


def test_treatment_of_incomplete_data(asem, golden):
    theirs = golden.table("05_treated/default_on_incomplete_data/data")
    agree(asem.plain.with_(treat="winsorise").apply(asem.world).stage("treated"), theirs)


@pytest.mark.parametrize("data", ["treated", "incomplete"])
@pytest.mark.parametrize("name", NORMALISATIONS)
def test_normalisation(asem, golden, data, name):
    theirs = golden.table(f"06_normalised/{data}__{name}")
    settings = CHAIN if data == "treated" else {}
    index = asem.plain.with_(**settings, normalise=NORMALISATIONS[name]).apply(asem.world)
    agree(index.normalised, theirs)


@pytest.mark.parametrize("cap", [False, True])
def test_distance_to_the_fifth_unit(asem, golden, cap):
    theirs = golden.table(f"06_normalised/treated__n_dist2ref_row5{'_cap' if cap else ''}")
    normalise = {"dist2ref": sorted(asem.world.units)[4], "cap": cap}
    agree(asem.plain.with_(**CHAIN, normalise=normalise).apply(asem.world).normalised, theirs)


def test_fraction_of_the_maximum_agrees_where_more_is_more_and_is_sound_where_less_is(asem, golden):
    theirs = golden.table("06_normalised/treated__n_fracmax")
    positive = [code for code in theirs if asem.plain.apply(asem.world).stage("treated")[code].min() >= 0]
    definition = asem.plain.with_(**CHAIN, **{f"{code}.normalise": "fracmax" for code in positive})
    ours = definition.apply(asem.world).normalised
    up = asem.meta.set_index("iCode")["Direction"].loc[positive] == 1
    agree(ours[up.index[up]], theirs[up.index[up]])
    down = up.index[~up]
    assert len(down)
    assert (ours[down].max() <= 1).all()
    for code in [code for code in down if theirs[code].nunique() > 1]:  # noqa: PD101 (theirs grows with the worse)
        assert ours[code].corr(theirs[code], method="spearman") < 0


@pytest.mark.parametrize("name", PER_INDICATOR)
def test_normalisation_by_parameters_of_each_indicator(asem, golden, name):
    theirs = golden.table(f"06_normalised/raw__{name}")
    definition = asem.plain.with_({**raw_only(asem), **asem.per_indicator(PER_INDICATOR[name])})
    agree(definition.apply(asem.world).normalised, theirs)


def test_targets_come_from_the_meta_table(asem, golden):
    from mpindex.coinr.from_coinr import from_coinr

    table = asem.meta.assign(Denominator=np.nan)
    definition = from_coinr(pd.DataFrame(table), normalise={"dist2targ": None, "cap": True})
    agree(definition.apply(asem.world).normalised, golden.table("06_normalised/raw__iMeta_dist2targ_cap"))
