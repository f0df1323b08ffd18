"""What of a frozen object travels to another process or into a copy: its fields, and nothing computed from them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any


class FieldsAsState:
    """Leaves cached values out of pickles and copies of a dataclass; they are computed anew when they are asked for.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> from functools import cached_property
    >>> @dataclass(frozen=True)
    ... class Square(FieldsAsState):
    ...     side: float
    ...     @cached_property
    ...     def area(self): return self.side**2
    >>> square = Square(3.0)
    >>> square.area, square.__getstate__()
    (9.0, {'side': 3.0})
    """

    def __getstate__(self) -> dict[str, Any]:
        return {item.name: self.__dict__[item.name] for item in fields(self)}  # type: ignore[arg-type]
