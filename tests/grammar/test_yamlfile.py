"""A definition is read as it was written, and what nobody writes on purpose is refused with its line."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mpindex.errors import DefinitionError
from mpindex.grammar.yamlfile import MOST_BYTES, dump, parse


def value(text: str) -> object:
    return parse(f"a: {text}", "x.yaml")[0]["a"]


@pytest.mark.parametrize(
    "text", ["no", "NO", "yes", "on", "12:30", "2020-01-02", "1e", "e5", "'5'", '"null"', "KAZ"]
)
def test_what_yaml_would_make_something_else_of_stays_text(text: str):
    assert value(text) == text.strip("'\"")


@pytest.mark.parametrize(
    ("text", "number"),
    [("1e5", 1e5), ("-3", -3), ("1_000", 1000), (".5", 0.5), ("2.", 2.0), ("-.inf", -math.inf)],
)
def test_numbers_are_numbers(text: str, number: float):
    assert value(text) == number


def test_a_number_too_long_for_python_is_a_float_and_not_a_crash():
    assert value("9" * 5000) == math.inf


@pytest.mark.parametrize("text", ["null", "~", ""])
def test_nothing_is_nothing(text: str):
    assert value(text) is None


def test_every_key_and_item_knows_its_line():
    lines = parse("a: 1\nb:\n  - x\n  - {c: 2}\n", "x.yaml")[1]
    assert lines == {("a",): 1, ("b",): 2, ("b", 0): 3, ("b", 1): 4, ("b", 1, "c"): 4}


FAULTS = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", "x.yaml:3: duplicate key 'a' (first on line 1)"),
    "alias": ("a: &one [1]\nb: *one\n", "aliases (&name, *name) are not allowed"),
    "an alias to itself": ("a: &one [*one]\n", "aliases"),
    "two documents": ("a: 1\n---\nb: 2\n", "x.yaml:2: not valid YAML: expected a single document"),
    "empty": ("", "x.yaml: the file is empty"),
    "comments only": ("# nothing\n", "x.yaml: the file is empty"),
    "broken": ("a: [1, 2\nb: 3\n", "x.yaml:2: not valid YAML"),
    "a key that is a list": ("? [1, 2]\n: 3\n", "x.yaml:1: a key must be plain text"),
    "control character": ("a: \x01", "not valid YAML"),
    "huge": ("a: '" + "x" * MOST_BYTES + "'", "at most 200,000"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_names_file_line_and_reason(name: str):
    text, message = FAULTS[name]
    with pytest.raises(DefinitionError) as fault:
        parse(text, "x.yaml")
    assert message in str(fault.value)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 30_000, "- " * 50_000, "\n".join(" " * i + "a:" for i in range(40))]
)
def test_deep_nesting_is_refused_before_it_overflows_the_stack(text: str):
    with pytest.raises(DefinitionError, match="nested deeper than 30 levels"):
        parse(text, "x.yaml")


def test_all_faults_of_a_file_come_at_once():
    with pytest.raises(DefinitionError) as fault:
        parse("a: 1\na: 2\nb: &x 1\nc: *x\n", "x.yaml")
    assert len(str(fault.value).splitlines()) == 2


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
)
PLAIN = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5), PLAIN, min_size=1, max_size=4))
def test_what_is_written_is_read_back(value: dict[str, object]):
    assert parse(dump(value), "x.yaml")[0] == value


@pytest.mark.parametrize(
    "text", ["1e5", "5", "no", "null", "", "1_0", ".inf", "- a", "#", "$x", "'", "é\n", "Côte d'Ivoire"]
)
def test_text_that_looks_like_something_else_is_written_so_that_it_stays_text(text: str):
    assert parse(dump({"a": text}), "x.yaml")[0] == {"a": text}


def test_what_is_shared_is_written_out_twice():
    pair = [1, 2]
    assert parse(dump({"a": pair, "b": pair}), "x.yaml")[0] == {"a": [1, 2], "b": [1, 2]}
