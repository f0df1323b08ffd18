from __future__ import annotations

from mpindex.readers import vdem

COLUMNS = [index + end for index in ("v2x_polyarchy", "v2x_libdem", "v2x_egaldem") for end in ("", "_sd")]
TEXT = f"""country_text_id,year,{",".join(COLUMNS)}
KAZ,2024,0.272,0.03,0.134,0.02,0.202,0.04
SML,2024,0.5,0.1,0.4,0.1,0.3,0.1
"""


def test_somaliland_is_not_a_state_of_the_universe(publish, triples) -> None:
    assert triples(vdem.read(publish(vdem.FILE, TEXT)), "vdem_polyarchy") == [("KAZ", 2024, 0.272)]


def test_the_spread_of_the_estimate_is_its_standard_error(publish, triples) -> None:
    assert triples(vdem.standard_errors(publish(vdem.FILE, TEXT)), "vdem_libdem") == [("KAZ", 2024, 0.02)]
