from __future__ import annotations

from mpindex.readers import wgi

TEXT = """codeindyr,code,countryname,year,indicator,estimate,stddev
KAZcc2023,KAZ,Kazakhstan,2023,cc,-0.27,0.15
ZARcc2023,ZAR,"Congo, Dem. Rep.",2023,cc,-1.5,0.2
KAZrl2000,KAZ,Kazakhstan,2000,rl,..,..
WBGcc2023,WBG,West Bank and Gaza,2023,cc,-0.7,0.2
"""


def test_two_dots_are_missing_and_former_codes_are_read(publish, triples) -> None:
    folder = publish(wgi.FILE, TEXT)
    assert triples(wgi.read(folder)) == [("COD", 2023, -1.5), ("KAZ", 2023, -0.27)]


def test_standard_errors_have_the_ids_of_their_indicators(publish) -> None:
    frame = wgi.standard_errors(publish(wgi.FILE, TEXT))
    assert set(frame["indicator"]) == {"wgi_cc"} and frame["value"].tolist() == [0.2, 0.15]
