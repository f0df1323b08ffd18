"""How sure is the verdict? In what share of the choices that could reasonably be made otherwise a unit has a rank, a band.

A share of draws is not the probability that the world is so: it says how much of a verdict is the maker's choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from mpindex.arguments import named_arguments
from mpindex.typing import DatasetLike, DefinitionLike, Executor
from mpindex.uncertainty.robustness.result import Robustness
from mpindex.uncertainty.runs.runs import counted, kept
from mpindex.uncertainty.runs.task import make_task
from mpindex.uncertainty.runs.workers import require_executor


@named_arguments
def robustness(
    definition: DefinitionLike,
    dataset: DatasetLike = None,
    *,
    parameters: Mapping[str, Any] | None = None,
    draws: int = 10_000,
    seed: int | np.random.Generator = 0,
    uncertainty: Mapping[str, Any] | None = None,
    chains: Mapping[str, Any] | None = None,
    only: str | tuple[str, ...] | list[str] | None = None,
    design: pd.DataFrame | None = None,
    executor: Executor | None = None,
    keep: bool = False,
    progress: bool | None = None,
) -> Robustness:
    """Run a definition many times with its choices made otherwise, and count what each unit gets.

    Where neither the definition nor `uncertainty` says what could be otherwise, what any index leaves open is varied:
    each weight by up to 25 %, the scaling (min-max, z-scores, percentile ranks), one indicator left out.
    The result's notes say so.

    Parameters
    ----------
    definition : str, path, mapping or Definition
        A definition with a tree.
    dataset : Dataset, optional
        The bundled world when None.
    parameters : mapping of str to object, optional
        Of the definition, as in `Definition.apply`.
    draws : int
        How many, at least 1; the memory does not grow with it.
    seed : int or numpy.random.Generator
        A whole number of at least 0, or a Generator to take one from. The same seed gives the same result whatever the
        executor.
    uncertainty, chains : mapping, optional
        Choices to vary, in the words of the YAML file, instead of the definition's own. Paths to lists of alternatives,
        ``{uniform: [low, high]}`` for bounds of bands, ``weights: {concentration: 50}`` or ``{uniform: true}`` or
        ``{spread: 0.25}`` or a table of weight sets, ``leave_one_out: true``, ``noise: true``.
    only : str or list of str, optional
        Names of the factors to vary, of those there are.
    design : DataFrame, optional
        Instead of drawing, the values to run: a column for each factor (numbers of alternatives from 0, numbers of weight
        sets from 0, values of thresholds, seeds of noise), a row for each run. Weights that are not sets have a column for
        each element, ``weights.gdp``. `salib_problem` makes one of a sample.
    executor : concurrent.futures.Executor, optional
        Any executor: a process pool, or ``dask.distributed.Client(...).get_executor()``.
    keep : bool
        Keep scores and ranks of every draw, as `.runs` (draws x (what, unit)).
    progress : bool, optional
        Show a bar; by default for long runs in a terminal.

    Returns
    -------
    Robustness
        Shares of bands and ranks, with their Monte Carlo errors.

    Raises
    ------
    OptionError
        A wrong argument: draws, seed, only, a design that does not fit, an executor that is none, too much to keep.
    DefinitionError
        Nothing varies, a path leads nowhere, or an alternative is refused.

    Examples
    --------
    >>> result = robustness("wood", draws=2000, seed=1)
    >>> result.of("KAZ").loc["minor", "share"] > 0.7
    np.True_
    """
    require_executor(executor)
    task = make_task(
        definition, dataset, parameters,
        draws=draws, seed=seed, uncertainty=uncertainty, chains=chains, only=only, design=design,
    )  # fmt: skip
    if keep:
        return Robustness(task, *kept(task, progress))
    return Robustness(task, counted(task, executor, progress))
