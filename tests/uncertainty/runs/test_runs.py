"""Running a task: counting and keeping see the same draws, and too much is not kept."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from mpindex.errors import OptionError
from mpindex.uncertainty.counts.tallies import Tally
from mpindex.uncertainty.runs.runs import counted, kept
from mpindex.uncertainty.runs.task import BLOCK, Task, make_task


def counts_of(tally: Tally) -> list[np.ndarray]:
    return [tally.ranks.table, tally.bands, tally.middle]


@pytest.fixture(scope="module")
def task() -> Task:
    return make_task("cinc", None, {}, draws=BLOCK + 100, seed=1)


def test_what_is_kept_is_what_is_counted(task):
    tally, runs = kept(task, False)
    other = counted(task, None, False)
    for one, two in zip(counts_of(tally), counts_of(other), strict=True):
        np.testing.assert_array_equal(one, two)
    place = task.dataset.units.index("KAZ")
    counts = np.bincount(runs["rank"]["KAZ"].astype(int), minlength=len(task.dataset.units) + 1)[1:]
    np.testing.assert_array_equal(counts, other.ranks.table[place])


def test_workers_count_the_same(task):
    with ThreadPoolExecutor(2) as executor:
        other = counted(task, executor, False)
    here = counted(task, None, False)
    for one, two in zip(counts_of(here), counts_of(other), strict=True):
        assert one.tobytes() == two.tobytes()


def test_draws_that_would_not_fit_in_memory_are_not_kept():
    with pytest.raises(OptionError, match="keep=True would take 3120 GB"):
        kept(make_task("wood", None, {}, draws=10**9, seed=1), False)


def test_a_bar_shows_when_asked_for_and_not_otherwise(task, capsys):
    counted(task, None, True)
    assert "block" in capsys.readouterr().err
    counted(task, None, None)
    assert capsys.readouterr().err == ""


@pytest.mark.each(
    "case",
    [
        (5, True, None, True),
        (4, True, None, False),  # short
        (5, False, None, False),  # no terminal
        (5, True, False, False),
        (4, False, True, True),
    ],
)
def test_a_bar_shows_by_itself_for_long_runs_in_a_terminal_alone(case, monkeypatch, capsys):
    blocks, terminal, asked, shown = case
    short = make_task("wood", None, {}, draws=1, seed=1)
    monkeypatch.setattr(Task, "blocks", blocks)
    monkeypatch.setattr("mpindex.uncertainty.runs.runs.LONG", 5)
    monkeypatch.setattr(Task, "count", lambda *_: None)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    counted(short, None, asked)
    assert ("block" in capsys.readouterr().err) == shown


def test_as_many_draws_as_fit_are_kept_and_no_more(monkeypatch):
    work = make_task("wood", None, {}, draws=4, seed=1)
    units = len(work.dataset.units)
    monkeypatch.setattr("mpindex.uncertainty.runs.runs.MOST_KEPT", 2 * 4 * units)
    assert len(kept(work, False)[1]) == 4
    monkeypatch.setattr("mpindex.uncertainty.runs.runs.MOST_KEPT", 2 * 4 * units - 1)
    with pytest.raises(OptionError) as caught:
        kept(work, False)
    assert str(caught.value) == (
        "keep=True would take 0 GB for 4 draws; leave it out (shares and quantiles need no draws kept), or keep at most 3"
        " draws"
    )
