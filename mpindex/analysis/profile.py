"""A unit's answers laid out: as text for a terminal, as HTML for a notebook."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import pandas as pd

from mpindex.analysis.standing import Standing
from mpindex.wording import listed, number, ordinal

#: Letters in a line of prose; in the label before a detail.
WIDTH = 110
LABEL = 17

_HEAD = [
    "definition", "rank", "from the top", "middle of the pack", "tier", "same tier", "score", "to next tier", "coverage",
]  # fmt: skip
_REGIONAL_HEAD = ["grouping", "mean share", "rank", "GDP over next", "verdict"]


@dataclass(frozen=True)
class Profile:
    """What is laid out: a unit's answers by definition, by grouping, and in words.

    Attributes
    ----------
    unit, name : str
        Code and display name.
    year : int or None
        As of when; None for the newest figures.
    standings : tuple of Standing
        The unit under each definition.
    groupings : DataFrame
        The regional verdict by grouping; may be empty.
    words : str
        The paragraph.
    """

    unit: str
    name: str
    year: int | None
    standings: tuple[Standing, ...]
    groupings: pd.DataFrame
    words: str

    def text(self) -> str:
        """Return the answer for a terminal."""
        lines = [f"Where does {self.name} ({self.unit}) sit?  {self.vintage()}", ""]
        lines += _grid(_HEAD, [_cells(standing) for standing in self.standings])
        for standing in self.standings:
            lines += ["", _title(standing), *_wrapped(standing)]
        if len(self.groupings):
            grid = _grid(_REGIONAL_HEAD, _regional(self.groupings))
            lines += ["", "Regional influence, grouping by grouping:", *grid]
        words = textwrap.wrap(self.words, WIDTH, initial_indent="  ", subsequent_indent="  ")
        return "\n".join([*lines, "", "In words", *words])

    def html(self) -> str:
        """Return the answer for a notebook; every name in it is escaped."""
        head = f"<h3>Where does {escape(self.name)} sit?</h3><p>{escape(self.vintage())}</p>"
        body = _html_grid(_HEAD, [_cells(standing) for standing in self.standings])
        parts = [head, body, f"<p>{escape(self.words)}</p>"]
        for standing in self.standings:
            items = [f"{label} {content}" for label, content in _details(standing)]
            parts.append(
                _folded(_title(standing), f"<ul>{''.join(f'<li>{escape(i)}</li>' for i in items)}</ul>")
            )
        if len(self.groupings):
            table = _html_grid(_REGIONAL_HEAD, _regional(self.groupings))
            parts.append(_folded("Regional influence, grouping by grouping", table))
        return "".join(parts)

    def vintage(self) -> str:
        """Say of when the figures are."""
        spans = [standing.vintage for standing in self.standings if standing.vintage]
        span = (
            f"figures of {min(s[0] for s in spans)} to {max(s[1] for s in spans)}" if spans else "no figures"
        )
        return f"As of {self.year}: {span}." if self.year else f"Newest {span}."


# the table -------------------------------------------------------------------


def _cells(standing: Standing) -> list[str]:
    """One definition's row of the table."""
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
        _gap(standing),
        f"{standing.coverage:.0%}",
    ]


def _gap(standing: Standing) -> str:
    """What is lacking to the next better band."""
    if standing.next_band is None:
        return "-"
    if standing.gap < 0:
        return f"score suffices for {standing.next_band}"
    return f"{number(standing.gap)} to {standing.next_band}"


def _regional(groupings: pd.DataFrame) -> list[list[str]]:
    """The regional verdict of every grouping as cells of a table."""
    return [
        [
            str(name),
            f"{row['share']:.1%}",
            f"{row['rank']} of {row['n']}",
            number(row["lead"]),
            str(row["band"]),
        ]
        for name, row in groupings.iterrows()
    ]


def _grid(head: list[str], rows: list[list[str]]) -> list[str]:
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    return [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in [head, *rows]
    ]


def _html_grid(head: list[str], rows: list[list[str]]) -> str:
    top = "".join(f"<th style='text-align:left'>{escape(cell)}</th>" for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td style='text-align:left'>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


# what stands below it ----------------------------------------------------------


def _title(standing: Standing) -> str:
    definition = standing.index.definition
    return f"{definition.title}. {definition.question}".rstrip()


def _details(standing: Standing) -> list[tuple[str, str]]:
    """Label and content of what one definition's verdict rests on; what is empty is left out."""
    index = standing.index
    if not standing.scored:
        why = f"{listed(standing.missing)} missing" if standing.missing else "no figure tells the units apart"
        return [("no score:", why)]
    names = index.dataset.names
    pairs = [
        ("lifted by", _by_rank(standing.lifts())),
        ("held back by", _by_rank(standing.drags())),
        ("around it", ", ".join(f"{names[unit]} {int(index.ranks[unit])}" for unit in standing.peers)),
        ("same tier", _unnamed(standing)),
        ("tier", index.banding.why_undrawn()),
        ("beside the score", _beside(standing)),
        ("stand-ins", ", ".join(standing.stand_ins)),
        ("missing", ", ".join(standing.missing)),
        ("figures of", "{} to {}".format(*standing.vintage) if standing.vintage else ""),
    ]
    return [(label, content) for label, content in pairs if content]


def _wrapped(standing: Standing) -> list[str]:
    """The details as lines, each label in a column of its own."""
    if not standing.scored:
        return [f"  {label} {content}" for label, content in _details(standing)]
    indent = " " * (LABEL + 2)
    lines: list[str] = []
    for label, content in _details(standing):
        lines += textwrap.wrap(content, WIDTH, initial_indent=f"  {label:<{LABEL}}", subsequent_indent=indent)
    return lines


def _folded(title: str, content: str) -> str:
    return f"<details><summary>{escape(title)}</summary>{content}</details>"


def _by_rank(rows: pd.DataFrame) -> str:
    """Indicators with the unit's rank in each."""
    pairs: Iterable[tuple[str, int]] = zip(rows["name"], rows["rank"], strict=True)
    return ", ".join(f"{name} ({ordinal(int(rank))})" for name, rank in pairs)


def _unnamed(standing: Standing, many: int = 8) -> str:
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
