"""The table of methods and a page for each step, from the registry."""

from __future__ import annotations

from generate.markdown import code, table
from mpindex.steps.registry import INVARIANTS, METHODS, STEPS, TRAITS, Method
from mpindex.wording import counted

#: What each step does.
STEPS_IN_WORDS = {
    "derive": "Makes an indicator from others (the verbs of `derive:`).",
    "denominate": "Divides an indicator by another: per head, per area.",
    "impute": "Fills gaps before anything else is done with them.",
    "screen": "Leaves out units that lack too much.",
    "treat": "Tames outliers before normalisation.",
    "normalise": "Brings indicators to one scale.",
    "weigh": "Finds weights from the data, where they are not given.",
    "aggregate": "Turns the children of a node into one score.",
    "band": "Cuts scores into classes.",
}


def pages() -> dict[str, str]:
    """Return the table as a part of docs/reference/methods.md, and a page for each step."""
    import mpindex.steps  # noqa: F401  (fills the registry)

    made = {f"methods/{step}.md": page(step) for step in STEPS}
    return {"parts/methods.md": contents(), "parts/promises.md": promises(), **made}


def contents() -> str:
    """Return all methods by step, with their formulas."""
    parts = []
    for step in STEPS:
        rows = [[_link(method), code(method.formula)] for method in _of(step)]
        about = f"{STEPS_IN_WORDS[step]} {counted(len(rows), 'method')}; {{doc}}`in full </from_source/methods/{step}>`."
        parts.append(f"## {step.capitalize()}\n\n{about}\n\n{table(['method', 'formula'], rows)}")
    return "\n".join(parts)


def promises() -> str:
    """Return what a method may promise, and what else may be a fact about it."""
    rows = [[code(name), text] for name, text in {**INVARIANTS, **TRAITS}.items()]
    return table(["promise", "meaning"], rows)


def page(step: str) -> str:
    """Return the page of a step: each method with its options, promises and docstring."""
    parts = [f"# {step.capitalize()}", STEPS_IN_WORDS[step] + " {doc}`All methods </reference/methods>`."]
    for method in _of(step):
        parts += [
            f"({_anchor(method)})=\n## {method.name}",
            "```{eval-rst}\n.. autofunction:: "
            f"{method.function.__module__}.{method.function.__qualname__}\n   :no-index:\n```",
            _facts(method),
        ]
    return "\n\n".join(parts) + "\n"


def _of(step: str) -> list[Method]:
    return [method for _, method in sorted(METHODS[step].items())]


def _anchor(method: Method) -> str:
    return f"method-{method.step}-{method.name}".replace("_", "-")


def _link(method: Method) -> str:
    return f"{{ref}}`{method.name} <{_anchor(method)}>`"


def _facts(method: Method) -> str:
    rows = [("in YAML", code(_call(method))), ("formula", code(method.formula))]
    rows += [("options", ", ".join(code(name) for name in sorted(method.parameters)))]
    rows += [("keeps", ", ".join(sorted(method.keeps))), ("besides", ", ".join(sorted(method.traits)))]
    return table(["", ""], [row for row in rows if row[1]])


def _call(method: Method) -> str:
    if method.step in ("derive", "band"):
        return ""
    needed = sorted(method.required - {"given"})
    if not needed:
        return f"{method.step}: {method.name}"
    rest = "".join(f", {name}: ..." for name in needed if name != method.main)
    return f"{method.step}: {{{method.name}: ...{rest}}}"
