"""The grammar of `bands:`: an ordered list of labels, each with conditions on named quantities that must all hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mpindex.errors import suggest
from mpindex.grammar.faults import FaultCollector
from mpindex.grammar.kinds import (
    ANY,
    BOUND,
    CLASSES,
    COUNT,
    FLAG,
    GROUP,
    LABEL,
    PAIR,
    SHARE,
    WHOLE,
    Kind,
    is_pair,
)
from mpindex.grammar.model import GREAT_BY_RULE, UNCLASSIFIED, Band, Condition, freeze
from mpindex.grammar.yamlfile import Path
from mpindex.steps.registry import METHODS, find

QUANTITIES = ("score", "rank", "position", "share", "coverage", "leaves", "breaks", "head_tail", "gap")
#: Conditions on the whole distribution of scores, or on that of each unit's group, and their options.
CUTS: dict[str, dict[str, Kind]] = {
    "breaks": {"classes": WHOLE, "log": FLAG, "class": CLASSES, "among": GROUP},
    "head_tail": {"limit": SHARE, "class": CLASSES, "among": GROUP},
    "gap": {"from": WHOLE, "to": WHOLE, "log": FLAG, "class": CLASSES, "among": GROUP},
}
LEAVES: dict[str, Kind] = {
    "within": PAIR,
    "at_least": COUNT,
}
TESTS: dict[str, Kind] = {
    "min": BOUND,
    "max": BOUND,
    "above": BOUND,
    "below": BOUND,
    "is": LABEL,
    "not": LABEL,
}


class BandGrammar(FaultCollector):
    """Reads bands and their conditions."""

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
            if label in (UNCLASSIFIED, GREAT_BY_RULE):
                self.fault(
                    (*path, label), f"{label!r} is a word of the library's own; give this band another label"
                )
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
            if not is_pair(given):
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
        if self._is_no_rule(name, given, path):
            return None
        self._require_known(given, tuple(kinds), path, f"condition {name!r}")
        self._require_kinds(given, kinds, path)
        if name == "leaves" and not {"within", "at_least"} <= set(given):
            self.fault(
                path,
                "'leaves' needs both within: [lowest, highest] and at_least: 50% (or a number of leaves)",
            )
            return None
        return Condition(name, tuple((k, freeze(v)) for k, v in given.items()), path)

    def _is_no_rule(self, name: str, given: Mapping[str, Any], path: Path) -> bool:
        """Say what rules there are where a class of one is asked for that is not there, or a rule without its class."""
        rules = sorted({*CUTS, *METHODS["band"]})
        if "class" in given and not is_cut(name, given):
            self.fault(
                path,
                f"there is no rule {name!r} that makes classes of scores.{suggest(name, rules)} Rules: {', '.join(rules)};"
                " breaks is k-means of scores, exact",
            )
            return True
        if (
            "class" not in given
            and name in METHODS["band"]
            and name not in CUTS
            and set(given) & METHODS["band"][name].parameters
        ):
            self.fault(path, f"{name!r} says which class is meant, as in  {name}: {{class: 1}}")
            return True
        return False

    def _kinds(self, name: str, given: Any, path: Path) -> Mapping[str, Kind]:
        """What may be asked of a quantity: of a registered band rule its own options, and which class."""
        if not is_cut(name, given):
            return LEAVES if name == "leaves" else TESTS
        if name in CUTS:
            return CUTS[name]
        method = METHODS["band"][name]
        for key in sorted(method.required - set(given)):
            self.fault(path, f"band method {name!r} needs {key!r}")
        return {**dict.fromkeys(method.parameters, ANY), "class": CLASSES}


def is_cut(name: str, test: Any) -> bool:
    """Whether a condition asks for a class of the whole distribution: by a short name, or by that of a band method.

    The name of a band method counts with ``class:`` only, as an indicator may bear the same name.

    Examples
    --------
    >>> is_cut("breaks", {}), is_cut("cumulative_share", {"class": 1}), is_cut("gdp", {"min": 1})
    (True, True, False)
    """
    return name in CUTS or (isinstance(test, Mapping) and "class" in test and find("band", name) is not None)
