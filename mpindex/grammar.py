"""The model behind a weights/*.yaml file: plain mapping in, frozen tree of elements, derived indicators and bands out.

Pure: it knows methods by name (from the registry) but no data. Faults are collected, each with its path in the
file, so that a definition with five mistakes names all five.
"""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import mpindex.steps  # noqa: F401  (fills the registry)
from mpindex.errors import DefinitionError, suggest
from mpindex.steps.registry import INVARIANTS, METHODS, Method, find
from mpindex.yamlfile import Path

FAMILIES = ("capability", "behavioural", "regional", "rankings", "development", "other")
FIDELITIES = ("replica", "style", "own")
TIERS = ("great", "middle", "small")
MIDDLE_OF_PACK = "middle of the pack"
MISSING_RULES = ("available", "zero", "exclude")
SETTINGS = ("per", "impute", "treat", "normalise", "learn", "direction", "aggregate", "missing", "weigh")
TEXTS = ("id", "title", "family", "fidelity", "question", "notes", "extends", "best")
TOP = (
    *TEXTS,
    *SETTINGS,
    "sources",
    "parameters",
    "derive",
    "screen",
    "tree",
    "then",
    "bands",
    "uncertainty",
    "chains",
    "keeps",
    "calibrated_on",
    "needs",
    "weights",
    "report", "tiers",
)
#: The band of those that match no band.
UNCLASSIFIED = "unclassified"
#: Numbers beyond this are nobody's weight or bound.
MOST = 1e300
_ID = re.compile(r"[^\W\d][\w.+-]*\Z")


@dataclass(frozen=True)
class Call:
    """A method by name with its keyword arguments, as in ``{goalposts: [20, 85], scale: log}``.

    A list of normalisations, ``[log_share, minmax]``, is the call ``chain`` of them one after the other.
    """

    name: str
    arguments: tuple[tuple[str, Any], ...] = ()

    @property
    def keywords(self) -> dict[str, Any]:
        return dict(self.arguments)


@dataclass(frozen=True)
class Per:
    """A denominator: factor * value / indicator."""

    indicator: str
    factor: float = 1.0


@dataclass(frozen=True)
class Missing:
    """What a node does with a unit that lacks children: `available`, `zero` or `exclude` below a share of them."""

    rule: str = "exclude"
    below: float = 1.0


@dataclass(frozen=True)
class Learn:
    """What the parameters of treatment and of normalisation are learned from: a kind and its argument, each."""

    treat: tuple[str, Any] = ("own", None)
    normalise: tuple[str, Any] = ("own", None)


@dataclass(frozen=True)
class Settings:
    """What cascades from root to node to leaf."""

    per: Per | None = None
    impute: Call = Call("none")
    treat: Call = Call("none")
    normalise: Call = Call("minmax")
    learn: Learn = Learn()
    direction: int | None = None
    aggregate: Call = Call("arithmetic")
    missing: Missing = Missing()
    weigh: Call = Call("given")


@dataclass(frozen=True)
class Leaf:
    """An indicator in the tree. `source` is the indicator or derived id it takes its values from."""

    id: str
    source: str
    weight: float
    settings: Settings
    path: Path
    title: str = ""
    optional: bool = False  #: whether it is left out, and named, where the dataset does not have it


@dataclass(frozen=True)
class Node:
    """A dimension: children, how they are aggregated, and what is done `then` with the result."""

    id: str
    weight: float
    settings: Settings
    path: Path
    children: tuple[Node | Leaf, ...]
    then: Call | None = None
    title: str = ""

    def nodes(self) -> Iterator[Node]:
        """All nodes below and including this one, children before parents."""
        for child in self.children:
            if isinstance(child, Node):
                yield from child.nodes()
        yield self

    def leaves(self) -> Iterator[Leaf]:
        """All leaves below this node, in the order of the file."""
        for child in self.children:
            if isinstance(child, Leaf):
                yield child
            else:
                yield from child.leaves()


@dataclass(frozen=True)
class Derived:
    """An indicator made from others by one verb along one axis."""

    id: str
    verb: str
    axis: str
    inputs: tuple[str, ...]
    options: tuple[tuple[str, Any], ...]
    path: Path

    @property
    def indicators(self) -> tuple[str, ...]:
        """The inputs that are indicators or derived ids; what `share` and `evenness` take of partners are relations."""
        options = dict(self.options)
        if self.axis != "partners":
            return (*self.inputs, *([options["error"]] if "error" in options else []))
        return self.inputs if self.verb == "preponderance" else ()


@dataclass(frozen=True)
class Condition:
    """One condition of a band: a named quantity and what must hold of it."""

    quantity: str
    test: tuple[tuple[str, Any], ...]
    path: Path


@dataclass(frozen=True)
class Band:
    """A label and the conditions that must all hold."""

    label: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Model:
    """A whole definition, checked."""

    root: Node
    derived: tuple[Derived, ...]
    bands: tuple[Band, ...]
    screen: Call | None
    low_is_best: bool
    report: tuple[tuple[str, str], ...] = ()


#: What a value must be: a test, and the words for it.
Kind = tuple[Callable[[Any], bool], str]


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _names(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, str) for item in value)


def _pair(value: Any) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(_number(item) is not None for item in value)
    )


def _bound(value: Any) -> bool:
    if not isinstance(value, Mapping):
        return _number(value) is not None
    quantile, of = _number(value.get("quantile")), value.get("of")
    known = (
        of is None
        or _names(of)
        or (isinstance(of, Mapping) and set(of) <= {"lists", "at_least", "leave_out", "not_great_in"})
    )
    return set(value) <= {"quantile", "of"} and quantile is not None and 0 <= quantile <= 1 and known


def _count_or_share(value: Any) -> bool:
    if isinstance(value, str):
        return re.fullmatch(r"\d{1,3}(\.\d+)?%", value) is not None
    return _number(value) is not None


WHOLE: Kind = (_whole, "a whole number of at least 1")
NUMBER: Kind = (lambda value: _number(value) is not None, "a number")
FLAG: Kind = (lambda value: isinstance(value, bool), "true or false")
TEXT: Kind = (lambda value: isinstance(value, str), "text")
GROUP: Kind = (
    lambda value: isinstance(value, str) or _names(value),
    "the name of a group, or a list of units",
)
SHARE: Kind = (lambda value: 0 < (_number(value) or 0) <= 1, "a number above 0 and at most 1")
CLASSES: Kind = (
    lambda value: (
        _whole(value) or (isinstance(value, list | tuple) and bool(value) and all(map(_whole, value)))
    ),
    "the number of a class, 1 being the top, or a list of such",
)
PAIR: Kind = (_pair, "a pair of numbers [lowest, highest]")
BOUND: Kind = (_bound, "a number or {quantile: 0.25, of: {lists: verified, at_least: 3}}")
LABEL: Kind = (
    lambda value: isinstance(value, str) or _names(value) or _number(value) is not None,
    "a label, a list of labels or a number",
)

#: verb -> axis -> (number of inputs: (least, most)), allowed options, required options
VERBS: dict[str, dict[str, tuple[tuple[int, int], frozenset[str], frozenset[str]]]] = {
    "ratio": {"indicators": ((2, 2), frozenset({"factor"}), frozenset())},
    "sum": {"indicators": ((2, 50), frozenset(), frozenset())},
    "product": {"indicators": ((2, 50), frozenset(), frozenset())},
    "difference": {"indicators": ((2, 2), frozenset(), frozenset())},
    "mean": {"years": ((1, 1), frozenset({"years"}), frozenset({"years"}))},
    "lowest": {"years": ((1, 1), frozenset({"years"}), frozenset({"years"}))},
    "slope": {"years": ((1, 1), frozenset({"years", "error"}), frozenset({"years"}))},
    "slope_t": {"years": ((1, 1), frozenset({"years", "error"}), frozenset({"years"}))},
    "change": {"years": ((1, 1), frozenset({"years", "relative"}), frozenset({"years"}))},
    "share": {
        "units": ((1, 1), frozenset({"among"}), frozenset()),
        "partners": ((1, 1), frozenset({"of", "partners"}), frozenset({"partners"})),
    },
    "lead": {"units": ((1, 1), frozenset({"among"}), frozenset())},
    "position": {"units": ((1, 1), frozenset({"among"}), frozenset())},
    "evenness": {"partners": ((1, 1), frozenset({"partners"}), frozenset({"partners"}))},
    "preponderance": {
        "partners": ((1, 1), frozenset({"partners", "by", "decay", "rivals"}), frozenset({"partners"}))
    },
}
OPTIONS: dict[str, Kind] = {
    "factor": NUMBER, "years": WHOLE, "error": TEXT, "relative": FLAG, "among": GROUP, "of": TEXT, "partners": GROUP,
    "by": TEXT, "decay": NUMBER, "rivals": GROUP,
}  # fmt: skip
QUANTITIES = ("score", "rank", "position", "share", "coverage", "leaves", "breaks", "head_tail", "gap")
#: Conditions on the whole distribution of scores, or on that of each unit's group, and their options.
CUTS: dict[str, dict[str, Kind]] = {
    "breaks": {"classes": WHOLE, "log": FLAG, "class": CLASSES, "among": GROUP},
    "head_tail": {"limit": SHARE, "class": CLASSES, "among": GROUP},
    "gap": {"from": WHOLE, "to": WHOLE, "log": FLAG, "class": CLASSES, "among": GROUP},
}
#: The option of a registered band rule: its function checks it.
ANY: Kind = (lambda value: True, "anything")
_LEAVES: dict[str, Kind] = {
    "within": PAIR,
    "at_least": (_count_or_share, "a number of leaves, or a share such as 50%"),
}
_TESTS: dict[str, Kind] = {
    "min": BOUND,
    "max": BOUND,
    "above": BOUND,
    "below": BOUND,
    "is": LABEL,
    "not": LABEL,
}
#: Derived indicators may stand on each other so many steps deep.
MOST_STEPS = 50


class Grammar:
    """Parses a mapping (parameters already put in) into a `Model`, collecting faults."""

    def __init__(self, spec: Mapping[str, Any]):
        self.spec = spec
        self.faults: list[tuple[Path, str]] = []

    def model(self) -> Model | None:
        """Return the model, or None when `faults` says why not."""
        spec = self.spec
        self._keys(spec, TOP, (), "a definition")
        for key in TEXTS:
            if key in spec and not isinstance(spec[key], str):
                self.fault((key,), f"{key!r} must be text")
        if "id" not in spec:
            self.fault((), "'id' is missing")
        elif isinstance(spec["id"], str) and not _ID.match(spec["id"]):
            self.fault(
                ("id",),
                f"{spec['id']!r} is not an id: letters, digits, '_', '.', '-', starting with a letter",
            )
        self._one_of("family", FAMILIES)
        self._one_of("fidelity", FIDELITIES)
        self._one_of("best", ("high", "low"))
        self._about()
        derived = self._derived()
        root = self._root()
        bands = self._bands()
        self._tiers(bands)
        report = self._report(derived)
        if (
            root is not None
            and spec.get("best") == "low"
            and any(node.settings.missing.rule == "zero" for node in root.nodes())
        ):
            self.fault(
                ("best",),
                "where the lowest score is best, missing: zero would put whoever lacks data at the top",
            )
        screen = self._call(spec["screen"], "screen", ("screen",)) if "screen" in spec else None
        if self.faults or root is None:
            return None
        return Model(root, derived, bands, screen, spec.get("best") == "low", report)

    def fault(self, path: Path, text: str) -> None:
        self.faults.append((path, text))

    def _about(self) -> None:
        """Check what the definition says about itself."""
        if "weights" in self.spec:
            self.fault(
                ("weights",),
                "'weights' changes a definition that is extended; here write each weight in the tree",
            )
        for key in ("sources", "needs", "calibrated_on", "keeps"):
            given = self.spec.get(key, [])
            if not isinstance(given, str if key == "sources" else ()) and given != [] and not _names(given):
                self.fault((key,), f"{key!r} must be a list of texts, not {given!r}")
        for key in ("uncertainty", "chains"):
            if not isinstance(self.spec.get(key, {}), Mapping):
                self.fault((key,), f"{key!r} must be a mapping, not {self.spec[key]!r}")
        keeps = self.spec.get("keeps", [])
        for i, name in enumerate(keeps if _names(keeps) else []):
            if name not in INVARIANTS:
                self.fault(
                    ("keeps", i),
                    f"unknown invariant {name!r}.{suggest(name, INVARIANTS)} Known: {', '.join(INVARIANTS)}",
                )

    # tree ---------------------------------------------------------------

    def _root(self) -> Node | None:
        spec = self.spec
        if "tree" not in spec:
            self.fault(
                (), "'tree' is missing: say which indicators count, as in  tree: {gdp: 1, population: 1}"
            )
            return None
        settings = self._settings(Settings(), spec, ())
        then = self._call(spec["then"], "normalise", ("then",)) if spec.get("then") is not None else None
        children = self._children(spec["tree"], settings, ("tree",))
        root = Node(str(spec.get("id", "index")), 1.0, settings, ("tree",), children, then)
        self._unique(root)
        return root

    def _children(self, tree: Any, settings: Settings, path: Path) -> tuple[Node | Leaf, ...]:
        if not isinstance(tree, Mapping) or not tree:
            self.fault(
                path, "must be a mapping of at least one indicator or dimension to its weight or settings"
            )
            return ()
        children = tuple(
            self._element(str(key), value, settings, (*path, key)) for key, value in tree.items()
        )
        if children and all(child.weight == 0 for child in children):
            self.fault(path, "all weights are zero; at least one must be positive")
        return children

    def _element(self, key: str, value: Any, settings: Settings, path: Path) -> Node | Leaf:
        if not isinstance(value, Mapping):
            return Leaf(key, key, self._weight(value, key, path), settings, path)
        known = (
            ("weight", "of", "then", "title", *SETTINGS)
            if "of" in value
            else ("weight", "indicator", "title", "optional", *SETTINGS)
        )
        self._keys(value, known, path, f"dimension {key!r}" if "of" in value else f"indicator {key!r}")
        weight = self._weight(value.get("weight", 1), key, (*path, "weight") if "weight" in value else path)
        inner = self._settings(settings, value, path)
        title = str(value.get("title", ""))
        if "of" not in value:
            self._fits(value, {"optional": FLAG}, path)
            optional = value.get("optional") is True
            return Leaf(key, str(value.get("indicator", key)), weight, inner, path, title, optional)
        then = (
            self._call(value["then"], "normalise", (*path, "then")) if value.get("then") is not None else None
        )
        return Node(key, weight, inner, path, self._children(value["of"], inner, (*path, "of")), then, title)

    def _weight(self, value: Any, key: str, path: Path) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(path, f"the weight of {key!r} must be a number, not {value!r}")
        elif _number(value) is None:
            self.fault(path, f"the weight of {key!r} is {value}; it must be finite")
        elif value < 0:
            self.fault(
                path,
                f"the weight of {key!r} is {value}; a weight cannot be negative (to turn it round: direction: -1)",
            )
        else:
            return float(value)
        return 1.0

    def _unique(self, root: Node) -> None:
        seen: dict[str, Path] = {root.id: root.path}
        elements: list[Node | Leaf] = [*root.leaves(), *(node for node in root.nodes() if node is not root)]
        for element in elements:
            if element.id in seen:
                self.fault(
                    element.path,
                    f"{element.id!r} stands in the tree (or is the definition's id) already; give one of them another name"
                    + (f" and say  indicator: {element.id}" if isinstance(element, Leaf) else ""),
                )
            seen[element.id] = element.path

    # settings -----------------------------------------------------------

    def _settings(self, settings: Settings, value: Mapping[str, Any], path: Path) -> Settings:
        changes: dict[str, Any] = {}
        for key in SETTINGS:
            if key not in value:
                continue
            here, given = (*path, key), value[key]
            if key in ("impute", "treat", "normalise", "aggregate", "weigh"):
                changes[key] = self._call(given, key, here)
            elif key == "per":
                changes[key] = self._per(given, here)
            elif key == "missing":
                changes[key] = self._missing(given, here)
            elif key == "learn":
                changes[key] = self._learn(given, here)
            elif given in (1, -1) and not isinstance(given, bool):
                changes[key] = int(given)
            else:
                self.fault(here, f"direction must be 1 (more is more) or -1 (less is more), not {given!r}")
        return replace(settings, **changes)

    def _call(self, given: Any, step: str, path: Path) -> Call:
        if step == "normalise" and isinstance(given, list | tuple) and given:
            calls = tuple(self._call(item, step, (*path, i)) for i, item in enumerate(given))
            return Call("chain", (("calls", calls),))
        name, arguments = _name_and_arguments(given)
        method = find(step, name)
        if method is None:
            self.fault(
                path,
                f"unknown {step} method {name or given!r}.{suggest(name, METHODS[step])}"
                f" Known: {', '.join(sorted(METHODS[step]))}",
            )
            return Call("none")
        keywords = self._keywords(method, arguments, path)
        for key in _required(method) - set(keywords):
            self.fault(
                path,
                f"{step} method {name!r} needs {key!r}, as in  {{{name}: ...}}"
                if key == method.main
                else f"{step} method {name!r} needs {key!r}",
            )
        return Call(method.name, tuple(sorted((key, _frozen(value)) for key, value in keywords.items())))

    def _keywords(self, method: Method, arguments: Any, path: Path) -> dict[str, Any]:
        main = method.main or ("among" if "members" in method.context else None)
        keywords: dict[str, Any] = {}
        for key, value in arguments:
            if key is not None:
                keywords[key] = value
            elif isinstance(value, Mapping):
                keywords.update(value)
            elif value is not None and main is None:
                self.fault(path, f"{method.name!r} takes no value; write just {method.name}")
            elif value is not None and main is not None:
                keywords[main] = value
        allowed = method.parameters | ({"among"} if "members" in method.context else set())
        for key in [key for key in keywords if key not in allowed]:
            del keywords[key]
            self.fault(
                path,
                f"{method.step} method {method.name!r} has no parameter {key!r}.{suggest(key, allowed)}"
                f" Parameters: {', '.join(sorted(allowed)) or 'none'}",
            )
        self._fits(keywords, {"among": GROUP}, path)
        return keywords

    def _per(self, given: Any, path: Path) -> Per | None:
        if given is None or isinstance(given, str):
            return None if given in (None, "none") else Per(given)
        if isinstance(given, Mapping) and isinstance(given.get("indicator"), str):
            self._keys(given, ("indicator", "factor"), path, "'per'")
            self._fits(given, {"factor": NUMBER}, path)
            return Per(given["indicator"], _number(given.get("factor", 1)) or 1.0)
        self.fault(path, "'per' must be an indicator, or {indicator: ..., factor: ...}")
        return None

    def _missing(self, given: Any, path: Path) -> Missing:
        if isinstance(given, str) and given in MISSING_RULES:
            return Missing(given)
        if isinstance(given, Mapping) and len(given) == 1 and "exclude" in given:
            below = _number(given["exclude"])
            if below is not None and 0 < below <= 1:
                return Missing("exclude", below)
        self.fault(
            path,
            f"missing must be one of {', '.join(MISSING_RULES)}, or {{exclude: 0.66}} to exclude below a "
            f"coverage between 0 and 1; not {given!r}.{suggest(given, MISSING_RULES)}",
        )
        return Missing()

    def _learn(self, given: Any, path: Path) -> Learn:
        if isinstance(given, Mapping) and given and set(given) <= {"treat", "normalise"}:
            return replace(
                Learn(), **{step: self._learn_from(value, (*path, step)) for step, value in given.items()}
            )
        return Learn(*[self._learn_from(given, path)] * 2)

    def _learn_from(self, given: Any, path: Path) -> tuple[str, Any]:
        if given in ("own", "panel"):
            return (given, None)
        if isinstance(given, Mapping) and len(given) == 1 and next(iter(given)) in ("year", "among"):
            self._fits(given, {"year": WHOLE, "among": GROUP}, path)
            return (str(next(iter(given))), _frozen(next(iter(given.values()))))
        self.fault(
            path,
            "learn must be own, panel (all years pooled), {year: 2010} or {among: GROUP}, or such a word for each"
            " of treat and normalise, as in  {treat: own, normalise: panel}",
        )
        return ("own", None)

    # derive -------------------------------------------------------------

    def _derived(self) -> tuple[Derived, ...]:
        given = self.spec.get("derive") or {}
        if not isinstance(given, Mapping):
            self.fault(
                ("derive",),
                "derive must be a mapping of new ids to verbs, as in  gdp_pc: {ratio: [gdp, population]}",
            )
            return ()
        found = [self._one_derived(str(key), value, ("derive", key)) for key, value in given.items()]
        derived = tuple(item for item in found if item is not None)
        self._no_cycles({item.id: item for item in derived})
        return derived

    def _one_derived(self, key: str, given: Any, path: Path) -> Derived | None:
        verbs = [verb for verb in given if verb in VERBS] if isinstance(given, Mapping) else []
        if len(verbs) != 1:
            first = next(iter(given), "") if isinstance(given, Mapping) else given
            self.fault(
                path,
                f"{key!r} must be one verb with its arguments, not {given!r}."
                f"{'' if verbs else suggest(first, VERBS)} Verbs: {', '.join(sorted(VERBS))}",
            )
            return None
        verb = verbs[0]
        axis = "partners" if "partners" in given and "partners" in VERBS[verb] else next(iter(VERBS[verb]))
        (least, most), allowed, required = VERBS[verb][axis]
        options = {name: value for name, value in given.items() if name != verb}
        self._keys(options, tuple(allowed), path, f"verb {verb!r}")
        for name in required - set(options):
            self.fault(path, f"verb {verb!r} needs {name!r}")
        inputs = given[verb] if isinstance(given[verb], list | tuple) else [given[verb]]
        if not least <= len(inputs) <= most or not all(isinstance(item, str) for item in inputs):
            self.fault(
                path,
                f"verb {verb!r} takes {least if least == most else f'{least} to {most}'} indicator id(s)",
            )
            return None
        self._fits(options, OPTIONS, path)
        return Derived(
            key, verb, axis, tuple(inputs), tuple((k, _frozen(v)) for k, v in options.items()), path
        )

    def _no_cycles(self, derived: dict[str, Derived]) -> None:
        done: set[str] = set()

        def visit(name: str, above: tuple[str, ...]) -> None:
            if name in above:
                self.fault(derived[name].path, f"a cycle: {' -> '.join((*above[above.index(name) :], name))}")
            elif len(above) > MOST_STEPS:
                self.fault(derived[above[0]].path, f"{above[0]!r} is derived in more than {MOST_STEPS} steps")
            elif name in derived and name not in done:
                for other in derived[name].indicators:
                    visit(other, (*above, name))
                done.add(name)

        for name in derived:
            visit(name, ())

    def _tiers(self, bands: tuple[Band, ...]) -> None:
        """Which of great, middle or small a label of the definition's own stands for, when definitions are compared."""
        given = self.spec.get("tiers") or {}
        if not isinstance(given, Mapping):
            self.fault(("tiers",), "tiers must map bands to great, middle or small")
            return
        labels = [band.label for band in bands]
        for label, tier in given.items():
            if label not in labels:
                self.fault(("tiers", label), f"there is no band {label!r}.{suggest(label, labels)}")
            if tier not in (*TIERS, MIDDLE_OF_PACK):
                known = (*TIERS, MIDDLE_OF_PACK)
                self.fault(("tiers", label), f"a tier is one of {', '.join(known)}; not {tier!r}.{suggest(tier, known)}")

    def _report(self, derived: tuple[Derived, ...]) -> tuple[tuple[str, str], ...]:
        """Derived indicators that are shown beside the score without entering it, each with what it is called."""
        given = self.spec.get("report") or {}
        if not isinstance(given, Mapping):
            self.fault(
                ("report",),
                "report must map derived ids to what they are called, as in  lead: GDP over the next largest",
            )
            return ()
        known = [item.id for item in derived]
        for name in given:
            if name not in known:
                self.fault(("report", name), f"{name!r} is not under derive:.{suggest(name, known)}")
        return tuple((str(name), str(title)) for name, title in given.items())

    # bands --------------------------------------------------------------

    def _bands(self) -> tuple[Band, ...]:
        given = self.spec.get("bands") or []
        if not isinstance(given, list | tuple):
            self.fault(
                ("bands",), "bands must be an ordered list, first match wins:  - great: {rank: [1, 5]}"
            )
            return ()
        bands: list[Band] = []
        for i, item in enumerate(given):
            path: Path = ("bands", i)
            if not isinstance(item, Mapping) or len(item) != 1:
                self.fault(path, "a band is one label with its conditions, as in  great: {rank: [1, 5]}")
                continue
            label, conditions = next(iter(item.items()))
            if label in [band.label for band in bands]:
                self.fault((*path, label), f"band {label!r} is there twice")
            if label == UNCLASSIFIED:
                self.fault((*path, label), f"{label!r} is what matches no band; give this band another label")
            bands.append(Band(str(label), self._conditions(conditions, (*path, label))))
        return tuple(bands)

    def _conditions(self, given: Any, path: Path) -> tuple[Condition, ...]:
        if given is None:
            given = {}
        if not isinstance(given, Mapping):
            self.fault(
                path,
                "conditions must be a mapping, as in  {score: {min: 0.05}, rank: [1, 36]}; {} takes all that is left",
            )
            return ()
        conditions = [self._condition(str(name), test, (*path, name)) for name, test in given.items()]
        return tuple(condition for condition in conditions if condition is not None)

    def _condition(self, name: str, given: Any, path: Path) -> Condition | None:
        kinds = self._kinds(name, given, path)
        if name in CUTS and not isinstance(given, Mapping):
            self.fault(
                path,
                f"{name!r} needs a mapping of {', '.join(CUTS[name])}, as in  breaks: {{classes: 3, class: 1}}",
            )
            return None
        if isinstance(given, str):
            given = {"is": given}
        if isinstance(given, list | tuple):
            if not _pair(given):
                self.fault(
                    path, f"{name!r}: a pair of numbers [lowest, highest] is expected, not {list(given)!r}"
                )
                return None
            given = {"min": given[0], "max": given[1]}
        if not isinstance(given, Mapping) or (not given and name not in CUTS):
            self.fault(
                path,
                f"{name!r}: say [lowest, highest] or {{min: ...}}, {{max: ...}}, {{is: ...}}, {{not: ...}}; not {given!r}",
            )
            return None
        self._keys(given, tuple(kinds), path, f"condition {name!r}")
        self._fits(given, kinds, path)
        if name == "leaves" and not {"within", "at_least"} <= set(given):
            self.fault(
                path,
                "'leaves' needs both within: [lowest, highest] and at_least: 50% (or a number of leaves)",
            )
            return None
        return Condition(name, tuple((k, _frozen(v)) for k, v in given.items()), path)

    def _kinds(self, name: str, given: Any, path: Path) -> Mapping[str, Kind]:
        """What may be asked of a quantity: of a registered band rule its own options, and which class."""
        if not is_cut(name, given):
            return _LEAVES if name == "leaves" else _TESTS
        if name in CUTS:
            return CUTS[name]
        method = METHODS["band"][name]
        for key in sorted(_required(method) - set(given)):
            self.fault(path, f"band method {name!r} needs {key!r}")
        return {**dict.fromkeys(method.parameters, ANY), "class": CLASSES}

    # small --------------------------------------------------------------

    def _keys(self, given: Mapping[str, Any], known: tuple[str, ...], path: Path, what: str) -> None:
        for key in given:
            if key not in known:
                self.fault(
                    (*path, key),
                    f"unknown key {key!r} in {what}.{suggest(key, known)} Known: {', '.join(sorted(known))}",
                )

    def _fits(self, given: Mapping[str, Any], kinds: Mapping[str, Kind], path: Path) -> None:
        """Check the values of the keys that have a kind."""
        for key, value in given.items():
            if key in kinds and not kinds[key][0](value):
                self.fault((*path, key), f"{key!r} must be {kinds[key][1]}, not {thaw(value)!r}")

    def _one_of(self, key: str, options: tuple[str, ...]) -> None:
        given = self.spec.get(key)
        if isinstance(given, str) and given not in options:
            self.fault(
                (key,), f"{key} must be one of {', '.join(options)}; not {given!r}.{suggest(given, options)}"
            )


def is_cut(name: str, test: Any) -> bool:
    """Whether a condition asks for a class of the whole distribution: by a short name, or by that of a band method.

    The name of a band method counts with ``class:`` only, as an indicator may bear the same name.

    >>> is_cut("breaks", {}), is_cut("cumulative_share", {"class": 1}), is_cut("gdp", {"min": 1})
    (True, True, False)
    """
    return name in CUTS or (isinstance(test, Mapping) and "class" in test and find("band", name) is not None)


def thaw(value: Any) -> Any:
    """Turn the frozen pairs of a call's argument back into mappings and lists."""
    if isinstance(value, _Pairs):
        return {key: thaw(item) for key, item in value}
    return [thaw(item) for item in value] if isinstance(value, tuple) else value


class _Pairs(tuple[Any, ...]):
    """A mapping as hashable pairs."""

    __slots__ = ()


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _Pairs((key, _frozen(item)) for key, item in value.items())
    return tuple(_frozen(item) for item in value) if isinstance(value, list | tuple) else value


def _name_and_arguments(given: Any) -> tuple[str | None, list[tuple[str | None, Any]]]:
    """Split ``share`` or ``{goalposts: [20, 85], scale: log}`` into a name and (keyword or None, value) pairs."""
    if given is None:
        return "none", []
    if isinstance(given, str):
        return given, []
    if isinstance(given, Mapping) and given:
        (name, main), *rest = given.items()
        return str(name), [(None, main), *((key, value) for key, value in rest)]
    return None, []


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > MOST:
        return None
    return float(value) if math.isfinite(value) else None


def _required(method: Method) -> set[str]:
    """The options without which a method cannot be called; the tree's own weights (`given`) the plan supplies."""
    options = inspect.signature(method.function).parameters
    return {key for key in method.parameters - {"given"} if options[key].default is inspect.Parameter.empty}


def as_error(faults: list[tuple[Path, str]], where: Any) -> DefinitionError:
    """Make one exception of all faults; `where(path)` gives file and line."""
    return DefinitionError("\n".join(f"{where(path)}: {text}" for path, text in faults))
