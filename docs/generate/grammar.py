"""The page on the grammar, from the grammar's own tables: its parts, which docs/reference/grammar.md puts together."""

from __future__ import annotations

from collections.abc import Iterable

from generate.markdown import code, indented, prose, table, terms
from mpindex import grammar as g
from mpindex.grammar import descriptions as words
from mpindex.grammar import option_descriptions as options
from mpindex.steps.registry import INVARIANTS, METHODS

#: Keys in the order in which the page tells them. A test holds that none is forgotten.
ABOUT = (
    "id", "title", "family", "fidelity", "question", "sources", "notes", "extends", "weights", "parameters", "needs",
    "original_weight", "imitates", "calibrated_on", "keeps",
)  # fmt: skip
TREE = ("tree", "of", "weight", "indicator", "title", "optional", "then", "not", "screen", "best")
BANDS = ("bands", "tiers", "great_powers")
DERIVE = ("derive", "report")
UNCERTAINTY = ("uncertainty", "chains")

_CHOICES = {
    "family": dict.fromkeys(g.FAMILIES, ""),
    "fidelity": words.FIDELITIES,
    "best": words.BEST,
    "great_powers": words.GREAT_POWERS,
    "missing": words.MISSING,
    "learn": words.LEARN,
    "imitates": words.IMITATES,
    "report": words.FORMS,
    "keeps": INVARIANTS,
}
_AXES = {
    "indicators": "from other indicators of the same unit",
    "years": "from the unit's own years",
    "units": "from the units of a group",
    "partners": "from a relation between units",
}


def pages() -> dict[str, str]:
    """Return the parts of the page."""
    return {
        "parts/grammar_about.md": keys(ABOUT),
        "parts/grammar_tree.md": keys(TREE),
        "parts/grammar_settings.md": keys(g.SETTINGS),
        "parts/grammar_derive.md": keys(DERIVE),
        "parts/grammar_verbs.md": verbs(),
        "parts/grammar_options.md": terms(options.DERIVE_OPTIONS),
        "parts/grammar_groups.md": terms(options.GROUPS),
        "parts/grammar_bands.md": keys(BANDS),
        "parts/grammar_quantities.md": terms(options.QUANTITIES),
        "parts/grammar_tests.md": terms({**options.TESTS, **options.BOUNDS}),
        "parts/grammar_cuts.md": cuts(),
        "parts/grammar_uncertainty.md": keys(UNCERTAINTY) + "\n" + terms(options.UNCERTAINTY),
    }


def keys(names: Iterable[str]) -> str:
    """Return keys and what they mean, with the words or methods that each may be."""
    lines: list[str] = []
    for name in names:
        lines.append(f"`{name}`\n: {prose(words.KEYS[name])}\n")
        lines += [indented(_choices(_CHOICES[name])) + "\n"] if name in _CHOICES else []
        if METHODS.get(name):
            listed = ", ".join(code(method) for method in sorted(METHODS[name]))
            lines.append(
                f"  {len(METHODS[name])} {{doc}}`methods </from_source/methods/{name}>`: {listed}.\n"
            )
    return "\n".join(lines)


def _choices(texts: dict[str, str]) -> str:
    if not any(texts.values()):
        return "One of " + ", ".join(map(code, texts)) + "."
    return "\n".join(f"- `{word}`: {prose(text)}" for word, text in texts.items())


def verbs() -> str:
    """Return the verbs of `derive:` by axis, with what each takes."""
    parts = []
    for axis, meaning in _AXES.items():
        rows = []
        for verb, axes in g.VERBS.items():
            if axis not in axes:
                continue
            (least, most), allowed, required = axes[axis]
            method = METHODS["derive"]["partner_share" if (verb, axis) == ("share", "partners") else verb]
            inputs = f"[{', '.join('ab'[:least])}{', ...' if most > least else ''}]" if least > 1 else "a"
            listed = [name if name in required else f"({name})" for name in sorted(allowed)]
            rows.append([code(f"{verb}: {inputs}"), code(method.formula), ", ".join(map(code, listed))])
        parts.append(f"**{axis.capitalize()}**, {meaning}:\n\n" + table(["verb", "formula", "options"], rows))
    return "\n".join(parts)


def cuts() -> str:
    """Return the conditions that look at the whole distribution, and their options."""
    rows = [[code(name), ", ".join(map(code, allowed))] for name, allowed in g.CUTS.items()]
    bands = ", ".join(code(name) for name in sorted(METHODS["band"]))
    return (
        table(["condition", "options"], rows)
        + "\n"
        + terms(options.CUT_OPTIONS)
        + f"\n{{doc}}`Methods of banding </from_source/methods/band>`: {bands}.\n"
    )
