from __future__ import annotations

from mpindex.readers import itu


def test_both_editions_of_the_overall_score_are_read_and_its_parts_are_not(publish, triples) -> None:
    text = "OBS_VALUE,INDICATOR,REF_AREA,TIME_PERIOD\n93.15,ITU_GCI_GCI_OVRL_SCRE,KAZ,2020\n"
    text += "94.0533,ITU_GCI_GCI_OVRL_SCRE,KAZ,2024\n20,ITU_GCI_LEGAL,KAZ,2024\n"
    assert triples(itu.read(publish(itu.FILE, text))) == [("KAZ", 2020, 93.15), ("KAZ", 2024, 94.0533)]
