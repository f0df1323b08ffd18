"""What is not needed is not imported. Times differ by machine; what is loaded does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

#: Large packages that few calls need.
HEAVY = {"pandera", "pydantic", "scipy", "matplotlib", "tqdm", "openpyxl", "IPython", "jinja2"}


def loaded(code: str) -> set[str]:
    """Return the top-level packages in memory after `code` ran in a Python of its own."""
    script = f"import sys\n{code}\nprint()\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return set(done.stdout.splitlines()[-1].split())


def call(*arguments: str) -> str:
    """Code that runs the command line and swallows its exit."""
    return f"from mpindex.cli.main import main\ntry: main({list(arguments)!r})\nexcept SystemExit: pass"


def test_importing_the_library_loads_nothing_beside_it():
    assert not loaded("import mpindex") & {*HEAVY, "pandas", "numpy", "yaml"}


def test_loading_the_world_and_ranking_it_needs_only_pandas_numpy_and_yaml():
    code = "import mpindex as mp\nmp.definition('capability').apply(mp.load()).table"
    assert not loaded(code) & HEAVY


def test_listing_what_there_is_needs_no_more():
    assert not loaded("import mpindex as mp\nmp.definitions(unit=None), mp.indicators(), dir(mp)") & HEAVY


def test_where_needs_no_schemas_solvers_or_figures():
    assert not loaded(call("where", "KAZ")) & HEAVY


@pytest.mark.parametrize("arguments", [["--help"], ["where", "--help"], ["--version"], ["rank"]])
def test_help_and_wrong_calls_answer_without_pandas(arguments):
    assert not loaded(call(*arguments)) & {*HEAVY, "pandas", "numpy"}


def test_every_public_name_can_be_had():
    """`dir(mpindex)` promises names that load on first use; each of them must be there."""
    loaded("import mpindex as mp\nfor name in mp.__all__: getattr(mp, name)")
