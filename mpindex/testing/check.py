"""Searches for counterexamples, makes them small, and says which invariants a definition keeps."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from mpindex.dataset.dataset import Dataset
from mpindex.errors import MpindexError, suggest
from mpindex.grammar import Call, thaw
from mpindex.grammar.definition import Definition, bundled_ids, plugins
from mpindex.grammar.definition import definition as find_definition
from mpindex.steps.registry import METHODS
from mpindex.testing.laws import LAWS, Case, Counterexample, Law
from mpindex.testing.subject import SIZES, Subject, subject

#: Tables tried for one invariant: of one definition, and of each where many are looked at.
EXAMPLES, FEW = 40, 20
#: At most so many smaller tables are tried to make a counterexample small.
TRIES = 300


@dataclass(frozen=True)
class Finding:
    """What a search found of one definition and one invariant.

    Attributes
    ----------
    tested : how many cases were tried; none where the invariant does not apply, or no table could be scored.
    counterexample : the smallest found, or None.
    refused : why a table could not be scored, if any was refused.
    """

    tested: int
    counterexample: Counterexample | None = None
    refused: str = ""


def search(
    definition: Any,
    invariant: str,
    dataset: Dataset | None = None,
    *,
    examples: int = EXAMPLES,
    seed: int | np.random.Generator = 0,
) -> Counterexample | None:
    """Look for a table on which a definition breaks an invariant; return the smallest found, or None.

    Parameters
    ----------
    invariant : a name from `LAWS`.
    dataset : where figures are drawn from; the bundled world, or made-up amounts, when None.
    examples : how many tables are tried.

    >>> search("wood", "ties", examples=5) is None
    True
    """
    if invariant not in LAWS:
        raise ValueError(
            f"unknown invariant {invariant!r}.{suggest(invariant, LAWS)} Known: {', '.join(LAWS)}"
        )
    found = _search(subject(find_definition(definition), dataset), LAWS[invariant], examples, seed)
    return found.counterexample


def _search(one: Subject, law: Law, examples: int, seed: int | np.random.Generator) -> Finding:
    if (law.tree and not one.has_tree) or (law.name == "bounds" and one.bounds is None):
        return Finding(0)
    rng = np.random.default_rng(seed)
    tested, refused = 0, ""
    for i in range(examples):
        frame = one.sample(rng, SIZES[i % len(SIZES)])
        try:
            with warnings.catch_warnings():  # constant columns are there on purpose
                warnings.simplefilter("ignore", UserWarning)
                case = law.pick(one, frame, rng)
                found = None if case is None else law.test(one, frame, case)
            if case is None:
                continue
        except MpindexError as fault:  # outside the domain of a method: no example
            refused = str(fault).split("\n")[0]
            continue
        tested += 1
        if found is not None:
            return Finding(tested, smallest(one, law, frame, case, found), refused)
    return Finding(tested, None, refused)


def smallest(
    one: Subject, law: Law, frame: pd.DataFrame, case: Case, found: Counterexample
) -> Counterexample:
    """Make a counterexample smaller for as long as it stays one: fewer units, fewer indicators, rounder figures."""
    tries = 0
    shrunk = True
    while shrunk and tries < TRIES:
        shrunk = False
        for smaller in _smaller(one, frame, case):
            tries += 1
            if tries > TRIES:
                break
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", UserWarning)
                    still = law.test(one, smaller, case)
            except (MpindexError, LookupError, StopIteration):
                continue
            if still is not None:
                frame, found, shrunk = smaller, still, True
                break
    return found


def _smaller(one: Subject, frame: pd.DataFrame, case: Case) -> Iterable[pd.DataFrame]:
    kept = {*case.units, *one.named}
    for unit in frame.index:
        if unit not in kept and len(frame) > 2:
            yield frame.drop(index=unit)
    for name in frame:
        if name != case.indicator and frame[name].notna().any():
            yield frame.assign(**{str(name): np.nan})
    for digits in (1, 2, 3):
        rounded = frame.map(
            lambda value, digits=digits: value if np.isnan(value) else float(f"{value:.{digits}g}")
        )
        if not rounded.equals(frame):
            yield rounded


# one definition -----------------------------------------------------------------


def check_definition(
    definition: Any, dataset: Dataset | None = None, *, examples: int = EXAMPLES, seed: int = 0
) -> None:
    """Check that a definition does what every definition must, and keeps what it declares in `keeps`.

    It must give the same answer twice, no infinite score and a band of its own to every unit with a score; a tree must
    read back from its own YAML. Every declared invariant is put to `examples` tables, and so is what the methods that
    it uses declare. For an author's own tests: ``def test_mine(): check_definition("mine.yaml")``.

    Parameters
    ----------
    definition : id, path, mapping, `Definition`, or an object with `id` and `apply`.
    dataset : the data for it; the bundled world, or made-up amounts, when None.

    Raises
    ------
    AssertionError
        All that is wrong, with the smallest counterexamples found.
    DefinitionError
        There is no such definition, or it is not one.
    """
    item = find_definition(definition)
    one = subject(item, dataset)
    wrong = [*_manners(item, one), *_broken(item, one, examples, seed), *_methods(item, examples, seed)]
    if wrong:
        raise AssertionError("\n\n".join(wrong))


def _broken(item: Any, one: Subject, examples: int, seed: int) -> list[str]:
    found = []
    for name in declared(item):
        if name in LAWS:
            finding = _search(one, LAWS[name], examples, seed)
            if finding.counterexample is not None:
                found.append(f"declared and not kept: {finding.counterexample}")
            elif name == "bounds" and one.has_tree and one.bounds is None:
                found.append(f"{item.id}: declares bounds, but its methods state none")
    return found


def _manners(item: Any, one: Subject) -> list[str]:
    """What every definition must do."""
    frame, wrong = one.frame.iloc[: max(SIZES)], []
    data = one.dataset(frame)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            first, second = one.tested.apply(data), one.tested.apply(data)
    except MpindexError as fault:
        return [f"{item.id}: cannot be applied: {fault}"]
    scores = np.asarray(first.scores, dtype=float)
    if np.isinf(scores).any():
        wrong.append(f"{item.id}: gives {first.units[int(np.isinf(scores).argmax())]} an infinite score")
    if not np.array_equal(scores, np.asarray(second.scores, dtype=float), equal_nan=True):
        wrong.append(f"{item.id}: gives other scores when it is applied again to the same data")
    if isinstance(item, Definition):
        from mpindex.grammar.yamlfile import parse

        if Definition(parse(item.to_yaml(), item.id)[0]) != item:
            wrong.append(f"{item.id}: reads back from its own YAML as another definition")
    unnamed = set(first.bands.dropna()) - {*one.tested.bands, "unclassified"} if one.has_tree else set()
    return [*wrong, *(f"{item.id}: gives a band {band!r} that it does not list" for band in sorted(unnamed))]


def declared(item: Any) -> tuple[str, ...]:
    """Return the invariants that a definition declares: `keeps:` in YAML, an attribute `keeps` in Python."""
    spec = getattr(item, "spec", None)
    return tuple((spec.get("keeps") if spec is not None else getattr(item, "keeps", ())) or ())


# the methods it uses --------------------------------------------------------------


def _methods(item: Any, examples: int, seed: int) -> list[str]:
    """Put the promises of the normalisations and aggregations in use to the test, each in a tree of its own."""
    if not isinstance(item, Definition):
        return []
    nodes = list(item.model.root.nodes())
    calls = {("aggregate", node.settings.aggregate): None for node in nodes}
    for leaf in item.model.root.leaves():
        call = leaf.settings.normalise
        for one in call.keywords["calls"] if call.name == "chain" else (call,):
            calls["normalise", one] = None
    found = []
    for step, call in calls:
        if not METHODS[step][call.name].context & {"members"} and call.name != "none":
            found += _promises(step, call, len(nodes[-1].children), examples, seed)
    return found


def _promises(step: str, call: Call, many: int, examples: int, seed: int) -> list[str]:
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
        own = find_definition(spec)
        one = subject(own, _amounts(len(own.indicators)))
    except MpindexError:
        return []  # a method that needs more than amounts
    return _broken(own, one, examples, seed)


def _amounts(many: int) -> Dataset:
    rng = np.random.default_rng(1)
    values = np.round(rng.lognormal(1.0, 1.0, (40, many)), 2) + 0.01
    frame = pd.DataFrame(values, index=[f"u{i}" for i in range(40)], columns=[f"x{i}" for i in range(many)])
    return Dataset.from_frame(frame)


# all of them ----------------------------------------------------------------------

#: How a cell of the table reads: declared or not, broken or not.
WORDS = {
    (True, False): "kept", (True, True): "BROKEN", (False, False): "holds, undeclared", (False, True): "broken",
}  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class Invariants:
    """Definitions by invariants. Made by `invariants`.

    Attributes
    ----------
    findings : by definition and invariant.
    declared : what each definition declares.
    failed : definitions that could not be tested, with the reason.
    """

    findings: Mapping[tuple[str, str], Finding] = field(repr=False)
    declared: Mapping[str, tuple[str, ...]]
    failed: Mapping[str, str]

    @cached_property
    def table(self) -> pd.DataFrame:
        """Definitions by invariants: kept (declared, and no counterexample found), BROKEN (declared), holds, undeclared,
        broken (and not declared), or - where it does not apply."""
        rows = {
            name: {
                law: WORDS[law in self.declared[name], finding.counterexample is not None]
                if finding.tested
                else "-"
                for law in LAWS
                if (finding := self.findings[name, law])
            }
            for name in self.declared
        }
        return pd.DataFrame.from_dict(rows, orient="index", columns=list(LAWS)).rename_axis("definition")

    @property
    def broken(self) -> list[Counterexample]:
        """Counterexamples to what is declared: faults of a definition."""
        return [
            finding.counterexample
            for (name, law), finding in self.findings.items()
            if finding.counterexample is not None and law in self.declared[name]
        ]

    @property
    def undeclared(self) -> list[tuple[str, str]]:
        """Definitions and invariants for which no counterexample was found, though nothing is promised."""
        return [
            (name, law)
            for (name, law), finding in self.findings.items()
            if finding.tested and finding.counterexample is None and law not in self.declared[name]
        ]

    def counterexample(self, definition: str, invariant: str) -> Counterexample | None:
        """Return the smallest table found on which a definition breaks an invariant."""
        if (definition, invariant) not in self.findings:
            raise KeyError(f"({definition!r}, {invariant!r}) was not tested")
        return self.findings[definition, invariant].counterexample

    def __str__(self) -> str:
        lines = [
            self.table.T.to_string(),
            *(f"not tested: {name}: {why}" for name, why in self.failed.items()),
        ]
        lines += ["", *(str(one) for one in self.broken)] if self.broken else []
        return "\n".join(lines)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        html: str = self.table.T.to_html()
        return html


def invariants(
    definitions: Iterable[Any] | None = None,
    dataset: Dataset | None = None,
    *,
    examples: int = FEW,
    seed: int = 0,
) -> Invariants:
    """Say of definitions which invariants they keep, and show the smallest counterexample found to those they do not.

    Parameters
    ----------
    definitions : ids, paths or `Definition` objects; None for all, those of installed packages included.
    dataset : the data to draw examples from; the bundled world when None.
    examples : how many tables are tried for each. What is kept is kept on these: it is no proof.

    >>> invariants(["wood"], examples=5).table.loc["wood", "scale"]
    'kept'
    """
    chosen: list[Any]
    if definitions is None:
        chosen = [*bundled_ids(), *plugins()]
    else:
        chosen = [definitions] if isinstance(definitions, str | Definition) else list(definitions)
    findings, promised, failed = {}, {}, {}
    for given in chosen:
        item = find_definition(given)
        try:
            one = subject(item, dataset)
        except MpindexError as fault:
            failed[item.id] = str(fault).split("\n")[0]
            continue
        promised[item.id] = declared(item)
        for name, law in LAWS.items():
            findings[item.id, name] = _search(one, law, examples, seed)
    return Invariants(findings, promised, failed)
