"""Pages of units are the same whoever writes them."""

from __future__ import annotations

import pickle

from mpindex.pages.site.workers import pages_of, parts
from mpindex.pages.site.write import unit


def test_parts_have_every_unit_once(plan) -> None:
    assert [len(part) for part in parts(plan, 4)] == [4, 2]
    assert [code for part in parts(plan, 4) for code in part] == list(plan.study.dataset.units)


def test_a_plan_travels_and_gives_the_same_page(plan) -> None:
    ((name, text),) = pages_of(pickle.loads(pickle.dumps(plan)), ["Almaty"])
    assert name == "units/Almaty.html"
    assert text == unit(plan, "Almaty")
