"""Whom a unit is shown beside."""

from mpindex.plots.sheet.peers import default_peers


def test_there_are_at_most_five_neighbours_and_the_nearest_great_power(indexes):
    peers = default_peers(indexes, "KAZ")
    assert set(peers) == {"UZB", "KGZ", "TJK", "TKM", "CHN"} or set(peers) == {
        "UZB",
        "KGZ",
        "TJK",
        "TKM",
        "RUS",
    }


def test_a_great_power_is_not_its_own_peer(indexes):
    assert "USA" not in default_peers(indexes, "USA")


def test_units_without_regions_have_peers_by_rank_alone(cities):
    peers = default_peers({"livable": cities}, "Almaty")
    assert set(peers) == set(cities.around("Almaty")) - {"Almaty"}
