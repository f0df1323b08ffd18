"""`audit`: a definition's index, or one that is there already, asked about its own soundness."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mpindex.arguments import named_arguments
from mpindex.audits.audit_result import Audit
from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import require_dataset
from mpindex.errors import OptionError
from mpindex.grammar.library import definition as find_definition
from mpindex.index.index import Index
from mpindex.typing import DatasetLike, DefinitionLike


@named_arguments
def audit(
    definition: Index | DefinitionLike,
    dataset: DatasetLike = None,
    *,
    parameters: Mapping[str, Any] | None = None,
) -> Audit:
    """Audit an index: statistics, gaps, correlations, reliability, weights in effect, removals, concentration.

    Parameters
    ----------
    definition : Index, str, path, mapping or Definition
        The index that is audited, or the definition that makes it.
    dataset : Dataset, optional
        What a definition is applied to; the bundled world when None. An Index has its own.
    parameters : mapping of str to object, optional
        Of a definition, as in `Definition.apply`.

    Returns
    -------
    Audit
        The tables, made when asked for.

    Raises
    ------
    OptionError
        An Index is given with a dataset or parameters: it has its own; or the definition is written in Python.
    DefinitionError
        No such definition, or a faulty one.

    Examples
    --------
    >>> import mpindex as mp
    >>> report = mp.audit("cinc")
    >>> report.weights.loc["nmc_milex", "weight"].round(3)
    np.float64(0.167)
    """
    if isinstance(definition, Index):
        if dataset is not None or parameters is not None:
            raise OptionError(
                "an Index has its dataset and parameters already: leave them out, or give a definition"
            )
        return Audit(definition)
    world = load() if dataset is None else require_dataset(dataset)
    named = {} if parameters is None else {"parameters": parameters}  # one in Python need not know of them
    index = find_definition(definition).apply(world, **named)
    if not hasattr(index, "plan"):
        raise OptionError(
            f"{index.definition.id!r} is written in Python: it has no tree of indicators to audit"
        )
    return Audit(index)
