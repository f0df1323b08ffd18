"""Which entries fit a query best: rare words, names and whole phrases count most."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mpindex.analysis.search.entries import WEIGHT, Entry
from mpindex.analysis.search.words import known_words, likeness

#: So near must a word be to one that is known, to be read as a misspelling of it.
NEAR = 0.8
#: What an entry gains whose name holds every word of the query, divided by the words of the name.
BONUS = 6.0
#: A method comes after an indicator or a definition that fits as well.
METHODS_LATER = 0.85


@dataclass(frozen=True)
class Hit:
    """An entry that fits, how well, and the fields that its words stand in."""

    entry: Entry
    score: float
    fields: tuple[str, ...]


def ranked(query: Sequence[str], entries: Iterable[Entry]) -> list[Hit]:
    """Return the entries that have every word of the query or one that means the same, the best first.

    A word counts by the field it stands in (`WEIGHT`), by how near it is to the query's (`likeness`), and by how few
    entries have it (the logarithm of N over their number).

    Parameters
    ----------
    query : sequence of str
        Stems, as of `tokens`.
    entries : iterable of Entry
        What is looked through.
    """
    all_entries = tuple(entries)
    rarity = {word: _rarity(word, all_entries) for word in query}
    hits = [hit for entry in all_entries if (hit := _hit(query, entry, rarity)) is not None]
    return sorted(hits, key=lambda hit: (-hit.score, hit.entry.kind, hit.entry.id))


def _rarity(word: str, entries: Sequence[Entry]) -> float:
    having = sum(any(likeness(word, other) for other in entry.words) for entry in entries)
    return math.log(1 + len(entries) / max(having, 1))


def _hit(query: Sequence[str], entry: Entry, rarity: Mapping[str, float]) -> Hit | None:
    total = 0.0
    fields: dict[str, None] = {}
    for word in query:
        best, field = _best(word, entry)
        if best == 0:
            return None
        total += best * rarity[word]
        fields[field] = None
    score = (total + _whole_name(query, entry)) * (METHODS_LATER if entry.kind == "method" else 1.0)
    return Hit(entry, score, tuple(fields))


def _best(word: str, entry: Entry) -> tuple[float, str]:
    """What a word of the query counts for in an entry, and the field that makes it so."""
    options = (
        (WEIGHT[field] * max((likeness(word, other) for other in stems), default=0.0), field)
        for field, stems in entry.stems
    )
    return max(options, key=lambda option: option[0])


def _whole_name(query: Sequence[str], entry: Entry) -> float:
    """A name, or an id, that says what was asked and little else comes first."""
    best = 0.0
    for field, stems in entry.stems:
        if field in ("id", "name", "also") and stems:
            nearness = [max(likeness(word, other) for other in stems) for word in query]
            best = max(best, min(nearness) * BONUS * len(query) / max(len(stems), len(query)))
    return best


def corrected(query: Sequence[str], entries: Iterable[Entry]) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the query with misspelt words as they are known, and which word was read as which.

    Parameters
    ----------
    query : sequence of str
        Stems.
    entries : iterable of Entry
        Whose words are known.
    """
    vocabulary = known_words().union(*(entry.words for entry in entries))
    changes: dict[str, str] = {}
    for word in query:
        if not any(likeness(word, known) for known in vocabulary):
            alike = sorted(known for known in vocabulary if known[:1] == word[:1])
            near = difflib.get_close_matches(word, alike, n=1, cutoff=NEAR)
            if near:
                changes[word] = near[0]
    return tuple(changes.get(word, word) for word in query), changes
