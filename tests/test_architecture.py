"""The house is as ARCHITECTURE.md draws it: sizes, doors, circles, privacy, the mirror of tests, docstrings.

Reads the code as text with `ast`; the import contract itself (who stands on which floor) is in pyproject.toml and run by
``lint-imports``.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import inspect
import pkgutil
import statistics
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

import pytest

import mpindex as mp

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "mpindex"
TESTS = ROOT / "tests"

MOST_FOLDERS, MOST_FILES = 18, 8
MOST_LINES, MEDIAN_LINES = 350, 110
MOST_CODE, SHORT_CODE, SHARE_SHORT = 50, 30, 0.98

#: The only imports inside functions that may go up: a method of the face that hands its object to a floor above.
DOORS = {
    ("mpindex.grammar.definition", "mpindex.index.index"),  # Definition.apply
    ("mpindex.grammar.definition", "mpindex.coinr.from_coinr"),  # Definition.from_coinr
    ("mpindex.grammar.definition", "mpindex.coinr.to_coinr"),  # Definition.to_coinr
    ("mpindex.index.index", "mpindex.audits.audit"),  # Index.to_excel
}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def ids(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Every node of a module, from the outside in."""
    return list(ast.walk(tree(path)))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines that hold code: without the docstring, comments and empty lines."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    inside = [node for statement in body for node in ast.walk(statement) if hasattr(node, "lineno")]
    lines = {line for node in inside for line in (node.lineno, node.end_lineno)}
    return len(lines)


@cache
def imports(path: Path) -> list[str]:
    """Modules of the library that `path` imports, but those for type checkers."""
    for_types = {
        id(inner)
        for node in nodes(path)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    names = []
    for node in nodes(path):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            names += [item.name for item in node.names if item.name.startswith("mpindex")]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mpindex"):
            for item in node.names:
                inner = f"{node.module}.{item.name}"
                place = ROOT / inner.replace(".", "/")
                exists = place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()
                names.append(inner if exists else str(node.module))
    return names


def test_a_newcomer_sees_few_rooms():
    folders = [path for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"]
    files = [path for path in PACKAGE.iterdir() if path.suffix == ".py"]
    assert len(folders) <= MOST_FOLDERS
    assert len(files) <= MOST_FILES


@pytest.mark.each("path", modules())
def test_a_module_fits_in_the_head(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_most_modules_are_short():
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in modules()]
    assert statistics.median(lengths) <= MEDIAN_LINES


def test_a_function_does_one_step():
    long, counts = [], []
    for path in modules():
        for function in functions(path):
            counts.append(code_lines(function))
            if counts[-1] > MOST_CODE:
                long.append(f"{ids(path)}:{function.lineno} {function.name}: {counts[-1]} lines")
    assert not long
    assert sum(count < SHORT_CODE for count in counts) / len(counts) >= SHARE_SHORT


def defined_names(path: Path) -> set[str]:
    """Every name that a module itself binds, in classes too."""
    names: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(node.attr)
    return names


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


@pytest.mark.each("path", modules())
def test_nothing_private_is_used_from_outside(path: Path):
    defined = defined_names(path)
    wrong = []
    for node in nodes(path):
        if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in defined:
            of_itself = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
            wrong += [] if of_itself else [f"line {node.lineno}: {ast.unparse(node)}"]
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mpindex"):
            wrong += [f"line {node.lineno}: {a.name}" for a in node.names if is_private(a.name)]
    assert not wrong


def test_no_module_imports_itself_round_a_circle():
    """Imports inside functions are counted; the listed doors are not."""
    known = {name_of(path) for path in modules()}
    edges = {
        name_of(path): {
            target
            for target in imports(path)
            if target in known and target != name_of(path) and (name_of(path), target) not in DOORS
        }
        for path in modules()
    }
    edges["mpindex"] = set()  # the face hands out names and nothing below asks it for more than the version
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join([*way[way.index(name) :], name])
        if name not in done:
            for target in sorted(edges[name]):
                visit(target, (*way, name))
            done.add(name)

    for name in sorted(edges):
        visit(name, ())


def test_every_listed_door_is_used():
    found = {(name_of(path), target) for path in modules() for target in imports(path)}
    assert found >= DOORS


def needs_no_test(path: Path) -> bool:
    """A folder's own file that only names things, the start of ``python -m``, and types have nothing to test."""
    return path.name in ("__init__.py", "__main__.py", "typing.py")


@pytest.mark.each("path", [path for path in modules() if not needs_no_test(path)])
def test_every_module_has_its_test_file(path: Path):
    inside = path.relative_to(PACKAGE)
    assert (TESTS / inside.parent / f"test_{inside.name}").is_file()


def public_objects() -> list[tuple[str, object]]:
    objects = []
    for name in mp.__all__:
        value = getattr(mp, name)
        objects.append((name, value))
        if inspect.isclass(value):
            objects += [
                (f"{name}.{key}", getattr(value, key)) for key in vars(value) if not key.startswith("_")
            ]
    objects = [(name, value.func if isinstance(value, cached_property) else value) for name, value in objects]
    return [(name, value) for name, value in objects if inspect.isclass(value) or inspect.isroutine(value)]


@pytest.mark.each("public", public_objects())
def test_every_public_name_has_a_docstring(public: tuple[str, object]):
    assert (inspect.getdoc(public[1]) or "").strip()


#: numpydoc's checks that a public docstring passes: it parses, and every parameter stands there with type and description.
CHECKS = {"GL08", "PR01", "PR02", "PR03", "PR04", "PR07", "SS03"}


@pytest.mark.each("public", public_objects())
def test_every_public_docstring_parses(public: tuple[str, object]):
    validate, value = pytest.importorskip("numpydoc.validate"), public[1]
    module, _, rest = f"{value.__module__}.{value.__qualname__}".rpartition(".")  # type: ignore[attr-defined]
    errors = validate.validate(f"{module}.{rest}")["errors"]
    assert [f"{code}: {text}" for code, text in errors if code in CHECKS] == []


def test_submodules_do_not_take_the_place_of_public_names():
    before = {name: getattr(mp, name) for name in mp.__all__}
    for found in pkgutil.walk_packages(mp.__path__, "mpindex."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    importlib.util.find_spec("mpindex.indicators")
    assert {name: getattr(mp, name) for name in mp.__all__} == before
