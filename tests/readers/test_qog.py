from __future__ import annotations

from mpindex.readers import qog, tidy


def test_variables_carry_the_year_they_stand_for(publish, triples) -> None:
    variables = [entry.series for entry in tidy.listed(qog.SOURCE)]
    text = (
        f"ccodealp,{','.join(variables)}\nKAZ,{','.join(['1'] * len(variables))}\nSDN{',' * len(variables)}\n"
    )
    frame = qog.read(publish(qog.FILE, text))
    assert triples(frame, "bci") == [("KAZ", 2021, 1.0)]
    assert triples(frame, "epi") == [("KAZ", 2024, 1.0)]
    assert triples(frame, "regime_years_bmr") == [("KAZ", 2020, 1.0)]
