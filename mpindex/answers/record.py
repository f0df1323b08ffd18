"""What a result was made with, so that it can be made again and compared: one record for every kind of result."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np

from mpindex.resources import bundled_hash, write_text
from mpindex.typing import PathLikeText

#: So many digits of a digest tell two texts or tables apart.
DIGITS = 12


class Figures(Protocol):
    """The data of a result."""

    @property
    def digest(self) -> str: ...
    @property
    def year(self) -> int | None: ...
    @property
    def units(self) -> tuple[str, ...]: ...
    @property
    def indicators(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, eq=False)
class Material:
    """What a result rests on.

    Attributes
    ----------
    dataset : Dataset or None
        The data; None of a definition by itself.
    definitions : mapping of str to Definition
        By the label that the result gives them.
    parameters : mapping of str to mapping
        Parameters of definitions, by the same labels.
    draws, seed : int or None
        Of draws, where there are any.
    tables : mapping of str to DataFrame or Series
        Figures that the user gave beside the data.
    """

    dataset: Figures | None = None
    definitions: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    draws: int | None = None
    seed: int | None = None
    tables: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, dataset: Figures, indexes: Mapping[str, Any], runs: Iterable[Any] = ()) -> Material:
        """Put the material of indexes together, and the draws of robustness runs.

        Parameters
        ----------
        dataset : Dataset
            Of all of them.
        indexes : mapping of str to Index
            By label.
        runs : iterable of Robustness
            Their draws and seed are alike.
        """
        definitions = {label: index.definition for label, index in indexes.items()}
        parameters = {label: index.parameters for label, index in indexes.items() if index.parameters}
        first = next(iter(runs), None)
        return cls(
            dataset, definitions, parameters, getattr(first, "draws", None), getattr(first, "seed", None)
        )


@dataclass(frozen=True)
class Record(Mapping[str, Any]):
    """What a result was made with, as plain values: a mapping that prints, is compared and is written to a file.

    mpindex (the version), bundled (a digest of the data, catalogue and definitions that the library brings), data (digest of
    the figures, year as of which they are, numbers of units and indicators), definitions (the YAML text of each),
    parameters, tables (digests of those given beside the data), draws, seed, question. Equal records are of equal results.

    Attributes
    ----------
    content : mapping
        These.
    """

    content: Mapping[str, Any]

    @classmethod
    def of(cls, material: Material, question: str) -> Record:
        """Write down what a result rests on; `question` says what it is."""
        from mpindex import __version__

        data = material.dataset
        facts: dict[str, Any] = {"mpindex": __version__, "bundled": bundled_hash(), "data": None}
        if data is not None:
            sizes = {"units": len(data.units), "indicators": len(data.indicators)}
            facts["data"] = {"digest": data.digest, "year": data.year, **sizes}
        definitions = {label: _text(definition) for label, definition in material.definitions.items()}
        parameters = {label: dict(values) for label, values in material.parameters.items()}
        tables = {name: table_digest(table) for name, table in material.tables.items()}
        facts |= {"definitions": definitions, "parameters": parameters, "tables": tables}
        return cls({**facts, "draws": material.draws, "seed": material.seed, "question": question})

    def __getitem__(self, key: str) -> Any:
        return self.content[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.content)

    def __len__(self) -> int:
        return len(self.content)

    def __hash__(self) -> int:
        return hash(self.to_json())

    def lines(self) -> list[tuple[str, str]]:
        """Return the facts in short, a name and a text each; definitions and data by the first digits of their digests."""
        rows = [("version", f"mpindex {self['mpindex']}"), ("bundled data", self["bundled"])]
        data = self["data"]
        if data is not None:
            when = "the newest" if data["year"] is None else f"as of {data['year']}"
            size = f"{data['units']} units, {data['indicators']} indicators"
            rows.append(("figures", f"{data['digest'][:DIGITS]} ({size}, {when})"))
        for label, text in self["definitions"].items():
            given = self["parameters"].get(label)
            with_them = (
                f" with {', '.join(f'{key}={value!r}' for key, value in given.items())}" if given else ""
            )
            rows.append((f"definition {label}", _digest(text) + with_them))
        rows += [(f"table {name}", digest[:DIGITS]) for name, digest in self["tables"].items()]
        return rows + [(name, str(self[name])) for name in ("draws", "seed") if self[name] is not None]

    def differences(self, other: Mapping[str, Any]) -> list[str]:
        """Return in sentences what another record has otherwise; nothing where both are the same.

        Parameters
        ----------
        other : Record or mapping
            Of the same keys.
        """
        sentences = []
        for key in (key for key in self if key != "question"):
            mine, others = self[key], other.get(key)
            if key == "definitions" and isinstance(others, Mapping):
                names = [label for label in {**mine, **others} if mine.get(label) != others.get(label)]
                sentences += [f"definition {label} differs" for label in names]
            elif mine != others:
                sentences.append(f"{key}: {_short(mine)} here, {_short(others)} there")
        return sentences

    def to_json(self) -> str:
        """Return it as JSON text."""
        return json.dumps(dict(self.content), indent=1, ensure_ascii=False, default=str) + "\n"

    def save(self, path: PathLikeText) -> Path:
        """Write it to a JSON file and return the path.

        Parameters
        ----------
        path : str or path
            Where to.

        Raises
        ------
        OptionError
            Nothing can be written there.
        """
        return write_text(path, self.to_json())

    def __str__(self) -> str:
        rows = self.lines()
        width = max(len(name) for name, _ in rows)
        return "\n".join(f"{name:<{width}}  {text}" for name, text in rows)

    def __repr__(self) -> str:
        return str(self)


def _text(definition: Any) -> str:
    """The YAML text of a definition; of one written in Python, where it is written."""
    to_yaml = getattr(definition, "to_yaml", None)
    if callable(to_yaml):
        return cast("str", to_yaml())
    return f"{type(definition).__module__}.{type(definition).__qualname__}"


def table_digest(table: Any) -> str:
    """Return the SHA-256 of a table of numbers, or of a column: its labels and every value."""
    total = hashlib.sha256(repr([list(map(str, axis)) for axis in table.axes]).encode())
    total.update(np.ascontiguousarray(table.to_numpy(dtype=float), dtype="<f8").tobytes())
    return total.hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def _short(value: Any) -> str:
    if isinstance(value, Mapping) and "digest" in value:
        return f"{str(value['digest'])[:DIGITS]} as of {value.get('year') or 'the newest'}"
    return str(value)
