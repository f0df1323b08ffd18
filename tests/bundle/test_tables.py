from __future__ import annotations

from mpindex.bundle.origins import ORIGINS
from mpindex.bundle.tables import KEYS, TABLES
from mpindex.resources import folder


def test_every_table_is_bundled_and_rests_on_known_sources() -> None:
    for path, (title, sources) in TABLES.items():
        assert folder("data").joinpath(*path.split("/")).is_file(), path
        assert title and set(sources) <= set(ORIGINS)


def test_a_key_tells_the_rows_of_its_table_apart(bundled) -> None:
    for name, key in KEYS.items():
        assert not bundled(f"{name}.csv").duplicated(key).any(), name
