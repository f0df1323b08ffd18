"""Which definitions keep which invariants: a table, with the smallest counterexample to each that does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from mpindex.errors import MpindexError, OptionError, suggest
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import bundled_ids, plugins
from mpindex.grammar.library import definition as find_definition
from mpindex.testing.laws import LAWS
from mpindex.testing.picks import Counterexample
from mpindex.testing.search import FEW, Finding, put_to_test
from mpindex.testing.subject import declared, subject
from mpindex.typing import DatasetLike, Seed

#: How a cell of the table reads: declared or not, broken or not.
WORDS = {
    (True, False): "kept", (True, True): "BROKEN", (False, False): "holds, undeclared", (False, True): "broken",
}  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class Invariants:
    """Definitions by invariants. Made by `invariants`.

    Attributes
    ----------
    findings : mapping
        By definition and invariant, what was found.
    declared : mapping
        By definition, the invariants that it declares.
    failed : mapping
        Definitions that could not be tested, with the reason.
    """

    findings: Mapping[tuple[str, str], Finding]
    declared: Mapping[str, tuple[str, ...]]
    failed: Mapping[str, str]

    @cached_property
    def table(self) -> pd.DataFrame:
        """Definitions by invariants: kept (declared, and no counterexample found), BROKEN (declared), holds, undeclared,
        broken (and not declared), or - where it does not apply."""
        rows = {
            name: {
                law: WORDS[law in self.declared[name], finding.counterexample is not None]
                if finding.tested
                else "-"
                for law in LAWS
                if (finding := self.findings[name, law])
            }
            for name in self.declared
        }
        return pd.DataFrame.from_dict(rows, orient="index", columns=list(LAWS)).rename_axis("definition")

    @property
    def broken(self) -> list[Counterexample]:
        """Counterexamples to what is declared: faults of a definition."""
        return [
            finding.counterexample
            for (name, law), finding in self.findings.items()
            if finding.counterexample is not None and law in self.declared[name]
        ]

    @property
    def undeclared(self) -> list[tuple[str, str]]:
        """Definitions and invariants for which no counterexample was found, though nothing is promised."""
        return [
            (name, law)
            for (name, law), finding in self.findings.items()
            if finding.tested and finding.counterexample is None and law not in self.declared[name]
        ]

    def counterexample(self, definition: str, invariant: str) -> Counterexample | None:
        """Return the smallest table met on which a definition breaks an invariant, or None.

        Parameters
        ----------
        definition : str
            Its id.
        invariant : str
            A name from `LAWS`.

        Returns
        -------
        Counterexample or None
            None where none was met.

        Raises
        ------
        OptionError
            The definition, or the invariant, was not tested.
        """
        if (definition, invariant) not in self.findings:
            known = LAWS if definition in self.declared else self.declared
            near = suggest(invariant if definition in self.declared else definition, known)
            raise OptionError(f"({definition!r}, {invariant!r}) was not tested.{near}")
        return self.findings[definition, invariant].counterexample

    def __str__(self) -> str:
        lines = [
            self.table.T.to_string(),
            *(f"not tested: {name}: {why}" for name, why in self.failed.items()),
        ]
        lines += ["", *(str(example) for example in self.broken)] if self.broken else []
        return "\n".join(lines)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        html: str = self.table.T.to_html()
        return html


def invariants(
    definitions: Iterable[Any] | None = None,
    dataset: DatasetLike = None,
    *,
    examples: int = FEW,
    seed: Seed = 0,
) -> Invariants:
    """Say of definitions which invariants they keep, and show the smallest counterexample found to those they do not.

    Parameters
    ----------
    definitions : iterable, optional
        Ids, paths or `Definition` objects; all when None, those of installed packages included.
    dataset : Dataset, optional
        The data to draw examples from; the bundled world when None.
    examples : int, default 20
        How many tables are tried for each. What is kept is kept on these: it is no proof.
    seed : int or Generator, default 0
        The same seed tries the same tables.

    Returns
    -------
    Invariants
        The table, and the counterexamples.

    Examples
    --------
    >>> invariants(["wood"], examples=5).table.loc["wood", "scale"]
    'kept'
    """
    chosen: list[Any]
    if definitions is None:
        chosen = [*bundled_ids(), *plugins()]
    else:
        chosen = [definitions] if isinstance(definitions, str | Definition) else list(definitions)
    findings, promised, failed = {}, {}, {}
    for given in chosen:
        item = find_definition(given)
        try:
            target = subject(item, dataset)
        except MpindexError as fault:
            failed[item.id] = str(fault).split("\n")[0]
            continue
        promised[item.id] = declared(item)
        for name, law in LAWS.items():
            findings[item.id, name] = put_to_test(target, law, examples, seed)
    return Invariants(findings, promised, failed)
