"""`compare`: definitions side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mpindex.analysis.comparison.result import Comparison
from mpindex.analysis.inputs import applied, definitions_by_label, several, values_of, world_of
from mpindex.arguments import named_arguments
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError, MpindexError, OptionError
from mpindex.typing import DatasetLike, DefinitionLike


@named_arguments
def compare(
    definitions: DefinitionLike | Dataset | Iterable[DefinitionLike | Dataset],
    *more: DefinitionLike | Dataset,
    dataset: DatasetLike = None,
    parameters: Mapping[str, Any] | None = None,
) -> Comparison:
    """Put definitions side by side.

    A definition that cannot be applied to the data (its file is not bundled, say) stands under `failed` with the
    reason; the others are compared.

    Parameters
    ----------
    definitions : str, path, mapping, Definition or list of these
        What is compared, as a list or one by one. A `Dataset` among them is the data.
    *more : str, path, mapping or Definition
        More of them.
    dataset : Dataset, optional
        The bundled world when None.
    parameters : mapping of str to object, optional
        Values for the definitions' own parameters; each takes those that it has.

    Returns
    -------
    Comparison
        Ranks, bands, correlations, and who moves between each two.

    Raises
    ------
    OptionError
        No definition is given, two datasets are, or a parameter that none of the definitions has.
    DefinitionError
        No such definition, a faulty one, or none that can be applied.

    Examples
    --------
    >>> compare("wood", "beckley").table.loc["KAZ"].xs("rank", level=1).to_dict()
    {'wood': 49, 'beckley': 39}
    """
    given = [item for each in (definitions, *more) for item in several(each)]
    data = [item for item in given if isinstance(item, Dataset)]
    if len(data) + (dataset is not None) > 1:
        raise OptionError("two datasets are given; all definitions are compared on one")
    world = world_of(data[0] if data else dataset)
    chosen = definitions_by_label(item for item in given if not isinstance(item, Dataset))
    values = values_of(parameters, chosen.values())
    indexes, failed = {}, {}
    for label, definition in chosen.items():
        try:
            index = applied(definition, world, values)
            _ = index.bands
            indexes[label] = index
        except MpindexError as fault:
            failed[label] = str(fault).split("\n")[0]
    if not indexes:
        raise DefinitionError("\n".join(f"{label}: {reason}" for label, reason in failed.items()))
    return Comparison(world, indexes, failed)
