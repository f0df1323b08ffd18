"""An answer is asked for once, kept with its day, and never taken for what it is not."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mpindex.errors import DataError, MpindexWarning
from mpindex.ingest.services import answers as module
from mpindex.ingest.services.answers import Answers, deadline_in, default_folder

from .conftest import whole


@pytest.fixture
def ask(loopback, tmp_path):
    def get(understand=bytes.decode, max_age: int | None = 7):
        return Answers(tmp_path / "kept", max_age, deadline_in(5)).get(loopback.address + "/x", understand)

    return get


def days_later(monkeypatch, days: int) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime.now(zone) + timedelta(days=days)

    monkeypatch.setattr(module, "datetime", Later)


def test_it_is_asked_for_once(loopback, ask):
    loopback.says("first", "second")
    first, again = ask(), ask()
    assert first == again
    assert (first.content, first.retrieved) == ("first", datetime.now(UTC).date())
    assert len(loopback.asked) == 1


def test_it_is_asked_for_again_when_it_is_old_or_when_no_age_will_do(loopback, ask, monkeypatch):
    loopback.says("first", "second", "third")
    assert ask().content == "first"
    assert ask(max_age=0).content == "second"
    days_later(monkeypatch, 7)
    assert ask(max_age=8).content == "second"
    assert ask(max_age=7).content == "third"
    days_later(monkeypatch, 5000)
    assert ask(max_age=None).content == "third"


def test_the_day_is_that_on_which_it_came_not_that_on_which_it_is_read(loopback, ask, monkeypatch):
    loopback.says("x")
    came = ask().retrieved
    days_later(monkeypatch, 3)
    assert ask().retrieved == came


def test_an_answer_from_a_day_to_come_is_not_trusted(loopback, ask, monkeypatch):
    loopback.says("first", "second")
    ask()
    days_later(monkeypatch, -3)
    assert ask().content == "second"


def test_nonsense_is_told_and_not_kept(loopback, ask):
    def understand(body: bytes) -> str:
        if body == b"nonsense":
            raise DataError("no figures")
        return body.decode()

    loopback.says("nonsense", "sense")
    with pytest.raises(DataError, match=r"no figures$"):
        ask(understand)
    assert ask(understand).content == "sense"


def test_when_the_service_fails_the_kept_answer_is_named_but_not_taken_by_stealth(loopback, ask, monkeypatch):
    loopback.replies[:] = [whole("kept"), whole("", 404)]
    came = ask().retrieved
    days_later(monkeypatch, 30)
    with pytest.raises(DataError, match=f"nothing there.*An answer of {came} is kept: max_age=None"):
        ask()
    assert ask(max_age=None).content == "kept"


@pytest.mark.parametrize("harm", [b"", b"{}", b"no json\nbody", b'{"address": 1}\nx', b"[]\n"])
def test_a_kept_file_that_was_harmed_is_asked_for_again(loopback, ask, tmp_path, harm):
    loopback.says("first", "second")
    ask()
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(harm)
    assert ask().content == "second"


def test_a_kept_body_that_was_changed_is_asked_for_again(loopback, ask, tmp_path):
    loopback.says("first", "second")
    ask()
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(file.read_bytes().replace(b"first", b"f1rst"))
    assert ask().content == "second"


def test_no_half_file_is_left(loopback, ask, tmp_path):
    loopback.says("x")
    ask()
    assert [file.suffix for file in (tmp_path / "kept").iterdir()] == [".answer"]


def test_writers_at_the_same_time_leave_one_sound_answer(loopback, ask, tmp_path):
    loopback.says("x" * 100_000)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ask(max_age=0).content, range(16)))
    assert set(answers) == {"x" * 100_000}
    (file,) = (tmp_path / "kept").iterdir()
    loopback.replies[:] = [whole("", 404)]
    assert ask().content == "x" * 100_000 and file.suffix == ".answer"


def test_where_nothing_can_be_kept_the_answer_still_comes_with_a_warning(loopback, ask, tmp_path):
    (tmp_path / "kept").write_text("a file stands where the folder should be")
    loopback.says("x")
    with pytest.warns(MpindexWarning, match=r"could not be kept.*MPINDEX_CACHE"):
        assert ask().content == "x"


@pytest.mark.parametrize(
    ("system", "variable", "inside"),
    [
        ("linux", "XDG_CACHE_HOME", "mpindex"),
        ("win32", "LOCALAPPDATA", "mpindex"),
        ("linux", "MPINDEX_CACHE", ""),
    ],
)
def test_the_folder_is_the_systems_unless_it_is_named(monkeypatch, tmp_path, system, variable, inside):
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "MPINDEX_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(module.sys, "platform", system)
    monkeypatch.setenv(variable, str(tmp_path))
    assert default_folder() == tmp_path / inside


def test_on_a_mac_it_is_the_librarys_caches(monkeypatch):
    monkeypatch.delenv("MPINDEX_CACHE", raising=False)
    monkeypatch.setattr(module.sys, "platform", "darwin")
    assert default_folder() == Path.home() / "Library" / "Caches" / "mpindex"


def test_the_deadline_is_so_many_seconds_away():
    assert 0 < deadline_in(5) - time.monotonic() <= 5
