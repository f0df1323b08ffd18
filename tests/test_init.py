"""The public face: what `dir(mpindex)` promises is there, and nothing else is promised."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import mpindex as mp

ROOT = Path(__file__).resolve().parents[1]


def test_dir_has_the_public_names_alone():
    import mpindex.cli.main  # what was imported before is no public name  # noqa: F401

    assert dir(mp) == sorted(mp.__all__)
    assert not [name for name in dir(mp) if name.startswith("_") and name != "__version__"]


@pytest.mark.parametrize("name", ["plots", "errors", "readers", "testing"])
def test_public_modules_are_there_whatever_was_imported_before(name):
    code = f"import mpindex as mp; print(mp.{name}.__name__, {name!r} in dir(mp))"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == [f"mpindex.{name}", "True"]


@pytest.mark.parametrize(
    "name", ["schemas", "register", "methods", "search", "plots", "errors", "readers", "testing"]
)
def test_what_one_looks_for_is_promised(name):
    assert name in dir(mp)
    assert getattr(mp, name) is not None


def test_methods_say_what_they_compute_keep_and_come_from():
    table = mp.methods()
    assert table.index.names == ["step", "method"]
    assert {"formula", "keeps", "source"} <= set(table.columns)
    assert "translation" in table.loc[("normalise", "minmax"), "keeps"]


def test_public_names_are_functions_classes_or_public_modules():
    modules = {name for name in mp.__all__ if isinstance(getattr(mp, name), ModuleType)}
    assert modules == {"plots", "errors", "readers", "testing"}
