from __future__ import annotations

from mpindex.readers import weapons


def test_pursuing_is_not_possessing_and_signing_is_not_ratifying(publish, triples) -> None:
    publish(
        weapons.NUCLEAR, "Entity,Year,nuclear_weapons_status\nIran,2022,2\nPakistan,2022,3\nAbkhazia,2022,0\n"
    )
    header = "Entity,Year,bioweapons_convention_num,chemweapons_convention_num\n"
    folder = publish(weapons.CONVENTIONS, header + "Israel,2022,0,1\nKazakhstan,2022,2,2\nKosovo,2022,,\n")
    frame = weapons.read(folder)
    assert triples(frame, "nuclear_weapons") == [("IRN", 2022, 0.0), ("PAK", 2022, 1.0)]
    assert triples(frame, "wmd_conventions") == [("ISR", 2022, 0.0), ("KAZ", 2022, 2.0)]
