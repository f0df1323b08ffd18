"""A definition's choices as a problem of SALib, the library for sensitivity analysis, and SALib's samples as designs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from mpindex.arguments import named_arguments
from mpindex.errors import OptionError
from mpindex.typing import Array, DatasetLike, DefinitionLike
from mpindex.uncertainty.choices.choices import Factor, Noise, Threshold, Weights
from mpindex.uncertainty.choices.designs import WEIGHTS
from mpindex.uncertainty.runs.task import make_task

#: Seeds of errors of measurement are below this.
SEEDS = 2**31
#: The nearest to 0 and 1 that a uniform number may come before it is made into a weight.
EDGE = 1e-12


@dataclass(frozen=True)
class Variable:
    """One uniform number of a sample: its name, the factor it belongs to, and its bounds.

    Attributes
    ----------
    name, factor : str
    low, high : float
    kind : {"number", "whole", "gamma"}
        What is made of it: itself, the whole number below it, or a gamma-distributed one of which shares are made.
    shape : float
        Of the gamma distribution.
    """

    name: str
    factor: str
    low: float
    high: float
    kind: str = "number"
    shape: float = 1.0

    def column(self, sample: Array) -> Array:
        """Return the column of the design that a column of a sample makes."""
        if self.kind == "whole":
            return np.clip(np.floor(sample), self.low, self.high - 1).astype(np.int64)
        if self.kind == "gamma":
            from scipy.special import gammaincinv

            return np.asarray(gammaincinv(self.shape, np.clip(sample, EDGE, 1 - EDGE)))
        return sample


class SalibProblem(dict[str, Any]):
    """SALib's ``problem``: a dict of num_vars, names, bounds, dists and groups, which SALib takes as it is.

    `design` makes the table for ``mp.robustness(design=...)`` of a sample.

    Attributes
    ----------
    variables : tuple of Variable
        What each column of a sample stands for.
    """

    def __init__(self, variables: tuple[Variable, ...]):
        super().__init__(
            num_vars=len(variables),
            names=[item.name for item in variables],
            bounds=[[item.low, item.high] for item in variables],
            dists=["unif"] * len(variables),
            groups=[item.factor for item in variables],
        )
        self.variables = variables

    def __reduce__(self) -> tuple[Any, ...]:
        return SalibProblem, (self.variables,)

    def design(self, sample: ArrayLike) -> pd.DataFrame:
        """Return a sample as a design: whole numbers for alternatives, weights for elements, a row for each run.

        Parameters
        ----------
        sample : array_like
            (runs, num_vars), as SALib's ``sample(problem, N)`` gives it.

        Returns
        -------
        DataFrame
            For ``mp.robustness(..., design=...)``.

        Raises
        ------
        OptionError
            The sample has not a column of finite numbers for each variable.
        """
        try:
            values = np.asarray(sample, dtype=float)
        except (TypeError, ValueError):
            raise OptionError("a sample is an array of numbers, runs x variables") from None
        if values.ndim != 2 or values.shape[1] != len(self.variables) or not np.isfinite(values).all():
            raise OptionError(
                f"a sample has a row for each run and {len(self.variables)} columns of finite numbers, one for each of"
                f" problem['names']; this has the shape {values.shape}"
            )
        return pd.DataFrame({item.name: item.column(values[:, i]) for i, item in enumerate(self.variables)})


@named_arguments
def salib_problem(
    definition: DefinitionLike,
    dataset: DatasetLike = None,
    *,
    parameters: Mapping[str, Any] | None = None,
    uncertainty: Mapping[str, Any] | None = None,
    chains: Mapping[str, Any] | None = None,
    only: str | tuple[str, ...] | list[str] | None = None,
) -> SalibProblem:
    """Write the choices of a definition as SALib's problem, so that its samplers and analysers work on them.

    An alternative out of m is a number between 0 and m, cut to the whole number below; a bound of a band is itself. Weights
    that are drawn are a number for each element: of weights by concentration or uniform, the quantile of the gamma variate
    of which the Dirichlet draw is made; of weights by spread, the weight. Errors of measurement are a seed. The variables of
    one choice are one group, so that indices are those of choices, as in `mpindex.sensitivity`.

    Parameters
    ----------
    definition : str, path, mapping or Definition
        A definition with a tree.
    dataset : Dataset, optional
        The bundled world when None.
    parameters : mapping of str to object, optional
        Of the definition, as in `Definition.apply`.
    uncertainty, chains : mapping, optional
        Choices to vary instead of the definition's own, as in `robustness`.
    only : str or list of str, optional
        Names of the factors to vary, of those there are.

    Returns
    -------
    SalibProblem
        A dict for SALib, with `design` for the way back.

    Raises
    ------
    OptionError
        `only` names no factor.
    DefinitionError
        Nothing varies, a path leads nowhere, or an alternative is refused.

    Examples
    --------
    >>> problem = salib_problem("cinc", only=["missing", "bands.0.great.score.min"])
    >>> problem["names"], problem["bounds"]
    (['missing', 'bands.0.great.score.min'], [[0.0, 3.0], [0.03, 0.08]])
    >>> problem.design([[0.3, 0.05], [1.9, 0.04]])
       missing  bands.0.great.score.min
    0        0                     0.05
    1        1                     0.04
    """
    task = make_task(
        definition, dataset, parameters, draws=1, seed=0, uncertainty=uncertainty, chains=chains, only=only
    )
    return SalibProblem(
        tuple(item for factor in task.replicates.factors for item in _variables(factor, task.elements))
    )


def _variables(factor: Factor, elements: tuple[str, ...]) -> Iterator[Variable]:
    if isinstance(factor, Weights) and factor.kind != "sets":
        yield from _weights(factor, elements)
    elif isinstance(factor, Threshold):
        yield Variable(factor.name, factor.name, factor.low, factor.high)
    elif isinstance(factor, Noise):
        yield Variable(factor.name, factor.name, 0.0, float(SEEDS), "whole")
    else:
        size = len(factor.sets) if isinstance(factor, Weights) else len(factor.labels)
        yield Variable(factor.name, factor.name, 0.0, float(size), "whole")


def _weights(factor: Weights, elements: tuple[str, ...]) -> Iterator[Variable]:
    """A variable for each element that has siblings, all of weight above 0."""
    given = np.array(factor.given)
    for group in factor.groups:
        live = [i for i in group if given[i] > 0]
        total = given[live].sum()
        for i in live if len(live) > 1 else []:
            name = f"{WEIGHTS}{elements[i]}"
            if factor.kind == "spread":
                low, high = given[i] * (1 - factor.amount), given[i] * (1 + factor.amount)
                yield Variable(name, factor.name, float(low), float(high))
            else:
                shape = 1.0 if factor.kind == "uniform" else factor.amount * given[i] / total
                yield Variable(name, factor.name, 0.0, 1.0, "gamma", float(shape))
