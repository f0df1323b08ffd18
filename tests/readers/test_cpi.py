from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import cpi, qog


def test_the_scores_of_2025_are_the_published_ones(publish, triples) -> None:
    text = "iso3,country,region,cpi_score,rank\nDNK,Denmark,WE/EU,89,1\nKSV,Kosovo,ECA,43,74\nKAZ,Kazakhstan,ECA,38,95\n"
    frame = cpi.read(publish(cpi.FILE, text))
    assert triples(frame) == [("DNK", 2025, 89.0), ("XKX", 2025, 43.0), ("KAZ", 2025, 38.0)]


def test_earlier_scores_carry_the_same_source(publish) -> None:
    folder = publish(cpi.EARLIER, "country,time,corruption_perception_index_cpi\nkaz,2012,28\nkos,2012,34\n")
    frame = cpi.read_earlier(folder)
    assert frame[["unit", "value", "source"]].to_numpy().tolist() == [
        ["KAZ", 28.0, "cpi-2025"],
        ["XKX", 34.0, "cpi-2025"],
    ]


def test_the_copy_of_earlier_years_agrees_with_another_copy_of_2021(sources: Path) -> None:
    theirs = pd.read_csv(sources / qog.SOURCE / qog.FILE, usecols=["ccodealp", "ti_cpi"]).dropna()
    theirs = theirs.set_index("ccodealp")["ti_cpi"]
    frame = cpi.read_earlier(sources / "gapminder")
    ours = frame[frame["year"] == 2021].set_index("unit")["value"]
    both = ours.index.intersection(theirs.index)
    assert len(both) == 176 and (ours[both] == theirs[both]).all()
