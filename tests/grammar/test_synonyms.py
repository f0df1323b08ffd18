"""Names that people bring are understood or lead to the right method; none leads to another one."""

import pytest

import mpindex as mp
from mpindex.errors import DefinitionError
from mpindex.grammar.synonyms import SYNONYMS, method_name
from mpindex.steps.registry import METHODS


def defined(**settings):
    return mp.definition({"id": "x", "title": "x", "question": "q", "tree": {"a": 1}, **settings})


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("mean", "arithmetic"),
        ("amean", "arithmetic"),
        ("average", "arithmetic"),
        ("weighted mean", "arithmetic"),
        ("a_amean", "arithmetic"),
        ("gmean", "geometric"),
        ("geometric mean", "geometric"),
        ("hmean", "harmonic"),
        ("max", "maximum"),
        ("min", "minimum"),
        ("sum", "sum"),
    ],
)
def test_names_of_means_are_understood(name, method):
    assert defined(aggregate=name).model.root.settings.aggregate.name == method


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("standardize", "zscore"),
        ("standardise", "zscore"),
        ("zscore", "zscore"),
        ("z-score", "zscore"),
        ("n_zscore", "zscore"),
        ("min-max", "minmax"),
        ("MinMax", "minmax"),
        ("vector", "vector"),
    ],
)
def test_names_of_normalisations_are_understood(name, method):
    leaf = next(defined(normalise=name).model.root.leaves())
    assert leaf.settings.normalise.name == method


def test_a_name_with_parameters_is_understood():
    leaf = next(defined(normalise={"min-max": [1, 12]}).model.root.leaves())
    assert leaf.settings.normalise.name == "minmax"


@pytest.mark.parametrize(
    ("step", "name", "hint"),
    [
        ("normalise", "normalize", "That may be minmax"),
        ("aggregate", "zscore", "'zscore' is a method of normalise, not of aggregate"),
        ("normalise", "gmean", "'geometric' is a method of aggregate, not of normalise"),
        ("aggregate", "geometrc", "Did you mean 'geometric'"),
    ],
)
def test_other_names_are_pointed_to_what_they_may_mean(step, name, hint):
    with pytest.raises(DefinitionError, match=hint):
        defined(**{step: name})


def test_every_synonym_leads_to_a_method_and_hides_none():
    for step, names in SYNONYMS.items():
        assert set(names.values()) <= set(METHODS[step])
        assert not [name for name in names if name in METHODS[step] and names[name] != name]
        assert all(method_name(step, name) == name for name in METHODS[step])
