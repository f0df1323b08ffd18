from __future__ import annotations

from pathlib import Path

import pytest

from mpindex.readers import nmc

TEXT = """# a note
ccode,stateabb,statenme,year,milex,milper,irst,pec,tpop,upop,cinc,rank
705,KZK,Kazakhstan,2022,1867000,39,4150,145443,20035,8917,0.004,53
704,UZB,Uzbekistan,2022,,48,700,80000,34000,9000,0.005,48
"""


def test_notes_are_skipped_and_an_empty_component_stays_missing(publish, triples) -> None:
    frame = nmc.read(publish("cinc_2022.csv", TEXT))
    assert triples(frame, "nmc_milex") == [("KAZ", 2022, 1_867_000.0)]
    assert len(triples(frame, "nmc_tpop")) == 2


def test_a_folder_without_the_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"cinc_\*\.csv"):
        nmc.read(tmp_path)
