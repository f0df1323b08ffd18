"""A card says what a definition says: rank, band, in how many of a hundred choices, and how common that is."""

from __future__ import annotations

import pytest

from mpindex.pages.report.cards import card, ends, frame, shares


@pytest.mark.parametrize("label", ["capability", "behavioural", "regional", "rankings"])
@pytest.mark.parametrize("unit", ["KAZ", "NRU", "USA"])
def test_shares_of_bands_add_up_to_a_hundred(study, label, unit) -> None:
    found = shares(study.where(unit).standings[label], study.runs[label])
    assert sum(share.draws for share in found) == 100
    assert sum(share.verdict for share in found) == 1


def test_rank_and_band_are_those_of_the_index(study) -> None:
    found = card("capability", study.where("KAZ").standings["capability"], study.runs["capability"])
    index = study.indexes["capability"]
    assert found.rank == f"{int(index.ranks['KAZ'])}th of {index.n}"
    assert found.band == "A minor power"
    assert found.others == f"with {index.base_rate('KAZ')[0] - 1} other states of {index.n}"


def test_where_too_little_is_known_there_is_no_verdict(study) -> None:
    standing = study.where("XKX").standings["rankings"]
    found = card("rankings", standing, study.runs["rankings"])
    assert standing.coverage < 0.5
    assert (found.band, found.others) == ("Too little is known for a verdict", "")


def test_the_range_is_that_of_the_draws(study) -> None:
    run = study.runs["capability"]
    low, high = ends(run, "KAZ")
    assert (low, high) == tuple(run.ranks.loc["KAZ", ["low", "high"]])
    found = card("capability", study.where("KAZ").standings["capability"], run)
    assert found.range.startswith(f"{round(low)}")
    assert found.range.endswith("in 90 of 100 choices")


def test_a_definition_that_leaves_no_choice_open_says_so(study) -> None:
    found = card("capability", study.where("KAZ").standings["capability"], None)
    assert (found.range, found.shares, found.track) == ("leaves no choice open", [], "")


def test_the_csv_has_every_band_with_every_digit(study) -> None:
    run = study.runs["capability"]
    rows = frame(study.where("KAZ").standings["capability"], run).set_index("band")
    assert rows["share_of_draws"].to_dict() == run.bands.loc["KAZ"].to_dict()
    assert rows["share_of_units"].sum() == pytest.approx(1)
