"""`site`: a folder of pages from definitions and a table, that any host can serve and that works from a disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mpindex.analysis.inputs import world_of
from mpindex.analysis.where.where import where
from mpindex.arguments import named_arguments, seed_number, whole_number
from mpindex.errors import DataError
from mpindex.grammar.library import HEADLINES
from mpindex.pages.site.folder import built_beside, require_place
from mpindex.pages.site.plan import Plan
from mpindex.pages.site.workers import pages_of, parts
from mpindex.pages.site.write import common, explore_pages, put, unit
from mpindex.pages.study import Study
from mpindex.typing import DatasetLike, DefinitionLike, Executor, PathLikeText
from mpindex.uncertainty.runs.workers import require_executor
from mpindex.units.shapes import Shape


@dataclass(frozen=True)
class Site:
    """A site that was written.

    Attributes
    ----------
    path : Path
        Its folder; `path / "index.html"` is the first page.
    title : str
        Of the site.
    pages : int
        How many pages it has.
    size : int
        Bytes of all its files.
    unexplored : mapping of str to str
        By label, why a definition has no explore page.
    """

    path: Path
    title: str
    pages: int
    size: int
    unexplored: Mapping[str, str]

    def __repr__(self) -> str:
        return f"<Site of {self.pages} pages, {self.size / 1e6:.1f} MB, in {self.path}>"


@named_arguments
def site(
    definitions: DefinitionLike | Iterable[DefinitionLike] = HEADLINES,
    dataset: DatasetLike = None,
    *,
    path: PathLikeText,
    title: str = "",
    year: int | None = None,
    parameters: Mapping[str, Any] | None = None,
    draws: int = 1000,
    seed: int = 0,
    shapes: Mapping[str, Shape] | None = None,
    executor: Executor | int | None = None,
    progress: bool | None = None,
) -> Site:
    """Write a site: a first page with map and table, a page for each definition and for each unit, and what goes with them.

    The pages link to each other by relative addresses, ask nothing of the network, and work from a disk as from any
    host. They are built beside the place and moved there when they are whole: an interrupted run leaves nothing, and a
    site that stood there stays until then.

    Parameters
    ----------
    definitions : str, path, mapping, Definition or list of these
        What is asked; the four headline definitions by default. The map goes by the first.
    dataset : Dataset, optional
        The bundled world when None.
    path : str or path
        The folder: a new one, an empty one, or one that holds a site.
    title : str
        Of the site; made from the definitions when empty.
    year : int, optional
        The world as of that year, nothing later used; the newest figures when None.
    parameters : mapping of str to object, optional
        Values for the definitions' own parameters; each takes those that it has.
    draws : int
        How many times each definition's choices are made otherwise, at least 1.
    seed : int
        Of the draws.
    shapes : mapping of str to Shape, optional
        Outlines for maps, by code (see `mpindex.units.shapes.shapes_of`); when None, those of the states of the world if the
        units are countries, else no map.
    executor : int or concurrent.futures.Executor, optional
        How many processes write the pages of units, or an executor that does; this process alone when None. A script that
        asks for several has its call under ``if __name__ == "__main__":``.
    progress : bool, optional
        Show a bar; by default in a terminal.

    Returns
    -------
    Site
        Where it is, how many pages it has and how large it is.

    Raises
    ------
    OptionError
        Something else stands at the path, nothing can be written there, or a wrong argument.
    DataError, DefinitionError
        As in `where`.
    """
    place = require_place(path)
    workers = _workers(executor)
    many, number = whole_number("draws", draws, least=1), seed_number(seed)
    study = _study(definitions, world_of(dataset, year), parameters, many, number, shapes)
    with built_beside(place) as folder:
        bar = _bar(len(study.indexes) + 1 + len(study.dataset.units), progress)
        unexplored = {}
        for label, reason in explore_pages(study, folder):
            unexplored[label] = reason
            bar.update()
        plan = Plan(study, title or _title(study), unexplored)
        common(plan, folder)
        bar.update()
        with workers as pool:
            for name, text in _unit_pages(plan, pool):
                put(folder, name, text)
                bar.update()
        bar.close()
    files = [file for file in place.rglob("*") if file.is_file()]
    pages = sum(file.suffix == ".html" for file in files)
    size = sum(file.stat().st_size for file in files)
    return Site(place, plan.title, pages, size, {label: why for label, why in unexplored.items() if why})


def _workers(executor: Executor | int | None) -> AbstractContextManager[Executor | None]:
    """Whoever writes the pages of units: an executor made here is closed after use, one that was given is not."""
    if isinstance(executor, int):
        many = whole_number("executor", executor, least=1)
        return ProcessPoolExecutor(many) if many > 1 else nullcontext(None)
    require_executor(executor)
    return nullcontext(executor)


def _study(
    definitions: Any, world: Any, parameters: Any, draws: int, seed: int, shapes: Mapping[str, Shape] | None
) -> Study:
    """The definitions on the units of the year; a state that had not begun by then is passed over."""
    for code in world.units:
        try:
            first = where(code, definitions, world, parameters=parameters)
        except DataError:
            if world.year is None or code == world.units[-1]:
                raise
            continue
        return Study(first.dataset, first.indexes, draws, seed, shapes)
    raise DataError("the table has no unit")


def _title(study: Study) -> str:
    if len(study.indexes) == 1:
        return next(iter(study.indexes.values())).definition.title
    return "Where each state stands" if study.dataset.is_countries else "Where each stands"


def _unit_pages(plan: Plan, executor: Executor | None) -> Iterator[tuple[str, str]]:
    """The page of every unit with its name, as they come."""
    if executor is None:
        for code, name in plan.units.items():
            yield f"units/{name}.html", unit(plan, code)
        return
    waiting = [executor.submit(pages_of, plan, part) for part in parts(plan, 8)]
    try:
        for done in as_completed(waiting):
            yield from done.result()
    finally:
        for future in waiting:
            future.cancel()


def _bar(total: int, progress: bool | None) -> Any:
    from tqdm.auto import tqdm

    return tqdm(total=total, unit="page", desc="site", disable=None if progress is None else not progress)
