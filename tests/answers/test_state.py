"""Cached values are no state."""

import pickle
from dataclasses import dataclass
from functools import cached_property

from mpindex.answers.state import FieldsAsState


@dataclass(frozen=True)
class Square(FieldsAsState):
    side: float

    @cached_property
    def area(self):
        return self.side**2


def test_cached_values_stay_behind_and_are_computed_anew():
    square = Square(3.0)
    assert square.area == 9
    assert square.__getstate__() == {"side": 3.0}
    again = pickle.loads(pickle.dumps(Square(2.0)))
    assert vars(again) == {"side": 2.0}
    assert again.area == 4
