from __future__ import annotations

import pytest

from mpindex.readers import organisations
from mpindex.readers.organisations import full_members


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UN, WHO, MINURSO, ICC (national committees), ITUC (NGOs)", {"UN", "WHO"}),
        ("SICA (observer), EAPC, OECD (enhanced engagement), NATO", {"NATO"}),
        ("AfDB (nonregional member), IADB; WTO", {"AfDB", "IADB", "WTO"}),
        ("WBG, IBRD, World Bank Group", {"IBRD"}),
        ("Commonwealth of Nations, EEU, Francophonie, InOC", {"C", "EAEU", "OIF", "IORA"}),
        ("ADB (Chinese Taipei), APEC (Chinese Taipei), BCIE, CABEI", {"ADB", "APEC", "BCIE"}),
        ("UN Security Council (temporary), UN", {"UN"}),
        ("OAS (suspended), OPCW (signatory)", set()),
        ("Arctic Council, Pacific Alliance (observer)", {"Arctic Council"}),
        ("UN <strong>note:</strong> WHO, FAO", {"UN"}),
        ("G-20, NAM, Paris Club, AIIB, BRICS", set()),
    ],
)
def test_only_full_membership_of_states_counts(text: str, expected: set[str]) -> None:
    assert full_members(text) == expected


def test_the_final_edition_is_corrected_where_it_is_out_of_date() -> None:
    assert organisations.corrected("GBR", {"EU", "EIB", "UN"}) == {"UN"}
    assert organisations.corrected("IND", {"OECD", "UN"}) == {"UN", "SCO"}
    assert organisations.corrected("KAZ", {"UN"}) == {"UN"}
