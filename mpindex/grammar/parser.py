"""The whole file: who the definition is, its tree, and what it reports; the other parts of the grammar put together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mpindex.errors import suggest
from mpindex.grammar.bands import BandGrammar
from mpindex.grammar.derive import DeriveGrammar
from mpindex.grammar.kinds import FLAG, MOST, SHARE, TEXT, WHOLE, Kind, as_number, is_names
from mpindex.grammar.model import (
    FORMS,
    GREAT_POWERS,
    MIDDLE_OF_PACK,
    SETTINGS,
    TIERS,
    Band,
    Call,
    Derived,
    Leaf,
    Model,
    Node,
    Reported,
    Settings,
)  # fmt: skip
from mpindex.grammar.reach import unreachable
from mpindex.grammar.settings import SettingsGrammar
from mpindex.grammar.yamlfile import Path
from mpindex.steps.registry import INVARIANTS

FAMILIES = ("capability", "behavioural", "regional", "rankings", "development", "other")
FIDELITIES = ("replica", "style", "own")
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
    "report",
    "tiers",
    "great_powers",
    "original_weight",
    "imitates",
)
#: What may be said of the published index or list that a definition follows.
IMITATES: dict[str, Kind] = {
    "model": TEXT,
    "year": WHOLE,
    "places": (lambda given: isinstance(given, Mapping) and bool(given), "a mapping of units to places"),
    "indicator": TEXT,
    "definition": TEXT,
    "list": TEXT,
    "label": TEXT,
    "members": (is_names, "a list of units"),
}
_ID = re.compile(r"[^\W\d][\w.+-]{0,99}\Z")


class Grammar(SettingsGrammar, DeriveGrammar, BandGrammar):
    """Parses a mapping (parameters already put in) into a `Model`, collecting faults."""

    def model(self) -> Model | None:
        """Return the model, or None when `faults` says why not."""
        spec = self.spec
        self._require_known(spec, TOP, (), "a definition")
        self._require_printable(spec, ())
        for key in TEXTS:
            if key in spec and not isinstance(spec[key], str):
                self.fault((key,), f"{key!r} must be text")
        if "id" not in spec:
            self.fault((), "'id' is missing")
        elif isinstance(spec["id"], str) and not _ID.match(spec["id"]):
            self.fault(
                ("id",),
                f"{spec['id']!r:.100} is not an id: at most 100 letters, digits, '_', '.', '-', starting with a letter",
            )
        self._require_one_of("family", FAMILIES)
        self._require_one_of("fidelity", FIDELITIES)
        self._require_one_of("best", ("high", "low"))
        self._require_one_of("great_powers", GREAT_POWERS)
        self._require_kinds(spec, {"original_weight": SHARE}, ())
        self._about()
        derived = self._derived()
        root = self._root()
        bands = self._bands()
        self._tiers(bands)
        if root is not None and not self.faults:
            self.faults += unreachable(bands, sum(1 for _ in root.leaves()))
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

    def _about(self) -> None:
        """Check what the definition says about itself."""
        if "weights" in self.spec:
            self.fault(
                ("weights",),
                "'weights' changes a definition that is extended; here write each weight in the tree",
            )
        for key in ("sources", "needs", "calibrated_on", "keeps"):
            given = self.spec.get(key, [])
            if not isinstance(given, str if key == "sources" else ()) and given != [] and not is_names(given):
                self.fault((key,), f"{key!r} must be a list of texts, not {given!r}")
        for key in ("uncertainty", "chains"):
            if not isinstance(self.spec.get(key, {}), Mapping):
                self.fault((key,), f"{key!r} must be a mapping, not {self.spec[key]!r}")
        self._imitates()
        keeps = self.spec.get("keeps", [])
        for i, name in enumerate(keeps if is_names(keeps) else []):
            if name not in INVARIANTS:
                self.fault(
                    ("keeps", i),
                    f"unknown invariant {name!r}.{suggest(name, INVARIANTS)} Known: {', '.join(INVARIANTS)}",
                )

    def _imitates(self) -> None:
        """Check what is said of the published result that the definition is held to."""
        given = self.spec.get("imitates", {"model": ""})
        path: Path = ("imitates",)
        if not isinstance(given, Mapping) or "model" not in given:
            self.fault(
                path, "imitates must name its model, as in  {model: Asia Power Index 2025, places: {USA: 1}}"
            )
            return
        self._require_known(given, tuple(IMITATES), path, "'imitates'")
        self._require_kinds(given, IMITATES, path)
        places = given.get("places")
        for unit, place in places.items() if isinstance(places, Mapping) else ():
            if not WHOLE[0](place):
                self.fault(
                    (*path, "places", unit), f"the place of {unit!r} must be {WHOLE[1]}, not {place!r}"
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
            ("weight", "of", "then", "title", "not", *SETTINGS)
            if "of" in value
            else ("weight", "indicator", "title", "optional", "not", *SETTINGS)
        )
        self._require_known(
            value, known, path, f"dimension {key!r}" if "of" in value else f"indicator {key!r}"
        )
        weight = self._weight(value.get("weight", 1), key, (*path, "weight") if "weight" in value else path)
        inner = self._settings(settings, value, path)
        title = str(value.get("title", ""))
        if "of" not in value:
            self._require_kinds(value, {"optional": FLAG}, path)
            optional = value.get("optional") is True
            normalise = self._negated(value.get("not", False), inner.normalise, [inner.normalise], path)
            inner = replace(inner, normalise=normalise or inner.normalise)
            return Leaf(key, str(value.get("indicator", key)), weight, inner, path, title, optional)
        then = (
            self._call(value["then"], "normalise", (*path, "then")) if value.get("then") is not None else None
        )
        children = self._children(value["of"], inner, (*path, "of"))
        then = self._negated(value.get("not", False), then, [then] if then else _last_calls(children), path)
        return Node(key, weight, inner, path, children, then, title)

    def _weight(self, value: Any, key: str, path: Path) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(path, f"the weight of {key!r} must be a number, not {value!r}")
        elif as_number(value) is None:
            self.fault(
                path, f"the weight of {key!r} must be a finite number, at most {MOST:g}, not {value!r:.40}"
            )
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

    def _tiers(self, bands: tuple[Band, ...]) -> None:
        """Which of great, middle, minor or small a label of its own stands for, when definitions are compared."""
        given = self.spec.get("tiers") or {}
        if not isinstance(given, Mapping):
            self.fault(("tiers",), "tiers must map bands to great, middle, minor or small")
            return
        labels = [band.label for band in bands]
        for label, tier in given.items():
            if label not in labels:
                self.fault(("tiers", label), f"there is no band {label!r}.{suggest(label, labels)}")
            if tier not in (*TIERS, MIDDLE_OF_PACK):
                known = (*TIERS, MIDDLE_OF_PACK)
                self.fault(
                    ("tiers", label),
                    f"a tier is one of {', '.join(known)}; not {tier!r}.{suggest(tier, known)}",
                )

    def _report(self, derived: tuple[Derived, ...]) -> tuple[Reported, ...]:
        """Derived indicators that are shown beside the score without entering it, each with what it is called and how."""
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
        return tuple(self._reported(str(name), value) for name, value in given.items())

    def _reported(self, name: str, given: Any) -> Reported:
        """``lead: GDP over the next largest``, or ``lead: {title: GDP over the next largest, as: times}``."""
        if not isinstance(given, Mapping):
            return Reported(name, str(given))
        path: Path = ("report", name)
        self._require_known(given, ("title", "as", "optional"), path, f"report {name!r}")
        self._require_kinds(given, {"optional": FLAG}, path)
        form = given.get("as", FORMS[0])
        if form not in FORMS:
            self.fault(
                (*path, "as"), f"'as' is one of {', '.join(FORMS)}; not {form!r}.{suggest(form, FORMS)}"
            )
        return Reported(name, str(given.get("title", name)), str(form), given.get("optional") is True)


def _last_calls(children: tuple[Node | Leaf, ...]) -> list[Call]:
    """The last normalisation of each child, of those below it where nothing is done with a node's result."""
    calls: list[Call] = []
    for child in children:
        if isinstance(child, Leaf):
            calls.append(child.settings.normalise)
        else:
            calls += [child.then] if child.then else _last_calls(child.children)
    return calls
