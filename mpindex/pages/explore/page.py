"""`explore`: one HTML file in which a reader moves weights and makes other choices, and sees ranks and how sure they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mpindex.arguments import mapping, named_arguments
from mpindex.dataset.bundled import load
from mpindex.errors import OptionError
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import definition as find_definition
from mpindex.index.index import Index
from mpindex.pages.explore.payload import as_json, payload
from mpindex.typing import DatasetLike, DefinitionLike, PathLikeText
from mpindex.units.shapes import Shape
from mpindex.units.shapes import shapes as states

if TYPE_CHECKING:
    from jinja2 import Environment

#: Scripts that compute; they run in the page, in its worker, and wherever else there is JavaScript.
ENGINE = (
    "data", "inputs", "means", "orders", "rank", "cuts", "bands", "levels", "choices", "weights", "random", "draws",
    "saving", "worker",
)  # fmt: skip
#: Scripts that show.
FACE = (
    "words", "elements", "address", "sliders", "options", "certainty", "table", "map", "ladder", "unit", "main",
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class ExplorePage:
    """An explore page as text. In a notebook it shows itself in a frame.

    Attributes
    ----------
    html : str
        The page.
    title : str
        What it is about.
    path : Path or None
        Where it was written.
    """

    html: str = field(repr=False)
    title: str
    path: Path | None = None

    def _repr_html_(self) -> str:
        return (
            f'<iframe title="{escape(self.title)}" srcdoc="{escape(self.html)}"'
            ' style="width:100%;height:50rem;border:0" sandbox="allow-scripts allow-downloads"></iframe>'
        )

    def __repr__(self) -> str:
        where = f" in {self.path}" if self.path else ""
        return f"<ExplorePage {self.title!r}: {len(self.html) / 1000:,.0f} kB{where}>"


@named_arguments
def explore(
    definition: DefinitionLike,
    dataset: DatasetLike = None,
    *,
    path: PathLikeText | None = None,
    unit: str | None = None,
    parameters: Mapping[str, Any] | None = None,
    shapes: Mapping[str, Shape] | None = None,
) -> ExplorePage:
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
    ExplorePage
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
    page = ExplorePage(_html(payload(index, unit=_first(index, unit), shapes=shapes)), index.definition.title)
    if path is None:
        return page
    target = Path(path)
    try:
        target.write_text(page.html, encoding="utf-8", newline="\n")
    except OSError as fault:
        raise OptionError(f"the page cannot be written to {target}: {fault.strerror or fault}") from None
    return ExplorePage(page.html, page.title, target)


def engine() -> str:
    """Return the script that computes, as one text without a page: for other hosts of JavaScript."""
    return "\n".join(_static(f"{name}.js") for name in ENGINE)


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


def _html(values: Mapping[str, Any]) -> str:
    template = _environment().get_template("page.html")
    return template.render(
        about=values,
        style=_static("page.css"),
        engine=engine(),
        face="\n".join(_static(f"{name}.js") for name in FACE),
        data=as_json(values),
    )


@cache
def _environment() -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    loader = DictLoader({"page.html": _static("page.html")})
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def _static(name: str) -> str:
    """Read a template, style or script of the package."""
    return files("mpindex.pages.explore").joinpath("static", name).read_text(encoding="utf-8")
