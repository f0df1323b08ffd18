"""Definition: one weights/*.yaml file. It knows its question, sources, tree and bands, and no data."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from mpindex.errors import DefinitionError, MpindexError, suggest
from mpindex.grammar import TIERS, Grammar, Model, as_error
from mpindex.grammar.patching import element_ids, element_path, merged, patched, plain
from mpindex.grammar.yamlfile import MOST_BYTES, Path, parse
from mpindex.resources import folder

if TYPE_CHECKING:
    import pandas as pd

    from mpindex.dataset.dataset import Dataset
    from mpindex.index.index import Index

#: Keys whose text is for people: a dollar sign in them is a dollar sign.
PROSE = ("id", "title", "question", "notes", "sources")

HEADLINES = ("capability", "behavioural", "regional", "rankings")


@dataclass(frozen=True, eq=False, repr=False)
class Definition:
    """A definition of power: which indicators count, how they are scaled, weighed, combined and cut into bands.

    Made by `mpindex.definition`, from an id, a YAML file or a mapping; changed by `with_`; put to work by `apply`.

    Attributes
    ----------
    spec : the file as plain values, `extends:` resolved. Treat as read-only.
    model : the checked tree, derived indicators and bands, with the default parameters put in.
    """

    spec: Mapping[str, Any]
    lines: Mapping[Path, tuple[str, int]] = field(default_factory=dict)
    name: str = "definition"

    def __post_init__(self) -> None:
        _ = self.model

    @cached_property
    def model(self) -> Model:
        """The definition with its default parameters put in, checked."""
        return self._model({})

    def _model(self, parameters: Mapping[str, Any]) -> Model:
        grammar = Grammar(self._with_parameters(parameters))
        model = grammar.model()
        if model is None:
            raise as_error(grammar.faults, self.where)
        return model

    def where(self, path: Path) -> str:
        """Return ``file:line`` of a path in the definition, or of the nearest thing above it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                file, line = self.lines[path[:end]]
                return f"{file}:{line}"
        return self.name

    @property
    def id(self) -> str:
        return str(self.spec["id"])

    @property
    def title(self) -> str:
        return str(self.spec.get("title", self.id))

    @property
    def family(self) -> str:
        """capability, behavioural, regional, rankings, development or other."""
        return str(self.spec.get("family", "other"))

    @property
    def fidelity(self) -> str:
        """replica (reproduces a published index), style (follows its method on other data) or own."""
        return str(self.spec.get("fidelity", "own"))

    @property
    def question(self) -> str:
        return str(self.spec.get("question", ""))

    @property
    def sources(self) -> tuple[str, ...]:
        given = self.spec.get("sources", ())
        return (given,) if isinstance(given, str) else tuple(str(item) for item in given)

    @property
    def needs(self) -> tuple[str, ...]:
        """Figures that it cannot do without and that the bundled data do not have."""
        return tuple(str(name) for name in self.spec.get("needs") or ())

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters and their defaults; `apply(world, name=value)` sets one."""
        given = self.spec.get("parameters") or {}
        if not isinstance(given, Mapping):
            raise as_error(
                [(("parameters",), f"parameters must be a mapping of names to values, not {given!r}")],
                self.where,
            )
        return dict(given)

    @property
    def bands(self) -> tuple[str, ...]:
        """The labels of the bands, in order; what matches none is `unclassified`."""
        return tuple(band.label for band in self.model.bands)

    def tier(self, label: str) -> str:
        """Return what a band stands for beside other definitions: great, middle, small, or unclassified."""
        given = dict(self.spec.get("tiers") or {})
        return str(given.get(label, label if label in TIERS else "unclassified"))

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids that it takes from a dataset, derived ones resolved to what they are made from.

        Those of the tree and its denominators first, then those of what it reports and bands by.
        """
        derived = {item.id: item for item in self.model.derived}
        found: dict[str, None] = {}

        def visit(name: str) -> None:
            if name in derived:
                for other in derived[name].indicators:
                    visit(other)
            else:
                found[name] = None

        for leaf in self.model.root.leaves():
            visit(leaf.source)
            if leaf.settings.per:
                visit(leaf.settings.per.indicator)
        beside = [name for name, _ in self.model.report]
        beside += [condition.quantity for band in self.model.bands for condition in band.conditions]
        for name in beside:
            if name in derived:
                visit(name)
        return tuple(found)

    def apply(self, dataset: Dataset, **parameters: Any) -> Index:
        """Score, rank and band every unit of `dataset`.

        Parameters
        ----------
        dataset : a `Dataset` with the indicators of the definition.
        **parameters : values for the definition's own parameters, as in ``apply(world, region="SCO")``.

        Raises
        ------
        DefinitionError
            Unknown parameter, or an indicator that the dataset does not have (with file and line).
        """
        from mpindex.engine.plan import Plan

        return Plan.compile(self, dataset, parameters).run()

    @classmethod
    def from_coinr(cls, imeta: Any, **options: Any) -> Definition:
        """Make a definition of COINr's iMeta table; see `mpindex.coinr.from_coinr.from_coinr` for the options."""
        from mpindex.coinr.from_coinr import from_coinr

        return from_coinr(imeta, **options)

    def with_(self, changes: Mapping[str, Any] | None = None, /, **settings: Any) -> Definition:
        """Return a changed copy.

        Parameters
        ----------
        changes : dotted paths to new values, ``{"bands.0.great.score.min": 0.04, "economy.weight": 2}``.
        **settings : top-level keys (``normalise="zscore"``, ``missing="zero"``, ``id="mine"``) and
            ``weights={"gdp": 2}`` by id of indicator or dimension.

        >>> import mpindex as mp
        >>> mp.definition("wood").with_(id="mine", weights={"gdp": 3}).id
        'mine'
        """
        both = {**(changes or {}), **settings}
        try:
            return Definition(patched(self.spec, both), self.lines, self.name)
        except DefinitionError as fault:
            raise DefinitionError(f"{fault} (after the changes {', '.join(map(repr, both))})") from None

    def to_yaml(self, path: str | os.PathLike[str] | None = None) -> str:
        """Return the definition as YAML text that reads back as the same definition; write it to `path` if given."""
        from mpindex.grammar.yamlfile import dump

        text = dump(plain(self.spec))
        if path is not None:
            FilePath(path).write_text(text, encoding="utf-8")
        return text

    def cite(self, dataset: Dataset | None = None) -> str:
        """Return the references of the definition and of every figure that it uses."""
        from mpindex.catalogue import catalogue

        known = catalogue()
        lines = [f"{self.title} ({self.fidelity}):", *(f"  {source}" for source in self.sources), "Figures:"]
        for name in self.indicators:
            meta = (
                dataset.indicator(name)
                if dataset is not None and name in dataset.indicators
                else known.get(name)
            )
            if meta is None:
                lines.append(f"  {name}: the user's own")
            else:
                lines.append(
                    f"  {name}: {meta.citation or meta.source or 'no source given'} [{meta.licence or 'no licence given'}]"
                )
        return "\n".join(lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Definition) and self.spec == other.spec

    def __hash__(self) -> int:
        return hash(self.to_yaml())

    def __repr__(self) -> str:
        leaves = sum(1 for _ in self.model.root.leaves())
        return f"<Definition {self.id}: {self.title} ({self.family}, {self.fidelity}; {leaves} indicators)>"

    def _with_parameters(self, given: Mapping[str, Any]) -> dict[str, Any]:
        defaults = self.parameters
        for name in given:
            if name not in defaults:
                raise DefinitionError(
                    f"{self.id} has no parameter {name!r}.{suggest(name, defaults)}"
                    f" It has: {', '.join(defaults) or 'none'}"
                )
        values = {**defaults, **plain(given)}
        unknown: list[tuple[Path, str]] = []

        def put(value: Any, path: Path) -> Any:
            if isinstance(value, str) and value.startswith("$") and path[0] not in PROSE:
                if value[1:] not in values:
                    unknown.append((path, f"unknown parameter {value!r}.{suggest(value[1:], values)}"))
                    return value
                return values[value[1:]]
            if isinstance(value, Mapping):
                return {key: put(item, (*path, key)) for key, item in value.items()}
            if isinstance(value, list | tuple):
                return [put(item, (*path, i)) for i, item in enumerate(value)]
            return value

        spec = {key: put(value, (key,)) for key, value in self.spec.items() if key != "parameters"}
        if unknown:
            raise as_error(unknown, self.where)
        return spec


def definition(given: str | os.PathLike[str] | Mapping[str, Any] | Definition) -> Definition:
    """Return a definition by id, by path to a YAML file, or from a mapping.

    Raises
    ------
    DefinitionError
        Every fault of the file at once, with file, line and the nearest spelling.

    >>> definition("wood").question
    'Is the state between the sixth and the thirty-sixth largest economy of the world?'
    """
    if isinstance(given, Mapping):
        return _from_spec(plain(given), {}, "mapping", ())
    if not isinstance(given, str | os.PathLike):
        if hasattr(given, "id") and hasattr(given, "apply"):
            return given
        raise DefinitionError(
            f"a definition is an id, a path to a YAML file or a mapping, not {type(given).__name__}"
        )
    text = os.fspath(given)
    if text.endswith((".yaml", ".yml")) or os.sep in text:
        return _from_file(FilePath(text), ())
    # Entry points are looked for last: that reads the metadata of every installed package.
    registered = None if text in bundled_ids() else plugins().get(text)
    return registered if registered is not None else _bundled(text)


def bundled_ids() -> list[str]:
    """Return the ids of the definitions in weights/, the headline ones first."""
    ids = sorted(item.name[:-5] for item in folder("weights").iterdir() if item.name.endswith(".yaml"))
    return [name for name in HEADLINES if name in ids] + [name for name in ids if name not in HEADLINES]


def plugins() -> dict[str, Any]:
    """Return the definitions that other packages offer through the entry-point group `mpindex.definitions`."""
    from importlib.metadata import entry_points

    found: dict[str, Any] = {}
    for point in entry_points(group="mpindex.definitions"):
        item = point.load()
        item = item() if isinstance(item, type) else item
        item = item if hasattr(item, "apply") else definition(item)
        if item.id in found or item.id in bundled_ids():
            raise DefinitionError(
                f"the package entry point {point.value!r} offers {item.id!r}, an id that is taken already"
            )
        found[item.id] = item
    return found


def definitions(dataset: Dataset | None = None, unit: str | None = "KAZ") -> pd.DataFrame:
    """List all definitions, those of other packages among them, and what each says of a unit.

    Parameters
    ----------
    dataset : what they are applied to; the bundled data when None.
    unit : the unit, by code or name, that they are asked about. All of them are applied, which takes seconds;
        ``unit=None`` applies none, and is quick.

    Returns
    -------
    DataFrame by id
        title, family, fidelity, question, indicators (how many), needs (figures that are not bundled), source. Of the
        unit rank, n (units with a score), band, base_rate (share of the n in the same band), coverage, and
        remark: why a definition could not be applied, or that the unit is outside its scope.

    >>> definitions(unit=None).loc["elcano", "needs"][:28]
    'energy, primary_goods, manuf'
    """
    import pandas as pd

    if unit is not None and dataset is None:
        from mpindex.dataset.bundled import load

        dataset = load()
    every = [_bundled(name) for name in bundled_ids()] + list(plugins().values())
    rows = [
        {
            "id": item.id,
            "title": item.title,
            "family": item.family,
            "fidelity": item.fidelity,
            "question": item.question,
            "indicators": len(item.indicators),
            "needs": ", ".join(getattr(item, "needs", ())),
            "source": "; ".join(item.sources),
            **({} if dataset is None or unit is None else _asked(item, dataset, dataset.find(unit))),
        }
        for item in every
    ]
    table = pd.DataFrame(rows).set_index("id")
    return table if unit is None else table.astype({"rank": "Int64", "n": "Int64"})


def _asked(item: Any, dataset: Dataset, unit: str) -> dict[str, Any]:
    """What a definition says of a unit, in the columns that `definitions` adds."""
    nothing = {"rank": None, "n": None, "band": None, "base_rate": float("nan"), "coverage": float("nan")}
    try:
        index = item.apply(dataset)
    except MpindexError as fault:
        return {**nothing, "remark": str(fault).splitlines()[0]}
    row, (same, n) = index.table.loc[unit], index.base_rate(unit)
    if index.scores.isna()[unit]:
        return {**nothing, "n": n, "coverage": float(row["coverage"]), "remark": f"{unit} has no score"}
    rate = same / n if len(index.banding.bands) else float("nan")
    return {
        "rank": int(row["rank"]), "n": n, "band": row["band"], "base_rate": rate,
        "coverage": float(row["coverage"]), "remark": "",
    }  # fmt: skip


_CACHE: dict[str, Definition] = {}


def _bundled(name: str, above: tuple[str, ...] = ()) -> Definition:
    if name not in _CACHE:
        file = folder("weights").joinpath(f"{name}.yaml")
        if not file.is_file():
            known = bundled_ids()
            raise DefinitionError(
                f"unknown definition {name!r}.{suggest(name, known)} Known: {', '.join(known)};"
                " or give a path that ends in .yaml"
            )
        _CACHE[name] = _from_text(file.read_text(encoding="utf-8"), f"weights/{name}.yaml", above)
    return _CACHE[name]


def _from_file(path: FilePath, above: tuple[str, ...]) -> Definition:
    if not path.is_file():
        raise DefinitionError(f"there is no file {path}")
    if path.stat().st_size > MOST_BYTES:
        raise DefinitionError(
            f"{path}: {path.stat().st_size:,} bytes; a definition has at most {MOST_BYTES:,}"
        )
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise DefinitionError(f"{path}: not UTF-8 text; save the file as UTF-8") from None
    return _from_text(text, str(path), above)


def _from_text(text: str, name: str, above: tuple[str, ...]) -> Definition:
    spec, lines = parse(text, name)
    if not isinstance(spec, dict):
        raise DefinitionError(
            f"{name}:1: a definition is a mapping of keys (id, question, tree, ...), not a {type(spec).__name__}"
        )
    return _from_spec(spec, {path: (name, line) for path, line in lines.items()}, name, above)


def _from_spec(
    spec: dict[str, Any], lines: dict[Path, tuple[str, int]], name: str, above: tuple[str, ...]
) -> Definition:
    if spec.get("extends") is None:
        return Definition(spec, lines, name)
    base = _base(spec["extends"], name, above, lines)
    over = {key: value for key, value in spec.items() if key not in ("extends", "weights")}
    laid = merged(base.spec, {"id": f"{base.id}-changed", "fidelity": "own", **over})
    weights = _known_weights(spec.get("weights") or {}, laid, lines, name)
    moved = {
        path: lines[("weights", key)]
        for key in weights
        if ("weights", key) in lines and (path := element_path(laid, key)) is not None
    }
    moved |= {(*path, "weight"): line for path, line in moved.items()}
    return Definition(patched(laid, {"weights": weights}), {**base.lines, **lines, **moved}, name)


def _known_weights(
    weights: Any, laid: Mapping[str, Any], lines: Mapping[Path, tuple[str, int]], name: str
) -> Mapping[str, Any]:
    """Return the changed weights if every id is in the tree that they change."""
    if not isinstance(weights, Mapping):
        raise DefinitionError(
            f"{_line(('weights',), lines, name)}: weights must be a mapping of ids to numbers, not {weights!r}"
        )
    known = element_ids(laid)
    faults = [
        f"{_line(('weights', key), lines, name)}: {key!r} is not in the tree.{suggest(key, known)}"
        for key in weights
        if key not in known
    ]
    if faults:
        raise DefinitionError("\n".join(faults))
    return weights


def _base(given: Any, name: str, above: tuple[str, ...], lines: Mapping[Path, tuple[str, int]]) -> Definition:
    """Return the definition that `name` extends; `above` are those that led here, to end a circle."""
    where = _line(("extends",), lines, name)
    if not isinstance(given, str):
        raise DefinitionError(f"{where}: extends takes the id or the path of one definition, not {given!r}")
    own = _identity(name)
    if own in above:
        raise DefinitionError(
            f"{where}: a cycle of extends: {' -> '.join((*above[above.index(own) :], own))}"
        )
    if given.endswith((".yaml", ".yml")):
        path = FilePath(name).parent / given
        if not path.is_file():
            raise DefinitionError(f"{where}: there is no file {path}")
        return _from_file(path, (*above, own))
    if given not in bundled_ids():
        raise DefinitionError(f"{where}: unknown definition {given!r}.{suggest(given, bundled_ids())}")
    return _bundled(given, (*above, own))


def _identity(name: str) -> str:
    """One name for one file, however its path is written."""
    return str(FilePath(name).resolve()) if FilePath(name).is_file() else name


def _line(path: Path, lines: Mapping[Path, tuple[str, int]], name: str) -> str:
    return ":".join(map(str, lines[path])) if path in lines else name
