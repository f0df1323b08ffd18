"""Search: which indicator is military spending? Words in, ids out, with what to write next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from itertools import combinations
from textwrap import shorten

import pandas as pd

from mpindex.analysis.search.entries import KINDS, Entry, entries
from mpindex.analysis.search.ranking import Hit, corrected, ranked
from mpindex.analysis.search.words import tokens
from mpindex.arguments import option
from mpindex.dataset.dataset import require_dataset
from mpindex.errors import OptionError
from mpindex.typing import DatasetLike
from mpindex.units.countries import find

COLUMNS = ("kind", "id", "name", "use", "score")
#: So many are printed.
MOST_SHOWN = 12
_WIDTH = 100


@dataclass(frozen=True, repr=False)
class Search:
    """What was found, the best first. Made by `search`.

    Attributes
    ----------
    words : str
        What was asked.
    hits : tuple of Hit
        The entries that fit, each with its score and the fields that the words stand in.
    notes : tuple of str
        How misspelt words were read, which words were left out, and what to try where nothing was found.
    """

    words: str
    hits: tuple[Hit, ...]
    notes: tuple[str, ...] = ()

    @property
    def ids(self) -> list[str]:
        """The ids, the best first."""
        return [hit.entry.id for hit in self.hits]

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each thing that was found, the best first.

        Returns
        -------
        DataFrame
            kind, id, name, use (what to write in order to use it), score (the higher the nearer).
        """
        rows = [(hit.entry.kind, hit.entry.id, hit.entry.name, hit.entry.use, hit.score) for hit in self.hits]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def __len__(self) -> int:
        return len(self.hits)

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def _head(self) -> str:
        return (
            f"{len(self.hits)} found for {self.words!r}" if self.hits else f"nothing found for {self.words!r}"
        )

    def _more(self) -> str:
        left = len(self.hits) - MOST_SHOWN
        return f"... and {left} more: .to_frame() has them all" if left > 0 else ""

    def __repr__(self) -> str:
        table = self.to_frame().head(MOST_SHOWN)
        width = max((len(text) for text in table["id"]), default=0)
        lines = [self._head()]
        for kind, name, title in zip(table["kind"], table["id"], table["name"], strict=True):
            start = f"  {kind:<10}  {name:<{width}}  "
            lines.append(start + shorten(title, max(_WIDTH - len(start), 20), placeholder=" ..."))
        if self.hits:
            lines.append(f"  use the first as  {self.hits[0].entry.use}")
        return "\n".join([*lines, *filter(None, [self._more()]), *(f"note: {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        table = self.to_frame().head(MOST_SHOWN).drop(columns="score").to_html(index=False, escape=True)
        notes = "".join(f"<p>{escape(note)}</p>" for note in filter(None, [self._more(), *self.notes]))
        return f"<p><b>{escape(self._head())}</b></p>{table if self.hits else ''}{notes}"


def search(words: str, dataset: DatasetLike = None, *, kind: str | None = None) -> Search:
    """Find indicators, definitions, groupings and methods by words.

    The order of words, plurals, British or American spelling and a slip of a letter make no difference; what means the
    same is found too. Every word must be met; where nothing has them all, those that are met least often are kept.

    Parameters
    ----------
    words : str
        What is looked for, as in ``"military spending"``.
    dataset : Dataset, optional
        Whose indicators and groupings are looked through; the catalogue, and the bundled groupings, when None.
    kind : {"indicator", "definition", "grouping", "method"}, optional
        Only these.

    Returns
    -------
    Search
        Ids with names and how each is used, the best first; prints as a list.

    Raises
    ------
    OptionError
        No words, or no such kind.

    Examples
    --------
    >>> search("military spending").ids[0]
    'milex'
    >>> search("miltary museum").notes
    ("'miltary' is read as 'military'", "nothing has every word: left out 'museum'")
    """
    if not isinstance(words, str) or not words.strip():
        raise OptionError(f"words are text, as in search('military spending'), not {words!r}")
    if kind is not None:
        kind = option("kind", kind.removesuffix("s") if isinstance(kind, str) else kind, KINDS)
    pool = entries(None if dataset is None else require_dataset(dataset))
    pool = tuple(entry for entry in pool if kind in (None, entry.kind))
    query, changes = corrected(tokens(words), pool)
    notes = [f"{word!r} is read as {known!r}" for word, known in changes.items()]
    hits = ranked(query, pool) if query else []
    if not hits and len(query) > 1:
        hits, left_out = _partial(query, pool)
        notes += [f"nothing has every word: left out {', '.join(map(repr, left_out))}"] if hits else []
    return Search(words, tuple(hits), (*notes, *([] if hits else _advice(words, pool))))


def _partial(query: tuple[str, ...], pool: tuple[Entry, ...]) -> tuple[list[Hit], list[str]]:
    """What has most of the words: the fewest are left out, those that the best entry lacks."""
    for many in range(len(query) - 1, 0, -1):
        parts = [
            (hits[0].score, hits, [word for word in query if word not in part])
            for part in _parts(query, many)
            if (hits := ranked(part, pool))
        ]
        if parts:
            _, hits, left_out = max(parts, key=lambda part: part[0])
            return hits, left_out
    return [], []


def _parts(query: tuple[str, ...], many: int) -> Iterator[tuple[str, ...]]:
    """The words of a query, so many of them, one after the other left out; of long queries the first words alone."""
    yield from combinations(query[:6], min(many, len(query[:6])))


def _advice(words: str, pool: tuple[Entry, ...]) -> list[str]:
    """What to try where nothing was found."""
    advice = ["try fewer or more general words, as in 'trade', 'army', 'corruption', 'treaties', 'median'"]
    with suppress(LookupError):
        advice.append(f"{words} is a country: mp.where({find(words)!r}) says where it stands")
    counts = {kind: sum(entry.kind == kind for entry in pool) for kind in KINDS}
    lists = ", ".join(
        f"mp.{kind}s() lists {counts[kind]}" for kind in ("indicator", "definition", "method") if counts[kind]
    )
    return [*advice, lists] if lists else advice
