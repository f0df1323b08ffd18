"""The kinds of choice that a reasonable person could make otherwise, and how each is drawn.

A factor is one choice with its alternatives. Choices that only make sense together (a chain) are one factor; all
weights are one factor. A draw gives every factor a value: the number of an alternative, a threshold, or weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mpindex.engine.tree import span
from mpindex.typing import Array

#: What a block of draws gives a factor: numbers of alternatives, thresholds, weights or seeds, the draws first.
Values: TypeAlias = NDArray[Any]


@dataclass(frozen=True)
class Choice:
    """A factor with listed alternatives, each a set of changes to the definition (by path)."""

    name: str
    labels: tuple[str, ...]
    changes: tuple[Mapping[str, Any], ...]

    @property
    def size(self) -> int:
        """How many alternatives there are."""
        return len(self.changes)

    def draw(self, rng: np.random.Generator, size: int) -> Values:
        """Return (size,) numbers of alternatives, each as likely as the others."""
        return rng.integers(self.size, size=size)


@dataclass(frozen=True)
class Threshold:
    """A bound of a band that varies evenly between two ends."""

    name: str
    low: float
    high: float

    def draw(self, rng: np.random.Generator, size: int) -> Values:
        """Return (size,) bounds."""
        return rng.uniform(self.low, self.high, size=size)


@dataclass(frozen=True)
class LeaveOut:
    """One indicator left out, or none, each as likely as the others (Saisana, Saltelli & Tarantola 2005)."""

    leaves: tuple[str, ...]
    name: str = "leave_one_out"

    @property
    def labels(self) -> tuple[str, ...]:
        """The alternatives by name, "none" first."""
        return ("none", *self.leaves)

    def draw(self, rng: np.random.Generator, size: int) -> Values:
        """Return (size,) numbers; 0 leaves nothing out."""
        return rng.integers(len(self.leaves) + 1, size=size)


@dataclass(frozen=True)
class Weights:
    """All weights together. A draw is a set of weights for the definition as it stands, (size, elements).

    Where another choice brings weights of its own (a published scheme, weights found from the data), the draw's ratio to
    the definition's weights is laid on them.

    Attributes
    ----------
    groups : tuple of tuple of int
        Numbers of the elements that are siblings; their weights are drawn together.
    given : tuple of float
        The definition's weights, by element.
    kind : {"concentration", "uniform", "spread", "sets"}
        How they vary. concentration: Dirichlet around the given weights among siblings,
        ``alpha = concentration * share``. uniform: Dirichlet(1) among siblings, every set of weights as likely as any
        other. spread: each weight times 1 + U(-spread, spread). sets: one of the sets each time.
    amount : float
        The concentration, or the spread.
    sets : ndarray, optional
        (sets, elements), where kind is "sets".
    """

    groups: tuple[tuple[int, ...], ...]
    given: tuple[float, ...]
    kind: str
    amount: float = 0.0
    sets: Any = None
    name: str = "weights"

    def draw(self, rng: np.random.Generator, size: int) -> Values:
        """Return (size, elements) weights, or numbers of sets where sets are given."""
        if self.kind == "sets":
            return rng.integers(len(self.sets), size=size)
        weights = np.ones((size, len(self.given)))
        for group in self.groups:
            places = np.array(group)
            weights[:, span(places)] = self._siblings(rng, size, np.array(self.given)[places])
        return weights

    def on(self, draws: Values, weights: Array) -> Array:
        """Return the drawn weights for a variant whose own weights are `weights`, (size, elements)."""
        if self.kind == "sets":
            return np.asarray(self.sets)[draws]
        given = np.array(self.given)
        if self.kind == "uniform" or np.array_equal(weights, given):
            return np.asarray(draws)
        total = np.ones(len(given))
        for group in self.groups:
            total[list(group)] = given[list(group)].sum() if self.kind == "concentration" else 1.0
        share = given / total
        return np.asarray(np.divide(draws, share, out=np.ones_like(draws), where=share > 0) * weights)

    def _siblings(self, rng: np.random.Generator, size: int, given: Array) -> Array:
        """Draw the weights of one group of siblings, (size, siblings)."""
        if self.kind == "spread":
            factors: Array = given * (1 + rng.uniform(-self.amount, self.amount, size=(size, len(given))))
            return factors
        live = given > 0
        shares = given[live] / given[live].sum()
        if self.kind == "uniform":
            gammas = rng.standard_exponential(size=(size, len(shares)))
        else:  # gamma draws, scaled: numpy's dirichlet, in a form that survives very small alphas
            gammas = rng.standard_gamma(self.amount * shares, size=(size, len(shares)))
        total = gammas.sum(axis=1, keepdims=True)
        vanished = np.flatnonzero(total == 0)
        if len(shares) and len(vanished):  # so small that all came out as 0: nearly all is on one then
            gammas[vanished, rng.choice(len(shares), size=len(vanished), p=shares)] = 1.0
            total[vanished] = 1.0
        gammas /= total
        if live.all():
            return gammas
        result = np.zeros((size, len(given)))
        result[:, live] = gammas
        return result


@dataclass(frozen=True)
class Noise:
    """Errors of measurement: each raw figure plus a normal error.

    Attributes
    ----------
    sd : ndarray
        (units, leaves) absolute standard deviations, zero where nothing is known of the error.
    """

    sd: Any
    name: str = "noise"

    def draw(self, rng: np.random.Generator, size: int) -> Values:
        """Return (size,) seeds; the errors themselves are made when a draw is run."""
        return rng.integers(np.iinfo(np.int64).max, size=size)


Factor: TypeAlias = Choice | Threshold | LeaveOut | Weights | Noise
