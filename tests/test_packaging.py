"""The bundled folders are found wherever the library runs from: a wheel, a zip, an editable install, a checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("data", "indicators", "weights")

#: What may be in a wheel: code and our own tables. Publishers' files are workbooks, archives and documents.
OURS = {".py", ".typed", ".csv", ".json", ".md", ".yaml"}

#: Says what was found, from wherever the library is: where it lies, one file of each folder, a country's rank.
LOOK = """
import mpindex, mpindex.resources as resources
print(mpindex.__file__)
print(*[any(True for _ in resources.folder(name).iterdir()) for name in ("data", "indicators", "weights")])
world = mpindex.load()
print(len(world.units), mpindex.definition("wood").apply(world).table.loc["USA", "rank"])
print(len(world.dyads), len(world.groups), len(world.lists) > 0)
"""

#: An editable install of this very checkout, where the tests run in one, must not answer in place of another.
ALONE = """
import sys, site
sys.meta_path[:] = [f for f in sys.meta_path if "__editable__" not in getattr(f, "__module__", "")]
for name in [name for name in sys.modules if "__editable__" in name]:
    del sys.modules[name]
sys.path.insert(0, {site!r})
site.addsitedir({site!r})
"""


def run(*arguments: object, cwd: Path, path: Path | None = None) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(path or ""), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """Where the build backend is, None for this environment, so that no build needs the network again."""
    try:
        if int(version("setuptools").split(".")[0]) >= 77:
            return None
    except ModuleNotFoundError:
        pass
    target = tmp_path_factory.mktemp("backend")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target), "setuptools>=77"]
    if subprocess.run(pip, capture_output=True).returncode:
        pytest.skip("setuptools >= 77 is neither here nor on a package index")
    return target


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project without what earlier builds left behind, which setuptools would pack again."""
    place = tmp_path_factory.mktemp("project")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, place)
    for name in ("mpindex", *FOLDERS):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    return place


@pytest.fixture(scope="session")
def wheel(copy: Path, backend: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        out,
        copy,
        cwd=out,
        path=backend,
    )
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def packed(wheel: Path) -> set[str]:
    with ZipFile(wheel) as file:
        return {name for name in file.namelist() if not name.endswith("/")}


def files(folder: Path) -> set[str]:
    return {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_the_oldest_set_that_is_tested_is_the_one_that_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    declared = [*project["dependencies"], *extras["files"], *extras["testing"]]
    bounds = [re.sub(r"\[.*?\]", "", requirement).replace(">=", "==") for requirement in declared]
    lines = (ROOT / "tests" / "oldest.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == bounds


@pytest.mark.parametrize("name", FOLDERS)
def test_the_wheel_holds_every_file_of_the_bundled_folders(packed, name):
    inside = {file.removeprefix(f"mpindex/{name}/") for file in packed if file.startswith(f"mpindex/{name}/")}
    assert inside == files(ROOT / name)


def test_the_wheel_holds_every_module(packed):
    modules = {f"mpindex/{file}" for file in files(ROOT / "mpindex")}
    assert modules <= packed


def test_the_wheel_holds_no_publishers_file_and_nothing_beside_the_package(packed):
    own = {file for file in packed if ".dist-info/" not in file}
    assert {Path(file).suffix for file in own} <= OURS
    assert {file.split("/")[0] for file in own} == {"mpindex"}


def test_the_wheel_carries_both_licences(packed):
    assert {"LICENSE", "LICENSES.md"} <= {
        Path(file).name for file in packed if ".dist-info/licenses/" in file
    }


def test_an_installed_wheel_finds_its_data_from_anywhere(wheel, tmp_path):
    target, empty = tmp_path / "target", tmp_path / "empty"
    empty.mkdir()
    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, wheel, cwd=empty)
    answer = run("-P", "-c", LOOK, cwd=empty, path=target)
    assert answer.splitlines()[0].startswith(str(target))
    assert answer.splitlines()[1:] == expected()
    said = run("-P", "-m", "mpindex", "rank", "wood", "--top", "1", cwd=empty, path=target)
    assert "United States" in said


def test_a_wheel_on_the_path_is_read_without_unpacking(wheel, tmp_path):
    answer = run("-P", "-c", LOOK, cwd=tmp_path, path=wheel)
    assert answer.splitlines()[0].startswith(str(wheel))
    assert answer.splitlines()[1:] == expected()


def test_an_editable_install_finds_the_folders_that_people_edit(copy, backend, tmp_path):
    build = f"import setuptools.build_meta as backend; backend.build_editable({str(tmp_path)!r})"
    run("-c", build, cwd=copy, path=backend)
    (built,) = tmp_path.glob("*.whl")
    with ZipFile(built) as file:
        file.extractall(tmp_path / "site")
    answer = run("-P", "-c", ALONE.format(site=str(tmp_path / "site")) + LOOK, cwd=tmp_path)
    assert answer.splitlines()[0].startswith(str(copy))
    assert answer.splitlines()[1:] == expected()


def test_a_bare_checkout_finds_its_data_from_anywhere(tmp_path):
    answer = run("-P", "-c", LOOK, cwd=tmp_path, path=ROOT)
    assert answer.splitlines()[0].startswith(str(ROOT))
    assert answer.splitlines()[1:] == expected()


def expected() -> list[str]:
    """What `LOOK` prints after the first line, by the library that runs the tests."""
    import mpindex as mp

    world = mp.load()
    rank = mp.definition("wood").apply(world).table.loc["USA", "rank"]
    return [
        "True True True",
        f"{len(world.units)} {rank}",
        f"{len(world.dyads)} {len(world.groups)} {len(world.lists) > 0}",
    ]
