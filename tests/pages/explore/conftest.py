"""What the tests of the explore page share: the page's own script run by node, and a page in a real browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import mpindex as mp
from mpindex.pages.explore.page import engine
from mpindex.pages.explore.payload import payload

Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def node() -> str:
    """Where node is; a test that needs it is skipped without."""
    place = shutil.which("node")
    if place is None:
        pytest.skip("node is not here, so the page's script was not run outside a browser")
    return place


@pytest.fixture(scope="session")
def ask(node: str, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Ask the page's script: ``ask(index, [view, ...])`` gives an answer for each view (see run_engine.js)."""
    folder = tmp_path_factory.mktemp("engine")
    script, questions = folder / "engine.js", folder / "questions.json"
    script.write_text(engine(), encoding="utf-8")

    def asked(index: mp.Index | None, views: list[dict[str, Any]]) -> list[dict[str, Any]]:
        page = json.loads(json.dumps(payload(index))) if index is not None else None
        numbered = [{**view, "options": numbers(page, view)} if page else view for view in views]
        questions.write_text(json.dumps({"payload": page, "asked": numbered}), encoding="utf-8")
        runner = str(Path(__file__).with_name("run_engine.js"))
        run = subprocess.run(
            [node, runner, str(script), str(questions)], capture_output=True, text=True, encoding="utf-8"
        )
        assert run.returncode == 0, run.stderr
        return list(json.loads(run.stdout))

    return asked


def numbers(page: dict[str, Any], view: dict[str, Any]) -> dict[str, int]:
    """Options of a view, given by label, as numbers."""
    labels = {
        control["name"]: [option["label"] for option in control["options"]] for control in page["controls"]
    }
    return {name: labels[name].index(label) for name, label in view.get("options", {}).items()}


def floats(values: list[float | None]) -> np.ndarray:
    """Numbers of an answer, missing ones as NaN."""
    return np.array([np.nan if value is None else value for value in values], dtype=float)


@pytest.fixture(scope="session")
def capability() -> mp.Index:
    return mp.definition("capability").apply(mp.load())
