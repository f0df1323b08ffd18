"""Everything that an explore page holds, as plain values: a definition, its data, and all that may be chosen."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from mpindex import __version__
from mpindex.grammar.definition import Definition
from mpindex.grammar.model import Leaf, Node
from mpindex.index.index import Index
from mpindex.pages.explore.chains import written_out
from mpindex.pages.explore.columns import Columns
from mpindex.pages.explore.controls import Control, Declared, declared, option_weights
from mpindex.pages.explore.patches import differences
from mpindex.pages.explore.shapes import map_of
from mpindex.pages.explore.tables import Variants
from mpindex.uncertainty.choices.choices import Threshold
from mpindex.uncertainty.choices.factors import bound_of
from mpindex.units.shapes import Shape


def payload(
    index: Index, *, unit: str | None = None, shapes: Mapping[str, Shape] | None = None
) -> dict[str, Any]:
    """Return what the page is made of.

    Parameters
    ----------
    index : Index
        The definition as it stands, on its data.
    unit : str or None
        Code of the unit that is shown first.
    shapes : mapping of str to Shape, or None
        Outlines for the map; no map without them.

    Raises
    ------
    OptionError
        The definition does something that a page cannot recompute.
    """
    columns, choices = Columns(), declared(index.definition, index.plan)
    variants = Variants(index, choices.controls, columns)
    names = index.dataset.names
    return {
        **_about(index.definition),
        "year": index.dataset.year,
        "noun": index.dataset.noun,
        "units": list(index.units),
        "names": [str(names.get(code, code)) for code in index.units],
        "unit": unit,
        "figures": variants.figures(),
        "means": variants.nodes(),
        "bandRules": variants.bands(),
        **_tree(index),
        **_choices(index, choices),
        "spec": written_out(index.definition.spec),
        "map": map_of(shapes, index.units),
        "columns": columns.text,
    }


def as_json(value: Any) -> str:
    """Return JSON that may stand in an HTML script element: pure ASCII, and nothing in it can end the element.

    >>> as_json({"title": "</script>"})
    '{"title":"\\\\u003c/script\\\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _about(definition: Definition) -> dict[str, Any]:
    return {
        "id": definition.id,
        "title": definition.title,
        "question": definition.question,
        "sources": list(definition.sources),
        "lowIsBest": definition.model.low_is_best,
        "version": __version__,
        "made": date.today().isoformat(),
    }


def _tree(index: Index) -> dict[str, Any]:
    """Elements by number, leaves first and the root last, and for each node the numbers of its children."""
    plan, in_use = index.plan, index.weights["weight"]
    learned = {
        int(c)
        for node, inside in zip(plan.nodes, plan.children, strict=True)
        if _learns(node)
        for c in inside
    }
    items: list[Leaf | Node] = [*plan.leaves, *plan.nodes]
    elements = [
        {
            "id": item.id,
            "title": item.title or item.id.replace("_", " "),
            "parent": int(plan.parent[i]),
            "weight": float(in_use.iloc[i]) if i in learned else item.weight,
            "path": list(item.path),
            "learned": i in learned,
        }
        for i, item in enumerate(items)
    ]
    return {
        "leaves": len(plan.leaves),
        "elements": elements,
        "children": [[int(i) for i in inside] for inside in plan.children],
    }


def _learns(node: Node) -> bool:
    """Whether the weights of a node's children are found from the data."""
    return node.settings.weigh.name != "given"


def _choices(index: Index, choices: Declared) -> dict[str, Any]:
    place = {element: i for i, element in enumerate(index.plan.elements)}
    kind, amount = choices.spread
    return {
        "controls": [_control(control, index.definition, place) for control in choices.controls],
        "thresholds": [_threshold(threshold, index) for threshold in choices.thresholds],
        "spread": {"kind": kind, "amount": amount},
        "omitted": [place[name] for name in choices.omitted],
    }


def _control(control: Control, definition: Definition, place: Mapping[str, int]) -> dict[str, Any]:
    options = []
    for option in control.options:
        weights = option_weights(definition, option)
        options.append(
            {
                "label": option.label,
                "declared": option.declared,
                "weights": {place[name]: weight for name, weight in weights.items()},
                "changes": _changes(definition, {p: v for p, v in option.changes.items() if p != "weights"}),
            }
        )
    return {
        "name": control.name,
        "start": control.start,
        "options": options,
        "replacesBands": any("bands" in option.changes for option in control.options),
    }


def _changes(definition: Definition, changes: Mapping[str, Any]) -> list[tuple[list[str | int], Any]]:
    """Where in the file the changes land, and what is put there."""
    return differences(definition.spec, definition.with_(changes).spec) if changes else []


def _threshold(threshold: Threshold, index: Index) -> dict[str, Any]:
    path, key = bound_of(threshold.name, index.plan.model.bands)
    condition = next(c for band in index.banding.bands for c in band.conditions if c.path == path)
    value = float(dict(condition.test)[key])
    changed = _changes(
        index.definition, {threshold.name: math.nextafter(value, -math.inf)}
    )  # no band becomes empty
    return {
        "name": threshold.name,
        "low": threshold.low,
        "high": threshold.high,
        "value": value,
        "path": ".".join(map(str, path)),
        "key": key,
        "place": changed[0][0],
    }
