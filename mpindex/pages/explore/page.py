"""`explore`: one HTML file in which a reader moves weights and makes other choices, and sees ranks and how sure they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mpindex.arguments import mapping, named_arguments
from mpindex.dataset.bundled import load
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import definition as find_definition
from mpindex.index.index import Index
from mpindex.pages.document import Page
from mpindex.pages.explore.payload import as_json, payload
from mpindex.pages.templates import render, static
from mpindex.typing import DatasetLike, DefinitionLike, PathLikeText
from mpindex.units.shapes import Shape
from mpindex.units.shapes import shapes as states

#: Scripts that compute; they run in the page, in its worker, and wherever else there is JavaScript.
ENGINE = (
    "data", "inputs", "means", "orders", "rank", "cuts", "bands", "levels", "choices", "weights", "random", "draws",
    "saving", "worker",
)  # fmt: skip
#: Scripts that show.
FACE = (
    "words", "elements", "address", "sliders", "options", "certainty", "table", "map", "ladder", "unit", "main",
)  # fmt: skip


@named_arguments
def explore(
    definition: DefinitionLike,
    dataset: DatasetLike = None,
    *,
    path: PathLikeText | None = None,
    unit: str | None = None,
    parameters: Mapping[str, Any] | None = None,
    shapes: Mapping[str, Shape] | None = None,
) -> Page:
    """Make a page in which a reader makes a definition's choices otherwise, and sees at once what follows.

    The page is one HTML file that needs no other and asks nothing of the network. In it weights are moved, the
    alternatives that the definition declares under `uncertainty` and `chains` are chosen, indicators left out; ranks,
    bands and the chosen unit's figures follow at once, and how sure they are by draws around the reader's own weights.
    Its scores are those of the library; what the reader chose can be saved as a definition that the library reads.

    Parameters
    ----------
    definition : str, path, mapping or Definition
        An id, the path of a YAML file, a mapping of the grammar, or a Definition.
    dataset : Dataset or None
        The bundled world when None.
    path : str, path or None
        Where to write the page. None writes nothing: the page is in the result.
    unit : str or None
        The unit shown first, by code or name; when None, Kazakhstan if it has a score, else the unit that ranks first.
    parameters : mapping of str to object, or None
        Values for the definition's own parameters, as in ``explore("regional", parameters={"region": "SCO"})``.
    shapes : mapping of str to Shape, or None
        Outlines for the map, by code of unit (see `mpindex.units.shapes.shapes_of`). When None, those of the states of the
        world if the units are countries, else no map; an empty mapping gives none.

    Returns
    -------
    Page
        With `.html`, and `.path` where it was written.

    Raises
    ------
    OptionError
        The definition does something that a page cannot recompute (``aggregate: kemeny``, say), the file cannot be
        written, or a shape is none.
    DefinitionError, DataError
        As `Definition.apply` does.

    Examples
    --------
    >>> explore("wood").title
    'Middle powers by GDP rank (Wood)'
    """
    values = mapping("parameters", parameters, "{'region': 'SCO'}")
    index = _index(find_definition(definition), dataset, values)
    if shapes is None and index.dataset.is_countries:
        shapes = states()
    return page_of(index, unit=unit, shapes=shapes).written(path)


def page_of(
    index: Index, *, unit: str | None = None, shapes: Mapping[str, Shape] | None = None, home: str = ""
) -> Page:
    """Return the explore page of a definition on its data.

    Parameters
    ----------
    index : Index
        The definition as it stands.
    unit : str or None
        As in `explore`.
    shapes : mapping of str to Shape, or None
        Outlines for the map; no map without them.
    home : str
        Where a site's first page is; empty for a page that stands alone.
    """
    values = payload(index, unit=_first(index, unit), shapes=shapes)
    return Page(_html(values, home), index.definition.title)


def engine() -> str:
    """Return the script that computes, as one text without a page: for other hosts of JavaScript."""
    return "\n".join(static(f"explore/{name}.js") for name in ENGINE)


def _index(definition: Definition, dataset: DatasetLike, parameters: Mapping[str, Any]) -> Index:
    """Apply the definition; parameters that it has are put into it first, so that what is saved has them."""
    data = load() if dataset is None else dataset
    unknown = [name for name in parameters if name not in definition.parameters]
    if parameters and not unknown:
        definition = definition.with_({f"parameters.{name}": value for name, value in parameters.items()})
        parameters = {}
    return definition.apply(data, parameters=parameters)


def _first(index: Index, unit: str | None) -> str | None:
    if unit is not None:
        return index.dataset.find(unit)
    if "KAZ" in index.units and index.ranks.notna()["KAZ"]:
        return "KAZ"
    return str(index.table.index[0]) if index.n else None


def _html(values: Mapping[str, Any], home: str) -> str:
    return render(
        "explore/page.html",
        about=values,
        home=home,
        style=static("base.css") + static("explore/page.css"),
        engine=engine(),
        face="\n".join(static(f"explore/{name}.js") for name in FACE),
        data=as_json(values),
    )
