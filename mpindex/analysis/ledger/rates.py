"""How far a state's initiatives got, and what became of them: counts, and shares beside the counts they are of."""

from __future__ import annotations

import pandas as pd

from mpindex.analysis.ledger.rows import ENDED, KINDS
from mpindex.wording import percent

#: What no count of a ledger can do without.
SELECTION = (
    "A ledger is what its coder knew. The same questions and the same effort for every state even out what one coder "
    "finds, not what is known of whom: compare shares rather than counts, and see how many rows are recalled. "
    "Of ten platforms, one document more or less is ten per cent."
)


def rates(rows: pd.DataFrame, units: list[str]) -> pd.DataFrame:
    """Count for each unit how far its initiatives got and what became of them.

    Parameters
    ----------
    rows : DataFrame
        Rows of a ledger, checked.
    units : list of str
        The units to count; one without rows gets zeros, and no share.

    Returns
    -------
    DataFrame
        By unit, with the columns that `Ledger.rates` explains.
    """
    groups = dict(tuple(rows.groupby("unit")))
    table = pd.DataFrame({unit: _of_unit(groups.get(unit, rows.iloc[:0])) for unit in units}).T
    table.index.name = "unit"
    counts = table.astype(int)
    counts.insert(8, "holds_share", _share(counts["document_holds"], counts["platforms"]))
    counts.insert(11, "kept_share", _share(counts["kept"], counts["settled"]))
    return counts


def _share(part: pd.Series, total: pd.Series) -> pd.Series:
    return part / total.where(total > 0)


def _of_unit(rows: pd.DataFrame) -> dict[str, int]:
    kinds = {kind: set(rows.loc[rows["kind"] == kind, "initiative"]) for kind in KINDS}
    documents = _documents(rows)
    undertaken = rows[rows["kind"].isin(["declared", "outcome"])]
    settled = undertaken["fate"].isin(["kept", *ENDED])

    def initiatives(column: str, word: str) -> int:
        return int(rows.loc[rows[column] == word, "initiative"].nunique())

    return {
        "initiatives": int(rows["initiative"].nunique()),
        "only_declared": len(kinds["declared"] - kinds["platform"] - kinds["outcome"]),
        "only_platform": len(kinds["platform"] - kinds["outcome"]),
        "outcome": len(kinds["outcome"]),
        "platforms": len(kinds["platform"]),
        "with_document": len(documents),
        "document_holds": sum("kept" in fates for fates in documents.values()),
        "document_open": sum("open" in fates and "kept" not in fates for fates in documents.values()),
        "settled": int(settled.sum()),
        "kept": int((undertaken["fate"] == "kept").sum()),
        "mediated": initiatives("role", "mediator"),
        "hosted": initiatives("role", "host"),
        "high_cost": initiatives("cost", "high"),
        "rows": len(rows),
        "recalled": int((rows["evidence"] == "recalled").sum()),
    }


def _documents(rows: pd.DataFrame) -> dict[str, set[str]]:
    """Initiative with a platform -> the fates of the documents reached since that was opened."""
    opened = rows[rows["kind"] == "platform"].groupby("initiative")["year"].min()
    outcomes = rows[rows["kind"] == "outcome"]
    since = outcomes[outcomes["year"] >= outcomes["initiative"].map(opened).astype(float)]
    return {str(name): set(fates) for name, fates in since.groupby("initiative")["fate"]}


def sentence(name: str, row: pd.Series) -> str:
    """Say a unit's rates in words, every share with its counts."""
    parts = [
        f"{name}: {row['initiatives']:.0f} initiatives, {row['only_declared']:.0f} only declared, "
        f"{row['only_platform']:.0f} only a platform, {row['outcome']:.0f} with an outcome",
        f"of {row['platforms']:.0f} platforms {row['with_document']:.0f} reached a document, which "
        f"still holds for {row['document_holds']:.0f}{_percent(row['holds_share'])}",
        f"of {row['settled']:.0f} words and documents with a known fate {row['kept']:.0f} were kept"
        f"{_percent(row['kept_share'])}",
        f"{row['high_cost']:.0f} at high cost",
        f"{row['recalled']:.0f} of {row['rows']:.0f} rows recalled",
    ]
    return "; ".join(parts) + "."


def _percent(share: float) -> str:
    return "" if pd.isna(share) else f" ({percent(share)})"
