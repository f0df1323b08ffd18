"""Builds the geography tables of `data/`: states, capitals, dyads, groupings and expert lists."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from mpindex.readers import country_codes


def build(sources_dir: str | Path, out_dir: str | Path) -> None:
    """Write every geography table to `out_dir` from the publishers' files in `sources_dir`."""
    sources, out = Path(sources_dir), Path(out_dir)
    write_table(out / "countries.csv", country_codes.COLUMNS, country_codes.read_countries(sources))


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write `rows` as UTF-8 CSV with line feeds; columns that are not listed are left out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
