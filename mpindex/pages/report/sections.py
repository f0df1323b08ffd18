"""The parts of a report: those of each unit, and those that its units share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from mpindex.analysis.verdict.tiers import Tiers
from mpindex.analysis.where.where import Where
from mpindex.pages.drawing.ladder import ladder
from mpindex.pages.drawing.map import BORDERS, region_map
from mpindex.pages.report import cards
from mpindex.pages.report.again import Again, again, references
from mpindex.pages.report.beside import beside
from mpindex.pages.report.choices import choices
from mpindex.pages.report.deeds import deeds
from mpindex.pages.report.drivers import drivers
from mpindex.pages.report.groupings import groupings
from mpindex.pages.report.lead import sentence, title
from mpindex.pages.report.limits import limits
from mpindex.pages.report.years import Years, years
from mpindex.pages.study import Study
from mpindex.pages.tables import Table, csv_link


@dataclass(frozen=True)
class Section:
    """What a report says of one unit.

    Attributes
    ----------
    unit, name, title, lead, words, vintage : str
        Code, name, title, the answer in one sentence, the paragraph, of when the figures are.
    cards : list of Card
        What each definition says.
    cards_csv : str
        The same as CSV.
    drivers, choices : list of Table
        By definition.
    groupings, deeds : Table or None
        Where there are any.
    limits : list of str
        What is not known.
    """

    unit: str
    name: str
    title: str
    lead: str
    words: str
    vintage: str
    cards: list[cards.Card]
    cards_csv: str
    drivers: list[Table]
    choices: list[Table]
    groupings: Table | None
    deeds: Table | None
    limits: list[str]


@dataclass(frozen=True)
class Shared:
    """What all units of a report share.

    Attributes
    ----------
    beside : Table or None
        The units side by side.
    map, ladder : Markup
        Drawings by the main definition.
    borders : str
        Whose borders the map shows.
    main : str
        Title of the main definition.
    years : Years
        The course through the years.
    again : Again
        How to make the page again.
    references : list of (str, list of str)
        What the page rests on.
    """

    beside: Table | None
    map: Markup
    ladder: Markup
    borders: str
    main: str
    years: Years
    again: Again
    references: list[tuple[str, list[str]]]


def section(study: Study, answer: Where) -> Section:
    """Return what a report says of one unit.

    Parameters
    ----------
    study : Study
        The definitions on their data.
    answer : Where
        The unit by every definition.
    """
    standings = answer.standings
    tiers = [Tiers(label, standing, study.runs.get(label)) for label, standing in standings.items()]
    shares = pd.concat([cards.frame(s, study.runs.get(label)) for label, s in standings.items()])
    return Section(
        unit=answer.unit,
        name=answer.name,
        title=title(answer),
        lead=sentence(answer, tiers),
        words=answer.in_words(),
        vintage=_vintage(answer),
        cards=[cards.card(label, standing, study.runs.get(label)) for label, standing in standings.items()],
        cards_csv=csv_link(shares.set_index("definition")),
        drivers=[drivers(standing) for standing in standings.values()],
        choices=[table for item in tiers if (table := choices(item)) is not None],
        groupings=groupings(answer),
        deeds=deeds(answer),
        limits=limits(
            answer, [*study.dataset.notes, *(note for run in study.runs.values() for note in run.notes)]
        ),
    )


def shared(study: Study, units: Sequence[str]) -> Shared:
    """Return what all units of a report share.

    Parameters
    ----------
    study : Study
        The definitions on their data.
    units : sequence of str
        Codes.
    """
    index = study.indexes[study.main]
    return Shared(
        beside=beside(study, units),
        map=region_map(index, units, study.shapes, name="land"),
        ladder=ladder(index, units) if index.n > 1 else Markup(""),
        borders=BORDERS if study.given_shapes is None else "",
        main=index.definition.title,
        years=years(study, units),
        again=again(study, units),
        references=references(study),
    )


def _vintage(answer: Where) -> str:
    spans = [standing.vintage for standing in answer.standings.values() if standing.vintage]
    if not spans:
        return "no figures"
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    return f"figures of {first} to {last}" if first < last else f"figures of {first}"
