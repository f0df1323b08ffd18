"""Puts a `Where` into words: a text for the terminal, HTML for the notebook, and one honest paragraph."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from mpindex.banding import UNCLASSIFIED

if TYPE_CHECKING:
    from mpindex.standing import Standing, Where

WIDTH = 110
#: A verdict that this share of all units gets says little about any of them.
COMMON = 0.25


def ordinal(number: int | None) -> str:
    """Write a rank: 1st, 2nd, 11th.

    >>> [ordinal(n) for n in (1, 2, 3, 11, 22, 112)]
    ['1st', '2nd', '3rd', '11th', '22nd', '112th']
    """
    if number is None:
        return "unranked"
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Join names: a; a and b; a, b and c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else "none"


def number(value: float) -> str:
    """Write a score: three significant digits, no exponent for ordinary sizes."""
    if math.isnan(value):
        return "-"
    if value == 0:
        return "0"
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:.3g} {word}"
    return f"{value:.3g}" if abs(value) >= 0.001 else f"{value:.2e}"


# text ------------------------------------------------------------------------


def text(where: Where) -> str:
    """Return the answer for a terminal."""
    lines = [f"Where does {where.name} ({where.unit}) sit?  {vintage(where)}", ""]
    lines += _grid(_HEAD, [_cells(standing) for standing in where.standings.values()])
    for standing in where.standings.values():
        lines += ["", *_details(standing)]
    groupings = where.groupings
    if len(groupings):
        rows = [
            [
                str(name),
                f"{row['share']:.1%}",
                f"{row['rank']} of {row['n']}",
                number(row["lead"]),
                str(row["band"]),
            ]
            for name, row in groupings.iterrows()
        ]
        lines += [
            "",
            "Regional influence, grouping by grouping:",
            *_grid(["grouping", "mean share", "rank", "GDP over next", "verdict"], rows),
        ]
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
    lines = [f"{definition.title}. {definition.question}"]
    if not standing.scored:
        return [*lines, f"  no score: {listed(standing.missing)} missing"]
    pairs = [
        ("lifted by", _movers(standing, lift=True)),
        ("held back by", _movers(standing, lift=False)),
        (
            "around it",
            ", ".join(f"{names[unit]} {int(standing.index.ranks[unit])}" for unit in standing.peers),
        ),
        ("same tier", _company(standing)),
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
    return f"'{standing.index.definition.bands[0]}' are also {len(outsiders)} states that no expert list names: {', '.join(names)}{more}"


def _beside(standing: Standing) -> str:
    titles = dict(standing.index.plan.model.report)
    return "; ".join(f"{titles[name]} {number(value)}" for name, value in standing.beside.items())


def _movers(standing: Standing, *, lift: bool) -> str:
    rows = standing.lifts() if lift else standing.drags()
    return ", ".join(
        f"{name} ({ordinal(int(rank))})" for name, rank in zip(rows["name"], rows["rank"], strict=True)
    )


# the paragraph ---------------------------------------------------------------


def verdict(where: Where) -> str:
    """Return one paragraph made from the numbers: what each definition says, how common that is, what it does not say."""
    scored = [standing for standing in where.standings.values() if standing.scored]
    if not scored:
        return f"None of the definitions can score {where.name}: the figures are missing."
    sentences = [_sentence(where, standing) for standing in scored]
    missing = [standing.id for standing in where.standings.values() if not standing.scored]
    if missing:
        sentences.append(f"For {listed(missing)} the figures are missing.")
    sentences += _regions(where)
    sentences.append(_both_middles(where, scored))
    weak = [standing.id for standing in scored if standing.coverage < 0.8]
    if weak:
        sentences.append(f"Under {listed(weak)} less than four fifths of the weight rests on data.")
    stood = sorted({name for standing in scored for name in standing.stand_ins})
    if stood:
        sentences.append(f"Stand-in sources supply {listed(stood)}.")
    return " ".join(sentences)


#: How the headline definitions are spoken of in a sentence.
_SPOKEN = {
    "capability": "By capability",
    "behavioural": "By behaviour",
    "regional": "By weight among its neighbours",
    "rankings": "Across published rankings",
}


def _sentence(where: Where, standing: Standing) -> str:
    spoken = _SPOKEN.get(standing.id, f"By '{standing.index.definition.title}'")
    return f"{spoken} {where.name} ranks {ordinal(standing.rank)} of {standing.n}: {_band(standing)}{_next(standing)}."


def _band(standing: Standing) -> str:
    if standing.band == UNCLASSIFIED:
        return "no band"
    same, n = standing.same_band
    if same == 1:
        return f"'{standing.band}', alone"
    others = f"'{standing.band}', with {same - 1} other{'s' if same > 2 else ''}"
    last = standing.index.definition.bands[-1]
    return others + (", so many that it says little" if same / n >= COMMON and standing.band != last else "")


def _next(standing: Standing) -> str:
    if standing.next_band is None:
        return ""
    if standing.gap < 0:
        return f"; the score would do for '{standing.next_band}', another condition of it is not met"
    ranks = f"{standing.ranks_to_next} rank{'s' if standing.ranks_to_next != 1 else ''}"
    return f" ('{standing.next_band}' begins {ranks} and {number(standing.gap)} of score higher)"


def _regions(where: Where) -> list[str]:
    groupings = where.groupings
    if not len(groupings):
        return []
    yes = [str(name) for name, row in groupings.iterrows() if row["band"] != UNCLASSIFIED]
    no = [str(name) for name, row in groupings.iterrows() if row["band"] == UNCLASSIFIED]
    if not yes:
        return [f"In none of the {len(groupings)} groupings tried is it a regional power by share and lead."]
    named = [
        name.replace("nearest_", "the neighbourhood of the nearest ").replace("world", "the world")
        for name in no
    ]
    return [
        f"The grouping decides: it is a regional power in {listed(yes)}"
        + (f", and not in {listed(named)}." if no else ".")
    ]


def _both_middles(where: Where, scored: list[Standing]) -> str:
    middle = [s.id for s in scored if "middle" in s.band and s.index.definition.family != "rankings"]
    pack = [s.id for s in scored if s.middle_of_pack]
    return (
        f"The middle-power tier and the middle of the pack are two things: {where.name} is in the first under {listed(middle)},"
        f" and in the second, the middle third of all states, under {listed(pack)} of the {len(scored)} definitions."
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
    groupings = where.groupings
    if len(groupings):
        rows = [
            [
                str(name),
                f"{row['share']:.1%}",
                f"{row['rank']} of {row['n']}",
                number(row["lead"]),
                str(row["band"]),
            ]
            for name, row in groupings.iterrows()
        ]
        table = _html_grid(["grouping", "mean share", "rank", "GDP over next", "verdict"], rows)
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
