"""What the tests of the grammar share: faults of a file, held against what they must say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import mpindex as mp
from mpindex.errors import DefinitionError


@pytest.fixture
def faults(tmp_path: Path) -> Callable[[str], list[str]]:
    """Read a file and return its faults, a line each."""

    def read(text: str) -> list[str]:
        file = tmp_path / "mine.yaml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(DefinitionError) as fault:
            mp.definition(file)
        return str(fault.value).splitlines()

    return read


@pytest.fixture
def named_at(faults: Callable[[str], list[str]], tmp_path: Path) -> Callable[[str, int | None, str], None]:
    """Check that a file, its id apart, has one fault, at a line and in these words; … stands for the rest of a long list."""

    def check(text: str, line: int | None, message: str) -> None:
        (fault,) = faults("id: x\n" + text)
        place = f"{tmp_path / 'mine.yaml'}:{line}: " if line else f"{tmp_path / 'mine.yaml'}: "
        if message.endswith("…"):
            fault = fault[: len(place + message) - 1] + "…"
        assert fault == place + message

    return check
