"""A Definition as every answer: its tree as a table and a figure, itself in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from mpindex.answers.figures import Figures, draw
from mpindex.catalogue import catalogue
from mpindex.grammar.outline import Outline
from mpindex.wording import counted, listed, percent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from mpindex.dataset.dataset import Dataset  # it loads pandas, which reading a definition does without


class Weighted(Protocol):
    """What the figure of a definition is drawn from."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def tree(self) -> Outline: ...


class DefinitionFigures(Figures[Weighted]):
    """What can be drawn of a definition before it is applied."""

    default = "icicle"

    def icicle(self, **options: Any) -> Axes:
        """Draw what counts and how much: the tree of weights (see `mpindex.plots.icicle`).

        Parameters
        ----------
        **options
            Of the figure; see `mpindex.plots.sheet.layout.Layout`.
        """
        definition = self.result
        frame = definition.tree.to_frame()
        labels = {name: text for name, text in frame["name"].items() if text}
        about = {
            "labels": labels,
            "source": f"{definition.id}, its weights as written",
            "about": definition.title,
        }
        return draw("icicle", frame.rename(columns={"share": "effective"}), **{**about, **options})


def heading(definition: Weighted, about: str) -> str:
    """Return what a definition is, in one line; `about` is its family and fidelity."""
    inner = {line.parent for line in definition.tree.lines}
    leaves = sum(line.element not in inner for line in definition.tree.lines)
    return f"Definition {definition.id}: {definition.title} ({about}; {counted(leaves, 'indicator')})"


def frame(definition: Weighted) -> pd.DataFrame:
    """Return one row for each dimension and indicator of the tree; see `Definition.to_frame`."""
    table = definition.tree.to_frame().reset_index()
    table.insert(1, "definition", definition.id)
    return table


def in_words(definition: Weighted, question: str, bands: Sequence[str]) -> str:
    """Return the question of a definition, what counts in it and how much, and its bands."""
    top = [line for line in definition.tree.lines if line.depth == 1]
    counts = listed([f"{line.name or line.element} {percent(line.share)}" for line in top])
    text = f"{question} " if question else ""
    text += f"{definition.title} counts {counts}."
    return f"{text} Bands: {', '.join(bands)}." if bands else text


def citation(head: str, sources: Sequence[str], indicators: Sequence[str], dataset: Dataset | None) -> str:
    """Return the references of a definition and of every figure that it uses; see `Definition.cite`."""
    known = catalogue()
    lines = [head, *(f"  {source}" for source in sources), "Figures:"]
    for name in indicators:
        has_own = dataset is not None and name in dataset.indicators
        meta = dataset.indicator(name) if dataset is not None and has_own else known.get(name)
        if meta is None:
            lines.append(f"  {name}: the user's own")
            continue
        source = meta.citation or meta.source or "no source given"
        lines.append(f"  {name}: {source} [{meta.licence or 'no licence given'}]")
    return "\n".join(lines)
