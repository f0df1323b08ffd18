"""Definitions are found by id, path or mapping, and extended; what is none is said to be none."""

from __future__ import annotations

from pathlib import Path

import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError, OptionError
from mpindex.grammar.library import every_definition


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


BASE = (
    "id: base\nnormalise: minmax\ntree:\n  economy: {weight: 2, of: {gdp: 1, exports: 1}}\n  population: 3\n"
)


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


def test_every_bundled_definition_is_listed_and_found():
    listed = mp.definitions(unit=None)
    assert list(listed.index[:4]) == ["capability", "behavioural", "regional", "rankings"]
    assert listed["question"].str.endswith("?").all()
    assert all(mp.definition(name).id == name for name in listed.index)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("KAZ", "'KAZ' is a unit (Kazakhstan): the unit comes first, as in where('KAZ', 'capability')"),
        ("Peru", "'Peru' is a unit (Peru): the unit comes first"),
        (
            "gdp",
            "'gdp' is an indicator; definition({'id': 'mine', 'tree': {'gdp': 1}}) makes a definition of it",
        ),
        ("capabilty", "unknown definition 'capabilty'. Did you mean 'capability'?"),
        ("nowhere/mine.yaml", "there is no file nowhere/mine.yaml"),
        ("", "unknown definition ''"),
    ],
)
def test_what_is_no_definition_is_said_so(given: str, message: str):
    with pytest.raises(DefinitionError) as fault:
        mp.definition(given)
    assert message in str(fault.value)


@pytest.mark.parametrize("given", [7, None, ["wood"], True])
def test_what_can_be_no_definition_is_a_wrong_argument(given: object):
    with pytest.raises(OptionError, match=f"not {type(given).__name__}"):
        mp.definition(given)  # type: ignore[arg-type]


def test_a_folder_is_no_file(tmp_path: Path):
    (tmp_path / "mine.yaml").mkdir()
    with pytest.raises(DefinitionError, match=r"there is no file .*mine\.yaml"):
        mp.definition(tmp_path / "mine.yaml")


class Point:
    """An entry point of an installed package."""

    value = "powers:mine"
    dist = None

    def __init__(self, item: object):
        self.item = item

    def load(self) -> object:
        if isinstance(self.item, Exception):
            raise self.item
        return self.item


def offer(monkeypatch: pytest.MonkeyPatch, *items: object) -> None:
    points = [Point(item) for item in items]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points)


def test_a_definition_of_a_package_may_be_a_mapping(monkeypatch: pytest.MonkeyPatch):
    offer(monkeypatch, {"id": "theirs", "tree": {"gdp": 1}})
    assert mp.definition("theirs").indicators == ("gdp",)
    assert [item.id for item in every_definition()][-1] == "theirs"


@pytest.mark.parametrize(
    ("items", "message"),
    [
        (
            [ImportError("no such thing")],
            "the package 'unknown' offers a definition in 'powers:mine', .* no such thing",
        ),
        (
            [{"id": "wood", "tree": {"gdp": 1}}],
            "the package entry point 'powers:mine' offers 'wood', an id that is taken already",
        ),
        (
            [{"id": "x", "tree": {"a": 1}}, {"id": "x", "tree": {"b": 1}}],
            "the package entry point 'powers:mine' offers 'x', an id that is taken already",
        ),
    ],
)
def test_a_package_that_offers_what_cannot_be_is_named(
    monkeypatch: pytest.MonkeyPatch, items: list[object], message: str
):
    offer(monkeypatch, *items)
    with pytest.raises(DefinitionError, match=message):
        mp.definition("theirs")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "mine.yaml: the file is empty"),
        (b"- id: x\n", "mine.yaml:1: a definition is a mapping of keys"),
        (b"id: \xff\xfe", "mine.yaml: not UTF-8 text; save the file as UTF-8"),
        (
            b"id: x\ntree: {a: 1}\n" + b"#" * 200_000,
            "mine.yaml: 200,019 bytes; a definition has at most 200,000",
        ),
    ],
)
def test_a_file_that_is_no_definition_is_said_so(tmp_path: Path, content: bytes, message: str):
    file = tmp_path / "mine.yaml"
    file.write_bytes(content)
    with pytest.raises(DefinitionError) as fault:
        mp.definition(file)
    assert message in str(fault.value)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    file.write_bytes(b"\xef\xbb\xbfid: x\ntree: {a: 1}\n")
    assert mp.definition(file).id == "x"


def test_extends_takes_all_and_changes_what_it_names(tmp_path: Path):
    write(tmp_path, "base.yaml", BASE)
    changed = mp.definition(
        write(
            tmp_path,
            "mine.yaml",
            "extends: base.yaml\nid: mine\nnormalise: zscore\nweights: {gdp: 4, economy: 5}\n",
        )
    )
    assert changed.id == "mine"
    assert changed.fidelity == "own"
    assert changed.spec["tree"] == {"economy": {"weight": 5, "of": {"gdp": 4, "exports": 1}}, "population": 3}
    assert changed.spec["normalise"] == "zscore"


def test_extends_without_an_id_says_that_it_is_changed(tmp_path: Path):
    assert mp.definition(write(tmp_path, "mine.yaml", "extends: wood\n")).id == "wood-changed"


def test_null_takes_away_what_is_extended(tmp_path: Path):
    write(tmp_path, "base.yaml", BASE)
    changed = mp.definition(
        write(tmp_path, "mine.yaml", "extends: base.yaml\ntree: {population: null}\nnormalise: null\n")
    )
    assert changed.indicators == ("gdp", "exports")
    assert "normalise" not in changed.spec


def test_a_fault_points_into_the_file_that_has_it(tmp_path: Path):
    write(tmp_path, "base.yaml", BASE)
    mine = "extends: base.yaml\nid: mine\nnormalise: zscor\nweights:\n  gdp: -1\n  population: 2\n"
    with pytest.raises(DefinitionError) as fault:
        mp.definition(write(tmp_path, "mine.yaml", mine))
    lines = str(fault.value).splitlines()
    assert len(lines) == 2
    assert any(
        "mine.yaml:3: unknown normalise method 'zscor'. Did you mean 'zscore'?" in line for line in lines
    )
    assert any("mine.yaml:5: the weight of 'gdp' is -1" in line for line in lines)


def test_an_unknown_indicator_of_the_base_points_into_the_base(tmp_path: Path, world: Dataset):
    write(tmp_path, "base.yaml", BASE.replace("population", "populaton"))
    changed = mp.definition(write(tmp_path, "mine.yaml", "extends: base.yaml\nid: mine\n"))
    with pytest.raises(
        DefinitionError, match=r"base\.yaml:5: unknown indicator 'populaton'\. Did you mean 'population'"
    ):
        changed.apply(world)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extends: capabilty\n", "mine.yaml:1: unknown definition 'capabilty'. Did you mean 'capability'?"),
        ("extends: gone.yaml\n", "mine.yaml:1: there is no file"),
        ("extends: [wood]\n", "mine.yaml:1: extends takes the id or the path of one definition"),
        ("extends: wood\nweights: {gpd: 1}\n", "mine.yaml:2: 'gpd' is not in the tree. Did you mean 'gdp'?"),
        ("extends: wood\nweights: 5\n", "mine.yaml:2: weights must be a mapping"),
        (
            "id: x\ntree: {gdp: 1}\nweights: {gdp: 2}\n",
            "mine.yaml:3: 'weights' changes a definition that is extended",
        ),
        ("extends: mine.yaml\n", "a cycle of extends"),
        ("extends: ./../{folder}/mine.yaml\n", "a cycle of extends"),
    ],
)
def test_a_wrong_extends_is_said_so(tmp_path: Path, text: str, message: str):
    with pytest.raises(DefinitionError) as fault:
        mp.definition(write(tmp_path, "mine.yaml", text.replace("{folder}", tmp_path.name)))
    assert message in str(fault.value)


def test_a_circle_of_files_is_found(tmp_path: Path):
    write(tmp_path, "a.yaml", "extends: b.yaml\n")
    write(tmp_path, "b.yaml", "extends: a.yaml\n")
    with pytest.raises(DefinitionError, match=r"a cycle of extends: .*a\.yaml -> .*b\.yaml -> .*a\.yaml"):
        mp.definition(tmp_path / "a.yaml")


def test_a_users_file_may_bear_the_name_of_the_bundled_one_it_extends(tmp_path: Path):
    assert mp.definition(write(tmp_path, "wood.yaml", "extends: wood\nid: mine\n")).indicators == ("gdp",)
