from __future__ import annotations

import csv
from pathlib import Path

from mpindex.readers import borders
from mpindex.units.countries import gazetteer


def test_borders_differ_from_the_other_list_only_where_known(sources: Path, bundled) -> None:
    """GeoDataSource lacks Kosovo and Hans Island; the Factbook has Mauritania beside Morocco."""
    iso2 = gazetteer().system("iso2")
    path = sources / "land-borders" / "GEODATASOURCE-COUNTRY-BORDERS.CSV"
    with path.open(encoding="utf-8", newline="") as file:
        pairs = [
            (iso2.get(row["country_code"]), iso2.get(row["country_border_code"]))
            for row in csv.DictReader(file)
        ]
    theirs = {frozenset(pair) for pair in pairs if None not in pair}
    ours = bundled("dyads/borders.csv")
    ours = {frozenset(pair) for pair in zip(ours["from"], ours["to"], strict=True)}
    kosovo = {frozenset(("XKX", other)) for other in ("ALB", "MKD", "MNE", "SRB")}
    assert ours - theirs == kosovo | {frozenset(("CAN", "DNK")), frozenset(("MAR", "MRT"))}
    assert theirs - ours == {frozenset(("ALB", "SRB"))}


def test_borders_that_one_side_forgets_are_there(bundled) -> None:
    table = bundled("dyads/borders.csv")
    pairs = set(zip(table["from"], table["to"], strict=True))
    for pair in (("COG", "CAF"), ("SEN", "MLI"), ("RUS", "POL"), ("SVK", "UKR")):
        assert pair in pairs
        assert pair[::-1] in pairs


def test_neighbours_are_read_with_exclaves_and_names_that_hold_an_and() -> None:
    text = "Bosnia and Herzegovina 956 km; Spain (Ceuta) 8 km and Spain (Melilla) 10.5 km; Mexico 3,111 km"
    assert borders.neighbours(text) == ["Bosnia and Herzegovina", "Spain", "Spain", "Mexico"]
