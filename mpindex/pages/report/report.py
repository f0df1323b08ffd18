"""`report`: what several definitions say of one unit or a few, on one page that needs no other file and no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from mpindex.analysis.where.where import Where, where
from mpindex.arguments import named_arguments, names, seed_number, whole_number
from mpindex.errors import OptionError
from mpindex.grammar.library import HEADLINES
from mpindex.pages.document import Page
from mpindex.pages.report.sections import section, shared
from mpindex.pages.study import Study
from mpindex.pages.templates import render, static
from mpindex.typing import DatasetLike, DefinitionLike, PathLikeText
from mpindex.units.shapes import Shape
from mpindex.wording import listed

#: More units than these cannot be read side by side.
MOST = 4


@named_arguments
def report(
    unit: str | Sequence[str],
    definitions: DefinitionLike | Iterable[DefinitionLike] = HEADLINES,
    dataset: DatasetLike = None,
    *,
    path: PathLikeText | None = None,
    year: int | None = None,
    parameters: Mapping[str, Any] | None = None,
    draws: int = 1000,
    seed: int = 0,
    shapes: Mapping[str, Shape] | None = None,
) -> Page:
    """Make a report on one unit or a few, as one HTML page to mail and to print.

    The page needs no other file and no script, and asks nothing of the network. It says in one sentence where the unit
    stands; then what each definition says, in how many of a hundred reasonable choices, and how common that is; the map,
    the ladder, the years since 1992; what lifts and what holds back, figure by figure with year and source; what would
    change the answer; what is not known; and how to make the page again. Its tables are inside it as CSV.

    Parameters
    ----------
    unit : str or list of str
        A code, or for countries a name in any usual spelling; up to four to be set side by side.
    definitions : str, path, mapping, Definition or list of these
        What is asked; the four headline definitions by default. Map and years go by the first.
    dataset : Dataset, optional
        The bundled world when None.
    path : str or path, optional
        Where to write the page. None writes nothing: the page is in the result, and shows itself in a notebook.
    year : int, optional
        The world as of that year, nothing later used; the newest figures when None.
    parameters : mapping of str to object, optional
        Values for the definitions' own parameters; each takes those that it has.
    draws : int
        How many times each definition's choices are made otherwise, at least 1.
    seed : int
        Of the draws: the same seed, the same page.
    shapes : mapping of str to Shape, optional
        Outlines for the map, by code (see `mpindex.units.shapes.shapes_of`); when None, those of the states of the world if
        the units are countries, else no map.

    Returns
    -------
    Page
        With `.html`, `.title`, and `.path` where it was written.

    Raises
    ------
    UnknownUnit
        No such unit, with the nearest name.
    OptionError
        No unit or too many, a wrong number of draws, or the page cannot be written there.
    DataError, DefinitionError
        As in `where`.

    Examples
    --------
    >>> report("Kazakhstan", definitions="wood", draws=100).title
    'Kazakhstan among the powers'
    """
    given = names("unit", unit, "['KAZ', 'UZB']")
    if not 1 <= len(given) <= MOST:
        raise OptionError(
            f"unit: name one unit, or up to {MOST} to be set side by side; these are {len(given)}"
        )
    many, number = whole_number("draws", draws, least=1), seed_number(seed)
    first = where(given[0], definitions, dataset, year=year, parameters=parameters)
    study = Study(first.dataset, first.indexes, many, number, shapes)
    units = list(dict.fromkeys([first.unit, *(first.dataset.find(name) for name in given[1:])]))
    return page(study, units).written(path)


def page(study: Study, units: Sequence[str], **frame: Any) -> Page:
    """Return the report on units of a study.

    Parameters
    ----------
    study : Study
        The definitions on their data.
    units : sequence of str
        Codes.
    **frame
        What a site puts around the page: `root`, the way to its first page, and so on.
    """
    answers: list[Where] = [study.where(code) for code in units]
    sections = [section(study, answer) for answer in answers]
    title = (
        sections[0].title
        if len(units) == 1
        else f"{listed([answer.name for answer in answers])}, side by side"
    )
    html = render(
        "report/report.html",
        title=title,
        made=date.today(),
        sections=sections,
        shared=shared(study, units),
        study=study,
        style=static("base.css") + static("report/report.css"),
        frame=frame,
    )
    return Page(html, title)
