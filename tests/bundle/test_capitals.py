from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from mpindex.bundle import capitals
from mpindex.errors import DataError
from mpindex.units.relations import great_circle


def test_capitals_are_where_the_factbook_has_them(factbook_texts: pd.DataFrame, bundled) -> None:
    """All but the few where the Factbook itself names another city or errs."""
    texts = factbook_texts
    seats = texts[(texts["field"] == "Capital") & (texts["subfield"] == "geographic coordinates")]
    printed = zip(seats["unit"], seats["text"].map(capitals.coordinates), strict=True)
    theirs = dict(printed)
    far = set()
    for row in bundled("capitals.csv").itertuples():
        if row.unit in theirs:
            latitude, longitude = theirs[row.unit]
            away = great_circle([row.latitude, latitude], [row.longitude, longitude])[0, 1]
            far |= {row.unit} if away > 20.5 else set()
    # Sucre or La Paz, Naypyidaw or Rangoon; wrong there: Brussels (84 minutes), Dodoma (in Dar es Salaam).
    assert far == {"BOL", "MMR", "BEL", "TZA"}


def test_distances_agree_with_cepii(sources: Path, bundled) -> None:
    """CEPII has Samoa east of Greenwich, and other capitals for Myanmar and Burundi."""
    theirs = pd.read_csv(sources / "cepii-geodist" / "dist_cepii.csv", usecols=["iso_o", "iso_d", "distcap"])
    both = bundled("dyads/distances.csv").merge(theirs, left_on=["from", "to"], right_on=["iso_o", "iso_d"])
    both["off"] = (both["value"] - both["distcap"]).abs()
    assert len(both) > 30_000
    assert both["off"].median() < 10
    typical = both.groupby("from")["off"].median()
    assert typical[typical > 100].index.tolist() == ["GIN", "MMR", "NZL", "WSM"]


def test_a_text_without_coordinates_is_refused() -> None:
    with pytest.raises(DataError, match="no coordinates in 'Rome'"):
        capitals.coordinates("Rome")


def test_distances_stand_both_ways_and_no_state_is_far_from_itself() -> None:
    seats = pd.DataFrame({"unit": ["KAZ", "UZB"], "latitude": [51.1, 41.3], "longitude": [71.5, 69.2]})
    table = capitals.distances(seats)
    assert table[["from", "to"]].to_numpy().tolist() == [["KAZ", "UZB"], ["UZB", "KAZ"]]
    assert table["value"].tolist() == [pytest.approx(1103, abs=3)] * 2
