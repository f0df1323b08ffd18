from __future__ import annotations

from pathlib import Path

import pytest

from mpindex.bundle.__main__ import main


def test_a_folder_without_the_sources_fails_and_says_which_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_a_wrong_call_ends_with_two() -> None:
    with pytest.raises(SystemExit) as caught:
        main([])
    assert caught.value.code == 2
