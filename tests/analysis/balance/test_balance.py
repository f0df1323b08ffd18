"""Balance of states between the great powers, as it is asked for."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.analysis.balance.result import Balance
from mpindex.errors import MpindexError, OptionError, UnknownUnit


@pytest.fixture(scope="module")
def found() -> Balance:
    return mp.balance(["Kazakhstan", "TUR"])


def test_names_and_codes_are_the_same_and_years_begin_in_1992(found):
    assert found.units == ("KAZ", "TUR")
    votes = found.to_frame().query("unit == 'KAZ' and part == 'votes_usa_chn'")
    assert votes["year"].tolist() == list(range(1992, 2025)) and votes["value"].between(0, 1).all()


def test_kazakhstan_came_near_russia_in_votes_because_russia_moved(found):
    """The sources say so: from .45 to .11 in 2022, mostly as Russia moved. Ideal points of July 2025."""
    (row,) = found.shifts.query("unit == 'KAZ' and power == 'RUS' and shock == 2022").to_dict("records")
    assert row["change"] < -0.4 and abs(row["of_power"]) > 10 * abs(row["own"])


def test_who_has_too_few_votes_is_named(found):
    assert "too few votes around 2022 to compare: Türkiye" in found.notes


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: mp.balance("Atlantis"), UnknownUnit),
        (lambda: mp.balance([]), OptionError),
        (lambda: mp.balance("KAZ", since="long ago"), OptionError),
        (lambda: mp.balance("KAZ", window=0), OptionError),
        (lambda: mp.balance("KAZ", shocks=None), OptionError),
        (lambda: mp.balance("KAZ", since=2200), MpindexError),
        (lambda: mp.balance("KAZ", mp.load().subset(indicators=["gdp"])), MpindexError),
    ],
)
def test_wrong_calls_are_refused_in_the_library_s_own_words(call, error):
    with pytest.raises(error):
        call()
