"""The bundled folders are found wherever the library runs from: a wheel, a zip, an editable install, a checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

import mpindex as mp

ROOT = Path(__file__).resolve().parents[1]
NOXFILE = ROOT / "noxfile.py"
FOLDERS = ("data", "indicators", "weights")

#: What may be in a wheel: code and our own tables. Publishers' files are workbooks, archives and documents.
OURS = {".py", ".mplstyle", ".typed", ".csv", ".arrays", ".json", ".md", ".yaml", ".html", ".css", ".js"}

#: What stands in a checkout and belongs to no archive.
LEFT_BEHIND = {".git", ".nox", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "build", "dist"}

#: Says what was found, from wherever the library is: where it lies, one file of each folder, a country's rank.
LOOK = """
import mpindex, mpindex.resources as resources
print(mpindex.__file__)
print(*[any(True for _ in resources.folder(name).iterdir()) for name in ("data", "indicators", "weights")])
world = mpindex.load()
print(len(world.units), mpindex.definition("wood").apply(world).table.loc["USA", "rank"])
print(len(world.dyads), len(world.groups), len(world.lists) > 0)
"""

#: An install of this very checkout, editable or not, where the tests run in one, must not answer in place of another.
ALONE = """
import sys, site
sys.meta_path[:] = [f for f in sys.meta_path if "__editable__" not in getattr(f, "__module__", "")]
for name in [name for name in sys.modules if "__editable__" in name]:
    del sys.modules[name]
sys.path.insert(0, {site!r})
site.addsitedir({site!r})
sys.meta_path.sort(key=lambda f: "__editable__" not in getattr(f, "__module__", ""))
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


@pytest.fixture(scope="session")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def bounds(project: dict) -> dict[str, str]:
    """The declared lower bound of each package that a user may install with the library."""
    extras = project["optional-dependencies"]
    declared = [*project["dependencies"], *extras["files"], *extras["testing"]]
    return dict(re.sub(r"\[.*?\]", "", requirement).split(">=") for requirement in declared)


def test_the_oldest_set_that_is_tested_is_the_one_that_is_declared(project):
    lines = (ROOT / "tests" / "oldest.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    assert pins == bounds(project)


def test_the_conda_recipe_asks_for_what_the_package_asks_for(project):
    recipe = yaml.safe_load((ROOT / "conda" / "recipe.yaml").read_text(encoding="utf-8"))
    needs = recipe["requirements"]
    listed = dict(line.split(" >=") for line in [*needs["run"], *needs["run_constraints"]])
    assert listed.pop("python") == project["requires-python"].removeprefix(">=")
    listed["matplotlib"] = listed.pop("matplotlib-base")
    ours = bounds(project)
    assert listed == {name: ours[name] for name in ours if name != "hypothesis"}
    assert recipe["build"]["python"]["entry_points"] == [
        f"{name} = {target}" for name, target in project["scripts"].items()
    ]


def test_one_version_is_told_everywhere(project):
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    recipe = yaml.safe_load((ROOT / "conda" / "recipe.yaml").read_text(encoding="utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = {mp.__version__, project["version"], str(citation["version"]), recipe["context"]["version"]}
    assert len(versions) == 1
    assert f"## [{mp.__version__}]" in changelog


def test_the_pythons_that_are_promised_are_those_that_are_tested(project):
    tested = set(re.findall(r'"(3\.\d+)"', re.search(r"PYTHONS = (.*)", NOXFILE.read_text())[1]))
    promised = {line.rsplit(" ", 1)[1] for line in project["classifiers"] if ":: Python :: 3." in line}
    assert promised <= tested
    assert f"3.{min(int(version[2:]) for version in promised)}" == project["requires-python"].removeprefix(
        ">="
    )


def test_the_citation_has_what_a_citation_needs():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "license", "version"} <= set(citation)
    assert all(author.get("name") or author.get("family-names") for author in citation["authors"])


@pytest.fixture(scope="session")
def archive(project, backend: Path | None, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in the source archive of this checkout."""
    place = tmp_path_factory.mktemp("checkout")
    for entry in ROOT.iterdir():
        if entry.name in LEFT_BEHIND or entry.name.startswith(".venv") or entry.name.endswith(".egg-info"):
            continue
        copy = shutil.copytree if entry.is_dir() else shutil.copy
        copy(entry, place / entry.name)
    build = "import setuptools.build_meta as backend; print(backend.build_sdist('dist'))"
    name = run("-c", build, cwd=place, path=backend).splitlines()[-1]
    with tarfile.open(place / "dist" / name) as file:
        top = f"mpindex-{project['version']}/"
        return {member.name.removeprefix(top) for member in file.getmembers() if member.isfile()}


@pytest.mark.parametrize(
    "folder", ["mpindex", "data", "indicators", "weights", "tests", "notebooks", "conda"]
)
def test_the_source_archive_holds_every_file_of(archive, folder):
    inside = {name.removeprefix(f"{folder}/") for name in archive if name.startswith(f"{folder}/")}
    assert inside == {name for name in files(ROOT / folder) if not re.search(r"(^|/)\.(?!ci|github)", name)}


@pytest.mark.parametrize(
    "name",
    [
        "pyproject.toml", "setup.py", "README.md", "LICENSE", "CITATION.cff", "CHANGELOG.md", "CONTRIBUTING.md",
        "ARCHITECTURE.md", "SECURITY.md", "MANIFEST.in", "noxfile.py", ".ci/run", ".github/workflows/ci.yml",
    ],
)  # fmt: skip
def test_the_source_archive_holds(archive, name):
    assert name in archive


def test_the_source_archive_holds_nothing_that_was_left_behind(archive):
    strange = {
        name for name in archive if re.search(r"__pycache__|\.pyc$|\.venv|\.nox|_build/|\.hypothesis", name)
    }
    assert not strange


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
    world = mp.load()
    rank = mp.definition("wood").apply(world).table.loc["USA", "rank"]
    return [
        "True True True",
        f"{len(world.units)} {rank}",
        f"{len(world.dyads)} {len(world.groups)} {len(world.lists) > 0}",
    ]
