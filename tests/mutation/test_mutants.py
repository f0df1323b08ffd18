"""The mutants of the mutation run: each is valid Python, differs from the source, and says which kind it is."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from mutants import Mutant, mutants
from run import ROOT, equivalents, key

SOURCE = '''
"""A module."""

from __future__ import annotations


def score(values: list[float], weight: float = 2.0) -> float:
    """Return a score."""
    if not values or weight <= 0:
        raise ValueError(f"no score of {len(values)} values é")
    return max(values) * weight
'''


def texts(kind: str, source: str = SOURCE) -> set[tuple[str, str]]:
    return {(mutant.before, mutant.text) for mutant in mutants(source, figure=True) if mutant.kind == kind}


def test_every_formula_of_a_function_is_changed_once_and_no_annotation_or_docstring():
    assert texts("formula") == {
        ("2.0", "3.0"),
        ("not values or weight <= 0", "(not values and weight <= 0)"),
        ("not values", "(values)"),
        ("weight <= 0", "(weight < 0)"),
        ("0", "1"),
        ("return max(values) * weight", "return None"),
        ("max(values) * weight", "(max(values) / weight)"),
        ("max", "min"),
    }


def test_a_message_loses_its_text_or_a_value():
    assert ('f"no score of {len(values)} values é"', "(f'no score of  values é')") in texts("message")


def test_numbers_of_mere_looks_are_counted_apart():
    source = "ax.annotate(1, y, (3, 0), lw=2 if own else 4, at=6, s=8 * f(7), body=min(5, f(9)), **{'ms': -10, 'x': 12})"
    assert [before for before, _ in sorted(texts("look", source))] == ["0", "10", "2", "3", "4", "5", "8"]
    assert {"1", "6", "7", "9", "min", "12", "-10", "2 if own else 4"} <= {
        before for before, _ in texts("formula", source)
    }
    assert {mutant.kind for mutant in mutants(source)} == {"formula"}  # where nothing is drawn


def test_the_rest_that_a_reshape_asks_for_is_no_number_to_change():
    assert texts("formula", "x.reshape(-1, 3)") == {("-1", "(1)"), ("3", "4")}


def test_positions_count_bytes_so_that_accents_before_a_change_do_not_shift_it():
    source = 'NAME = "é"; SIZE = 4\n'
    assert [mutant.apply(source) for mutant in mutants(source)] == ['NAME = "é"; SIZE = 5\n']


@pytest.mark.parametrize("module", ["steps/aggregate/means.py", "errors.py", "analysis/verdict/sentences.py"])
def test_every_mutant_of_a_module_is_python_and_another_module(module):
    source = (Path(__file__).parents[2] / "mpindex" / module).read_text(encoding="utf-8")
    original = ast.dump(ast.parse(source))
    changed = mutants(source)
    assert len(changed) > 20
    same = [mutant for mutant in changed if ast.dump(ast.parse(mutant.apply(source))) == original]
    assert not same


def test_a_mutant_shows_what_it_changes():
    assert str(Mutant("formula", 1, 0, 1, "a < b", "(a <= b)")) == "- a < b\n+ (a <= b)"


@pytest.mark.parametrize("line", equivalents())
def test_every_known_equivalent_is_one_mutant_of_its_module(line):
    """One that is none hides nothing any more; one that is several hides what nobody looked at."""
    file = Path(line.partition(":")[0])
    source = (ROOT / file).read_text(encoding="utf-8")
    assert [key(file, mutant, source) for mutant in mutants(source)].count(line) == 1
