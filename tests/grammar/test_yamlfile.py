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


def test_a_whole_number_of_nineteen_digits_is_a_float_and_one_too_long_for_python_is_no_crash():
    assert isinstance(value("9" * 18), int) and isinstance(value("9" * 19), float)
    assert isinstance(value("-" + "9" * 18), int), "the sign is no digit"
    assert value("-.inf") == -math.inf
    with pytest.raises(DefinitionError, match="too large a number"):
        value("9" * 5000)


@pytest.mark.parametrize("text", ["null", "~", ""])
def test_nothing_is_nothing(text: str):
    assert value(text) is None


def test_every_key_and_item_knows_its_line():
    lines = parse("a: 1\nb:\n  - x\n  - {c: 2}\n", "x.yaml")[1]
    assert lines == {("a",): 1, ("b",): 2, ("b", 0): 3, ("b", 1): 4, ("b", 1, "c"): 4}


FAULTS = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", ":3: duplicate key 'a' (first on line 1)"),
    "alias": ("a: &one [1]\nb: *one\n", ":1: aliases (&name, *name) are not allowed; write the value out"),
    "an alias to itself": (
        "a: &one [*one]\n",
        ":1: aliases (&name, *name) are not allowed; write the value out",
    ),
    "two documents": (
        "a: 1\n---\nb: 2\n",
        ":2: not valid YAML: expected a single document in the stream, but found another document",
    ),
    "empty": ("", ": the file is empty"),
    "comments only": ("# nothing\n", ": the file is empty"),
    "broken": (
        "a: [1, 2\nb: 3\n",
        ":2: not valid YAML: while parsing a flow sequence, did not find expected ',' or ']'",
    ),
    "a key that is a list": ("? [1, 2]\n: 3\n", ":1: a key must be plain text"),
    "control character": (
        "a: \x01",
        ": not valid YAML: unacceptable character #x0001: control characters are not allowed\n"
        '  in "<unicode string>", position 3',
    ),
    "huge": ("a: '" + "x" * MOST_BYTES + "'", ": 200,005 characters; a definition has at most 200,000"),
    "deep lists": ("[" * 100_000, ":1: nested deeper than 30 levels"),
    "deep mappings": ("{a: " * 30_000, ":1: nested deeper than 30 levels"),
    "deep items": ("- " * 50_000, ":1: nested deeper than 30 levels"),
    "deep lines": ("\n".join(" " * i + "a:" for i in range(40)), ":31: nested deeper than 30 levels"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_names_file_line_and_reason(name: str):
    text, message = FAULTS[name]
    with pytest.raises(DefinitionError) as fault:
        parse(text, "x.yaml")
    assert str(fault.value) == f"x.yaml{message}"


def test_thirty_levels_and_two_hundred_thousand_characters_are_read():
    assert len(parse("\n".join(" " * i + "a:" for i in range(30)), "x.yaml")[1]) == 30
    assert len(parse("a: '" + "x" * (MOST_BYTES - 5) + "'", "x.yaml")[0]["a"]) == 199_995


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
