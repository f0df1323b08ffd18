"""A balance in words: what is known of a state by part, whether it stands or moves, and what came after a shock."""

from __future__ import annotations

import pandas as pd

from mpindex.analysis.balance.shifts import POWERS
from mpindex.wording import counted, ordinal

#: The parts in a few words.
SHORT = {
    "trade_balance": "trade",
    "votes_usa_chn": "votes between the United States and China",
    "votes_usa_rus": "votes between the United States and Russia",
    "club_balance": "memberships in the two camps",
    "arms_balance": "arms",
}


def of_parts(name: str, rows: pd.DataFrame) -> str:
    """Say the newest figure of each part, from rows with part, year, value, place and of."""
    texts = [
        f"{SHORT[row['part']]} {row['value']:.2f} in {row['year']}, {ordinal(row['place'])} of {row['of']}"
        for row in rows.to_dict("records")
    ]
    return f"{name} (1 all alike or midway, 0 one side alone): {'; '.join(texts) or 'nothing is known'}."


def of_hedging(rows: pd.DataFrame, last: int) -> str:
    """Say level and swing of each part, from rows with part, level, swing, median_swing."""
    texts = [
        f"{SHORT[row['part']]} {row['level']:.2f}, moving by {row['swing']:.2f}"
        f" (median state {row['median_swing']:.2f})"
        for row in rows.to_dict("records")
    ]
    return f"Standing and hedging, mean level and move of {last} years: {'; '.join(texts)}." if texts else ""


def of_shift(rows: pd.DataFrame) -> str:
    """Say what came after one shock, from the rows of `shifts` for one state and year."""
    texts = [
        f"to {POWERS[row['power']]} {row['change']:+.2f} ({row['own']:+.2f} its own move,"
        f" {row['of_power']:+.2f} the power's; as much at {row['larger']} of {counted(row['of'], 'other year')})"
        for row in rows.to_dict("records")
    ]
    return (
        f"After {rows['shock'].iloc[0]} its distance in votes changed: {'; '.join(texts)}." if texts else ""
    )
