"""The example pages under docs/examples are those that their script makes today, figures and dates apart."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"
PAGES = ("kazakhstan.html", "explore-capability.html")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spec = importlib.util.spec_from_file_location("make", EXAMPLES / "make.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    folder = tmp_path_factory.mktemp("examples")
    script.make(folder)
    return folder


def parts(page: Path) -> list[str]:
    """What the page is made of: headings, and the names of its scripts and styles."""
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"<h[1-4][^>]*>(.*?)</h[1-4]>", text, flags=re.S)
    return [re.sub(r"<[^>]+>", "", heading).strip() for heading in headings]


@pytest.mark.parametrize("name", PAGES)
def test_an_example_has_the_parts_that_its_script_makes(made: Path, name: str) -> None:
    assert parts(EXAMPLES / name) == parts(made / name), "make them anew: python docs/examples/make.py"


@pytest.mark.parametrize("name", PAGES)
def test_readme_links_to_the_examples(name: str) -> None:
    assert f"docs/examples/{name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_examples_are_small() -> None:
    assert sum((EXAMPLES / name).stat().st_size for name in PAGES) < 1_000_000
