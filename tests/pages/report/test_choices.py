"""What would change the answer: the largest moves first, in words, as one choice at a time gives them."""

from __future__ import annotations

import pytest

from mpindex.analysis.verdict.tiers import Tiers
from mpindex.pages.report.choices import MOST, choices


@pytest.fixture(scope="module")
def capability(study):
    return Tiers("capability", study.where("KAZ").standings["capability"], study.runs["capability"])


def test_the_largest_move_comes_first_and_the_csv_has_all(capability) -> None:
    table = choices(capability)
    assert len(table.rows) == MOST
    assert len(table.frame) == len(capability.alone)
    moves = (table.frame["rank"] - capability.standing.rank).abs()
    assert list(moves) == sorted(moves, reverse=True)


def test_a_row_says_where_the_choice_takes_the_unit(capability) -> None:
    row = choices(capability).rows[0]
    change = capability.alone["change"].abs()
    after = int(capability.alone["rank"].iloc[int(change.to_numpy().argmax())])
    assert row[1].startswith(f"to {after}")


def test_a_band_stands_where_it_changes_alone(capability) -> None:
    table = choices(capability)
    for row, (_, values) in zip(table.rows, table.frame.iterrows(), strict=False):
        assert (row[3] == "") == (values["band"] == capability.alone.attrs["band"])


def test_regions_are_said_in_words(study) -> None:
    table = choices(Tiers("regional", study.where("KAZ").standings["regional"], study.runs["regional"]))
    assert any(row[0] == "region: neighbours alone" for row in table.rows)


def test_where_nothing_varies_there_is_no_table(study) -> None:
    assert choices(Tiers("capability", study.where("KAZ").standings["capability"], None)) is None
