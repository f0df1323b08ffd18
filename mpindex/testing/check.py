"""Check one definition: what every definition must do, what it declares, what the methods that it uses declare."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd

from mpindex.dataset.dataset import Dataset
from mpindex.errors import MpindexError, MpindexWarning
from mpindex.grammar import Call, thaw
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import definition as find_definition
from mpindex.grammar.yamlfile import parse
from mpindex.steps.registry import METHODS
from mpindex.testing.laws import LAWS
from mpindex.testing.search import EXAMPLES, put_to_test
from mpindex.testing.subject import SIZES, Subject, declared, subject
from mpindex.typing import DatasetLike, Seed
from mpindex.uncertainty.robustness.robustness import robustness

#: So many draws meet each of a handful of alternatives.
DRAWS = 100


def check_definition(
    definition: Any, dataset: DatasetLike = None, *, examples: int = EXAMPLES, seed: Seed = 0
) -> None:
    """Check that a definition does what every definition must, and keeps what it declares in `keeps`.

    It must give the same answer twice, no infinite score and a band of its own to every unit with a score; a tree must
    read back from its own YAML, and every alternative under `uncertainty` must be applicable. Every declared invariant
    is put to `examples` tables, and so is what the methods that it uses declare. For an author's own tests:
    ``def test_mine(): check_definition("mine.yaml")``.

    Parameters
    ----------
    definition : str, path, mapping, Definition or object
        An id, the path of a YAML file, a mapping of the grammar, or an object with `id` and `apply`.
    dataset : Dataset, optional
        The data for it; the bundled world, or made-up amounts, when None.
    examples : int, default 40
        How many tables each invariant is put to.
    seed : int or Generator, default 0
        The same seed tries the same tables.

    Raises
    ------
    AssertionError
        All that is wrong, with the smallest counterexamples found.
    DefinitionError
        There is no such definition, or it is not one.
    """
    item = find_definition(definition)
    target = subject(item, dataset)
    wrong = [
        *_manners(item, target),
        *_alternatives(item, dataset),
        *_broken(item, target, examples, seed),
        *_methods(item, examples, seed),
    ]
    if wrong:
        raise AssertionError("\n\n".join(wrong))


def _broken(item: Any, target: Subject, examples: int, seed: Seed) -> list[str]:
    faults = []
    for name in declared(item):
        if name in LAWS:
            finding = put_to_test(target, LAWS[name], examples, seed)
            if finding.counterexample is not None:
                faults.append(f"declared and not kept: {finding.counterexample}")
            elif name == "bounds" and target.has_tree and target.bounds is None:
                faults.append(f"{item.id}: declares bounds, but its methods state none")
    return faults


def _manners(item: Any, target: Subject) -> list[str]:
    """What every definition must do."""
    frame, wrong = target.frame.iloc[: max(SIZES)], []
    data = target.dataset(frame)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", MpindexWarning)
            first, second = target.tested.apply(data), target.tested.apply(data)
    except MpindexError as fault:
        return [f"{item.id}: cannot be applied: {fault}"]
    scores = np.asarray(first.scores, dtype=float)
    if np.isinf(scores).any():
        wrong.append(f"{item.id}: gives {first.units[int(np.isinf(scores).argmax())]} an infinite score")
    if not np.array_equal(scores, np.asarray(second.scores, dtype=float), equal_nan=True):
        wrong.append(f"{item.id}: gives other scores when it is applied again to the same data")
    if isinstance(item, Definition) and Definition(parse(item.to_yaml(), item.id)[0]) != item:
        wrong.append(f"{item.id}: reads back from its own YAML as another definition")
    unnamed = set(first.bands.dropna()) - {*target.tested.bands, "unclassified"} if target.has_tree else set()
    return [*wrong, *(f"{item.id}: gives a band {band!r} that it does not list" for band in sorted(unnamed))]


def _alternatives(item: Any, dataset: DatasetLike) -> list[str]:
    """What is wrong with the choices that a definition says its maker could have made otherwise."""
    if not isinstance(item, Definition) or not item.spec.get("uncertainty"):
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", MpindexWarning)
            robustness(item, dataset, draws=DRAWS)
    except MpindexError as fault:
        return [f"{item.id}: its uncertainty cannot be drawn: {fault}"]
    return []


# the methods it uses --------------------------------------------------------------


def _methods(item: Any, examples: int, seed: Seed) -> list[str]:
    """Put the promises of the normalisations and aggregations in use to the test, each in a tree of its own."""
    if not isinstance(item, Definition):
        return []
    nodes = list(item.model.root.nodes())
    calls = {("aggregate", node.settings.aggregate): None for node in nodes}
    for leaf in item.model.root.leaves():
        call = leaf.settings.normalise
        for link in call.keywords["calls"] if call.name == "chain" else (call,):
            calls["normalise", link] = None
    faults = []
    for step, call in calls:
        if not METHODS[step][call.name].context & {"members"} and call.name != "none":
            faults += _promises(step, call, len(nodes[-1].children), examples, seed)
    return faults


def _promises(step: str, call: Call, many: int, examples: int, seed: Seed) -> list[str]:
    method = METHODS[step][call.name]
    options = {key: thaw(value) for key, value in call.arguments}
    given = {call.name: options.pop(method.main), **options} if method.main in options else (
        {call.name: None, **options} if options else call.name
    )  # fmt: skip
    wide = step == "aggregate"
    spec = {
        "id": f"{step}.{call.name}",
        "missing": "exclude",
        "normalise": "none",
        step: given,
        "tree": {f"x{i}": 1 for i in range(max(many, 2) if wide else 1)},
        "keeps": sorted(method.keeps & set(LAWS)),
    }
    try:
        alone = find_definition(spec)
        target = subject(alone, _amounts(len(alone.indicators)))
    except MpindexError:
        return []  # a method that needs more than amounts
    return _broken(alone, target, examples, seed)


def _amounts(many: int) -> Dataset:
    rng = np.random.default_rng(1)
    values = np.round(rng.lognormal(1.0, 1.0, (40, many)), 2) + 0.01
    frame = pd.DataFrame(values, index=[f"u{i}" for i in range(40)], columns=[f"x{i}" for i in range(many)])
    return Dataset.from_frame(frame)
