"""What is fetched is data like any other, with its address and its day; what cannot be used ends in an error of ours."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime

import pytest

import mpindex as mp
from mpindex.ingest.services.fetch import fetch

from .conftest import Loopback, whole


@pytest.fixture
def live(loopback: Loopback, tmp_path, monkeypatch):
    """`fetch` from the service on this machine, which the environment names."""
    for name in ("WORLD_BANK", "OUR_WORLD_IN_DATA"):
        monkeypatch.setenv(f"MPINDEX_{name}", loopback.address)
    monkeypatch.setenv("MPINDEX_UNDP", f"{loopback.address}/hdr.csv")
    monkeypatch.setenv("MPINDEX_CACHE", str(tmp_path))
    return fetch


def page(series: str, values: dict[tuple[str, str], float]) -> str:
    rows = [
        {"indicator": {"id": series, "value": series}, "countryiso3code": unit, "date": year, "value": value}
        for (unit, year), value in values.items()
    ]
    return json.dumps([{"page": 1, "pages": 1}, rows])


def test_each_value_stands_beside_its_address_and_its_day(loopback, live):
    loopback.gives("world_bank.json")
    data = live("world_bank", "population", since=2022)
    today = datetime.now(UTC).date()
    (source,) = set(data.tidy["source"])
    assert source == f"world-bank-wdi: {loopback.address}{loopback.asked[0]}, retrieved {today}"
    assert data.frame.loc["KAZ", "population"] == 20330104
    assert not data.stand_ins.to_numpy().any()


def test_the_catalogue_says_what_the_figures_are(loopback, live):
    loopback.gives("world_bank.json")
    data = live("world_bank", "population")
    ours = mp.load().indicator("population")
    assert data.indicator("population").unit == ours.unit
    assert data.indicator("population").window == ours.window


def test_the_notes_say_what_was_fetched_when_and_from_where(loopback, live):
    loopback.gives("world_bank.json")
    first, others, known = live("world_bank", "population").notes
    assert first.startswith(
        "population: 5 values of 3 states, 2022 to 2023, World Bank: world-bank-wdi: http"
    )
    assert f"retrieved {datetime.now(UTC).date()}" in first
    assert others == "left out, since they are not states: 2 regions, groups and territories"
    assert known == "what the catalogue says of them was taken, their unit too: population"


def test_a_refreshed_world_has_the_new_figures_keeps_the_others_and_says_so(loopback, live):
    loopback.says(page("SP.POP.TOTL", {("KAZ", "2025"): 21e6, ("UZB", "2025"): 38e6}))
    data, old = live("world_bank", "population"), mp.load()
    world = old.join(data, replace="cells")
    assert world.frame.loc[["KAZ", "UZB"], "population"].tolist() == [21e6, 38e6]
    others = [unit for unit in old.units if unit not in ("KAZ", "UZB")]
    assert world.frame.loc[others, "population"].equals(old.frame.loc[others, "population"])
    assert world.sources.loc["KAZ", "population"].endswith(f"retrieved {datetime.now(UTC).date()}")
    assert world.stand_ins.equals(old.stand_ins)  # the same publisher, later
    assert set(data.notes) <= set(world.notes)
    assert mp.definition("size_card").apply(world).scores.notna().any()


def test_a_formula_of_the_catalogue_is_computed_from_its_series(loopback, live):
    loopback.says(
        page("MS.MIL.XPND.GD.ZS", {("KAZ", "2023"): 0.5, ("UZB", "2023"): 2.0, ("KAZ", "2022"): 0.6}),
        page("NY.GDP.MKTP.CD", {("KAZ", "2023"): 260e9, ("KGZ", "2023"): 14e9}),
    )
    data = live("world_bank", "milex")
    assert data.tidy[["unit", "year", "value"]].to_numpy().tolist() == [["KAZ", 2023, 1.3e9]]
    assert data.tidy["source"][0].count("http://") == 2


def test_a_series_that_two_indicators_need_is_asked_for_once(loopback, live):
    loopback.says(
        page("NY.GDP.MKTP.CD", {("KAZ", "2023"): 260e9}), page("MS.MIL.XPND.GD.ZS", {("KAZ", "2023"): 0.5})
    )
    assert live("world_bank", ["gdp", "milex"]).indicators == ("gdp", "milex")
    assert len(loopback.asked) == 2


def test_codes_without_an_entry_bear_the_services_name_and_the_users_word(loopback, live):
    loopback.gives("life-expectancy.csv")
    metadata = {"years": {"unit": "years", "direction": -1}}
    data = live("our_world_in_data", {"years": "life-expectancy"}, metadata=metadata)
    entry = data.indicator("years")
    assert (entry.name, entry.unit, entry.direction) == ("Period life expectancy at birth", "years", -1)
    bare = live("our_world_in_data", {"x": "life-expectancy"})
    assert "more counts as more (direction 1), since metadata= does not say: x" in bare.notes


def test_the_composite_indices_of_undp_come_too(loopback, live):
    loopback.gives("hdr.csv")
    data = live("undp", {"progress": "hdi", "le": "le"}, since=2022)
    assert data.frame.loc["KAZ", "progress"] == 0.837
    assert data.indicators == ("progress", "le")
    assert len(loopback.asked) == 1


def test_an_address_that_is_passed_goes_before_the_environment(loopback, live, monkeypatch):
    monkeypatch.setenv("MPINDEX_WORLD_BANK", "http://127.0.0.1:9")
    loopback.gives("world_bank.json")
    assert (
        live("world_bank", "population", address=loopback.address + "/").frame.loc["UZB", "population"] > 35e6
    )


def test_kept_answers_serve_without_a_network(loopback, live, monkeypatch):
    loopback.gives("world_bank.json")
    first = live("world_bank", "population")
    loopback.replies[:] = [whole("", 500)]
    assert live("world_bank", "population").tidy.equals(first.tidy)
    with pytest.raises(mp.errors.DataError, match=r"out of order.*is kept: max_age=None"):
        live("world_bank", "population", max_age=0)


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"since": "2015"}, "since="),
        ({"since": True}, "since="),
        ({"since": 20150}, "since="),
        ({"until": 2015.5}, "until="),
        ({"since": 2020, "until": 2015}, "since=2020 is after until=2015"),
        ({"timeout": 0}, "timeout="),
        ({"timeout": None}, "timeout="),
        ({"timeout": float("inf")}, "timeout="),
        ({"timeout": float("nan")}, "timeout="),
        ({"max_age": -1}, "max_age="),
        ({"max_age": 1.5}, "max_age="),
        ({"address": "file:///etc"}, "address="),
    ],
)
def test_a_wrong_option_is_named_before_anything_is_asked(loopback, live, options, fault):
    with pytest.raises(mp.errors.OptionError, match=fault):
        live("world_bank", "population", **options)
    assert loopback.asked == []


def test_metadata_of_what_is_not_asked_for_is_refused(loopback, live):
    loopback.gives("world_bank.json")
    with pytest.raises(mp.errors.OptionError, match=r"'popluation', which is not asked for"):
        live("world_bank", "population", metadata={"popluation": {"unit": "people"}})


def test_values_that_cannot_be_are_listed_as_in_a_users_table(loopback, live):
    loopback.says(page("SP.POP.TOTL", {("KAZ", "2023"): -1.0, ("UZB", "2023"): 36e6}))
    with pytest.raises(
        mp.errors.DataError, match=r"world_bank: the service gives values that cannot be"
    ) as caught:
        live("world_bank", "population")
    assert caught.value.table[["unit", "indicator"]].to_numpy().tolist() == [["KAZ", "population"]]


def test_series_without_a_common_year_are_told(loopback, live):
    loopback.says(
        page("MS.MIL.XPND.GD.ZS", {("KAZ", "2022"): 0.5}), page("NY.GDP.MKTP.CD", {("KAZ", "2023"): 260e9})
    )
    with pytest.raises(mp.errors.DataError, match=r"milex: .* no state has all of these series"):
        live("world_bank", "milex")


def test_without_a_network_the_error_says_so(live, monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("MPINDEX_WORLD_BANK", f"http://127.0.0.1:{free.getsockname()[1]}")
        with pytest.raises(mp.errors.DataError, match=r"cannot be reached.*Is there a network"):
            live("world_bank", "population")


def test_it_is_a_public_name():
    assert mp.fetch is fetch
