"""Definition: one weights/*.yaml file. It knows its question, sources, tree and bands, and no data."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mpindex.answers.answer import Answer
from mpindex.answers.record import Material
from mpindex.arguments import mapping, named_arguments
from mpindex.errors import DefinitionError
from mpindex.grammar import as_answer
from mpindex.grammar.about import About
from mpindex.grammar.faults import as_error
from mpindex.grammar.model import Model
from mpindex.grammar.outline import Outline
from mpindex.grammar.parameters import with_parameters
from mpindex.grammar.parser import Grammar
from mpindex.grammar.patching import patched, plain
from mpindex.grammar.yamlfile import Path, dump
from mpindex.resources import write_text

if TYPE_CHECKING:
    import pandas as pd

    from mpindex.coinr.to_coinr import CoinrTables
    from mpindex.dataset.dataset import Dataset  # not needed to read a definition, and it loads pandas
    from mpindex.index.index import Index


@dataclass(frozen=True, eq=False, repr=False)
class Definition(About, Answer):
    """A definition of power: which indicators count, how they are scaled, weighed, combined and cut into bands.

    Made by `mpindex.definition`, from an id, a YAML file or a mapping; changed by `with_`; put to work by `apply`.

    Parameters
    ----------
    spec : mapping
        The file as plain values, `extends:` resolved. Treat as read-only.
    lines : mapping, optional
        File and line of each path in `spec`.
    name : str, optional
        The file, for messages.
    """

    spec: Mapping[str, Any]
    lines: Mapping[Path, tuple[str, int]] = field(default_factory=dict)
    name: str = "definition"

    def __post_init__(self) -> None:
        _ = self.model

    @cached_property
    def model(self) -> Model:
        """The definition with its default parameters put in, checked."""
        return self.bind({})

    def bind(self, parameters: Mapping[str, Any]) -> Model:
        """Return the definition with its parameters put in, checked.

        Parameters
        ----------
        parameters : mapping
            Values for the definition's own parameters; those that it leaves out keep their defaults.

        Raises
        ------
        DefinitionError
            Every fault at once, with file and line.
        """
        grammar = Grammar(with_parameters(self.spec, self.parameters, parameters, self.where))
        model = grammar.model()
        if model is None:
            raise as_error(grammar.faults, self.where)
        return model

    def where(self, path: Path) -> str:
        """Return ``file:line`` of a path in the definition, or of the nearest thing above it.

        Parameters
        ----------
        path : tuple of str and int
            Keys and places of items, from the top of the file.
        """
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                file, line = self.lines[path[:end]]
                return f"{file}:{line}"
        return self.name

    # what counts ---------------------------------------------------------------

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters and their defaults; `apply(parameters={name: value})` sets one."""
        given = self.spec.get("parameters") or {}
        if not isinstance(given, Mapping):
            text = f"parameters must be a mapping of names to values, not {given!r}"
            raise as_error([(("parameters",), text)], self.where)
        return dict(given)

    @property
    def bands(self) -> tuple[str, ...]:
        """The labels of the bands, in order; what matches none is `unclassified`."""
        return tuple(band.label for band in self.model.bands)

    @property
    def tree(self) -> Outline:
        """Dimensions and indicators with weights, shares and methods; prints as a tree, `.to_frame()` is a table."""
        return Outline.of(self.model)

    @property
    def weights(self) -> pd.Series:
        """Weight of each dimension and indicator by id, as the file gives it and ``with_(weights={id: ...})`` takes it.

        Siblings share their dimension in proportion to these; `tree` shows what that makes of the whole index.
        """
        return self.tree.to_frame()["weight"].iloc[1:]

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids that it takes from a dataset, derived ones resolved to what they are made from.

        Those of the tree and its denominators first, then those of what it reports and bands by.
        """
        return self.model.indicators

    # what it does --------------------------------------------------------------

    @named_arguments
    def apply(self, dataset: Dataset | None = None, *, parameters: Mapping[str, Any] | None = None) -> Index:
        """Score, rank and band every unit of a dataset.

        Parameters
        ----------
        dataset : Dataset, optional
            Has the indicators of the definition; the bundled world when None.
        parameters : mapping of str to object, optional
            Values for the definition's own parameters, as in ``apply(parameters={"region": "SCO"})``.

        Returns
        -------
        Index
            Scores, ranks and bands, and all that they rest on.

        Raises
        ------
        DefinitionError
            Unknown parameter, or an indicator that the dataset does not have (with file and line).
        DataError
            Figures that a method cannot take, each by unit and indicator.
        OptionError
            The data are no Dataset, or the parameters no mapping.

        Examples
        --------
        >>> import mpindex as mp
        >>> mp.definition("wood").apply().table.loc["KAZ", "band"]
        'minor'
        """
        from mpindex.index.index import Index

        return Index.of(self, dataset, mapping("parameters", parameters, "{'region': 'SCO'}"))

    @classmethod
    def from_coinr(cls, imeta: Any, **options: Any) -> Definition:
        """Make a definition of COINr's iMeta table.

        Parameters
        ----------
        imeta : DataFrame or path
            The table.
        **options : object
            See `mpindex.coinr.from_coinr.from_coinr`.
        """
        from mpindex.coinr.from_coinr import from_coinr

        return from_coinr(imeta, **options)

    @named_arguments
    def to_coinr(
        self, dataset: Dataset | None = None, *, parameters: Mapping[str, Any] | None = None
    ) -> CoinrTables:
        """Write figures and tree as the two tables that COINr's ``new_coin()`` takes.

        Parameters
        ----------
        dataset : Dataset, optional
            Has the indicators of the definition; the bundled world when None.
        parameters : mapping of str to object, optional
            Values for the definition's own parameters.

        Returns
        -------
        CoinrTables
            ``idata``, ``imeta`` and ``notes``: what the tables do not hold, and which call of COINr does it.

        Raises
        ------
        DefinitionError
            The dataset lacks an indicator, or a parameter is unknown.
        DataError
            A denominator has the id of an element of the tree.
        OptionError
            The data are no Dataset, or the parameters no mapping.

        Examples
        --------
        >>> import mpindex as mp
        >>> idata, imeta, notes = mp.definition("cinc").to_coinr()
        >>> imeta["iCode"].iloc[-1]
        'cinc'
        """
        from mpindex.coinr.to_coinr import to_coinr

        return to_coinr(self, dataset, parameters=mapping("parameters", parameters, "{'region': 'SCO'}"))

    def with_(self, changes: Mapping[str, Any] | None = None, /, **settings: Any) -> Definition:
        """Return a changed copy.

        Parameters
        ----------
        changes : mapping, optional
            Dotted paths to new values, ``{"bands.0.great.score.min": 0.04, "economy.weight": 2}``.
        **settings : object
            Top-level keys (``normalise="zscore"``, ``missing="zero"``, ``id="mine"``) and ``weights={"gdp": 2}`` by id
            of indicator or dimension.

        Raises
        ------
        DefinitionError
            There is nothing at a path, or the changed definition is wrong.

        Examples
        --------
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
        """Return the definition as YAML text that reads back as the same definition.

        Parameters
        ----------
        path : str or path, optional
            Where the text is written as well.
        """
        text = dump(plain(self.spec))
        if path is not None:
            write_text(path, text)
        return text

    def cite(self, dataset: Dataset | None = None) -> str:
        """Return the references of the definition and of every figure that it uses.

        Parameters
        ----------
        dataset : Dataset, optional
            Where the figures come from; the catalogue's own sources when None.
        """
        return as_answer.citation(f"{self.title} ({self.fidelity}):", self.sources, self.indicators, dataset)

    # as every answer -------------------------------------------------------------

    @property
    def material(self) -> Material:
        """What it rests on: itself."""
        return Material(definitions={self.id: self})

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        return as_answer.heading(self, f"{self.family}, {self.fidelity}")

    @property
    def notes(self) -> tuple[str, ...]:
        """What its maker says a reader must know."""
        text = str(self.spec.get("notes") or "").strip()
        return (text,) if text else ()

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each dimension and indicator: element, definition, parent, depth, name, weight, share, method."""
        return as_answer.frame(self)

    def in_words(self) -> str:
        """Return its question, what counts in it and how much, and its bands."""
        return as_answer.in_words(self, self.question, self.bands)

    @property
    def plot(self) -> as_answer.DefinitionFigures:
        """The figure: ``.plot()`` draws what counts and how much."""
        return as_answer.DefinitionFigures(self)

    def __str__(self) -> str:
        return "\n".join([f"<{self.heading}>", repr(self.tree), *(f"note: {note}" for note in self.notes)])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Definition) and self.spec == other.spec

    def __hash__(self) -> int:
        return hash(self.to_yaml())

    def __repr__(self) -> str:
        return f"<{self.heading}>"
