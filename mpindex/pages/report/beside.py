"""Two or three units side by side: rank, band and how sure, definition by definition."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from mpindex.analysis.side_by_side import SideBySide
from mpindex.pages.drawing.svg import element
from mpindex.pages.report.cards import Card, card
from mpindex.pages.study import Study
from mpindex.pages.tables import Table


def beside(study: Study, units: Sequence[str]) -> Table | None:
    """Return the units in columns and the definitions in rows; None for a single unit.

    Parameters
    ----------
    study : Study
        The definitions on their data.
    units : sequence of str
        Codes.
    """
    if len(units) < 2:
        return None
    answers = SideBySide({code: study.where(code) for code in units})
    each = list(answers.answers.values())
    rows: list[tuple[str | Markup, ...]] = []
    for label, index in study.indexes.items():
        cards = [card(label, answer.standings[label], study.runs.get(label)) for answer in each]
        rows.append((index.definition.title, *map(_cell, cards)))
    head = ("definition", *(answer.name for answer in each))
    frame = answers.to_frame().set_index("definition")
    return Table(f"{'-'.join(units)}-beside", "Side by side", head, rows, frozenset(), frame)


def _cell(item: Card) -> Markup:
    parts = [element("strong", item.rank), element("span", item.band, class_="line")]
    if item.range:
        parts += [item.track, element("span", item.range, class_="quiet line")]
    return Markup("").join(parts)
