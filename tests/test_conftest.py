"""What is listed as slow is there: a test that was renamed must not slip back into the fast part unseen."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from .conftest import Each, mark_slow, pytest_pyfunc_call

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
    mark_slow([*items, foreign])  # type: ignore[list-item]
    assert [item.marks for item in [*items, foreign]] == [["slow"], ["slow"], [], []]


def test_one_test_over_many_cases_names_those_that_fail():
    tried = []

    def check(zero: int, a: int, b: int) -> None:
        tried.append((a, b))
        assert a + zero < 3 or b > 2, "too large"

    item = SimpleNamespace(
        function=check, obj=check, funcargs={"zero": 0, "a": Each([1, 2, 3]), "b": Each([2, 3])}
    )
    with pytest.raises(AssertionError, match=r"1 cases fail:\n\{'a': 3, 'b': 2\}: AssertionError: too large"):
        pytest_pyfunc_call(item)  # type: ignore[arg-type]
    assert sorted(tried) == [(1, 2), (1, 3), (2, 2), (2, 3), (3, 2), (3, 3)]
    item.funcargs["b"] = Each([3])
    assert pytest_pyfunc_call(item) is True  # type: ignore[arg-type]
    item.funcargs |= {"a": 1, "b": 1}
    assert pytest_pyfunc_call(item) is None  # type: ignore[arg-type]  # pytest's own to call
