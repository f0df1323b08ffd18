"""The grammar of `derive:`: one verb along one axis makes an indicator from others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mpindex.errors import suggest
from mpindex.grammar.faults import FaultCollector
from mpindex.grammar.kinds import FLAG, GROUP, NUMBER, TEXT, WHOLE, Kind
from mpindex.grammar.model import Derived, freeze
from mpindex.grammar.yamlfile import Path

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
    "penetration": {"units": ((1, 1), frozenset({"among"}), frozenset({"among"}))},
    "mean_share": {"partners": ((1, 1), frozenset({"of", "partners"}), frozenset({"partners"}))},
    "lead": {"units": ((1, 1), frozenset({"among"}), frozenset())},
    "position": {"units": ((1, 1), frozenset({"among"}), frozenset())},
    "place": {"units": ((1, 1), frozenset({"among"}), frozenset())},
    "residual": {"units": ((2, 10), frozenset({"among", "log"}), frozenset())},
    "evenness": {
        "partners": ((1, 1), frozenset({"partners"}), frozenset({"partners"})),
        "indicators": ((2, 50), frozenset(), frozenset()),
    },
    "preponderance": {
        "partners": ((1, 1), frozenset({"partners", "by", "decay", "rivals"}), frozenset({"partners"}))
    },
}
OPTIONS: dict[str, Kind] = {
    "factor": NUMBER, "years": WHOLE, "error": TEXT, "relative": FLAG, "among": GROUP, "of": TEXT, "partners": GROUP,
    "log": FLAG, "by": TEXT, "decay": NUMBER, "rivals": GROUP,
}  # fmt: skip
#: Derived indicators may stand on each other so many steps deep.
MOST_STEPS = 50


class DeriveGrammar(FaultCollector):
    """Reads derived indicators."""

    def _derived(self) -> tuple[Derived, ...]:
        given = self.spec.get("derive") or {}
        if not isinstance(given, Mapping):
            self.fault(
                ("derive",),
                "derive must be a mapping of new ids to verbs, as in  gdp_pc: {ratio: [gdp, population]}",
            )
            return ()
        items = [self._item(str(key), value, ("derive", key)) for key, value in given.items()]
        derived = tuple(item for item in items if item is not None)
        self._no_cycles({item.id: item for item in derived})
        return derived

    def _item(self, key: str, given: Any, path: Path) -> Derived | None:
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
        axis = _axis(verb, given)
        (least, most), allowed, required = VERBS[verb][axis]
        options = {name: value for name, value in given.items() if name != verb}
        self._require_known(options, tuple(allowed), path, f"verb {verb!r}")
        for name in required - set(options):
            self.fault(path, f"verb {verb!r} needs {name!r}")
        inputs = given[verb] if isinstance(given[verb], list | tuple) else [given[verb]]
        if not least <= len(inputs) <= most or not all(isinstance(item, str) for item in inputs):
            self.fault(
                path,
                f"verb {verb!r} takes {least if least == most else f'{least} to {most}'} indicator id(s)",
            )
            return None
        self._require_kinds(options, OPTIONS, path)
        return Derived(
            key, verb, axis, tuple(inputs), tuple((k, freeze(v)) for k, v in options.items()), path
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


def _axis(verb: str, given: Mapping[str, Any]) -> str:
    """The axis that a verb runs along: that of its partners where it names some, of indicators where it lists many."""
    axes = list(VERBS[verb])
    if "partners" in given and "partners" in axes:
        return "partners"
    many = isinstance(given[verb], list | tuple) and len(given[verb]) > 1
    return "indicators" if many and "indicators" in axes else axes[0]
