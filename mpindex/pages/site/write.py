"""Writing the pages of a site into a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mpindex.errors import OptionError
from mpindex.pages.drawing.icicle import icicle
from mpindex.pages.drawing.map import BORDERS, classes_of, key, world_map
from mpindex.pages.explore.page import page_of
from mpindex.pages.explore.payload import as_json
from mpindex.pages.report.report import page as report_page
from mpindex.pages.site import tables
from mpindex.pages.site.names import file_names
from mpindex.pages.site.plan import Plan
from mpindex.pages.study import Study
from mpindex.pages.templates import static
from mpindex.uncertainty.choices.words import factor_in_words

#: What the pages share, each written once.
SHARED = {
    "style.css": ("base.css", "report/report.css", "site/site.css"),
    "site.js": ("site/site.js",),
}


def put(folder: Path, name: str, text: str) -> None:
    """Write one file of a site.

    Parameters
    ----------
    folder : Path
        Of the site.
    name : str
        The way from there.
    text : str
        What it holds.
    """
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def common(plan: Plan, folder: Path) -> None:
    """Write all but the pages of units and the explore pages."""
    study = plan.study
    for name, parts in SHARED.items():
        put(folder, name, "".join(map(static, parts)))
    columns = {label: tables.rankings(study, label) for label in study.indexes}
    main = study.indexes[study.main]
    order = list(main.table.index)
    links = {code: f"units/{name}.html" for code, name in plan.units.items()}
    drawn = world_map(main, study.shapes, links)
    borders = BORDERS if drawn and study.given_shapes is None else ""
    put(
        folder,
        "index.html",
        plan.page("home.html", "", plan.title, columns=columns, order=order, map=drawn, borders=borders),
    )
    values = {code: [column[code] for column in columns.values()] for code in study.dataset.units}
    put(
        folder,
        "compare.html",
        plan.page("compare.html", "", f"Compare {study.noun}", data=as_json(_compared(plan, values))),
    )
    put(folder, "methods.html", plan.page("methods.html", "", "How this is computed"))
    put(folder, "data.html", plan.page("data.html", "", "Data and licences", table_of=tables.sources(study)))
    files = downloads(plan, folder)
    put(folder, "downloads.html", plan.page("downloads.html", "", "Downloads", files=files))
    for label in study.indexes:
        put(folder, f"definitions/{plan.definitions[label]}.html", definition(plan, label))


def _compared(plan: Plan, values: dict[str, list[dict[str, object]]]) -> dict[str, object]:
    """What the page that compares needs: names, and rank, band and range by definition."""
    kept = ("rank", "n", "band", "low", "high")
    return {
        "definitions": [index.definition.title for index in plan.study.indexes.values()],
        "units": [
            [
                code,
                plan.study.dataset.names[code],
                plan.units[code],
                [[row[name] for name in kept] for row in rows],
            ]
            for code, rows in values.items()
        ],
    }


def downloads(plan: Plan, folder: Path) -> list[tuple[str, str]]:
    """Write tables and definitions, and return their names with what each holds."""
    study = plan.study
    names = [
        (
            "downloads/ranks.csv",
            "every unit by every definition: rank, score, band, coverage, and ranks in 90 of 100 draws",
        )
    ]
    put(folder, names[0][0], tables.frame(study).to_csv(lineterminator="\n"))
    used = list(tables.sources(study).frame.index)
    names.append(("downloads/figures.csv", "the figures that the definitions use, by unit"))
    put(
        folder,
        "downloads/figures.csv",
        study.dataset.frame[used].rename_axis("unit").to_csv(lineterminator="\n"),
    )
    names.append(("downloads/sources.csv", "where each figure comes from, and under which licence"))
    put(folder, "downloads/sources.csv", tables.sources(study).frame.to_csv(lineterminator="\n"))
    for label, index in study.indexes.items():
        if hasattr(index.definition, "to_yaml"):
            name = f"downloads/{plan.definitions[label]}.yaml"
            put(folder, name, index.definition.to_yaml())
            names.append((name, f"the definition “{index.definition.title}”, as mpindex reads it"))
    return names


def definition(plan: Plan, label: str) -> str:
    """Return the page of one definition."""
    study, index = plan.study, plan.study.indexes[label]
    run = study.runs.get(label)
    has_tree = hasattr(index.definition, "model")
    return plan.page(
        "definition.html", "../", index.definition.title, label=label, index=index, run=run,
        tree=icicle(index) if has_tree else "", weights=tables.weights(index) if has_tree else None,
        factors=[factor_in_words(factor.name) for factor in run.factors] if run is not None else [],
        key=key(classes_of(index)), rows=tables.rankings(study, label), spec=getattr(index.definition, "spec", {}),
    )  # fmt: skip


def unit(plan: Plan, code: str) -> str:
    """Return the page of one unit: its report, in the frame of the site."""
    return report_page(plan.study, [code], root="../", nav=plan.nav("../")).html


def explore_pages(study: Study, folder: Path) -> Iterator[tuple[str, str]]:
    """Write the explore page of every definition, and give the label of each with why it has none; empty where it has.

    Parameters
    ----------
    study : Study
        The definitions on their data.
    folder : Path
        Of the site.
    """
    names = file_names(study.indexes)
    for label, index in study.indexes.items():
        reason = "" if hasattr(index.definition, "model") and index.n else "it has no tree of figures"
        try:
            if not reason:
                page = page_of(index, shapes=study.shapes, home="../index.html")
                put(folder, f"explore/{names[label]}.html", page.html)
        except OptionError as fault:
            reason = str(fault)
        yield label, reason
