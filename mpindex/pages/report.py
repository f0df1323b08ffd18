"""A unit's profile as one HTML page that needs no other file: verdicts, figures, details, references."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mpindex.plots as plots
from mpindex.analysis.where import Where, where
from mpindex.arguments import named_arguments
from mpindex.errors import OptionError
from mpindex.grammar.library import HEADLINES
from mpindex.typing import DatasetLike, DefinitionLike, PathLikeText

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; margin: 1rem 0; font-size: 0.9rem; }
th, td { padding: 0.3rem 0.8rem 0.3rem 0; border-bottom: 1px solid #ccc; vertical-align: top; }
img { max-width: 100%; } pre { white-space: pre-wrap; font-size: 0.8rem; } details { margin: 0.4rem 0; }
"""


@named_arguments
def report(
    unit: str,
    definitions: DefinitionLike | Iterable[DefinitionLike] = HEADLINES,
    dataset: DatasetLike = None,
    *,
    path: PathLikeText | None = None,
    year: int | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> str:
    """Return a unit's profile as one self-contained HTML page, and write it to a file if a path is given.

    Parameters
    ----------
    unit : str
        A code, or for countries a name in any usual spelling.
    definitions : str, path, mapping, Definition or list of these
        What is asked; the four headline definitions by default.
    dataset : Dataset, optional
        The bundled world when None.
    path : str or path, optional
        Where to write the page.
    year : int, optional
        The world as of that year, nothing later used; the newest figures when None.
    parameters : mapping of str to object, optional
        Values for the definitions' own parameters; each takes those that it has.

    Returns
    -------
    str
        The page.

    Raises
    ------
    UnknownUnit, DataError, DefinitionError
        As in `where`.
    OptionError
        The page cannot be written there, or as in `where`.

    Examples
    --------
    >>> report("KAZ", definitions="wood")[:15]
    '<!doctype html>'
    """
    text = page(where(unit, definitions, dataset, year=year, parameters=parameters))
    if path is not None:
        write(text, path)
    return text


def page(answer: Where) -> str:
    """Return the answer of `where` as one HTML page; figures are drawn by Matplotlib and stand inside it as PNG."""
    from mpindex import __version__

    figures = [_picture(answer.plot(), f"{answer.name} across definitions")]
    first = next((standing for standing in answer.standings.values() if standing.scored), None)
    if first is not None:
        figures.append(_picture(plots.ladder(first.index, [answer.unit]), f"All units by {first.id}"))
    definitions = [standing.index.definition for standing in answer.standings.values()]
    references = "\n\n".join(definition.cite(answer.dataset) for definition in definitions)
    title = f"Where does {answer.name} sit?"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>{answer.html()}{''.join(figures)}"
        f"<h3>References</h3><pre>{escape(references)}</pre><p>mpindex {__version__}</p></body></html>\n"
    )


def write(text: str, path: PathLikeText) -> Path:
    """Write a page to a file, and return where it is.

    Raises
    ------
    OptionError
        Nothing can be written there.
    """
    try:
        file = Path(path)
        file.write_text(text, encoding="utf-8")
    except (OSError, TypeError, ValueError) as fault:
        why = (fault.strerror if isinstance(fault, OSError) else None) or str(fault)
        raise OptionError(f"path: the page cannot be written to {path!r}: {why}") from None
    return file


def _picture(ax: Axes, alternative: str) -> str:
    """Put a figure into the page, with a text for who cannot see it, and close it."""
    import matplotlib.pyplot as plt

    buffer = io.BytesIO()
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.savefig(buffer, format="png", dpi=110, metadata={"Software": None})
    plt.close(figure)
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return f'<p><img alt="{escape(alternative)}" src="data:image/png;base64,{data}"></p>'
