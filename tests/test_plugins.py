"""Packages bring definitions and methods of their own: the example is installed in a fresh environment and found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError
from mpindex.steps import registry
from mpindex.steps.registry import METHODS, find, load_plugins, register

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = Path(__file__).with_name("plugin_example")

#: Asked of the library in the environment that the example is installed in.
LOOK = """
import doctest, json, numpy as np, mpindex as mp
from mpindex.testing import check_definition
listed = mp.definitions(unit=None)
world = mp.load()
for name in ("steppe_reach", "steppe_count"):
    check_definition(name, examples=10)
import steppe_powers.methods
wrong = doctest.testmod(steppe_powers.methods, extraglobs={"np": np}).failed
both = mp.compare("steppe_reach", "steppe_count", "wood", dataset=world)
print(json.dumps({
    "listed": sorted(name for name in listed.index if name.startswith("steppe")),
    "family": listed.loc["steppe_reach", "family"],
    "bands": sorted(set(mp.definition("steppe_reach").apply(world).bands)),
    "compared": list(both.labels), "kazakhstan": int(both.ranks.loc["KAZ", "steppe_reach"]), "doctests": wrong,
    "kept": mp.invariants(["steppe_reach"], examples=5).table.loc["steppe_reach", "monotonicity"],
}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment with the example installed by pip; what it stands on is this environment's."""
    place = tmp_path_factory.mktemp("fresh")
    run([sys.executable, "-m", "venv", "--without-pip", place], place)
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    site = run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], place).strip()
    (Path(site) / "beside.pth").write_text(f"{ROOT}\n{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    source = tmp_path_factory.mktemp("source")
    for file in EXAMPLE.rglob("*"):  # a build leaves folders behind, not in the project's own
        if file.is_file() and "__pycache__" not in file.parts:
            target = source / file.relative_to(EXAMPLE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet"]
    if subprocess.run([*pip, "setuptools>=77"], capture_output=True).returncode:
        pytest.skip("setuptools >= 77 is neither here nor on a package index")
    run([*pip, "--no-deps", "--no-build-isolation", "--no-index", source], place)
    return python


def run(command: list[object], cwd: Path) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, encoding="utf-8", env=kept
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_example_is_installed_found_checked_and_compared(installed, tmp_path):
    answer = json.loads(run([installed, "-W", "ignore::UserWarning", "-c", LOOK], tmp_path).splitlines()[-1])
    assert answer == {
        "listed": ["steppe_count", "steppe_reach"],
        "family": "capability",
        "bands": ["great", "great by rule", "middle", "small"],
        "compared": ["steppe_reach", "steppe_count", "wood"],
        "kazakhstan": answer["kazakhstan"],
        "doctests": 0,
        "kept": "kept",
    }
    assert 1 <= answer["kazakhstan"] <= 195


def test_the_command_line_ranks_by_it(installed, tmp_path):
    said = run([installed, "-m", "mpindex", "rank", "steppe_reach", "--top", "3"], tmp_path)
    assert said.startswith("Reach across a steppe")


def test_nothing_of_it_is_here():
    """The environment of these tests does not have the example: what is found above came with its installation."""
    assert "steppe_reach" not in mp.definitions(unit=None).index
    with pytest.raises(DefinitionError, match="unknown normalise method 'times_median'"):
        mp.definition(EXAMPLE / "steppe_powers" / "steppe_reach.yaml")


# methods of packages --------------------------------------------------------------


class Point:
    """An entry point of a package."""

    def __init__(self, load, name="own"):
        self.load, self.name, self.value = load, name, f"{name}.methods"
        self.dist = type("Package", (), {"name": f"{name}-powers"})()


@pytest.fixture
def offered(monkeypatch) -> Iterator[list[Point]]:
    """What packages offer under `mpindex.methods`; registered methods are taken back."""
    points: list[Point] = []
    before = {step: dict(methods) for step, methods in METHODS.items()}
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: points if group == "mpindex.methods" else []
    )
    load_plugins.cache_clear()
    yield points
    load_plugins.cache_clear()
    for step, methods in before.items():
        METHODS[step].clear()
        METHODS[step].update(methods)


def test_a_method_is_looked_for_in_packages_when_the_library_lacks_it(offered):
    def load():
        register("aggregate", "first")(lambda x, weights: np.asarray(x)[..., 0])

    offered.append(Point(load))
    assert find("aggregate", "arithmetic") is not None
    assert "first" not in METHODS["aggregate"]
    spec = {"id": "own", "normalise": "none", "aggregate": "first", "tree": {"a": 1, "b": 1}}
    world = Dataset.from_frame(pd.DataFrame({"a": [1.0, 2.0], "b": [9.0, 8.0]}, index=list("xy")))
    assert mp.definition(spec).apply(world).scores.tolist() == [1, 2]


def test_a_package_that_cannot_be_imported_is_named(offered):
    def load():
        raise ModuleNotFoundError("No module named 'numba'")

    offered.append(Point(load, "broken"))
    with pytest.raises(
        DefinitionError, match=r"'broken-powers' offers methods .* ModuleNotFoundError: .*numba"
    ):
        find("aggregate", "anything")


def test_a_package_cannot_take_the_place_of_a_method_of_the_library(offered):
    offered.append(Point(lambda: register("aggregate", "median")(lambda x, weights: x[..., 0])))
    with pytest.raises(DefinitionError, match=r"'own-powers' .* 'median' is registered already"):
        registry.method("aggregate", "middling")


# band rules -----------------------------------------------------------------------

SIZES = Dataset.from_frame(pd.DataFrame({"a": [50.0, 11.0, 10.0, 2.0, 1.0]}, index=list("vwxyz")))


def banded(*bands: dict) -> list[str]:
    spec = {"id": "own", "normalise": "none", "tree": {"a": 1}, "bands": list(bands)}
    return mp.definition(spec).apply(SIZES).bands.tolist()


def test_each_class_of_natural_breaks_is_its_own():
    rule = {"classes": 3}
    found = banded(
        {"great": {"breaks": {**rule, "class": 1}}},
        {"middle": {"breaks": {**rule, "class": 2}}},
        {"small": {}},
    )
    assert found == ["great", "middle", "middle", "small", "small"]


def test_the_short_name_and_the_methods_own_name_say_the_same():
    short = banded({"top": {"gap": {"from": 1, "to": 3}}}, {"rest": {}})
    long = banded({"top": {"largest_gap": {"first": 1, "last": 3, "log": False, "class": 1}}}, {"rest": {}})
    assert short == long == ["top", "rest", "rest", "rest", "rest"]


def test_any_registered_band_rule_is_a_condition(offered):
    @register("band", "odd_ones", keeps={"ties"})
    def odd_ones(scores, *, by=2):
        """Class 1: odd scores."""
        return np.where(np.asarray(scores) % by == 1, 1.0, 2.0)

    assert banded({"odd": {"odd_ones": {"class": 1}}}, {"even": {}}) == ["even", "odd", "even", "even", "odd"]
    assert banded({"odd": {"odd_ones": {"by": 5, "class": [1]}}}, {"even": {}})[1] == "odd"


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ({"quantiles": {"class": 1}}, "band method 'quantiles' needs 'at'"),
        ({"rank_window": {"windwo": [1, 2], "class": 1}}, "unknown key 'windwo'.* Did you mean 'window'"),
        ({"rank_window": {"class": 0}}, "'class' must be the number of a class"),
        (
            {"rank_windw": {"class": 1}},
            "there is no rule 'rank_windw' that makes classes of scores. Did you mean 'rank_window'?",
        ),
        ({"rank_window": {"window": "six", "class": 1}}, "'rank_window': "),
        ({"natural_breaks": {"classes": 9, "class": 1}}, "9 classes need as many different scores"),
    ],
)
def test_a_wrong_band_rule_says_what_is_wrong(rule, says):
    with pytest.raises((DefinitionError, mp.errors.DataError), match=says):
        banded({"top": rule}, {"rest": {}})
