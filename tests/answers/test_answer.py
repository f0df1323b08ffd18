"""What a class of results gets from Answer once it states its table, words, references and figures."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import pytest

from mpindex.answers.answer import MOST_ROWS, Answer
from mpindex.answers.figures import Figures
from mpindex.answers.record import Material


class CountFigures(Figures["Count"]):
    default = "bars"

    def bars(self) -> str:
        return f"bars of {self.result.many}"


@dataclass(frozen=True, eq=False, repr=False)
class Count(Answer):
    many: int

    heading = "Count of <things>"
    material = Material(seed=3)

    def to_frame(self) -> pd.DataFrame:
        return pd.DataFrame({"place": range(self.many), "value": [None, *range(1, self.many)]})

    def in_words(self) -> str:
        return f"There are <{self.many}>."

    def cite(self) -> str:
        return "Nobody"

    @property
    def plot(self) -> CountFigures:
        return CountFigures(self)

    @property
    def notes(self) -> tuple[str, ...]:
        return ("one is <missing>",)

    @cached_property
    def worked_out(self):
        return lambda: None  # cannot be pickled


def test_it_prints_what_it_is_its_first_rows_and_its_notes():
    lines = repr(Count(50)).splitlines()
    assert lines[0] == "<Count of <things>>" and lines[-1] == "note: one is <missing>"
    assert len(lines) == 1 + 1 + MOST_ROWS + 1
    assert lines[2].split() == ["0", "-"]


def test_its_html_escapes_heading_words_and_notes():
    html = Count(3)._repr_html_()
    assert "&lt;things&gt;" in html and "&lt;3&gt;" in html and "&lt;missing&gt;" in html


def test_what_was_worked_out_does_not_travel():
    count = Count(3)
    assert count.worked_out() is None
    other = pickle.loads(pickle.dumps(count))
    assert other.many == 3 and "worked_out" not in other.__dict__


def test_a_result_without_a_table_cannot_be_made():
    class Half(Answer):
        pass

    with pytest.raises(TypeError, match="abstract"):
        Half()


def test_its_record_follows_from_what_it_rests_on():
    assert Count(3).record["seed"] == 3 and Count(3).record["question"] == "Count of <things>"
