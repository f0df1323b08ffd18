from __future__ import annotations

from mpindex.bundle.origins import LICENCES, ORIGINS, is_stated
from mpindex.catalogue import catalogue


def test_every_bundled_source_has_an_origin_under_a_known_licence() -> None:
    assert {entry.source for entry in catalogue().values() if entry.bundled} <= set(ORIGINS)
    assert {origin.licence for origin in ORIGINS.values()} <= set(LICENCES)


def test_the_catalogue_and_the_origins_agree_on_share_alike() -> None:
    share_alike = {entry.id for entry in catalogue().values() if entry.licence.startswith("CC-BY-SA")}
    assert share_alike == {"vdem_polyarchy", "vdem_libdem", "vdem_egaldem"}
    assert {entry.id for entry in catalogue().values() if entry.source == "v-dem"} == share_alike


def test_refugees_rest_on_known_terms_and_the_rest_of_their_source_does_not() -> None:
    stated = {
        name: is_stated(entry)
        for name, entry in catalogue().items()
        if entry.source == "gapminder" and entry.bundled
    }
    assert [name for name, says in stated.items() if not says] == ["refugees_hosted"]
