"""Indicators that need the files of two publishers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import factbook, gapminder, security_council, tidy


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
