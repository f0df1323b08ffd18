"""What is listed as slow is there: a test that was renamed must not slip back into the fast part unseen."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from .conftest import pytest_collection_modifyitems

TESTS = Path(__file__).parent
LINES = [
    line for line in (TESTS / "slow.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES)
def test_what_is_listed_as_slow_is_there(line):
    file, _, test = line.partition("::")
    assert (TESTS / file).is_file()
    names = {
        node.name
        for node in ast.walk(ast.parse((TESTS / file).read_text(encoding="utf-8")))
        if hasattr(node, "name")
    }
    assert not test or test in names


@dataclass
class Item:
    """As much of a test as the hook looks at."""

    path: Path
    originalname: str
    name: str = ""
    marks: list[str] = field(default_factory=list)

    def add_marker(self, mark: pytest.MarkDecorator) -> None:
        self.marks.append(mark.name)


def test_a_listed_file_and_a_listed_test_are_marked_and_nothing_else():
    file = next(line for line in LINES if "::" not in line)
    inside, _, test = next(line for line in LINES if "::" in line).partition("::")
    items = [Item(TESTS / file, "test_any"), Item(TESTS / inside, test), Item(TESTS / inside, "test_other")]
    foreign = Item(TESTS.parent / "mpindex" / "errors.py", "mpindex.errors.suggest")
    pytest_collection_modifyitems([*items, foreign])  # type: ignore[list-item]
    assert [item.marks for item in [*items, foreign]] == [["slow"], ["slow"], [], []]
