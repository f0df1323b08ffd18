"""The part of the grammar that cascades: denominators, methods and their options, the rule for missing values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import mpindex.steps  # noqa: F401  (fills the registry)
from mpindex.errors import suggest
from mpindex.grammar.faults import FaultCollector
from mpindex.grammar.kinds import FLAG, GROUP, NUMBER, OPTION, WHOLE, as_number
from mpindex.grammar.model import (
    LEARNING,
    MISSING_RULES,
    SETTINGS,
    Call,
    Learn,
    Missing,
    Per,
    Settings,
    freeze,
)
from mpindex.grammar.synonyms import method_name, pointer
from mpindex.grammar.yamlfile import Path
from mpindex.steps.registry import METHODS, Method, find


class SettingsGrammar(FaultCollector):
    """Reads settings and calls of methods."""

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
        method = find(step, method_name(step, name))
        if method is None:
            self.fault(
                path,
                f"unknown {step} method {name or given!r}.{pointer(step, name)}"
                f" Known: {', '.join(sorted(METHODS[step]))}",
            )
            return Call("none")
        keywords = self._keywords(method, arguments, path)
        for key in sorted(method.required - {"given"} - set(keywords)):
            self.fault(
                path,
                f"{step} method {name!r} needs {key!r}, as in  {{{name}: ...}}"
                if key == method.main
                else f"{step} method {name!r} needs {key!r}",
            )
        return Call(method.name, tuple(sorted((key, freeze(value)) for key, value in keywords.items())))

    def _keywords(self, method: Method, arguments: Any, path: Path) -> dict[str, Any]:
        main = method.main or ("among" if "members" in method.context else None)
        keywords: dict[str, Any] = {}
        for key, value in arguments:
            if key is not None:
                keywords[key] = value
            elif isinstance(value, Mapping):
                keywords.update(self._with_named_items(method, value, path))
            elif value is None and main is not None and main not in method.required and len(arguments) == 1:
                self.fault(
                    path,
                    f"{method.name!r}: null says nothing; write just {method.name}, or a value for {main!r}",
                )
            elif value is not None and main is None:
                self.fault(path, f"{method.name!r} takes no value; write just {method.name}")
            elif value is not None and main is not None:
                keywords[main] = value
        allowed = method.parameters | ({"among"} if "members" in method.context else set())
        known = [*method.main_names, *sorted(allowed)]
        for key in [key for key in keywords if key not in allowed]:
            del keywords[key]
            self.fault(
                path,
                f"{method.step} method {method.name!r} has no parameter {key!r}.{suggest(key, known)}"
                f" Parameters: {', '.join(known) or 'none'}",
            )
        self._require_kinds(keywords, dict.fromkeys(keywords, OPTION) | {"among": GROUP}, path)
        return keywords

    def _with_named_items(self, method: Method, given: Mapping[str, Any], path: Path) -> dict[str, Any]:
        """Options of a method in which the items of the main one may stand by name; text among them names a unit."""
        names = method.main_names
        if not set(given) & set(names):
            return dict(given)
        lacking = [name for name in names if given.get(name) is None]
        if lacking and set(given) <= {
            *names,
            *method.parameters,
        }:  # else a name is wrong, which is said by itself
            self.fault(
                path, f"{method.name!r} needs all of {', '.join(names)}; {', '.join(lacking)} is missing"
            )
        items = [
            {"unit": given[name]} if isinstance(given.get(name), str) else given.get(name) for name in names
        ]
        return {str(method.main): items, **{key: value for key, value in given.items() if key not in names}}

    def _negated(self, given: Any, calls: Call | None, of: Iterable[Call], path: Path) -> Call | None:
        """The calls that normalise an element, and after them its negation where the file says ``not: true``.

        `of` are the last calls of all that goes into it: each must give memberships.
        """
        self._require_kinds({"not": given}, {"not": FLAG}, path)
        if given is not True:
            return calls
        if any(not _gives_memberships(call) for call in of):
            self.fault(
                (*path, "not"),
                "'not' is 1 - membership: normalise to 0 to 1 first, as with  calibrate: {out: ..., cross: ..., in: ...}",
            )
        return Call("chain", (("calls", (*_links(calls), Call("not"))),))

    def _per(self, given: Any, path: Path) -> Per | None:
        if given is None or isinstance(given, str):
            return None if given in (None, "none") else Per(given)
        if isinstance(given, Mapping) and isinstance(given.get("indicator"), str):
            self._require_known(given, ("indicator", "factor"), path, "'per'")
            self._require_kinds(given, {"factor": NUMBER}, path)
            return Per(given["indicator"], as_number(given.get("factor", 1)) or 1.0)
        self.fault(path, "'per' must be an indicator, or {indicator: ..., factor: ...}")
        return None

    def _missing(self, given: Any, path: Path) -> Missing:
        if isinstance(given, str) and given in MISSING_RULES:
            return Missing(given)
        if isinstance(given, Mapping) and len(given) == 1 and "exclude" in given:
            below = as_number(given["exclude"])
            if below is not None and 0 < below <= 1:
                return Missing("exclude", below)
        self.fault(
            path,
            f"missing must be one of {', '.join(MISSING_RULES)}, or {{exclude: 0.66}} to exclude whoever has "
            f"fewer than that share of the children; not {given!r}.{suggest(given, MISSING_RULES)}",
        )
        return Missing()

    def _learn(self, given: Any, path: Path) -> Learn:
        if isinstance(given, Mapping) and given and set(given) <= set(LEARNING):
            return replace(
                Learn(), **{step: self._learn_from(value, (*path, step)) for step, value in given.items()}
            )
        return Learn(*[self._learn_from(given, path)] * len(LEARNING))

    def _learn_from(self, given: Any, path: Path) -> tuple[str, Any]:
        if given in ("own", "panel"):
            return (given, None)
        if isinstance(given, Mapping) and len(given) == 1 and next(iter(given)) in ("year", "among"):
            self._require_kinds(given, {"year": WHOLE, "among": GROUP}, path)
            return (str(next(iter(given))), freeze(next(iter(given.values()))))
        self.fault(
            path,
            "learn must be own, panel (all years pooled), {year: 2010} or {among: GROUP}, or such a word for each"
            " of treat, normalise, weigh and then, as in  {treat: own, normalise: panel}",
        )
        return ("own", None)


def _links(calls: Call | None) -> tuple[Call, ...]:
    """The calls of a chain, or the one that there is."""
    if calls is None:
        return ()
    return calls.keywords["calls"] if calls.name == "chain" else (calls,)


def _gives_memberships(calls: Call) -> bool:
    """Whether results lie between 0 and 1, by what the last method says of its bounds."""
    last = _links(calls)[-1]
    method = METHODS["normalise"][last.name]
    bounds = last.keywords.get(method.bounds_option) if method.bounds_option else None
    bounds = bounds or method.bounds
    return last.name == "not" or (bounds is not None and min(bounds) >= 0 and max(bounds) <= 1)


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
