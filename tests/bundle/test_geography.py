"""The geography tables are built from the publishers' files, the same bytes every time, and fit together."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpindex.bundle import capitals, country_codes, geography, groupings, partners
from mpindex.readers import borders, factbook
from mpindex.resources import folder
from mpindex.units.countries import gazetteer
from mpindex.units.relations import great_circle

BUILT = (
    "countries.csv", "capitals.csv", "groupings.csv", "expert_lists.csv", "dyads/distances.csv",
    "dyads/borders.csv", "dyads/trade.csv", "dyads/partners.csv",
)  # fmt: skip


def bundled(name: str) -> pd.DataFrame:
    with folder("data").joinpath(*name.split("/")).open("rb") as file:
        return pd.read_csv(file, keep_default_na=False, na_values=[""])


@pytest.fixture(scope="module")
def texts(sources: Path) -> pd.DataFrame:
    return factbook.read_texts(sources / factbook.SOURCE)


def test_building_twice_gives_the_bundled_bytes(sources: Path, tmp_path: Path) -> None:
    if not (sources.parent / "cases").is_dir():
        pytest.skip("the expert lists are not beside the sources")
    geography.build(sources, tmp_path)
    for name in BUILT:
        built = (tmp_path / name).read_bytes()
        assert built == folder("data").joinpath(*name.split("/")).read_bytes(), name
        assert b"\r" not in built


def test_every_unit_of_every_table_is_a_state() -> None:
    units = set(gazetteer().names)
    assert set(bundled("capitals.csv")["unit"]) == units
    assert set(bundled("groupings.csv")["unit"]) == units
    for name in ("distances", "borders", "trade", "partners"):
        dyads = bundled(f"dyads/{name}.csv")
        assert set(dyads["from"]) | set(dyads["to"]) <= units, name
        assert not (dyads["from"] == dyads["to"]).any(), name
        assert not dyads.duplicated(["from", "to", "relation", "year"]).any(), name
        assert np.isfinite(dyads["value"]).all(), name
        assert (dyads["value"] >= 0).all(), name
    assert set(bundled("expert_lists.csv")["unit"]) - units == {"CSK"}  # Wood (1988) has Czechoslovakia


def test_a_code_that_fits_no_state_stops_the_build(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(country_codes.COW, "SRB", "999")
    with pytest.raises(ValueError, match="SRB: COW has no state 999"):
        country_codes.read_countries(sources)


def test_capitals_are_where_the_factbook_has_them(texts: pd.DataFrame) -> None:
    """All but the few where the Factbook itself names another city or errs."""
    seats = texts[(texts["field"] == "Capital") & (texts["subfield"] == "geographic coordinates")]
    there = {
        unit: capitals.coordinates(text) for unit, text in zip(seats["unit"], seats["text"], strict=True)
    }
    far = set()
    for row in bundled("capitals.csv").itertuples():
        if row.unit in there:
            latitude, longitude = there[row.unit]
            away = great_circle([row.latitude, latitude], [row.longitude, longitude])[0, 1]
            far |= {row.unit} if away > 20.5 else set()
    # Sucre or La Paz, Naypyidaw or Rangoon; wrong there: Brussels (84 minutes), Dodoma (in Dar es Salaam).
    assert far == {"BOL", "MMR", "BEL", "TZA"}


def test_distances_agree_with_cepii(sources: Path) -> None:
    """CEPII has Samoa east of Greenwich, and other capitals for Myanmar and Burundi."""
    theirs = pd.read_csv(sources / "cepii-geodist" / "dist_cepii.csv", usecols=["iso_o", "iso_d", "distcap"])
    both = bundled("dyads/distances.csv").merge(theirs, left_on=["from", "to"], right_on=["iso_o", "iso_d"])
    both["off"] = (both["value"] - both["distcap"]).abs()
    assert len(both) > 30_000
    assert both["off"].median() < 10
    typical = both.groupby("from")["off"].median()
    assert typical[typical > 100].index.tolist() == ["GIN", "MMR", "NZL", "WSM"]


def test_borders_differ_from_the_other_list_only_where_known(sources: Path) -> None:
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


def test_borders_that_one_side_forgets_are_there() -> None:
    table = bundled("dyads/borders.csv")
    pairs = set(zip(table["from"], table["to"], strict=True))
    for pair in (("COG", "CAF"), ("SEN", "MLI"), ("RUS", "POL"), ("SVK", "UKR")):
        assert pair in pairs
        assert pair[::-1] in pairs


def test_neighbours_are_read_with_exclaves_and_names_that_hold_an_and() -> None:
    text = "Bosnia and Herzegovina 956 km; Spain (Ceuta) 8 km and Spain (Melilla) 10.5 km; Mexico 3,111 km"
    assert borders.neighbours(text) == ["Bosnia and Herzegovina", "Spain", "Spain", "Mexico"]


def test_partner_names_may_hold_a_comma_and_lists_may_lack_shares() -> None:
    assert partners.shares("Congo, Republic of the 5%, S. Korea 13% (2023)") == [
        ("Congo, Republic of the", 2023, 5.0),
        ("S. Korea", 2023, 13.0),
    ]
    assert partners.shares("<p>Italy, Switzerland, Germany</p> (2021)") == []
    assert partners.shares("not available") == []


def test_partner_shares_are_those_of_the_factbook_without_its_slip() -> None:
    table = bundled("dyads/partners.csv")
    kaz = table[table["from"] == "KAZ"].set_index(["relation", "to"])["value"]
    assert kaz["export_share"].to_dict() == {"CHN": 16, "GBR": 15, "ITA": 5, "RUS": 10, "TUR": 6}
    assert kaz["import_share"].to_dict() == {"CHN": 28, "RUS": 24, "TUR": 4, "USA": 4}  # without the Gambia
    assert set(gazetteer().names) - set(table["from"]) == {"LIE", "MCO"}
    assert (table.groupby(["from", "relation"])["value"].sum() <= 101).all()


def test_trade_is_in_dollars() -> None:
    table = bundled("dyads/trade.csv")
    assert 14e12 < table["value"].sum() < 17e12
    kaz = table[table["from"] == "KAZ"].set_index("to")["value"]
    assert kaz.nlargest(4).index.tolist() == ["ITA", "CHN", "NLD", "RUS"]
    imports = table[table["to"] == "KGZ"].set_index("from")["value"]
    assert imports["KAZ"] / imports.sum() == pytest.approx(0.053, abs=0.002)


def test_each_membership_says_how_far_it_is_borne_out() -> None:
    table = bundled("groupings.csv")
    assert set(table["evidence"]) == {"confirmed", "membership confirmed", "recalled"}
    assert set(table["status"]) == {"member", "observer", "associate"}
    by = table.set_index(["group", "unit", "status"])["evidence"]
    assert by["SCO", "KAZ", "member"] == "membership confirmed"
    assert by["SCO", "IRN", "member"] == "recalled"  # the Factbook still has it as an observer
    assert by["EU", "GBR", "member"] == "recalled"  # and still has it in the Union
    assert by["Central Asia", "KAZ", "member"] == "confirmed"
    assert by["Southern Europe", "XKX", "member"] == "recalled"
    assert set(table.loc[table["group"].isin(["OTS", "CAREC", "MIKTA"]), "evidence"]) == {"recalled"}


def test_spells_of_membership_are_in_order_and_do_not_overlap() -> None:
    table = bundled("groupings.csv").fillna({"from": -np.inf, "to": np.inf})
    assert (table["from"] <= table["to"]).all()
    table = table.sort_values(["grouping", "group", "unit", "from"])
    for _, spells in table.groupby(["grouping", "group", "unit"]):
        assert (spells["from"].to_numpy()[1:] > spells["to"].to_numpy()[:-1]).all(), spells


def test_the_factbooks_current_lists_hold_nothing_that_we_left_out(texts: pd.DataFrame) -> None:
    table = bundled("groupings.csv")
    open_now = table[table["to"].isna()]
    ours = {
        (row.unit, groupings.FACTBOOK_NAMES.get(row.group, row.group), row.status)
        for row in open_now.itertuples()
    }
    names = {name for _, name, _ in ours}
    theirs = {entry for entry in groupings.listed(texts) if entry[1] in names}
    assert theirs - ours == {
        ("BDI", "CICA", "member"), ("GBR", "EU", "member"), ("UKR", "CIS", "associate"),
        ("BGD", "CICA", "observer"), ("LKA", "CICA", "observer"), ("QAT", "CICA", "observer"),
        ("IND", "SCO", "observer"), ("IRN", "SCO", "observer"),
    }  # fmt: skip


def test_no_older_edition_lists_a_membership_before_the_year_we_recall(sources: Path) -> None:
    """The archive's editions of 1990 to 2025 are a check on years that were written from memory."""
    archive = pd.read_csv(
        sources / factbook.SOURCE / "factbook_archive_1990_2025_selected_fields.csv.gz",
        usecols=["edition_year", "CanonicalCode", "canonical_field", "content"],
        keep_default_na=False,
    )
    archive = archive[archive["canonical_field"] == groupings.FIELD]
    archive["unit"] = archive["CanonicalCode"].str.upper().map(gazetteer().system("gec"))
    archive = archive.dropna(subset="unit").rename(columns={"content": "text"})
    archive = archive.assign(field=groupings.FIELD, subfield="")
    first: dict[tuple[str, str, str], int] = {}
    for year, edition in archive.groupby("edition_year"):
        for entry in groupings.listed(edition):
            first.setdefault(entry, int(str(year)))
    recalled = bundled("groupings.csv").dropna(subset="from")
    late = {
        (row.unit, row.group)
        for row in recalled[recalled["status"] == "member"].itertuples()
        if first.get((row.unit, groupings.FACTBOOK_NAMES.get(row.group, row.group), "member"), 9999) < row._4
    }
    assert late == set()
    assert len(first) > 500
    assert first["CHN", "SCO", "member"] == 2003


def test_expert_lists_name_their_sources_in_full() -> None:
    table = bundled("expert_lists.csv")
    assert len(table) == 184
    assert not table["source"].str.startswith("same").any()
    assert table["source"].notna().all()
    assert set(table["verified"]) == {"yes", "no"}
    swp = table[table["list"] == "swp_2024"]
    assert len(swp) == 12
    assert "KAZ" in set(swp["unit"])
