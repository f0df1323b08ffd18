"""Who belongs to which region and organisation, and since when.

No file that we hold has the years of membership, and some organisations are in none. What is stated here from
memory stands in one table, `RECALLED`; `groupings` marks each row with how far the sources bear it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

COLUMNS = ("unit", "grouping", "group", "from", "to", "status", "evidence")

#: What `evidence` says: the row is in a source, years included where it has any; the source has the
#: membership but its years are recalled; all of it is recalled.
CONFIRMED, MEMBERSHIP_CONFIRMED, RECALLED_ONLY = "confirmed", "membership confirmed", "recalled"

#: Organisation, status, first year (and last, or ? where unknown), states. The years of joining and leaving
#: count. Not told apart: Armenia froze its part in the CSTO in 2024 and is still a member. Ukraine took part
#: in the CIS without its charter until 2018; Turkmenistan has been an associate since 2005. The G7 leaves out
#: the years of the G8. Starr and Cornell came to count Azerbaijan, too, as Greater Central Asia: an associate
#: here. CICA's years begin with its first summit (2002), CAREC's with its first years as a programme.
RECALLED = """
    ASEAN                 member     1967       IDN MYS PHL SGP THA
    ASEAN                 member     1984       BRN
    ASEAN                 member     1995       VNM
    ASEAN                 member     1997       LAO MMR
    ASEAN                 member     1999       KHM
    ASEAN                 member     2025       TLS
    ASEAN                 observer   ?          PNG
    CAREC                 member     2001       AZE CHN KAZ KGZ MNG TJK UZB
    CAREC                 member     2005       AFG
    CAREC                 member     2010       PAK TKM
    CAREC                 member     2016       GEO
    CICA                  member     2002       AFG AZE CHN EGY IND IRN ISR KAZ KGZ MNG PAK RUS TJK TUR UZB
    CICA                  member     2004       THA
    CICA                  member     2006       KOR
    CICA                  member     2008       ARE JOR
    CICA                  member     2010       BHR IRQ VNM
    CICA                  member     2011       KHM
    CICA                  member     2014       BGD QAT
    CICA                  member     2018       LKA
    CICA                  member     2022       KWT
    CICA                  observer   ?          IDN JPN MYS PHL UKR USA
    CIS                   member     1991       ARM AZE BLR KAZ KGZ MDA RUS TJK UZB
    CIS                   member     1991-2004  TKM
    CIS                   member     1993-2009  GEO
    CIS                   associate  1991-2018  UKR
    CIS                   associate  2005       TKM
    CSTO                  member     2002       ARM BLR KAZ KGZ RUS TJK
    CSTO                  member     2006-2012  UZB
    EAEU                  member     2015       ARM BLR KAZ KGZ RUS
    EAEU                  observer   2018       MDA
    EAEU                  observer   2020       CUB UZB
    EAEU                  observer   2024       IRN
    ECO                   member     1985       IRN PAK TUR
    ECO                   member     1992       AFG AZE KAZ KGZ TJK TKM UZB
    EU                    member     1958       BEL DEU FRA ITA LUX NLD
    EU                    member     1973       DNK IRL
    EU                    member     1973-2020  GBR
    EU                    member     1981       GRC
    EU                    member     1986       ESP PRT
    EU                    member     1995       AUT FIN SWE
    EU                    member     2004       CYP CZE EST HUN LTU LVA MLT POL SVK SVN
    EU                    member     2007       BGR ROU
    EU                    member     2013       HRV
    G20                   member     1999       ARG AUS BRA CAN CHN DEU FRA GBR IDN IND ITA JPN KOR MEX RUS SAU TUR USA ZAF
    G7                    member     1975       DEU FRA GBR ITA JPN USA
    G7                    member     1976       CAN
    Greater Central Asia  member     ?          AFG KAZ KGZ TJK TKM UZB
    Greater Central Asia  associate  ?          AZE
    MIKTA                 member     2013       AUS IDN KOR MEX TUR
    NATO                  member     1949       BEL CAN DNK FRA GBR ISL ITA LUX NLD NOR PRT USA
    NATO                  member     1952       GRC TUR
    NATO                  member     1955       DEU
    NATO                  member     1982       ESP
    NATO                  member     1999       CZE HUN POL
    NATO                  member     2004       BGR EST LTU LVA ROU SVK SVN
    NATO                  member     2009       ALB HRV
    NATO                  member     2017       MNE
    NATO                  member     2020       MKD
    NATO                  member     2023       FIN
    NATO                  member     2024       SWE
    OTS                   member     2009       AZE KAZ KGZ TUR
    OTS                   member     2019       UZB
    OTS                   observer   2018       HUN
    OTS                   observer   2021       TKM
    SCO                   member     2001       CHN KAZ KGZ RUS TJK UZB
    SCO                   member     2017       IND PAK
    SCO                   member     2023       IRN
    SCO                   member     2024       BLR
    SCO                   observer   2004       MNG
    SCO                   observer   2005-2016  IND PAK
    SCO                   observer   2005-2022  IRN
    SCO                   observer   2012       AFG
    SCO                   observer   2015-2023  BLR
"""

FIELD = "International organization participation"

#: How the Factbook writes what is written otherwise here.
FACTBOOK_NAMES = {"G20": "G-20", "G7": "G-7"}

#: The Factbook's lists carry memberships that have ended, and words for each kind of tie.
_STATUS = {"": "member", "observer": "observer", "associate": "associate", "participating": "associate"}
_TAG = re.compile(r"<[^>]*>|&nbsp;")
_SEPARATOR = re.compile(r"[,;](?![^(]*\))")
_ENTRY = re.compile(r"([\w-]+)\s*(?:\(([a-z]*)[^)]*\))?")


def groupings(states: pd.DataFrame, texts: pd.DataFrame, security_council: Path) -> pd.DataFrame:
    """Return `groupings.csv`, sorted by grouping, group, unit and first year.

    Parameters
    ----------
    states : DataFrame
        The table of `read_countries`.
    texts : DataFrame
        The Factbook's texts: unit, field, subfield, text.
    security_council : Path
        The list of the Security Council's members by year.
    """
    rows = [*_regions(states), *_organisations(texts), *_permanent(security_council)]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values(["grouping", "group", "unit", "from"], ignore_index=True)


def recalled() -> Iterator[tuple[str, str, str, str, str]]:
    """Yield organisation, status, first year, last year (as text, empty where there is none) and state of `RECALLED`."""
    for line in RECALLED.strip().splitlines():
        name, status, years, units = re.split(r"\s{2,}", line.strip())
        start, _, end = years.replace("?", "").partition("-")
        for unit in units.split():
            yield name, status, start, end, unit


def listed(texts: pd.DataFrame) -> set[tuple[str, str, str]]:
    """Return (unit, organisation, status) of the Factbook's lists, without partners and candidates."""
    rows = texts[(texts["field"] == FIELD) & (texts["subfield"] == "")]
    entries = set()
    for unit, text in zip(rows["unit"], rows["text"], strict=True):
        current = re.split(r"note\s*:", _TAG.sub(" ", unescape(text)))[0]
        for part in _SEPARATOR.split(current):
            entry = _ENTRY.fullmatch(part.strip())
            if entry and (entry[2] or "") in _STATUS:
                entries.add((unit, entry[1], _STATUS[entry[2] or ""]))
    return entries


def _regions(states: pd.DataFrame) -> Iterator[dict[str, str]]:
    levels = {"region": "region", "subregion": "subregion", "intermediate": "intermediate_region"}
    for row in states.to_dict("records"):
        evidence = RECALLED_ONLY if not row["m49"] else CONFIRMED
        for column, grouping in levels.items():
            if row[column]:
                yield _row(row["unit"], grouping, row[column], evidence=evidence)


def _organisations(texts: pd.DataFrame) -> Iterator[dict[str, str]]:
    in_factbook = listed(texts)
    for name, status, start, end, unit in recalled():
        confirmed = not end and (unit, FACTBOOK_NAMES.get(name, name), status) in in_factbook
        evidence = MEMBERSHIP_CONFIRMED if confirmed else RECALLED_ONLY
        yield _row(unit, name, name, start=start, end=end, status=status, evidence=evidence)


def _permanent(path: Path) -> Iterator[dict[str, str]]:
    """The permanent members of the Security Council (P5), by its list; Russia continues the USSR."""
    table = tidy.read_csv(path)
    table = table[table["permanent"]].assign(unit=table["iso3"].replace("SUN", "RUS"))
    for unit, years in table.groupby("unit")["year"]:
        end = "" if years.max() == table["year"].max() else str(years.max())
        yield _row(str(unit), "P5", "P5", start=str(years.min()), end=end, evidence=CONFIRMED)


def _row(
    unit: str,
    grouping: str,
    group: str,
    *,
    start: str = "",
    end: str = "",
    status: str = "member",
    evidence: str,
) -> dict[str, str]:
    return dict(zip(COLUMNS, (unit, grouping, group, start, end, status, evidence), strict=True))
