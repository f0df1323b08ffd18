"""Indicators that need the files of two publishers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.bundle.groupings import recalled
from mpindex.readers import factbook, gapminder, security_council, tidy, trade_partners


def carbon(texts: pd.DataFrame, main: pd.DataFrame) -> pd.DataFrame:
    """Return co2_per_capita: the Factbook's emissions over the World Bank's population of the same year.

    Parameters
    ----------
    texts : DataFrame
        The Factbook's texts: unit, field, subfield, text.
    main : DataFrame
        Tidy frame with the indicator population.
    """
    population = main[main["indicator"] == "population"].set_index(["unit", "year"])["value"]
    table = factbook.co2_per_capita(texts, population)
    return tidy.tidy(table, indicator="co2_per_capita", source=factbook.SOURCE)


def elected_share(council: Path, members: Path) -> pd.DataFrame:
    """Return unsc_elected_share: elected years in the Security Council over years in the UN.

    Parameters
    ----------
    council : Path
        The folder of un-security-council.
    members : Path
        The folder of gapminder, which has the years of entry into the UN.
    """
    table = security_council.elected_share(council, gapminder.un_entries(members))
    return tidy.tidy(table, indicator="unsc_elected_share", source=security_council.SOURCE)


#: Later than any year: the last of a membership that goes on.
LAST_YEAR = 9999
#: The great powers of trade, each by the end of its indicator's id.
TRADERS = {"usa": "USA", "chn": "CHN", "rus": "RUS"}


def trade_shares(partners: Path) -> pd.DataFrame:
    """Return trade_share_usa, _chn, _rus and _eu: mean share in exports and imports of one year, per cent.

    Only years in which a state has both lists count; a partner that is not listed counts as nothing. Members of the
    European Union in a year have no share of it, nor has a state of itself.

    Parameters
    ----------
    partners : Path
        The folder of factbook-trade-partners.
    """
    lists = trade_partners.lists(partners)
    union = {
        unit: (int(start), int(end or LAST_YEAR)) for name, _, start, end, unit in recalled() if name == "EU"
    }
    for column, code in (("partner", "partner_in"), ("unit", "unit_in")):
        since = lists[column].map({unit: first for unit, (first, _) in union.items()})
        until = lists[column].map({unit: last for unit, (_, last) in union.items()})
        lists[code] = (lists["year"] >= since) & (lists["year"] < until)
    frames = [_shares(lists, lists["partner"] == code, name) for name, code in TRADERS.items()]
    outside = lists[~lists["unit_in"]]
    return tidy.concat([*frames, _shares(outside, outside["partner_in"], "eu")])


def _shares(lists: pd.DataFrame, theirs: pd.Series, name: str) -> pd.DataFrame:
    """The mean of the shares in exports and imports of some of the partners listed."""
    rows = lists.assign(value=lists["value"].where(theirs, 0.0))
    sums = rows.pivot_table("value", ["unit", "year"], "flow", aggfunc="sum")
    shares = sums.mean(axis=1, skipna=False).dropna().rename("value").reset_index()
    itself = shares["unit"] == TRADERS.get(name)
    return tidy.tidy(shares[~itself], indicator=f"trade_share_{name}", source=trade_partners.SOURCE)
