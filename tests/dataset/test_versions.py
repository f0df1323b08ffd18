"""What is installed is told as it is; the digits of the data change with any byte of them."""

from __future__ import annotations

import sys
from importlib import metadata

import numpy as np

import mpindex as mp
from mpindex.dataset import versions as module
from mpindex.dataset.versions import show_versions, versions
from mpindex.resources import bundled_hash


def test_the_versions_are_those_in_use():
    rows = versions()
    assert rows["mpindex"] == mp.__version__
    assert rows["numpy"] == np.__version__
    assert rows["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert rows["openpyxl"] == metadata.version("openpyxl")
    assert "pytest" not in rows  # ours, not the user's


def test_packages_of_every_extra_are_named_but_for_those_of_developers(monkeypatch):
    needs = [
        "numpy>=2.1",
        'narwhals>=1.26; extra == "frames"',
        "shtab; extra == 'cli'",
        'pytest>=8.3; extra == "dev"',
    ]
    monkeypatch.setattr(module.metadata, "requires", lambda name: needs)
    assert list(versions())[4:] == ["narwhals", "numpy", "shtab"]


def test_a_package_that_is_not_there_is_said_to_be_missing(monkeypatch):
    def version(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(module.metadata, "version", version)
    assert versions()["scipy"] == "not installed"


def test_a_checkout_that_is_not_installed_still_answers(monkeypatch):
    def absent(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(module.metadata, "version", absent)
    monkeypatch.setattr(module.metadata, "requires", absent)
    assert list(versions()) == ["mpindex", "data", "Python", "system"]


def test_they_are_printed_one_a_line(capsys):
    show_versions()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(versions())
    assert lines[1].split()[1] == bundled_hash()
