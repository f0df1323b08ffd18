from __future__ import annotations

from mpindex.readers import passport

TEXT = """Passport,Destination,Requirement
KAZ,KAZ,-1
KAZ,TUR,30
KAZ,HKG,visa free
KAZ,IRN,eta
KAZ,IND,e-visa
KAZ,USA,visa required
HKG,KAZ,14
TUR,KAZ,visa on arrival
USA,KAZ,no admission
"""


def test_days_words_and_etas_open_a_border_and_e_visas_do_not(publish, triples) -> None:
    assert ("KAZ", 2026, 3.0) in triples(passport.read(publish(passport.FILE, TEXT)), "visa_free")


def test_openness_counts_the_passports_of_states_only(publish, triples) -> None:
    assert ("KAZ", 2026, 1.0) in triples(passport.read(publish(passport.FILE, TEXT)), "visa_openness")
