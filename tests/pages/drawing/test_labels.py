"""Names stand beside their marks, none over another, none over the edge."""

from __future__ import annotations

import itertools
import re

from mpindex.pages.drawing.labels import LINE, Labels
from mpindex.pages.drawing.svg import wide


def boxes(names: list[str], texts: list[str]) -> list[tuple[float, float, float, float]]:
    found = []
    for name, text in zip(names, texts, strict=True):
        x, y = (float(re.search(rf'{axis}="([\d.]+)"', name[name.index("<text") :])[1]) for axis in "xy")
        half = wide(text) / 2
        found.append((x - half, y - LINE / 2, x + half, y + LINE / 2))
    return found


def test_names_of_marks_in_one_place_do_not_cover_each_other() -> None:
    labels, texts = Labels(0, 0, 700, 250), [f"Unit {i}" for i in range(8)]
    placed = boxes([labels.place(300, 100, text) for text in texts], texts)
    for a, b in itertools.combinations(placed, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_a_name_that_stands_far_off_has_a_line_to_its_mark() -> None:
    labels = Labels(0, 0, 700, 250, [(250, 60, 450, 140)])
    assert 'class="leader"' in labels.place(350, 100, "Oslo")


def test_a_name_without_room_is_left_out() -> None:
    assert Labels(0, 0, 20, 20).place(10, 10, "Kazakhstan") == ""
    assert Labels(0, 0, 700, 250, [(250, 60, 450, 140)]).place(350, 100, "Oslo", near=True) == ""


def test_near_its_mark_a_name_may_stand_over_it() -> None:
    assert 'x="350"' in Labels(0, 0, 700, 250).place(350, 100, "Oslo", near=True)
