"""A site takes its place when it is whole; what is not a site is left alone; nothing half-built stays."""

from __future__ import annotations

import pytest

from mpindex.errors import OptionError
from mpindex.pages.site.folder import MARK, built_beside, require_place


def test_a_folder_is_moved_into_place_when_it_is_whole(tmp_path) -> None:
    place = require_place(tmp_path / "site")
    with built_beside(place) as folder:
        (folder / "index.html").write_text("new")
        assert not place.exists()
    assert sorted(file.name for file in place.iterdir()) == [MARK, "index.html"]
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_an_interrupted_run_leaves_nothing_and_keeps_the_old_site(tmp_path) -> None:
    place = tmp_path / "site"
    with built_beside(place) as folder:
        (folder / "index.html").write_text("old")
    with pytest.raises(KeyboardInterrupt), built_beside(require_place(place)) as folder:
        (folder / "index.html").write_text("new")
        raise KeyboardInterrupt
    assert (place / "index.html").read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_an_old_site_is_replaced_whole(tmp_path) -> None:
    place = tmp_path / "site"
    for name in ("old.html", "new.html"):
        with built_beside(require_place(place)) as folder:
            (folder / name).touch()
    assert sorted(file.name for file in place.iterdir()) == [MARK, "new.html"]


def test_a_folder_with_other_things_is_left_alone(tmp_path) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(OptionError, match="holds other things than a site"):
        require_place(tmp_path)


@pytest.mark.parametrize("path", ["", 3, "no/such/folder/site", "bad\0name"])
def test_a_place_that_cannot_be_is_named(path) -> None:
    with pytest.raises(OptionError, match="path: "):
        require_place(path)


def test_a_file_is_no_place(tmp_path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OptionError, match="is a file"):
        require_place(tmp_path / "file")
