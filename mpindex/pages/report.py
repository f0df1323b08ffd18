"""A unit's profile: as text for the terminal, as HTML for the notebook, and as one self-contained page."""

from __future__ import annotations

import base64
import io
import textwrap
from html import escape
from typing import TYPE_CHECKING

from mpindex.wording import listed, number, ordinal

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from mpindex.analysis.standing import Standing, Where

WIDTH = 110


def text(where: Where) -> str:
    """Return the answer for a terminal."""
    lines = [f"Where does {where.name} ({where.unit}) sit?  {vintage(where)}", ""]
    lines += _grid(_HEAD, [_cells(standing) for standing in where.standings.values()])
    for standing in where.standings.values():
        lines += ["", *_details(standing)]
    if len(where.groupings):
        lines += ["", "Regional influence, grouping by grouping:", *_grid(_REGIONAL_HEAD, _regional(where))]
    lines += [
        "",
        "In words",
        *textwrap.wrap(where.verdict(), WIDTH, initial_indent="  ", subsequent_indent="  "),
    ]
    return "\n".join(lines)


def vintage(where: Where) -> str:
    """Say of when the figures are."""
    spans = [standing.vintage for standing in where.standings.values() if standing.vintage]
    span = f"figures of {min(s[0] for s in spans)} to {max(s[1] for s in spans)}" if spans else "no figures"
    return f"As of {where.dataset.year}: {span}." if where.dataset.year else f"Newest {span}."


_HEAD = [
    "definition",
    "rank",
    "from the top",
    "middle of the pack",
    "tier",
    "same tier",
    "score",
    "to next tier",
    "coverage",
]


def _cells(standing: Standing) -> list[str]:
    if not standing.scored:
        return [standing.id, "-", "-", "-", "no score", "-", "-", "-", f"{standing.coverage:.0%}"]
    same, n = standing.same_band
    return [
        standing.id,
        f"{standing.rank} of {standing.n}",
        f"{standing.position:.0%}",
        "yes" if standing.middle_of_pack else "no",
        standing.band,
        f"{same} of {n}",
        number(standing.score),
        gap(standing),
        f"{standing.coverage:.0%}",
    ]


_REGIONAL_HEAD = ["grouping", "mean share", "rank", "GDP over next", "verdict"]


def _regional(where: Where) -> list[list[str]]:
    """The regional verdict of every grouping as cells of a table."""
    return [
        [
            str(name),
            f"{row['share']:.1%}",
            f"{row['rank']} of {row['n']}",
            number(row["lead"]),
            str(row["band"]),
        ]
        for name, row in where.groupings.iterrows()
    ]


def gap(standing: Standing) -> str:
    """Say what is lacking to the next better band."""
    if standing.next_band is None:
        return "-"
    if standing.gap < 0:
        return f"score suffices for {standing.next_band}"
    return f"{number(standing.gap)} to {standing.next_band}"


def _grid(head: list[str], rows: list[list[str]]) -> list[str]:
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    return [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in [head, *rows]
    ]


def _details(standing: Standing) -> list[str]:
    definition = standing.index.definition
    names = standing.index.dataset.names
    lines = [f"{definition.title}. {definition.question}".rstrip()]
    if not standing.scored:
        why = f"{listed(standing.missing)} missing" if standing.missing else "no figure tells the units apart"
        return [*lines, f"  no score: {why}"]
    pairs = [
        ("lifted by", _movers(standing, lift=True)),
        ("held back by", _movers(standing, lift=False)),
        (
            "around it",
            ", ".join(f"{names[unit]} {int(standing.index.ranks[unit])}" for unit in standing.peers),
        ),
        ("same tier", _company(standing)),
        ("tier", standing.index.banding.why_undrawn()),
        ("beside the score", _beside(standing)),
        ("stand-ins", ", ".join(standing.stand_ins)),
        ("missing", ", ".join(standing.missing)),
        ("figures of", "{} to {}".format(*standing.vintage) if standing.vintage else ""),
    ]
    for label, content in pairs:
        if content:
            lines += textwrap.wrap(
                content, WIDTH, initial_indent=f"  {label:<17}", subsequent_indent=" " * 19
            )
    return lines


def _company(standing: Standing, many: int = 8) -> str:
    """Who else is in the first band of a definition that experts' lists calibrated, though no list names them."""
    outsiders = standing.outsiders()
    if not outsiders:
        return ""
    names = [standing.index.dataset.names[unit] for unit in outsiders[:many]]
    more = f" and {len(outsiders) - many} more" if len(outsiders) > many else ""
    band = standing.index.definition.bands[0]
    return f"'{band}' are also {len(outsiders)} states that no expert list names: {', '.join(names)}{more}"


def _beside(standing: Standing) -> str:
    titles = dict(standing.index.plan.model.report)
    return "; ".join(f"{titles[name]} {number(value)}" for name, value in standing.beside.items())


def _movers(standing: Standing, *, lift: bool) -> str:
    rows = standing.lifts() if lift else standing.drags()
    return ", ".join(
        f"{name} ({ordinal(int(rank))})" for name, rank in zip(rows["name"], rows["rank"], strict=True)
    )


# html ------------------------------------------------------------------------


def html(where: Where) -> str:
    """Return the answer for a notebook."""
    head = f"<h3>Where does {escape(where.name)} sit?</h3><p>{escape(vintage(where))}</p>"
    body = _html_grid(_HEAD, [_cells(standing) for standing in where.standings.values()])
    parts = [head, body, f"<p>{escape(where.verdict())}</p>"]
    for standing in where.standings.values():
        title, *lines = _details(standing)
        items = "".join(f"<li>{escape(' '.join(line.split()))}</li>" for line in _unwrapped(lines))
        parts.append(f"<details><summary>{escape(title)}</summary><ul>{items}</ul></details>")
    if len(where.groupings):
        table = _html_grid(_REGIONAL_HEAD, _regional(where))
        parts.append(f"<details><summary>Regional influence, grouping by grouping</summary>{table}</details>")
    return "".join(parts)


def _unwrapped(lines: list[str]) -> list[str]:
    """Join lines that were wrapped under a label back into one."""
    joined: list[str] = []
    for line in lines:
        if joined and line.startswith(" " * 19):
            joined[-1] += " " + line.strip()
        else:
            joined.append(line)
    return joined


def _html_grid(head: list[str], rows: list[list[str]]) -> str:
    top = "".join(f"<th style='text-align:left'>{escape(cell)}</th>" for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td style='text-align:left'>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


# one page ----------------------------------------------------------------------

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; margin: 1rem 0; font-size: 0.9rem; }
th, td { padding: 0.3rem 0.8rem 0.3rem 0; border-bottom: 1px solid #ccc; vertical-align: top; }
img { max-width: 100%; } pre { white-space: pre-wrap; font-size: 0.8rem; } details { margin: 0.4rem 0; }
"""


def page(where: Where) -> str:
    """Return the profile as one HTML page that needs no other file: verdicts, figures, details, references.

    Figures are drawn by Matplotlib and stand inside the page as PNG.
    """
    from mpindex import __version__
    from mpindex.plots import ladder

    drawn = [_picture(where.plot(), f"{where.name} across definitions")]
    first = next((standing for standing in where.standings.values() if standing.scored), None)
    if first is not None:
        drawn.append(_picture(ladder(first.index, [where.unit]), f"All units by {first.id}"))
    cited = "\n\n".join(
        standing.index.definition.cite(where.dataset) for standing in where.standings.values()
    )
    title = f"Where does {where.name} sit?"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>{html(where)}{''.join(drawn)}"
        f"<h3>References</h3><pre>{escape(cited)}</pre><p>mpindex {__version__}</p></body></html>\n"
    )


def _picture(ax: Axes, told: str) -> str:
    """Put a figure into the page, and close it."""
    import matplotlib.pyplot as plt

    held = io.BytesIO()
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.savefig(held, format="png", dpi=110, metadata={"Software": None})
    plt.close(figure)
    data = base64.b64encode(held.getvalue()).decode("ascii")
    return f'<p><img alt="{escape(told)}" src="data:image/png;base64,{data}"></p>'
