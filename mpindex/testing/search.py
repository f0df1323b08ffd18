"""Search for a table on which a definition breaks an invariant, and make it small."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mpindex.errors import MpindexError, MpindexWarning, OptionError, suggest
from mpindex.grammar.library import definition as find_definition
from mpindex.testing.laws import LAWS, Law
from mpindex.testing.picks import Case, Counterexample
from mpindex.testing.subject import SIZES, Subject, subject
from mpindex.typing import DatasetLike, Seed

#: Tables tried for one invariant: of one definition, and of each where many are looked at.
EXAMPLES, FEW = 40, 20
#: At most so many smaller tables are tried to make a counterexample small.
TRIES = 300


@dataclass(frozen=True)
class Finding:
    """What a search found of one definition and one invariant.

    Attributes
    ----------
    tested : int
        How many cases were tried; none where the invariant does not apply, or no table could be scored.
    counterexample : Counterexample or None
        The smallest that was met.
    refused : str
        Why a table could not be scored, if any was refused.
    """

    tested: int
    counterexample: Counterexample | None = None
    refused: str = ""


def search(
    definition: Any,
    invariant: str,
    dataset: DatasetLike = None,
    *,
    examples: int = EXAMPLES,
    seed: Seed = 0,
) -> Counterexample | None:
    """Look for a table on which a definition breaks an invariant.

    Parameters
    ----------
    definition : str, path, mapping, Definition or object
        An id, the path of a YAML file, a mapping of the grammar, or an object with `id` and `apply`.
    invariant : str
        A name from `LAWS`.
    dataset : Dataset, optional
        Where figures are drawn from; the bundled world, or made-up amounts, when None.
    examples : int, default 40
        How many tables are tried.
    seed : int or Generator, default 0
        The same seed tries the same tables.

    Returns
    -------
    Counterexample or None
        The smallest that was met, or None. That none was met is no proof.

    Raises
    ------
    OptionError
        There is no such invariant.

    Examples
    --------
    >>> search("wood", "ties", examples=5) is None
    True
    """
    if invariant not in LAWS:
        raise OptionError(
            f"unknown invariant {invariant!r}.{suggest(invariant, LAWS)} Known: {', '.join(LAWS)}"
        )
    target = subject(find_definition(definition), dataset)
    return put_to_test(target, LAWS[invariant], examples, seed).counterexample


def put_to_test(target: Subject, law: Law, examples: int, seed: Seed) -> Finding:
    """Put one invariant to so many tables."""
    if (law.tree and not target.has_tree) or (law.name == "bounds" and target.bounds is None):
        return Finding(0)
    rng = np.random.default_rng(seed)
    tested, refused = 0, ""
    for i in range(examples):
        frame = target.sample(rng, SIZES[i % len(SIZES)])
        try:
            with warnings.catch_warnings():  # constant columns are there on purpose
                warnings.simplefilter("ignore", MpindexWarning)
                case = law.pick(target, frame, rng)
                broken = None if case is None else law.test(target, frame, case)
            if case is None:
                continue
        except MpindexError as fault:  # outside the domain of a method: no example
            refused = str(fault).split("\n")[0]
            continue
        tested += 1
        if broken is not None:
            return Finding(tested, smallest(target, law, frame, case, broken), refused)
    return Finding(tested, None, refused)


def smallest(
    target: Subject, law: Law, frame: pd.DataFrame, case: Case, example: Counterexample
) -> Counterexample:
    """Make a counterexample smaller for as long as it stays one: fewer units, fewer indicators, rounder figures."""
    tries = 0
    shrunk = True
    while shrunk and tries < TRIES:
        shrunk = False
        for smaller in _smaller(target, frame, case):
            tries += 1
            if tries > TRIES:
                break
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", MpindexWarning)
                    still = law.test(target, smaller, case)
            except (MpindexError, LookupError, StopIteration):
                continue
            if still is not None:
                frame, example, shrunk = smaller, still, True
                break
    return example


def _smaller(target: Subject, frame: pd.DataFrame, case: Case) -> Iterator[pd.DataFrame]:
    kept = {*case.units, *target.named}
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
