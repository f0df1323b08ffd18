#!/usr/bin/env python3
# /// script
# dependencies = ["nox>=2024.10.9"]
# ///
"""What is checked before a release: ``nox -l`` lists it, ``nox -s oldest`` runs one session.

Style, types, imports, notebooks and benchmarks run in the developers' environment (README.md, "Is the library in order?"),
from which nox is called: ``.venv-dev/bin/nox -s types``. The others make an environment of their own. ``.ci/run`` runs what
the machine can. Words after ``--`` go to pytest: ``nox -s tests-3.12 -- tests/steps -x``.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
PROJECT = nox.project.load_toml("pyproject.toml")
ROOT = Path(__file__).parent
PLAIN = ("--override-ini", "addopts=")
BIN = "Scripts" if os.name == "nt" else "bin"


def pytest(session: nox.Session, *default: str) -> None:
    session.run("pytest", *(session.posargs or default), env={"MPLBACKEND": "Agg"})


def here(session: nox.Session, *command: str) -> None:
    """Run a module of the environment that nox itself is in."""
    session.run(sys.executable, "-m", *command, external=True, env={"MPLBACKEND": "Agg"})


def group(name: str) -> list[str]:
    return nox.project.dependency_groups(PROJECT, name)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the whole suite, on the newest releases that the index serves."""
    session.install("-e", ".[dev]")
    pytest(session, "-n", "auto")


@nox.session(python="3.11")
def oldest(session: nox.Session) -> None:
    """Run the fast part of the suite on the lower bounds of pyproject.toml."""
    session.install("-e", ".[dev]", "-c", "tests/oldest.txt")
    session.run("pip", "freeze", "--exclude-editable")
    pytest(session, "-n", "auto", "-m", "not slow")


@nox.session(default=False)
def oracles(session: nox.Session) -> None:
    """Hold methods against those of other libraries."""
    session.install("-e", ".[dev]", *group("oracles"))
    session.run(
        "pytest",
        "-p",
        "no:cacheprovider",
        "tests/test_oracles.py",
        "tests/analysis/comparison",
        env={"MPLBACKEND": "Agg"},
    )


@nox.session(default=False)
def newest(session: nox.Session) -> None:
    """Run the suite on what is not yet released: what will break next, while there is time to say so."""
    session.install("-e", ".[dev]")
    session.install("--upgrade", "--pre", "numpy", "pandas", "scipy", "matplotlib", "pyarrow", "pandera")
    pytest(session, "-n", "auto")


@nox.session(venv_backend="none")
def style(session: nox.Session) -> None:
    """Check the code's style and its form."""
    here(session, "ruff", "check")
    here(session, "ruff", "format", "--check")


@nox.session(venv_backend="none")
def types(session: nox.Session) -> None:
    """Check the types."""
    here(session, "mypy")


@nox.session(venv_backend="none")
def imports(session: nox.Session) -> None:
    """Check that imports go one way."""
    session.run(str(Path(sys.executable).with_name("lint-imports")), external=True)


@nox.session(default=False, venv_backend="none")
def notebooks(session: nox.Session) -> None:
    """Run the notebooks."""
    here(session, "pytest", *PLAIN, "--nbmake", "--nbmake-timeout=900", "-q", "notebooks")


@nox.session(default=False, venv_backend="none")
def benchmarks(session: nox.Session) -> None:
    """Run each benchmark once, untimed; with ``-- timed`` time them."""
    options = [] if session.posargs == ["timed"] else ["--benchmark-disable"]
    here(session, "pytest", *PLAIN, "--import-mode=importlib", *options, "-q", "tests/benchmarks")


@nox.session(default=False, venv_backend="none")
def mutation(session: nox.Session) -> None:
    """Change the code in a hundred places, one at a time, and name the changes that no test notices."""
    session.run(sys.executable, "tests/mutation/run.py", *session.posargs, external=True)


@nox.session(default=False)
def plugins(session: nox.Session) -> None:
    """Install the example package of tests/plugin_example beside the library, and use what it brings."""
    example = Path(session.create_tmp()) / "plugin_example"
    shutil.copytree(ROOT / "tests" / "plugin_example", example, dirs_exist_ok=True)
    session.install(".", str(example))
    session.chdir(session.create_tmp())  # away from the checkout
    listing = session.run("mpindex", "definitions", "--format", "csv", silent=True)
    if "\nsteppe_" not in str(listing):
        session.error("the definitions of the example are not listed")
    check = "from mpindex.testing import check_definition as check; check({!r})"
    for name in ("steppe_reach", "steppe_count"):
        session.run("python", "-c", check.format(name))


@nox.session(default=False)
def docs(session: nox.Session) -> None:
    """Build the documentation, which needs no network; a warning is an error. That its snippets run: tests/docs."""
    session.install("-e", ".[files,frames]", *group("docs"))
    session.run(
        "sphinx-build", "-W", "--keep-going", "-j", "auto", "-q", "-b", "html", "docs", "docs/_build/html"
    )
    session.log("docs/_build/html/index.html")


def built(session: nox.Session) -> tuple[Path, Path]:
    """Build wheel and source archive into a folder of the session, and check them and the citation."""
    session.install(*group("release"))
    place = Path(session.create_tmp()) / "dist"
    shutil.rmtree(place, ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", str(place), str(ROOT))
    (wheel,), (archive,) = place.glob("*.whl"), place.glob("*.tar.gz")
    session.run("twine", "check", "--strict", str(wheel), str(archive))
    session.run("cffconvert", "--validate")
    return wheel, archive


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel as it will be published, and ask it the main question far from the checkout."""
    file, _ = built(session)
    place = empty(session)
    session.run("python", "-m", "venv", str(place / "venv"))
    session.run(str(place / "venv" / BIN / "pip"), "install", "--quiet", str(file), external=True)
    session.chdir(place)
    session.run(str(place / "venv" / BIN / "mpindex"), "where", "KAZ", external=True)


@nox.session(default=False)
def sdist(session: nox.Session) -> None:
    """Unpack the source archive into an empty folder, install from it there and run its own tests."""
    _, file = built(session)
    place = empty(session)
    shutil.unpack_archive(file, place)
    (project,) = place.iterdir()
    session.chdir(project)
    session.run("python", "-m", "venv", ".venv")
    session.run(f".venv/{BIN}/pip", "install", "--quiet", ".[dev]", external=True)
    session.run(f".venv/{BIN}/mpindex", "where", "KAZ", external=True)
    session.run(f".venv/{BIN}/pytest", *(session.posargs or ("-n", "auto", "tests")), external=True)


@nox.session(default=False)
def audit(session: nox.Session) -> None:
    """Look up known holes in what is installed with the library, and in the workflows. Needs the network."""
    session.install(".[files,testing]", *group("audit"))
    session.run("pip-audit", "--skip-editable", "--progress-spinner", "off")
    session.run("zizmor", "--offline", ".github/workflows")
    session.run("repo-review", ".")


def empty(session: nox.Session) -> Path:
    place = Path(session.create_tmp()).resolve() / "elsewhere"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    return place


if __name__ == "__main__":
    nox.main()
