"""README stands on its own: on the package index too, where no file of the repository lies beside it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import mpindex as mp
from mpindex.grammar.library import bundled_ids

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def targets() -> list[str]:
    return re.findall(r"\]\(([^)]+)\)", README)


def test_every_link_is_absolute_and_leads_to_the_project():
    source = PROJECT["urls"]["Source"]
    raw = source.replace("github.com", "raw.githubusercontent.com")
    assert targets()
    for target in targets():
        assert target.startswith((f"{source}/blob/main/", f"{source}/tree/main/", f"{raw}/main/"))


def test_what_is_linked_is_there():
    for target in targets():
        assert (ROOT / target.split("/main/")[1]).exists(), target


def test_tables_fit_a_hundred_columns():
    assert [line for line in README.splitlines() if line.startswith("|") and len(line) > 100] == []


def test_every_definition_is_named():
    assert [name for name in bundled_ids() if f"`{name}`" not in README] == []


def test_every_extra_for_users_is_named():
    assert [
        name
        for name in PROJECT["optional-dependencies"]
        if name != "dev" and f"`mpindex[{name}]`" not in README
    ] == []


def test_the_counts_are_right():
    assert f"{len(mp.load().units)} states" in README
    table = mp.indicators()
    assert (~table["bundled"]).sum() == 19
    assert "Nineteen further\nindicators" in README or "Nineteen further indicators" in README
