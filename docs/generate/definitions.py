"""A page for each definition: its question, what counts and how much, its bands, who is in them, its sources, its file."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd

from generate.figures import draw as draw_figure
from generate.figures import newest
from generate.markdown import code, plain, table
from mpindex.analysis.listing.models import models
from mpindex.dataset.bundled import load
from mpindex.errors import MpindexError, MpindexWarning
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import HEADLINES, bundled, bundled_ids
from mpindex.grammar.parser import FAMILIES
from mpindex.grammar.yamlfile import dump
from mpindex.index.index import Index

#: So many of the first are listed.
FIRST = 10


def pages() -> dict[str, str]:
    """Return a page for each definition, and the list of them as a part of docs/reference/definitions.md."""
    made = {f"definitions/{name}.md": page(bundled(name)) for name in bundled_ids()}
    return {"parts/definitions.md": contents(), **made}


@cache
def applied(name: str) -> Index | str:
    """Return what a definition says of the bundled world, or why it can say nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", MpindexWarning)
            return bundled(name).apply(load())
    except MpindexError as fault:
        return str(fault)


def draw(target: Path) -> list[Path]:
    """Draw the map and the tree of each definition that the bundled data can fill; return where they are."""
    from mpindex.plots import icicle, world_map

    since, drawn = newest("mpindex", "weights", "data"), []
    figures = {"map": world_map, "tree": icicle}
    for name in bundled_ids():
        index = applied(name)
        for kind, figure in figures.items() if isinstance(index, Index) else ():
            path = target / f"definitions/{name}_{kind}.png"
            drawn.append(draw_figure(path, partial(figure, index), since))
    return drawn


def contents() -> str:
    """Return the definitions by family."""
    parts = []
    for family in FAMILIES:
        members = [bundled(name) for name in bundled_ids() if bundled(name).family == family]
        if members:
            rows = [[link(item), item.fidelity, plain(item.question)] for item in members]
            parts.append(f"## {family.capitalize()}\n\n" + table(["definition", "kind", "question"], rows))
    return "\n".join(parts)


def link(item: Definition) -> str:
    """Return a link to the page of a definition."""
    star = " *" if item.id in HEADLINES else ""
    return f"{{doc}}`{item.id} </from_source/definitions/{item.id}>`{star}"


def page(item: Definition) -> str:
    """Return the page of a definition."""
    index = applied(item.id)
    parts = [f"# {plain(item.title)}", _head(item)]
    if isinstance(index, Index):
        parts += [_map(item, index), _tree(item, index), _bands(item, index), _first(index), _model(item)]
    else:
        parts += [
            f"The bundled data lack what it needs ({', '.join(map(code, item.needs))}): bring your own copy."
        ]
    return "\n\n".join([*parts, _otherwise(item), _sources(item), _file(item)]) + "\n"


def _head(item: Definition) -> str:
    notes = str(item.spec.get("notes") or "")
    return "\n\n".join(
        [
            f"*{plain(item.question)}*",
            f"{code(item.id)}, a definition of the family *{item.family}*; {_kind(item)}.",
            *([plain(notes)] if notes else []),
            f'```python\nmp.definition("{item.id}").apply()\n```',
        ]
    )


def _kind(item: Definition) -> str:
    weight = "" if item.original_weight == 1 else f", with {item.original_weight:.0%} of its weight"
    words = {"replica": "it reproduces a published index", "style": "it follows a published index" + weight}
    return words.get(item.fidelity, "it is this library's own")


def _map(item: Definition, index: Index) -> str:
    return f"![Map of the world by {plain(item.title)}: {len(index.banding.bands)} bands]({item.id}_map.png)"


def _tree(item: Definition, index: Index) -> str:
    weights = index.weights["effective"]
    catalogue = set(load().indicators)
    rows = []
    for leaf in index.plan.leaves:
        name = (
            f"{{doc}}`{leaf.id} </from_source/indicators/{leaf.source}>`"
            if leaf.source in catalogue
            else code(leaf.id)
        )
        normalise = _call(leaf.settings.normalise)
        rows.append([name, plain(index.title_of(leaf)), f"{weights[leaf.id]:.1%}", code(normalise)])
    nodes = ", ".join(dict.fromkeys(code(node.settings.aggregate.name) for node in index.plan.nodes))
    rules = ", ".join(dict.fromkeys(_missing(node.settings.missing) for node in index.plan.nodes))
    text = f"Put together by {nodes}; missing: {rules}. {{doc}}`What these words mean </reference/grammar>`."
    picture = f"![The tree of {plain(item.title)}, each part as high as its weight]({item.id}_tree.png)"
    counted = table(["indicator", "name", "weight", "scale"], rows, right=[2])
    return f"## What counts\n\n{picture}\n\n{counted}\n{text}"


def _call(call: Any) -> str:
    if call.name == "chain":
        return ", then ".join(_call(link) for link in call.keywords["calls"])
    return call.name


def _missing(missing: Any) -> str:
    share = f" below {missing.below:.0%}" if missing.rule == "exclude" and missing.below < 1 else ""
    return code(missing.rule + share)


def _bands(item: Definition, index: Index) -> str:
    given = item.spec.get("bands") or []
    if not given:
        return "## Bands\n\nNone: it ranks, and draws no line."
    counts = index.bands.value_counts()
    rows = []
    for entry in given:
        ((label, conditions),) = entry.items()
        rows.append([label, code(_flow(conditions)), item.tier(str(label)), counts.get(label, 0)])
    rest = [label for label in counts.index if label not in item.bands and counts[label]]
    rows += [[label, "", item.tier(str(label)), counts[label]] for label in rest]
    return "## Bands\n\n" + table(["band", "conditions", "tier", "states today"], rows, right=[3])


def _flow(value: Any) -> str:
    """A value of the file on one line, as YAML writes it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return (
        "all that are left" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)
    )


def _first(index: Index) -> str:
    top = index.table.head(FIRST)
    rows = [
        [int(row["rank"]), plain(str(row["name"])), f"{row['score']:.4g}", row["band"]]
        for _, row in top.iterrows()
    ]
    about = f"{index.n} of {len(index.units)} states have a score."
    return f"## The first {FIRST}\n\n{about}\n\n" + table(
        ["rank", "state", "score", "band"], rows, right=[0, 2]
    )


def _model(item: Definition) -> str:
    """What its model found, and how near the definition comes."""
    if not item.imitates:
        return ""
    row = beside_models().loc[item.id]
    year = "the newest figures" if pd.isna(row["year"]) else f"figures of {row['year']}"
    parts = [f"It follows {plain(row['model'])}: *{row['beside_model']}*, by {year}."]
    if pd.notna(row["rank_correlation"]):
        parts.append(f"Rank correlation over {row['common']} states: {row['rank_correlation']:.3f}.")
    if pd.notna(row["members"]):
        listed = f"Of the {row['members']} members of its list it finds {row['members_in']}"
        parts.append(f"{listed}, and {row['added']} others.")
    return "## Beside its model\n\n" + " ".join(parts)


@cache
def beside_models() -> pd.DataFrame:
    """Every definition that follows a published result, beside it."""
    return models(load())


def _otherwise(item: Definition) -> str:
    given = {**(item.spec.get("chains") or {}), **(item.spec.get("uncertainty") or {})}
    if not given:
        return "## What could have been chosen otherwise\n\nThe file names nothing."
    text = "{doc}`What is drawn, and how </reference/grammar>`. In the words of the file:"
    return f"## What could have been chosen otherwise\n\n{text}\n\n```yaml\n{dump(given).strip()}\n```"


def _sources(item: Definition) -> str:
    return "## Sources\n\n" + "\n".join(f"- {plain(source)}" for source in item.sources)


def _file(item: Definition) -> str:
    text = f"The reason for every weight stands in the file, `weights/{item.id}.yaml`."
    include = f"```{{literalinclude}} ../../../weights/{item.id}.yaml\n:language: yaml\n```"
    return f"## The file\n\n{text}\n\n{include}"
