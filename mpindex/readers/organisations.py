"""Counts full memberships of intergovernmental organisations in the Factbook's lists.

The lists mix organisations with peace missions, non-governmental bodies, clubs without membership law and
terms on councils, so they are read by a list of what counts and not by a list of what does not.
"""

from __future__ import annotations

import re

import pandas as pd

FIELD = "International organization participation"

#: Organisations of states with membership law, by the Factbook's abbreviation. Left out on purpose: missions
#: (MINURSO, ...), non-governmental bodies (ICC, ITUC, WFTU, IOC, ICRM, IFRCS, ISO), terms and organs (UNSC,
#: UNHRC, UNHCR, UNRWA, UNOOSA), clubs (G-77, NAM, G-20, Paris Club, NSG, ZC, Wassenaar), and AIIB and BRICS,
#: which the lists record unevenly.
_ABBREVIATIONS = """
ABEDA ACP ACS ADB AFESD AfDB ALBA AMF AMU ANZUS APEC ASEAN AU Benelux BCIE BDEAC BIMSTEC BIS BSEC C CACM CAEU
CAN Caricom CBSS CDB CE CEI CELAC CEMAC CEPGL CERN CICA CIS COMESA CPLP CSTO D-8 EADB EAEU EBRD EAC ECO ECOWAS
EFTA EIB Entente ESA EU FAO FATF GCC GUAM IADB IAEA IBRD ICAO ICCt IDA IDB IEA IFAD IFC IGAD IHO ILO IMF IMO
IMSO Interpol IOM IORA ITSO ITU LAIA LAES LAS LCBC Mercosur MIGA NATO NC NEA NIB OAPEC OAS OECD OECS OIC OIF
OPANAL OPCW OPEC OSCE PCA PIF SAARC SACEP SACU SADC SCO SELEC SICA SPC UN UNCTAD UNESCO UNIDO UNWTO UPU WADB
WAEMU WCO WHO WIPO WMO WTO
"""
COUNTED = frozenset(_ABBREVIATIONS.split()) | {"Arctic Council", "Pacific Alliance"}

SAME = {
    "Commonwealth of Nations": "C", "World Bank Group": "IBRD", "WBG": "IBRD", "CABEI": "BCIE",
    "Francophonie": "OIF", "InOC": "IORA", "EEU": "EAEU",
}  # fmt: skip

#: Where the final edition is out of date.
JOINED = {
    "SCO": ("IND", "IRN", "BLR"), "CICA": ("BGD", "LKA", "QAT", "KWT"), "OECD": ("CHL", "COL", "CRI", "LVA"),
}  # fmt: skip
LEFT = {"EU": ("GBR",), "EIB": ("GBR",), "CICA": ("BDI",), "OECD": ("IND",)}

_OUTSIDE_BRACKETS = re.compile(r"[,;]\s*(?![^()]*\))")
_TAG = re.compile(r"<[^>]*>")
_ENTRY = re.compile(r"(?P<name>[^(]*?)\s*(?:\((?P<status>[^)]*)\)?)?$")
#: A bracket usually takes full membership away (observer, associate, suspended, NGOs); these do not.
_STILL_FULL = re.compile(r"nonregional members?|Chinese Taipei|regional|.*\b(?:19|20)\d\d\b.*")


def memberships(texts: pd.DataFrame) -> pd.DataFrame:
    """Return unit, value: the number of organisations of which a state is a full member.

    `texts` are the Factbook's (unit, field, subfield, text). States without a list have no row.
    """
    rows = texts[(texts["field"] == FIELD) & (texts["subfield"] == "")]
    counts = [
        len(corrected(unit, full_members(text)))
        for unit, text in zip(rows["unit"], rows["text"], strict=True)
    ]
    return pd.DataFrame({"unit": rows["unit"], "value": counts})


def full_members(text: str) -> set[str]:
    """Return the organisations that a list names without taking full membership back.

    >>> sorted(full_members("ADB (Chinese Taipei), SICA (observer), IOC, CABEI; note: UN, WHO"))
    ['ADB', 'BCIE']
    """
    text = _TAG.sub("", text).replace("&nbsp;", " ")
    text = re.split(r"note\s*:", text, maxsplit=1)[0]
    names = set()
    for part in _OUTSIDE_BRACKETS.split(text):
        entry = _ENTRY.match(part.strip())
        if entry and (entry["status"] is None or _STILL_FULL.fullmatch(entry["status"].strip())):
            names.add(SAME.get(entry["name"], entry["name"]))
    return names & COUNTED


def corrected(unit: str, organisations: set[str]) -> set[str]:
    """Add what the state has joined since, and take away what it has left."""
    joined = {name for name, units in JOINED.items() if unit in units}
    left = {name for name, units in LEFT.items() if unit in units}
    return (organisations | joined) - left
