"""The record of a result: what it was made with and what came out, as a file from which it is made again and compared."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mpindex.answers.record import Record
from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError, warn
from mpindex.grammar.definition import Definition
from mpindex.grammar.yamlfile import parse
from mpindex.index.result import Result
from mpindex.resources import write_text
from mpindex.typing import DatasetLike, PathLikeText
from mpindex.wording import counted, first_few

#: What a record holds; `read_record` refuses a file without it.
KEYS = ("mpindex", "bundled", "data", "definitions", "parameters", "own", "result")


def record(result: Result, made_with: Record) -> dict[str, Any]:
    """Return what a result was made with and what came out, as plain values.

    Parameters
    ----------
    result : Result
        Of any definition.
    made_with : Record
        Its record.

    Returns
    -------
    dict
        What `answers.record.Record` has; own (whether the figures are others than those of the library), result (score,
        rank and band by unit).
    """
    bands = [None if code < 0 else result.banding.labels[code] for code in result.codes]
    rows = zip(result.units, result.scores.tolist(), result.ranks.tolist(), bands, strict=True)
    return {
        **made_with,
        "own": result.dataset.digest != load(year=result.dataset.year).digest,
        "result": {unit: [_plain(score), _plain(rank), band] for unit, score, rank, band in rows},
    }


def write_record(path: PathLikeText, content: Mapping[str, Any]) -> Path:
    """Write a record to a file; numbers have all their digits.

    Raises
    ------
    OptionError
        Nothing can be written there.
    """
    return write_text(path, json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n")


def read_record(path: PathLikeText) -> dict[str, Any]:
    """Return the record in a file.

    Raises
    ------
    DataError
        There is no such file, or it holds no record.
    """
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeError, ValueError, RecursionError) as fault:
        raise DataError(
            f"{path}: no record of a result can be read: {getattr(fault, 'strerror', None) or fault}"
        ) from None
    faults = _faults(content)
    if faults:
        raise DataError(
            f"{path}: is no record of a result, as index.save(path) writes it: wrong or not there: {', '.join(faults)}"
        )
    return dict(content)


def _faults(content: Any) -> list[str]:
    """The keys of a record that are not there, or hold something else than `record` writes."""
    if not isinstance(content, dict):
        return ["all of it"]
    tables = {key: content.get(key) for key in ("data", "definitions", "parameters", "result")}
    known = {key: table if isinstance(table, dict) else {} for key, table in tables.items()}
    digest, year = known["data"].get("digest"), known["data"].get("year")
    good = {
        "mpindex": isinstance(content.get("mpindex"), str),
        "bundled": isinstance(content.get("bundled"), str),
        "data": isinstance(digest, str) and (year is None or type(year) is int),
        "definitions": all(isinstance(text, str) for text in known["definitions"].values()),
        "parameters": all(isinstance(values, dict) for values in known["parameters"].values()),
        "own": isinstance(content.get("own"), bool),
        "result": all(_is_row(row) for row in known["result"].values()),
    }
    return [key for key in KEYS if not good[key] or not isinstance(tables.get(key, {}), dict)]


def _is_row(row: Any) -> bool:
    """Whether it is score, rank and band of a unit."""
    if not (isinstance(row, list) and len(row) == 3):
        return False
    *numbers, band = row
    return all(number is None or type(number) in (int, float) for number in numbers) and (
        band is None or isinstance(band, str)
    )


def material(content: Mapping[str, Any], dataset: DatasetLike) -> tuple[Definition, Dataset, dict[str, Any]]:
    """Return the definition, the data and the parameters of a record.

    Raises
    ------
    DataError
        It was made with a user's own data, which are not given.
    """
    if len(content["definitions"]) != 1:
        raise DataError(
            f"the record holds {len(content['definitions'])} definitions; that of an index holds one"
        )
    label, text = next(iter(content["definitions"].items()))
    definition = Definition(parse(str(text), "the record")[0])
    given = dict(content["parameters"].get(label) or {})
    parameters = {name: value for name, value in given.items() if name in definition.parameters}
    if dataset is not None:
        return definition, dataset, parameters
    if content["own"]:
        raise DataError("the record rests on data of its maker's own: give them, as in replay(path, dataset)")
    return definition, load(year=content["data"].get("year")), parameters


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Return what differs between two records, in sentences; nothing where they are the same to the last digit."""
    sentences = []
    if before["mpindex"] != now["mpindex"]:
        sentences.append(f"made with mpindex {before['mpindex']}, this is {now['mpindex']}")
    figures, others = str(before["data"].get("digest")), now["data"]["digest"]
    if not before["own"] and before["bundled"] != now["bundled"]:
        same = " with the same figures" if figures == others else ""
        sentences.append(
            f"the bundled data are another version{same} ({before['bundled']}, now {now['bundled']})"
        )
    if figures != others:
        sentences.append(f"the data differ (digest {figures[:12]}, now {others[:12]})")
    old, new = before["result"], now["result"]
    gone, added = [u for u in old if u not in new], [u for u in new if u not in old]
    changed = [unit for unit in old if unit in new and old[unit] != new[unit]]
    for what, units in (("not there now", gone), ("new", added), (_otherwise(old, new, changed), changed)):
        if units:
            some = first_few(units, 8)
            sentences.append(f"{counted(len(units), 'unit')} {what}: {some}")
    return sentences


def _otherwise(old: Mapping[str, Any], new: Mapping[str, Any], units: list[str]) -> str:
    """What is otherwise of these units: their places too, or only the last digits of their scores."""
    pairs = [(old[unit][0], new[unit][0]) for unit in units]
    if any(old[unit][1:] != new[unit][1:] or None in pair for unit, pair in zip(units, pairs, strict=True)):
        return "with another score, rank or band"
    apart = max((abs(a - b) / max(abs(a), abs(b)) for a, b in pairs), default=0.0)
    return f"with another score (by {apart:.1g} of it at most, ranks and bands are the same)"


def warn_of(path: PathLikeText, sentences: list[str]) -> None:
    """Say in a warning what differs from a record, if anything does."""
    if sentences:
        warn(f"{path}: not the same result: {'; '.join(sentences)}")


def _plain(number: float) -> float | None:
    return None if math.isnan(number) else number
