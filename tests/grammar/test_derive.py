# ruff: noqa: E501
"""The grammar of `derive:`: one verb along one axis, without circles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import mpindex as mp
from mpindex.grammar.derive import VERBS

TREE = "tree: {gdp: 1}\n"

#: text of a file after its id -> (line, words of the message)
FAULTS = {
    "unknown verb": ("derive: {a: {ratoi: [gdp, population]}}\n" + TREE, 2, "'a' must be one verb with its arguments, not {'ratoi': ['gdp', 'population']}. Did you mean 'ratio'? Verbs: change, difference, …"),
    "two verbs": ("derive: {a: {ratio: [gdp, population], sum: [gdp, gdp]}}\n" + TREE, 2, "'a' must be one verb with its arguments, not {'ratio': ['gdp', 'population'], 'sum': ['gdp', 'gdp']}. Verbs: change, difference, …"),
    "too few inputs": ("derive: {a: {ratio: [gdp]}}\n" + TREE, 2, "verb 'ratio' takes 2 indicator id(s)"),
    "unknown option of a verb": ("derive: {a: {lead: gdp, amogn: SCO}}\n" + TREE, 2, "unknown key 'amogn' in verb 'lead'. Did you mean 'among'? Known: among"),
    "an option that a verb needs": ("derive: {a: {slope: gdp}}\n" + TREE, 2, "verb 'slope' needs 'years'"),
    "years": ("derive: {a: {slope: gdp, years: 0}}\n" + TREE, 2, "'years' must be a whole number of at least 1, not 0"),
    "decay": ("derive: {a: {preponderance: gdp, partners: SCO, decay: fast}}\n" + TREE, 2, "'decay' must be a number, not 'fast'"),
    "a circle of derivations": ("derive:\n  a: {ratio: [b, gdp]}\n  b: {ratio: [a, gdp]}\n" + TREE, 3, "a cycle: a -> b -> a"),
    "derived from itself": ("derive: {a: {ratio: [a, gdp]}}\n" + TREE, 2, "a cycle: a -> a"),
    "derive as a list": ("derive: [a]\n" + TREE, 2, "derive must be a mapping of new ids to verbs, as in  gdp_pc: {ratio: [gdp, population]}"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_file_line_and_remedy(name: str, named_at: Callable[..., None]):
    named_at(*FAULTS[name])


def test_a_very_long_chain_of_derivations_is_refused(faults: Callable[[str], list[str]]):
    chain = "".join(f"  d{i}: {{ratio: [d{i + 1}, gdp]}}\n" for i in range(400))
    assert "'d0' is derived in more than 50 steps" in faults("id: x\n" + "derive:\n" + chain + TREE)[0]


def test_a_relation_may_bear_the_name_of_what_is_derived_from_it():
    spec = {
        "id": "x",
        "derive": {"trade": {"evenness": "trade", "partners": ["A", "B"]}},
        "tree": {"trade": 1},
    }
    assert mp.definition(spec).indicators == ()


@pytest.mark.parametrize(
    "verb",
    [verb for verb in VERBS if VERBS[verb].get("units", ())[:1] == ((1, 1),) and verb != "penetration"],
)
def test_a_place_among_units_is_of_one_indicator(verb: str, named_at: Callable[..., None]):
    named_at(f"derive: {{a: {{{verb}: [gdp, area]}}}}\n" + TREE, 2, f"verb {verb!r} takes 1 indicator id(s)")
