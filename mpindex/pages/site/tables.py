"""Tables of a site: every unit by every definition, one definition's ranking, its weights, its bands, the sources."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from mpindex.grammar.model import UNCLASSIFIED
from mpindex.index.index import Index
from mpindex.pages.report.cards import ends
from mpindex.pages.study import Study
from mpindex.pages.tables import Table, track
from mpindex.wording import number, percent


def rankings(study: Study, label: str) -> Mapping[str, dict[str, Any]]:
    """Return by code of unit: name, rank, n, score, band, low and high (ranks in 90 of 100 draws), and the bar of these.

    Parameters
    ----------
    study : Study
        The definitions on their data.
    label : str
        Of the definition.
    """
    index, run = study.indexes[label], study.runs.get(label)
    rows: dict[str, dict[str, Any]] = {}
    for code, row in index.table.to_dict("index").items():
        scored = not pd.isna(row["rank"])
        low, high = ends(run, str(code)) if run is not None and scored else (math.nan, math.nan)
        ranged = not math.isnan(low)
        band = str(row.get("band") or "") if scored else ""
        rows[str(code)] = {
            "name": row["name"], "rank": int(row["rank"]) if scored else None, "n": index.n,
            "score": number(float(row["score"])) if scored else "", "band": "no band" if band == UNCLASSIFIED else band,
            "low": round(low) if ranged else None, "high": round(high) if ranged else None,
            "track": track(low, high, row["rank"], index.n, asked=False) if ranged else "",
        }  # fmt: skip
    return rows


def frame(study: Study) -> pd.DataFrame:
    """Return every unit by every definition, with every digit, for the CSV.

    Parameters
    ----------
    study : Study
        The definitions on their data.
    """
    columns: dict[str, pd.Series] = {}
    for label, index in study.indexes.items():
        for what in ("rank", "score", "band", "coverage"):
            if what in index.table:
                columns[f"{label}_{what}"] = index.table[what]
        run = study.runs.get(label)
        if run is not None:
            columns[f"{label}_rank_5"], columns[f"{label}_rank_95"] = run.ranks["low"], run.ranks["high"]
    units = list(study.dataset.units)
    result = pd.DataFrame({name: column.reindex(units) for name, column in columns.items()})
    result.insert(0, "name", [study.dataset.names[code] for code in units])
    return result.rename_axis("unit")


def weights(index: Index) -> Table:
    """Return the weights of a definition's elements, with where their figures come from.

    Parameters
    ----------
    index : Index
        What the definition says.
    """
    dataset, table = index.dataset, index.weights
    titles = {leaf.id: index.title_of(leaf) for leaf in index.plan.leaves}
    sources = {leaf.id: leaf.source for leaf in index.plan.leaves}
    rows = []
    for name, row in table.iloc[:-1].iterrows():
        source = sources.get(str(name), "")
        entry = dataset.indicator(source) if source in dataset.indicators else None
        title = titles.get(str(name)) or str(name).replace("_", " ")
        told = entry.citation or entry.source if entry is not None else ""
        rows.append((title, str(row["parent"]).replace("_", " "), percent(float(row["effective"])), told))
    return Table(
        f"{index.definition.id}-weights", "Weights in use, as shares of the whole",
        ("element", "within", "weight", "source"), rows, frozenset({2}), table,
    )  # fmt: skip


def sources(study: Study) -> Table:
    """Return what is known of every indicator that a definition of the site uses.

    Parameters
    ----------
    study : Study
        The definitions on their data.
    """
    names = dict.fromkeys(
        name
        for index in study.indexes.values()
        for name in getattr(index.definition, "indicators", ())
        if name in study.dataset.indicators
    )
    rows, records = [], []
    for name in names:
        entry, values = study.dataset.indicator(name), study.dataset.frame[name]
        years = study.dataset.years[name].dropna()
        newest = str(int(years.max())) if len(years) else ""
        known = f"{int(values.notna().sum())} of {len(values)}"
        rows.append(
            (
                entry.label,
                entry.unit,
                known,
                newest,
                entry.citation or entry.source,
                entry.licence,
                entry.link,
            )
        )
        records.append(
            {
                "indicator": name, "name": entry.label, "unit": entry.unit, "units_with_a_figure": int(values.notna().sum()),
                "newest": newest, "citation": entry.citation or entry.source, "licence": entry.licence, "link": entry.link,
            }
        )  # fmt: skip
    head = ("figure", "unit", "known for", "newest", "source", "licence", "link")
    table = pd.DataFrame(records, columns=list(records[0]) if records else ["indicator"]).set_index(
        "indicator"
    )
    return Table(
        "sources", "Every figure that a definition of this site uses", head, rows, frozenset({2, 3}), table
    )
