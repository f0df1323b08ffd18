from __future__ import annotations

from pathlib import Path

import pytest

from mpindex.bundle import country_codes
from mpindex.errors import DataError


def test_a_code_that_fits_no_state_stops_the_build(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(country_codes.COW, "SRB", "999")
    with pytest.raises(DataError, match="SRB: COW has no state 999"):
        country_codes.read_countries(sources)


def test_states_begin_when_they_began(sources: Path) -> None:
    table = country_codes.read_countries(sources).set_index("unit")
    assert table.loc[["KAZ", "DEU", "TUV", "SSD"], "since"].tolist() == ["1991", "", "", "2011"]
    assert table.loc[["SRB", "HRV", "MKD", "SVN", "BIH", "MNE"], "since"].tolist() == [
        "2006", "1991", "1991", "1991", "1992", "2006",
    ]  # fmt: skip
    assert len(table) == 195
