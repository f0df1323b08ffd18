"""Cases to put an invariant to, and what a counterexample shows.

A case names units, an indicator and an amount, so that the same case can be put to a smaller table.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mpindex.testing.subject import Subject


@dataclass(frozen=True)
class Case:
    """One thing to try: on which units, in which indicator, by how much."""

    units: tuple[str, ...] = ()
    indicator: str = ""
    amount: float = 1.0


@dataclass(frozen=True, eq=False, repr=False)
class Counterexample:
    """A small table on which an invariant does not hold. Made by the tests of `LAWS`.

    Attributes
    ----------
    invariant : str
        Its name.
    definition : str
        The id of the definition.
    says : str
        What went wrong, in a sentence with units and indicators.
    before, after : DataFrame
        The figures, with the score and rank (of scores of which more is better) that they get.
    """

    invariant: str
    definition: str
    says: str
    before: pd.DataFrame
    after: pd.DataFrame

    def __str__(self) -> str:
        def table(frame: pd.DataFrame) -> str:
            text: str = frame.to_string(float_format="{:.6g}".format)
            return "\n".join("  " + line for line in text.splitlines())

        return (
            f"{self.definition}: {self.invariant} does not hold: {self.says}\n before\n{table(self.before)}"
            f"\n after\n{table(self.after)}"
        )

    def __repr__(self) -> str:
        return str(self)


def nothing(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    """Choose nothing: the whole table is the case."""
    return Case()


def reorder(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    """Choose an order of the units, by the number that it is drawn with."""
    return Case(amount=float(rng.integers(1, 1000)))


def factor(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    """Choose an indicator and what it is multiplied by."""
    return Case(indicator=_indicator(frame, rng), amount=float(rng.choice([0.001, 0.5, 2.0, 1024.0])))


def shift(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    """Choose an indicator and what is added to it, in proportion to its spread."""
    name = _indicator(frame, rng)
    spread = float(frame[name].max() - frame[name].min())
    amount = spread if np.isfinite(spread) and spread > 0 else 1.0
    return Case(indicator=name, amount=amount * float(rng.choice([0.5, 2.0, 10.0])))


def pair(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    """Choose two units."""
    return Case(units=tuple(rng.choice(frame.index, size=2, replace=False)))


def left_out(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    """Choose a unit that the definition does not name, to be left out."""
    others = [unit for unit in frame.index if unit not in subject.named]
    return Case(units=(str(rng.choice(others)),)) if others and len(frame) > 2 else None


def rise(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    """Choose a better figure for one unit: another unit's, halfway to the next one's, or beyond all of them."""
    name, unit = _indicator(frame, rng), str(rng.choice(frame.index))
    way, figure = subject.directions.get(name, 1), cell(frame, unit, name)
    if np.isnan(figure):
        return None
    column = frame[name].to_numpy(dtype=float)
    with np.errstate(invalid="ignore"):
        better = column[(column - figure) * way > 0]
    how = rng.random()
    if len(better) and how < 0.7:
        return Case((unit,), name, float(rng.choice(better)))
    if len(better) and how < 0.85:
        return Case((unit,), name, (figure + float(better[np.argmin(np.abs(better - figure))])) / 2)
    further = figure * 4.0**way if figure > 0 else figure + way * float(np.nanmax(column) - np.nanmin(column))
    return Case((unit,), name, further) if (further - figure) * way > 0 else None


def column(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    """Choose an indicator of a table that has more than one."""
    return Case(indicator=_indicator(frame, rng)) if frame.notna().any().sum() > 1 else None


def weight(subject: Subject, frame: pd.DataFrame, rng: np.random.Generator) -> Case | None:
    """Choose an element of the tree, whose weight is to change."""
    elements = subject.plan(frame).elements[:-1]
    return Case(indicator=str(rng.choice(elements)))


def _indicator(frame: pd.DataFrame, rng: np.random.Generator) -> str:
    present = [str(name) for name in frame if frame[name].notna().any()]
    return str(rng.choice(present or [str(name) for name in frame]))


def cell(frame: pd.DataFrame, unit: str, name: str) -> float:
    """Return one figure of a table."""
    return float(frame[name].to_numpy(dtype=float)[list(frame.index).index(unit)])
