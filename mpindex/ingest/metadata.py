"""What is known of each indicator of a user's table: what the user says, over what the catalogue says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mpindex.catalogue import Indicator, catalogue, problems
from mpindex.catalogue import indicator as make_indicator
from mpindex.dataset.observations import ERROR
from mpindex.errors import DataError, Fault, suggest

Settings = Mapping[str, Indicator | Mapping[str, Any]]


def settings(indicators: Settings | str | Path | None) -> Settings:
    """Return the settings by id, read from a YAML file where `indicators` names one."""
    if indicators is None or isinstance(indicators, Mapping):
        return indicators or {}
    import yaml

    try:
        entries = yaml.safe_load(Path(indicators).read_text(encoding="utf-8"))
    except yaml.YAMLError as fault:
        raise DataError(f"{indicators}: not valid YAML: {fault}") from None
    if not isinstance(entries, Mapping):
        raise DataError(f"{indicators}: must map ids of indicators to their settings")
    return entries


def entries(cells: pd.DataFrame, given: Settings, *, file: str) -> tuple[dict[str, Indicator], list[Fault]]:
    """Return what is known of each indicator of the table, and what is wrong with what the user own_settings."""
    ids = [id for id in dict.fromkeys(cells["indicator"]) if id]
    rule = "metadata of a column that is not there"
    faults = [Fault("", str(id), rule=rule, hint=suggest(id, ids).strip()) for id in given if id not in ids]
    filled = set(cells.loc[cells["text"] != "", "indicator"])
    for id in ids:
        own_settings = given.get(id, {})
        wrong = [] if isinstance(own_settings, Indicator) else problems(own_settings)
        faults += [Fault("", id, rule=fault, hint="correct it in indicators=") for fault in wrong]
        if id not in filled:
            hint = f"fill it, or leave it out: columns={{{id!r}: None}}"
            faults.append(Fault("", id, rule="has no value at all", hint=hint))
    if faults:  # nothing is made of metadata that cannot be trusted
        return {id: catalogue().get(id, Indicator(id)) for id in ids}, faults
    named = cells[cells["source"] != ""].groupby("indicator")["source"].unique().to_dict()
    return {id: _entry(id, given.get(id, {}), list(named.get(id, ())), file) for id in ids}, []


def of_own_year(entries: Mapping[str, Indicator], given: Settings) -> dict[str, Indicator]:
    """Let values count in their own year only, where nothing is own_settings of how long they count."""

    def known(id: str) -> bool:
        own = given.get(id, {})
        return id in catalogue() or isinstance(own, Indicator) or "window" in own

    return {id: entry if known(id) else replace(entry, window=0) for id, entry in entries.items()}


def _entry(id: str, own_settings: Indicator | Mapping[str, Any], named: list[str], file: str) -> Indicator:
    base = catalogue().get(id)
    if id.endswith(ERROR) and base is None:
        base = Indicator(id, low=0.0)
    entry = (
        own_settings if isinstance(own_settings, Indicator) else make_indicator(id, own_settings, base=base)
    )
    named_source = (
        own_settings.source if isinstance(own_settings, Indicator) else str(own_settings.get("source") or "")
    )
    own = named_source or _own_source(base, named, file)
    return replace(entry, id=id, source=own, bundled=False)


def _own_source(base: Indicator | None, named: list[str], file: str) -> str:
    """The source whose values are no stand-ins: the file, the one it names, or of several the catalogue's."""
    if len(named) < 2:
        return named[0] if named else file
    return base.source if base is not None and base.source in named else ""


def with_ranges(cells: pd.DataFrame, entries: Mapping[str, Indicator]) -> pd.DataFrame:
    """Add the range of each cell's indicator, and whether it is a closed scale."""
    none = Indicator("")
    by_id = {id: entries.get(id, none) for id in cells["indicator"].unique()}
    closed = {
        id: e.kind in ("index", "status") and np.isfinite(e.low) and np.isfinite(e.high)
        for id, e in by_id.items()
    }
    ranges = {"low": {id: e.low for id, e in by_id.items()}, "high": {id: e.high for id, e in by_id.items()}}
    added = {name: cells["indicator"].map(values) for name, values in (ranges | {"closed": closed}).items()}
    return cells.assign(**added)
