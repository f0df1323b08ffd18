"""A page for each indicator: what it is, whose it is, how many states have it, who has most and least, who uses it."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

import numpy as np

from generate.definitions import link as definition_link
from generate.figures import draw as draw_figure
from generate.figures import newest
from generate.markdown import code, plain, table
from mpindex.catalogue import Indicator, catalogue
from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import Dataset
from mpindex.grammar.library import bundled, bundled_ids

#: So many with most and with least are listed.
ENDS = 5
_KINDS = {
    "size": "a size: it grows with the country",
    "rate": "a rate: it does not grow with the country",
    "index": "a publisher's scale",
    "status": "a status: 0 or 1",
}


def pages() -> dict[str, str]:
    """Return a page for each indicator, and the list of them as a part of docs/reference/indicators.md."""
    made = {f"indicators/{entry.id}.md": page(entry) for entry in entries()}
    return {"parts/indicators.md": contents(), "parts/indicators_own_copy.md": own_copies(), **made}


@cache
def world() -> Dataset:
    """The bundled data."""
    return load()


def entries() -> list[Indicator]:
    """Return the indicators whose figures are bundled, in the order of the catalogue."""
    return [world().indicator(name) for name in world().indicators]


def draw(target: Path) -> list[Path]:
    """Draw the map of each indicator; return where they are."""
    from mpindex.plots import world_map

    since, drawn = newest("mpindex", "indicators", "data"), []
    for entry in entries():
        figure = partial(world_map, world().frame[entry.id], source=f"{entry.source}.", about=entry.label)
        drawn.append(draw_figure(target / f"indicators/{entry.id}.png", figure, since))
    return drawn


def contents() -> str:
    """Return the indicators by dimension."""
    parts = []
    for dimension in dict.fromkeys(entry.dimension for entry in entries()):
        rows = [_row(entry) for entry in entries() if entry.dimension == dimension]
        title = f"## {dimension.replace('_', ' ').capitalize()}\n\n"
        parts.append(title + table(["id", "name", "unit", "states", "newest"], rows, right=[3, 4]))
    return "\n".join(parts)


def own_copies() -> str:
    """Return the indicators that a user's own copy of the publisher's file must bring."""
    lacking = [entry for name, entry in catalogue().items() if name not in world().indicators]
    rows = [[code(entry.id), plain(entry.name), plain(entry.licence), f"<{entry.link}>"] for entry in lacking]
    return table(["id", "name", "licence", "publisher"], rows)


def _row(entry: Indicator) -> list[object]:
    known, years = world().frame[entry.id].notna().sum(), world().years[entry.id]
    name = f"{{doc}}`{entry.id} </from_source/indicators/{entry.id}>`"
    return [name, plain(entry.name), plain(entry.unit), known, years.max()]


def page(entry: Indicator) -> str:
    """Return the page of an indicator."""
    return (
        "\n\n".join(
            [
                f"# {plain(entry.label)}",
                f"{code(entry.id)}, in {plain(entry.unit) or 'no unit'}.",
                plain(entry.notes),
                f"![Map of the world by {plain(entry.label)}, in fifths]({entry.id}.png)",
                _facts(entry),
                _figures(entry),
                _used(entry),
            ]
        )
        + "\n"
    )


def _facts(entry: Indicator) -> str:
    window = (
        "however old" if entry.window is None else f"at most {entry.window} years before the year asked for"
    )
    absence = (
        "none: it counts as 0, dated as the newest figure of any state"
        if entry.absence == "zero"
        else "unknown: missing"
    )
    rows = [
        ("direction", "more counts as more" if entry.direction == 1 else "less counts as more"),
        ("kind", _KINDS[entry.kind]),
        ("a figure counts if", window),
        ("no figure means", absence),
        ("plausible range", _range(entry)),
        ("source", plain(entry.citation or entry.source)),
        ("series", plain(entry.series)),
        ("licence", plain(entry.licence)),
        ("link", f"<{entry.link}>" if entry.link else ""),
    ]
    return table(["", ""], [row for row in rows if row[1]])


def _range(entry: Indicator) -> str:
    ends = ["" if np.isinf(end) else _number(end) for end in (entry.low, entry.high)]
    if all(ends):
        return f"{ends[0]} to {ends[1]}"
    return f"from {ends[0]}" if ends[0] else f"to {ends[1]}" if ends[1] else ""


def _figures(entry: Indicator) -> str:
    values, years, sources = (frame[entry.id] for frame in (world().frame, world().years, world().sources))
    known = values.dropna().sort_values(ascending=False, kind="stable")
    calendar, series = world().series(entry.id)
    counts = f"{len(known)} of {len(values)} states have a figure, of {years.min()} to {years.max()}"
    stand_ins = int(world().stand_ins[entry.id].sum())
    counts += f"; {stand_ins} of them from a stand-in source" if stand_ins else ""
    held = (
        f"; {int(np.isfinite(series).sum()):,} figures since {calendar.min()} in all" if len(calendar) else ""
    )
    ends = known.iloc[:ENDS], known.iloc[-ENDS:]
    lists = ["## Figures", f"{counts}{held}. The median is {_number(known.median())}."]
    for title, part in zip(("most", "least"), ends, strict=True):
        rows = [
            [plain(world().names[unit]), _number(value), years[unit], plain(str(sources[unit]))]
            for unit, value in part.items()
        ]
        lists.append(table([title, "figure", "year", "source"], rows, right=[1, 2]))
    lists.append(f'All of them: `mp.load().frame["{entry.id}"]`; by year: `mp.load().series("{entry.id}")`.')
    return "\n\n".join(lists)


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"


def _used(entry: Indicator) -> str:
    users = [bundled(name) for name in bundled_ids() if entry.id in bundled(name).indicators]
    if not users:
        return "No bundled definition takes it."
    return "Taken by " + ", ".join(definition_link(item).removesuffix(" *") for item in users) + "."
