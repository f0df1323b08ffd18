"""What states are bound by, as a ledger: treaties on weapons, courts and nature, and a niche in numbers for any state."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pandas as pd

from mpindex.analysis.ledger.ledger import Ledger
from mpindex.analysis.ledger.rows import checked
from mpindex.arguments import names
from mpindex.errors import UnknownUnit
from mpindex.ingest.raw import Raw
from mpindex.resources import folder
from mpindex.units.countries import gazetteer

#: Treaty -> its name and field. A zone is open to its region alone, so it is no choice of fields.
TREATIES = {
    "npt": ("Treaty on the Non-Proliferation of Nuclear Weapons", "disarmament"),
    "ctbt": ("Comprehensive Nuclear-Test-Ban Treaty", "disarmament"),
    "tpnw": ("Treaty on the Prohibition of Nuclear Weapons", "disarmament"),
    "bwc": ("Biological Weapons Convention", "disarmament"),
    "rome_statute": ("Rome Statute", "courts"),
    "kampala_aggression": ("Kampala amendments on aggression", "courts"),
    "cbd": ("Convention on Biological Diversity", "nature"),
    "paris": ("Paris Agreement", "nature"),
}
SOURCE = "UN depositaries, 22 August 2026"


def commitments(unit: str | Iterable[str] | None = None) -> Ledger:
    """Return what states are bound by as a ledger: an outcome for each treaty joined, with its year and its field.

    So `Ledger.niches` gives the location quotient of any state's commitments. Nearly all states are bound by nearly all of
    the eight, which leaves little room for a niche: read a quotient with its counts, and with what chance would give.

    Parameters
    ----------
    unit : str or list of str, optional
        Codes or names; all states when None. A niche is then one among those asked for.

    Returns
    -------
    Ledger
        Rows with topic disarmament, courts or nature; a treaty left again is reversed in that year.

    Raises
    ------
    UnknownUnit
        No such state, or one that is bound by none of them (Taiwan and Kosovo cannot join).

    Examples
    --------
    >>> commitments().niches().query("unit == 'KAZ'").iloc[0][["field", "acts", "of"]].astype(str).tolist()
    ['disarmament', '4', '6']
    """
    rows = _rows()
    if unit is None:
        return Ledger(rows.copy())
    table, given = gazetteer(), names("unit", unit, "['KAZ', 'UZB']")
    codes = {label: table.unit(label) for label in given}
    unknown = [table.fault(label) for label, code in codes.items() if not code]
    if unknown or not codes:
        raise UnknownUnit("commitments are asked for by names or codes of states", unknown)
    none = [label for label, code in codes.items() if code not in set(rows["unit"])]
    if none:
        raise UnknownUnit(
            f"{', '.join(none)}: bound by none of {', '.join(name for name, _ in TREATIES.values())}"
        )
    return Ledger(rows[rows["unit"].isin(codes.values())].reset_index(drop=True))


@cache
def _rows() -> pd.DataFrame:
    with folder("data").joinpath("treaties.csv").open("rb") as file:
        acts = pd.read_csv(file, dtype=str, keep_default_na=False)
    acts = acts[acts["treaty"].isin(list(TREATIES)) & (acts["joined"] != "")]
    left = acts["withdrew"].str[:4]
    rows = pd.DataFrame(
        {
            "unit": acts["unit"],
            "year": acts["joined"].str[:4],
            "initiative": acts["treaty"].map(lambda treaty: TREATIES[treaty][0]),
            "kind": "outcome",
            "topic": acts["treaty"].map(lambda treaty: TREATIES[treaty][1]),
            "role": "party",
            "cost": "none",
            "fate": left.map(lambda year: "reversed" if year else "kept"),
            "until": left,
            "document": acts["treaty"].map(lambda treaty: TREATIES[treaty][0]),
            "source": SOURCE,
            "evidence": "confirmed",
        }
    )
    return checked(Raw(rows.reset_index(drop=True), "treaties.csv"))
