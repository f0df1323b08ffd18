"""What a result's workbook says, a table for each sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from mpindex.dataset.digest import digest
from mpindex.index.result import Result


def sheets(
    result: Result,
    *,
    table: pd.DataFrame,
    version: str,
    audit: Mapping[str, pd.DataFrame],
    notes: Sequence[str],
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield titles and tables of the sheets.

    Parameters
    ----------
    result : Result
    table : DataFrame
        A row for each unit, best first.
    version : str
        Of the library.
    audit : mapping of str to DataFrame
        Tables of an audit by title.
    notes : sequence of str
        What a reader must know.
    """
    names = pd.Series(result.dataset.names, name="name").reindex(list(result.units))
    yield "About", _about(result, version)
    yield "Results", table.reset_index()
    yield "Levels", _by_unit(result.levels, names)
    yield "Weights", result.weights.reset_index()
    for name, frame in result.steps.items():
        if name == "levels":
            continue
        yield name.capitalize(), _by_unit(frame, names)
        if name == "raw":
            years = pd.DataFrame(result.plan.years, frame.index, frame.columns)
            yield "Years", _by_unit(years, names)
    yield from audit.items()
    yield "Notes", pd.DataFrame({"note": list(notes)})
    yield "Definition", pd.DataFrame({"yaml": result.definition.to_yaml().rstrip("\n").split("\n")})
    yield "Sources", _sources(result)


def _by_unit(frame: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    table = frame.copy(deep=False)
    table.insert(0, "name", names.loc[frame.index].to_numpy(), allow_duplicates=True)
    return table.reset_index()


def _about(result: Result, version: str) -> pd.DataFrame:
    definition, data = result.definition, result.dataset
    rows = [
        ("definition", definition.id),
        ("title", definition.title),
        ("question", definition.question),
        ("family", definition.family),
        ("fidelity", definition.fidelity),
        *((f"parameter {name}", str(value)) for name, value in result.parameters.items()),
        ("data as of", data.year if data.year is not None else f"newest ({data.reference_year})"),
        ("units", len(result.units)),
        ("units with a score", result.n),
        ("indicators", len(result.plan.leaves)),
        ("made with", f"mpindex {version}"),
        ("digest of the figures", digest(result.dataset)),
        ("to make it again", "save the sheet Definition as a .yaml file and apply it to the same data"),
    ]
    return pd.DataFrame(rows, columns=["what", "value"])


def _sources(result: Result) -> pd.DataFrame:
    """Every figure that went in: indicator, source, licence, citation; the definition's own sources first."""
    rows = [{"what": "definition", "source": source} for source in result.definition.sources]
    for name in result.definition.indicators:
        if name not in result.dataset.indicators:
            continue
        meta = result.dataset.indicator(name)
        rows.append(
            {
                "what": name,
                "name": meta.label,
                "unit": meta.unit,
                "source": meta.source,
                "licence": meta.licence,
                "citation": meta.citation,
                "link": meta.link,
            }
        )
    return pd.DataFrame(rows, columns=["what", "name", "unit", "source", "licence", "citation", "link"])
