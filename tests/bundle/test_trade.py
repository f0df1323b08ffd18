from __future__ import annotations

import pytest

from mpindex.bundle import trade


def test_trade_is_in_dollars(bundled) -> None:
    table = bundled("dyads/trade.csv")
    assert 14e12 < table["value"].sum() < 17e12
    kaz = table[table["from"] == "KAZ"].set_index("to")["value"]
    assert kaz.nlargest(4).index.tolist() == ["ITA", "CHN", "NLD", "RUS"]
    imports = table[table["to"] == "KGZ"].set_index("from")["value"]
    assert imports["KAZ"] / imports.sum() == pytest.approx(0.053, abs=0.002)


def test_thousands_become_dollars_and_territories_fall_out(publish) -> None:
    rows = "source,target,edgewidth\nKazakhstan,RepublicofMoldova,0.123\nKazakhstan,ChinaHongKongSAR,5\n"
    table = trade.read_trade(publish(trade.FILE, rows) / trade.FILE)
    assert table.to_numpy().tolist() == [["KAZ", "MDA", 123.0, 2015]]
