"""Types: which states are alike, by several definitions or by the dimensions of one, and whether the groups hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from mpindex.analysis.inputs import world_of
from mpindex.analysis.types.grouping import METHODS, fitted, group
from mpindex.analysis.types.profiles import feature_titles, profiles, standardised
from mpindex.analysis.types.result import Types
from mpindex.analysis.types.stability import alternatives, by_choice, resampled
from mpindex.arguments import mapping, named_arguments, option, seed_number, whole_number
from mpindex.errors import OptionError
from mpindex.typing import Array, DatasetLike, DefinitionLike, Places


@named_arguments
def types(
    definitions: DefinitionLike | Iterable[DefinitionLike] | pd.DataFrame = "capability",
    dataset: DatasetLike = None,
    *,
    k: int | None = None,
    method: str = "ward",
    features: Sequence[str] | None = None,
    parameters: Mapping[str, Any] | None = None,
    draws: int = 100,
    seed: int | np.random.Generator = 0,
) -> Types:
    """Group units with like profiles, and say how far the groups hold.

    Parameters
    ----------
    definitions : str, path, mapping, Definition, list of these, or DataFrame
        Of several definitions a profile has the scores; of one its dimensions; a table has the features themselves.
    dataset : Dataset, optional
        The bundled world when None.
    k : int, optional
        How many types, at least 2; as many as the BIC of mixtures asks for, from 2 on, when None.
    method : {"ward", "kmeans", "mixture"}
        How units are grouped.
    features : list of str, optional
        Only these; of one definition any elements of its tree.
    parameters : mapping of str to object, optional
        Of the definitions.
    draws : int, default 100
        So many samples of four fifths of the units are grouped anew.
    seed : int or numpy.random.Generator
        Draws samples and the starts of k-means.

    Returns
    -------
    Types
        The type of each unit, prototypes, what sets types apart, their stability, and who is nearest to whom.

    Raises
    ------
    OptionError
        No such method or feature, fewer than two features, or more types than units.
    DataError
        Fewer than five units have all features.

    Examples
    --------
    >>> found = types("capability", k=4, draws=10)
    >>> found.labels[["USA", "KAZ"]].is_unique
    True
    """
    world, start = world_of(dataset), seed_number(seed)
    rng = np.random.default_rng(start)
    option("method", method, METHODS)
    many = whole_number("draws", draws, least=1)
    values = mapping("parameters", parameters, "{'region': 'SCO'}")
    chosen = None if features is None else [features] if isinstance(features, str) else list(features)
    table, used = profiles(definitions, world, chosen, values)
    z = standardised(table)
    x = z.to_numpy()
    bic = pd.Series({size: run.bic for size, run in fitted(x).items()}, name="bic").rename_axis("k")
    wanted = int(bic.drop(1).argmin()) + 2 if k is None else k
    size = whole_number("k", wanted, least=2)
    if size >= len(x):
        raise OptionError(f"k: {size} types of {len(x)} units; take fewer")
    labels = _from_the_top(x, group(x, size, method, rng))
    alike, held = resampled(x, labels, size, method, many, rng)
    codes = pd.Series(labels, index=z.index)
    others = alternatives(used, world, chosen, values)
    named = feature_titles(z.columns, used, world)
    return Types(
        labels=codes + 1, z=z, method=method, bic=bic, asked=k is not None, samples=pd.Series(alike, name="agreement"),
        held=pd.Series(held, index=z.index), choices=by_choice(table, codes, size, method, rng, others, named),
        titles=named, definitions=tuple(used), dataset=world, seed=start,
    )  # fmt: skip


def _from_the_top(x: Array, labels: Places) -> Places:
    """Return labels numbered by the mean of all features, the highest first."""
    numbers = np.unique(labels)
    order = np.argsort([-x[labels == number].mean() for number in numbers], kind="stable")
    places = np.empty(int(numbers.max()) + 1, dtype=np.intp)
    places[numbers[order]] = np.arange(len(numbers))
    return np.asarray(places[labels])
