"""A unit's answers laid out: as text for a terminal, as HTML for a notebook."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import zip_longest

import numpy as np
import pandas as pd

from mpindex.analysis.where.regions import lowest_lines, own_lines
from mpindex.analysis.where.standing import Standing
from mpindex.engine.groups import WITHOUT_GREAT, region_words
from mpindex.grammar.model import TIERS, UNCLASSIFIED
from mpindex.wording import filled, form, listed, number, ordinal, percent

#: Letters in a line where the terminal has room for them, and at least; in the label before a detail.
WIDTH, LEAST_WIDTH = 98, 40
LABEL = 17
#: Figures beside the score that are older than so many years are printed with their year.
OLD = 5

_HEAD = ["definition", "rank", "says", "others", "tier", "middle of pack", "data"]
_REGIONAL_HEAD = ["region", "share", "rank", "GDP to next", "power", "if lower"]


@dataclass(frozen=True)
class Profile:
    """What is laid out: a unit's answers by definition, by region, and in words.

    Attributes
    ----------
    unit, name : str
        Code and display name.
    year : int or None
        As of when; None for the newest figures.
    standings : tuple of Standing
        The unit under each definition.
    regions : DataFrame
        The regional verdict by region, as `Where.regions`; may be empty.
    words : str
        The paragraph.
    notes : tuple of str
        What must be known besides.
    """

    unit: str
    name: str
    year: int | None
    standings: tuple[Standing, ...]
    regions: pd.DataFrame
    words: str
    notes: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """Letters in a line: those of the terminal, up to `WIDTH`."""
        return max(min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns), LEAST_WIDTH)

    def text(self) -> str:
        """Return the answer for a terminal: the paragraph, the table, then the details."""
        who = self.name if self.name == self.unit else f"{self.name} ({self.unit})"
        lines = [*filled(f"Where does {who} sit?  {self.vintage()}", self.width), "", self.brief(), ""]
        lines += _grid(*_table(self.standings), self.width)
        for standing in self.standings:
            lines += ["", *filled(_title(standing), self.width), *_wrapped(standing, self.width)]
        if len(self.regions):
            title = filled(_regional_title(self.standings, self.regions), self.width)
            lines += ["", *title, *_grid(_REGIONAL_HEAD, _regional(self.regions), self.width)]
        great = _great_powers(self.standings)
        return "\n".join([*lines, "", *filled(great, self.width)] if great else lines)

    def brief(self) -> str:
        """Return the paragraph alone, for a terminal."""
        paragraphs = [self.words, *(f"Note: {note}" for note in self.notes)]
        return "\n\n".join("\n".join(filled(text, self.width, "  ", "  ")) for text in paragraphs)

    def html(self) -> str:
        """Return the answer for a notebook; every name in it is escaped."""
        head = f"<h3>Where does {escape(self.name)} sit?</h3><p>{escape(self.vintage())}</p>"
        body = _html_grid(*_table(self.standings))
        parts = [head, *(f"<p>{escape(text)}</p>" for text in (self.words, *self.notes)), body]
        for standing in self.standings:
            items = [f"{label} {content}" for label, content in _details(standing)]
            parts.append(
                _folded(_title(standing), f"<ul>{''.join(f'<li>{escape(i)}</li>' for i in items)}</ul>")
            )
        if len(self.regions):
            table = _html_grid(_REGIONAL_HEAD, _regional(self.regions))
            parts.append(_folded(_regional_title(self.standings, self.regions), table))
        great = _great_powers(self.standings)
        return "".join([*parts, f"<p>{escape(great)}</p>"] if great else parts)

    def vintage(self) -> str:
        """Say of when the figures are."""
        spans = [standing.vintage for standing in self.standings if standing.vintage]
        first, last = (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else (0, 0)
        years = f"{first}" if first == last else f"{first} to {last}"
        span = f"figures of {years}" if spans else "no figures"
        return f"As of {self.year}: {span}." if self.year else f"Newest {span}."


# the table -------------------------------------------------------------------


def _table(standings: tuple[Standing, ...]) -> tuple[list[str], list[list[str]]]:
    """The head and the rows; without bands where no definition has any, without tiers where units are no states."""
    left_out: set[str] = set()
    if not any(standing.index.definition.bands for standing in standings):
        left_out |= {"says", "others"}
    if not any(standing.of_states for standing in standings):
        left_out |= {"tier", "middle of pack"}
    kept = [i for i, name in enumerate(_HEAD) if name not in left_out]
    rows = [_cells(standing) for standing in standings]
    return [_HEAD[i] for i in kept], [[row[i] for i in kept] for row in rows]


def _cells(standing: Standing) -> list[str]:
    """One definition's row of the table; the two middles stand in two columns and in different words."""
    coverage = f"{standing.coverage:.0%}"
    if not standing.scored:
        return [standing.id, "-", "no score", "-", "-", "-", coverage]
    same, _ = standing.same_band
    return [
        standing.id,
        f"{standing.rank} of {standing.n}",
        plain_verdict(standing),
        f"{same - 1}",
        _tier(standing),
        "yes" if standing.middle_of_pack else "no",
        coverage,
    ]


def plain_verdict(standing: Standing) -> str:
    """Return a unit's band as a cell of a table: its label, or what there is instead of one."""
    if standing.index.banding.undrawn:
        return "no line drawn"
    if not standing.index.definition.bands:
        return "no bands"
    return "none of its bands" if standing.band == UNCLASSIFIED else standing.band


def _tier(standing: Standing) -> str:
    """The tier of power, a dash where the verdict is none."""
    return standing.tier if standing.tier in TIERS else "-"


def _regional_title(standings: tuple[Standing, ...], regions: pd.DataFrame) -> str:
    """What the regional table shows, and which lines it draws."""
    standing = next(standing for standing in standings if standing.id == "regional")
    lines, lower = own_lines(standing), lowest_lines(standing)
    if set(lines) != {"score", "lead"}:
        return f"Regional influence, {len(regions)} ways to draw the region."
    return (
        f"Regional influence, {len(regions)} ways to draw the region. A regional power has {percent(lines['score'])} of it"
        f" and {form(lines['lead'], 'times')} the GDP of the next; 'if lower': whether it"
        f" would be one were the lines {percent(lower['score'])} and {form(lower['lead'], 'times')}. In groupings, great"
        " powers are left out."
    )


def _regional(regions: pd.DataFrame) -> list[list[str]]:
    """The regional verdict of every region as cells of a table."""
    return [
        [
            region_words(str(name)) if row["kind"] == "rule" else str(name).removesuffix(WITHOUT_GREAT),
            percent(row["share"]),
            f"{row['rank']} of {row['n']}",
            "-" if np.isnan(row["lead"]) else f"{row['lead']:.2f}",
            "yes" if row["power"] else "no",
            "yes" if row["lenient"] else "no",
        ]
        for name, row in regions.iterrows()
    ]


def _great_powers(standings: tuple[Standing, ...]) -> str:
    """Who counts as a great power, and by what rule; empty where nobody does."""
    great = [standing.index for standing in standings if standing.index.banding.great.any()]
    if not great:
        return ""
    index = max(great, key=lambda index: int(index.banding.great.sum()))
    names = [
        index.dataset.names[u]
        for u, is_great in zip(index.units, index.banding.great, strict=True)
        if is_great
    ]
    return (
        f"Great powers: {listed(names)}: on the Correlates of War list of major powers (2016) or among the first six"
        " by capability. No definition here calls one of them a middle power."
    )


def _grid(head: list[str], rows: list[list[str]], width: int) -> list[str]:
    """A table as lines; its widest columns wrap between words until it is no wider than asked, if that can be."""
    table = [head, *rows]
    widths = [max(len(row[i]) for row in table) for i in range(len(head))]
    words = [max(len(word) for row in table for word in row[i].split()) for i in range(len(head))]
    while sum(widths) + 2 * len(widths) > width and widths != words:
        wide = max((i for i in range(len(widths)) if widths[i] > words[i]), key=widths.__getitem__)
        widths[wide] -= 1
    return [line for row in table for line in _row(row, widths)]


def _row(row: list[str], widths: list[int]) -> Iterator[str]:
    cells = [filled(cell, width) for cell, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*cells, fillvalue=""):
        padded = [part.ljust(width) for part, width in zip(parts, widths, strict=True)]
        yield "  " + "  ".join(padded).rstrip()


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
        ("score", _next(standing)),
        ("passing too", _unnamed(standing)),
        ("the line", index.banding.why_undrawn() or _line(standing)),
        ("more rankings", _more_rankings(standing)),
        ("beside the score", _beside(standing)),
        ("stand-ins", _names(standing, standing.stand_ins)),
        ("missing", _names(standing, standing.missing)),
        ("figures of", " to ".join(dict.fromkeys(map(str, standing.vintage or ())))),
    ]
    return [(label, content) for label, content in pairs if content]


def _wrapped(standing: Standing, width: int) -> list[str]:
    """The details as lines, each label in a column of its own."""
    if not standing.scored:
        texts = [f"  {label} {content}" for label, content in _details(standing)]
        return [line for text in texts for line in filled(text, width, rest="  ")]
    indent = " " * (LABEL + 2)
    lines: list[str] = []
    for label, content in _details(standing):
        lines += filled(content, width, f"  {label:<{LABEL}}", indent)
    return lines


def _folded(title: str, content: str) -> str:
    return f"<details><summary>{escape(title)}</summary>{content}</details>"


def _names(standing: Standing, ids: Sequence[str]) -> str:
    """Indicators by what they are called."""
    return "; ".join(standing.explained.loc[list(ids), "name"])


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


def _more_rankings(standing: Standing) -> str:
    """Whether the verdict holds with the unit's places in rankings that may not be passed on."""
    if standing.wider is None:
        return ""
    index, rankings = standing.wider
    rank, band = int(index.ranks[standing.unit]), str(index.bands[standing.unit])
    moved = (
        f"{ordinal(rank)} instead of {ordinal(standing.rank)}"
        if rank != standing.rank
        else f"still {ordinal(rank)}"
    )
    verdict = "the verdict holds" if band == standing.band else f"and '{band}': the verdict does not hold"
    return f"with its places in {listed(list(rankings))}, whose lists may not be passed on, it is {moved}: {verdict}"


def _beside(standing: Standing) -> str:
    """The figures beside the score, each said as the definition asks: per cent, times, place."""
    reported = [item for item in standing.index.plan.model.report if not np.isnan(standing.beside[item.id])]
    return "; ".join(
        f"{item.title}{_old(standing, item.id)}: {form(standing.beside[item.id], item.form)}"
        for item in reported
    )


def _old(standing: Standing, name: str) -> str:
    """The year of a figure beside the score, where it is older than `OLD` years."""
    years = standing.index.plan.derivation.column(name).years
    year = float(years[standing.index.row(standing.unit)])
    is_old = standing.index.dataset.reference_year - year > OLD
    return f" ({year:.0f})" if is_old else ""


def _next(standing: Standing) -> str:
    """Score and what is lacking to the next better band."""
    if standing.next_band is None or standing.gap < 0:
        return number(standing.score)
    return f"{number(standing.score)}; '{standing.next_band}' begins {number(standing.gap)} higher"


def _line(standing: Standing) -> str:
    """How well the line of the first band tells experts' middle powers from other states."""
    told = standing.index.banding.separation(standing.index.tree)
    if told is None:
        return ""
    sensitivity, specificity, members = told
    return (
        f"lets in {percent(sensitivity)} of the {members} states that experts name, and keeps out"
        f" {percent(specificity)} of all others (great powers apart)"
    )
