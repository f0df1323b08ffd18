"""What a map shades: bands, or numbers in fifths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from mpindex.grammar.model import UNCLASSIFIED
from mpindex.plots.sheet.style import STRONG, tones
from mpindex.plots.sheet.texts import headed
from mpindex.plots.sheet.units import subject
from mpindex.wording import counted, listed, number, ordinal

#: Numbers are shown in so many classes of as many units.
CLASSES = 5
#: In no band, and no score or figure.
NO_BAND, LACKING = "#FFFFFF", "#F2F3F4"
#: What the unit of a number's class is called, and the class of those without a score.
LACKS = "no score"


@dataclass(frozen=True)
class Classes:
    """Class of every unit.

    Attributes
    ----------
    labels : pd.Series
        By unit; `LACKS` without a value.
    order : tuple[str, ...]
        The classes from the best, without those in no band or without a score.
    values : pd.Series | None
        The numbers behind the classes; None where bands were given.
    """

    labels: pd.Series
    order: tuple[str, ...]
    values: pd.Series | None = None

    @classmethod
    def of(cls, values: pd.Series, order: Sequence[str] | None) -> Classes:
        """Return the classes of bands, or of numbers in fifths, the largest first."""
        if pd.api.types.is_numeric_dtype(values):
            return cls._fifths(values.astype(float))
        labels = values.astype(object).where(values.notna(), LACKS).astype(str)
        present = [label for label in labels.unique() if label not in (LACKS, UNCLASSIFIED)]
        return cls(labels, tuple(label for label in (order or present) if label in present))

    @classmethod
    def _fifths(cls, values: pd.Series) -> Classes:
        known = values.dropna()
        cuts = np.unique(np.quantile(known, np.linspace(0, 1, CLASSES + 1))) if len(known) else np.zeros(1)
        words = [f"{number(a)} to {number(b)}" for a, b in pairwise(cuts)] or [number(float(cuts[0]))]
        place = np.clip(np.searchsorted(cuts, known, side="right") - 1, 0, len(words) - 1)
        labels = pd.Series([words[i] for i in place], index=known.index, dtype=object)
        present = set(labels)  # whole numbers may leave the space between two cuts empty
        order = tuple(word for word in dict.fromkeys(words[::-1]) if word in present)
        return cls(labels.reindex(values.index, fill_value=LACKS), order, values)

    @property
    def entries(self) -> list[str]:
        """The classes that occur, those in no band and without a score last."""
        extra = [label for label in (UNCLASSIFIED, LACKS) if (self.labels == label).any()]
        return [*self.order, *extra]

    @property
    def key(self) -> list[str]:
        """What the key says: bands with their counts, ranges of numbers without."""
        counts = self.labels.value_counts()
        words = ["no band" if label == UNCLASSIFIED else label for label in self.entries]
        counted_too = [f"{word}: {counts[label]}" for word, label in zip(words, self.entries, strict=True)]
        return words if self.values is not None else counted_too

    @property
    def looks(self) -> Mapping[str, dict[str, Any]]:
        """How each class is filled; hatched without a score."""
        shades = dict(zip(self.order, tones(len(self.order), span=STRONG), strict=True))
        looks: dict[str, dict[str, Any]] = {
            label: {"fc": shade, "ec": "#7C848C"} for label, shade in shades.items()
        }
        looks[UNCLASSIFIED] = {"fc": NO_BAND, "ec": "#7C848C"}
        looks[LACKS] = {"fc": LACKING, "ec": "#9AA0A6", "hatch": "//////"}
        return looks

    def titles(self, asked: str | None, names: Mapping[str, str] | None, about: str, word: str) -> list[str]:
        """Return the finding from the fullest version to the shortest."""
        counts = self.labels.value_counts()
        if asked is None or asked not in self.labels.index:
            many = [f"{counts[label]} {label}" for label in self.order]
            texts = [
                listed(many) if self.values is None else counted(int((self.labels != LACKS).sum()), word)
            ]
        elif self.labels[asked] == LACKS:
            texts = [f"{subject(asked, names)} has no score"]
        elif self.values is not None:
            fifth = self.order.index(self.labels[asked]) + 1
            value = f"{subject(asked, names)} has {number(float(self.values[asked]))}"
            texts = [f"{value}, the {ordinal(fifth)} fifth from the top", value]
        else:
            label, others = self.labels[asked], int(counts[self.labels[asked]]) - 1
            band = f"{subject(asked, names)} is {'in no band' if label == UNCLASSIFIED else repr(label)}"
            texts = [f"{band}, {'like ' + counted(others, 'other') if others else 'alone'}", band]
        return headed(about, texts)
