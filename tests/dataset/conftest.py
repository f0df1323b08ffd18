"""A small bundled world: four countries, three indicators, a group, two relations, a list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import Dataset

VALUES = """indicator,unit,year,value,source
gdp,KAZ,2004,43,world-bank-wdi
gdp,KAZ,2024,288,world-bank-wdi
gdp,KAZ,2026,310,world-bank-wdi
gdp,TWN,2024,760,cia-factbook
gdp,UZB,2005,14,world-bank-wdi
gdp,NAM,2013,12,world-bank-wdi
peacekeepers,KAZ,2003,7,un-peacekeeping-by-state
peacekeepers,UZB,2022,5,un-peacekeeping-by-state
wgi_rl,KAZ,2023,-0.4,wgi
"""
FILES = {
    "values/mixed.csv": VALUES,
    "countries.csv": "unit,iso2,name\nKAZ,KZ,Kazakhstan\nNAM,NA,Namibia\nTWN,TW,Taiwan\nUZB,UZ,Uzbekistan\n",
    "groupings.csv": "unit,grouping,group,from,to,status,evidence\n"
    "UZB,CSTO,CSTO,2006,2012,member,recalled\nKAZ,SCO,SCO,2001,,member,confirmed\n"
    "KAZ,region,Asia,,,member,confirmed\n",
    "dyads/borders.csv": "from,to,relation,year,value,source\nKAZ,UZB,border,,1,cia-factbook\n",
    "dyads/trade.csv": "from,to,relation,year,value,source\nKAZ,UZB,exports,2015,5,unctad\n",
    "expert_lists.csv": "list,unit,label,source,year,verified\nswp,KAZ,middle_power,SWP,2024,yes\n",
    "standard_errors.csv": "indicator,unit,year,value,source\nwgi_rl,KAZ,2023,0.1,wgi\nwgi_rl,KAZ,2013,0.2,wgi\n",
    "datapackage.json": json.dumps({"reference_year": 2025}),
}


@pytest.fixture
def small(tmp_path: Path) -> Dataset:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return load(folder=tmp_path)


@pytest.fixture
def values() -> str:
    """The file of values of `small`."""
    return VALUES
