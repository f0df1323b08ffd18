"""What is installed is told as it is; the digits of the data change with any byte of them."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest

import mpindex as mp
from mpindex.dataset import versions as module
from mpindex.dataset.versions import data_hash, show_versions, versions


def test_the_versions_are_those_in_use():
    rows = versions()
    assert rows["mpindex"] == mp.__version__
    assert rows["numpy"] == np.__version__
    assert rows["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert rows["openpyxl"] == metadata.version("openpyxl")
    assert "pytest" not in rows  # ours, not the user's


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
    assert lines[1].split()[1] == data_hash()


@pytest.fixture
def tables(tmp_path: Path, monkeypatch) -> Path:
    for name in ("data", "indicators", "weights"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_bytes(name.encode())
    monkeypatch.setattr(module.resources, "folder", tmp_path.joinpath)
    return tmp_path


def test_a_byte_a_name_and_a_place_each_change_the_digits(tables):
    before = data_hash()
    seen = {before}
    (tables / "data" / "a.csv").write_bytes(b"datA")
    seen.add(data_hash())
    (tables / "data" / "a.csv").rename(tables / "data" / "b.csv")
    seen.add(data_hash())
    (tables / "data" / "deeper").mkdir()
    (tables / "data" / "b.csv").rename(tables / "data" / "deeper" / "b.csv")
    seen.add(data_hash())
    assert len(seen) == 4


def test_what_python_and_editors_leave_behind_does_not_count(tables):
    before = data_hash()
    (tables / "data" / "__pycache__").mkdir()
    (tables / "data" / "__pycache__" / "x.pyc").write_bytes(b"x")
    (tables / "weights" / ".DS_Store").write_bytes(b"x")
    assert data_hash() == before
