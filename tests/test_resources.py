"""The bundled folders are where the code looks for them."""

import os
import re
import stat
import sys
import threading
from pathlib import Path

import pandas as pd
import pytest

import mpindex as mp
from mpindex import resources
from mpindex.bundle.csv_files import write_table
from mpindex.errors import MpindexError, OptionError
from mpindex.resources import bundled_hash, folder, replacing, write_text


@pytest.mark.parametrize("name", ["data", "indicators", "weights"])
def test_each_bundled_folder_has_files(name):
    assert any(item.is_file() for item in folder(name).iterdir())


def test_a_folder_that_is_not_bundled_is_named():
    with pytest.raises(MpindexError, match="'atlas'"):
        folder("atlas")


def fail(*_args, **_options):
    raise OSError(28, "No space left on device")


def test_what_stood_there_stays_when_writing_fails(tmp_path, monkeypatch):
    path = write_text(tmp_path / "page.html", "first")
    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OptionError, match="No space left on device"):
        write_text(path, "second")
    assert path.read_text() == "first"
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]


def test_an_interruption_on_the_way_leaves_the_old_file_and_no_other(tmp_path):
    path = write_text(tmp_path / "a.csv", "first")
    with pytest.raises(KeyboardInterrupt), replacing(path) as beside:
        beside.write_text("half of the sec")
        raise KeyboardInterrupt
    assert path.read_text() == "first"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


def test_a_fault_of_the_writer_keeps_its_own_words(tmp_path):
    with pytest.raises(ValueError, match="no such colour"), replacing(tmp_path / "a.svg"):
        raise ValueError("no such colour")


def test_a_written_file_may_be_read_by_those_who_may_read_other_new_files(tmp_path):
    other = tmp_path / "other"
    other.touch()
    path = write_text(tmp_path / "a.html", "x")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)
    path.chmod(0o640)
    write_text(path, "y")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_a_pipe_a_pipe(tmp_path):
    write_text(tmp_path / "real.txt", "first")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", "second")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "second"
    os.mkfifo(tmp_path / "pipe")
    heard = []
    reader = threading.Thread(target=lambda: heard.append((tmp_path / "pipe").read_text()))
    reader.start()
    write_text(tmp_path / "pipe", "said")
    reader.join(timeout=5)
    assert heard == ["said"]


@pytest.mark.parametrize("path", ["", 3, None, "no/such/folder/page.html", "bad\0name.html", "/"])
def test_a_place_that_cannot_be_written_to_is_named(path):
    with pytest.raises(OptionError, match="path: nothing can be written to"):
        write_text(path, "<p>")


#: Everything that writes a file of the user's.
WRITERS = {
    "x.json": lambda index, path: index.save(path),
    "record.json": lambda index, path: index.record.save(path),
    "x.xlsx": lambda index, path: index.to_excel(path),
    "x.yaml": lambda index, path: index.definition.to_yaml(path),
    "x.svg": lambda index, path: mp.plots.save(index.plot(), path),
    "x.png": lambda index, path: mp.plots.save(index.plot(), path),
    "x.csv": lambda index, path: write_table(path, ["a"], pd.DataFrame({"a": [1.0]})),
    "report.html": lambda index, path: mp.report("KAZ", "wood", path=path),
    "explore.html": lambda index, path: mp.explore(index.definition, index.dataset, path=path),
}


@pytest.fixture(scope="module")
def index():
    table = pd.DataFrame({"unit": list("abcdef"), "x": [1.0, 2, 3, 4, 5, 9], "y": [3.0, 1, 2, 5, 4, 6]})
    spec = {"id": "mine", "question": "Who?", "tree": {"x": 1, "y": 1}}
    return mp.definition(spec).apply(mp.read(table, units="free"))


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_leaves_the_old_file_when_the_disk_is_full(name, index, tmp_path, monkeypatch):
    path = tmp_path / name
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OptionError, match="No space left on device"):
        WRITERS[name](index, path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["x.xlsx", "x.json", "x.yaml", "x.csv"])
def test_an_interruption_in_the_last_moment_leaves_the_old_file(name, index, tmp_path, monkeypatch):
    def interrupted(*_args, **_options):
        raise KeyboardInterrupt

    path = tmp_path / name
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("pathlib.Path.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        WRITERS[name](index, path)
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == [name]


#: Who writes files besides `resources`, and where: beside the place, or into a folder that nobody sees.
WRITE_ELSEWHERE = {
    "pages/site/write.py",  # into a folder that `site.folder.built_beside` moves
    "ingest/files.py",  # a temporary copy for a reader that takes paths alone
    "bundle/csv_files.py",  # within `replacing`
    "dataset/compiled.py",  # within `replacing`
}


def test_no_other_module_writes_files():
    package = Path(mp.__file__).parent
    writes = re.compile(
        r"\.write_(text|bytes)\(|\.open\([^)]*[\"'][wax]b?[\"']|\bopen\([^)]*,\s*[\"'][wax]b?[\"']"
    )
    writers = set()
    for path in package.rglob("*.py"):
        text = path.read_text(encoding="utf-8").replace("resources.write_text(", "")
        if writes.search(re.sub(r">>>.*|\.\.\. .*", "", text)):
            writers.add(path.relative_to(package).as_posix())
    assert writers == WRITE_ELSEWHERE | {"resources.py"}


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch) -> Path:
    for name in ("data", "indicators", "weights"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_bytes(name.encode())
    monkeypatch.setattr(resources, "folder", tmp_path.joinpath)
    return tmp_path


def test_a_byte_a_name_and_a_place_each_change_the_digits(bundle):
    before = bundled_hash.__wrapped__()
    seen = {before}
    (bundle / "data" / "a.csv").write_bytes(b"datA")
    seen.add(bundled_hash.__wrapped__())
    (bundle / "data" / "a.csv").rename(bundle / "data" / "b.csv")
    seen.add(bundled_hash.__wrapped__())
    (bundle / "data" / "deeper").mkdir()
    (bundle / "data" / "b.csv").rename(bundle / "data" / "deeper" / "b.csv")
    seen.add(bundled_hash.__wrapped__())
    assert len(seen) == 4


def test_what_python_and_editors_leave_behind_does_not_count(bundle):
    before = bundled_hash.__wrapped__()
    (bundle / "data" / "__pycache__").mkdir()
    (bundle / "data" / "__pycache__" / "x.pyc").write_bytes(b"x")
    (bundle / "weights" / ".DS_Store").write_bytes(b"x")
    assert bundled_hash.__wrapped__() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no file of a process")
@pytest.mark.each("name", [name for name in WRITERS if "html" not in name] + ["x.pdf"])
def test_a_file_that_cannot_be_written_to_its_end_leaves_the_old_one(name, index, tmp_path):
    import resource
    import signal

    path = tmp_path / name
    path.write_text("old", encoding="utf-8")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 if name == "x.csv" else 40, hard))
    try:
        with pytest.raises(OptionError, match="File too large"):
            WRITERS.get(name, WRITERS["x.svg"])(index, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []
