"""A clock on standard error for what takes long, on a terminal alone."""

from __future__ import annotations

import time

import pytest

from mpindex.cli import progress
from mpindex.cli.progress import clock


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """The clock moves fifty times a second."""
    monkeypatch.setattr(progress, "STEP", 0.02)


def test_what_is_quick_shows_nothing(capsys):
    with clock("mpindex guard", shown=True):
        pass
    assert capsys.readouterr() == ("", "")


def test_what_takes_long_shows_how_long(capsys):
    with clock("mpindex guard", shown=True, patience=0.0):
        time.sleep(0.2)
    out, err = capsys.readouterr()
    assert out == "" and "mpindex guard: at work for" in err
    assert not err.endswith("\n"), "it leaves no line behind"


def test_without_a_terminal_nothing_is_shown(capsys):
    with clock("mpindex guard", patience=0.0):
        time.sleep(0.1)
    assert capsys.readouterr() == ("", "")


def test_an_error_ends_it():
    with pytest.raises(KeyError), clock("mpindex guard", shown=True, patience=0.0):
        raise KeyError
