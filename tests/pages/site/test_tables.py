"""Tables of a site say what the library says."""

from __future__ import annotations

import pytest

from mpindex.pages.site import tables


def test_a_ranking_has_every_unit_with_rank_band_and_range(plan) -> None:
    index, run = plan.study.indexes["city_card"], plan.study.runs["city_card"]
    rows = tables.rankings(plan.study, "city_card")
    assert {code: row["rank"] for code, row in rows.items()} == index.ranks.astype(int).to_dict()
    assert rows["Almaty"]["band"] == index.bands["Almaty"]
    assert rows["Almaty"]["low"] == round(run.ranks.loc["Almaty", "low"])


def test_the_csv_has_every_digit(plan) -> None:
    frame = tables.frame(plan.study)
    assert frame["city_card_score"].to_dict() == plan.study.indexes["city_card"].scores.to_dict()


def test_weights_add_up(plan) -> None:
    table = tables.weights(plan.study.indexes["city_card"])
    assert [row[2] for row in table.rows] == ["50 %", "25 %", "25 %"]
    assert table.frame["effective"].iloc[:-1].sum() == pytest.approx(1)


def test_every_figure_used_has_a_source_row(plan) -> None:
    assert list(tables.sources(plan.study).frame.index) == ["people", "rent", "fares"]
    assert tables.sources(plan.study).rows[1][2] == "5 of 6"
