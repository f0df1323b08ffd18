"""What is listed as slow is there: a test that was renamed must not slip back into the fast part unseen."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from .conftest import Each, mark_slow, put_slow_first, pytest_pyfunc_call

TESTS = Path(__file__).parent
LINES = [
    line
    for line in (TESTS / "slow.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@cache
def names(file: str) -> set[str]:
    """What a file of tests defines."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if hasattr(node, "name")}


@pytest.mark.each("line", LINES)
def test_what_is_listed_as_slow_is_there(line):
    file, _, test = line.removeprefix("!").partition("[")[0].partition("::")
    if file.startswith("mpindex/"):  # examples in docstrings
        assert (TESTS.parent / file).is_file()
        return
    if file.endswith("/"):
        assert (TESTS / file).is_dir()
        return
    assert (TESTS / file).is_file()
    assert not test or test in names(file)


@dataclass
class Item:
    """As much of a test as the hook looks at."""

    path: Path
    originalname: str
    name: str = ""
    marks: list[str] = field(default_factory=list)

    def add_marker(self, mark: pytest.MarkDecorator) -> None:
        self.marks.append(mark.name)

    def get_closest_marker(self, name: str) -> str | None:
        return name if name in self.marks else None


def test_a_listed_file_folder_or_test_is_marked_and_a_witness_is_not():
    file = next(line for line in LINES if line.endswith(".py"))
    folder = next(line for line in LINES if line.endswith("/"))
    inside, _, test = next(line for line in LINES if "::" in line and line[0] != "!").partition("::")
    witness, _, seen = next(line[1:] for line in LINES if line[0] == "!" and "[" in line).partition("::")
    slow = [
        Item(TESTS / file, "test_any"),
        Item(TESTS / folder / "deeper" / "test_it.py", "test_any"),
        Item(TESTS / inside, test),
        Item(TESTS / witness, seen.partition("[")[0], name="another[case]"),
    ]
    quick = [
        Item(TESTS / inside, "test_other"),
        Item(TESTS / witness, seen.partition("[")[0], name=seen),
        Item(TESTS.parent / "mpindex" / "errors.py", "mpindex.errors.suggest"),
    ]
    mark_slow([*slow, *quick])  # type: ignore[list-item]
    assert [item.marks for item in slow] == [["slow"]] * 4
    assert [item.marks for item in quick] == [[]] * 3


def test_files_with_slow_tests_come_first_and_stay_together():
    files = [Item(TESTS / name, test) for name in "abc" for test in ("one", "two")]
    files[3].add_marker(pytest.mark.slow)
    put_slow_first(files)  # type: ignore[arg-type]
    assert [(item.path.name, item.originalname) for item in files] == [
        ("b", "one"), ("b", "two"), ("a", "one"), ("a", "two"), ("c", "one"), ("c", "two")
    ]  # fmt: skip


@pytest.mark.each("case", {"small": [1, 2], "large": [1000]})
def test_groups_of_cases_are_a_test_each(case, request):
    assert (request.node.callspec.id == "small") == (case < 3)


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
