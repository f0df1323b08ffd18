"""A table is fetched from wherever it is, unpacked, and a source that gives none is named with the reason."""

import bz2
import gzip
import http.server
import io
import lzma
import threading
import zipfile

import pandas as pd
import pytest

from mpindex.errors import DataError, OptionError
from mpindex.ingest.read import read
from mpindex.ingest.sources import fetch

TEXT = "Country,Year,beds\nNamibia,2023,1.5\nCôte d'Ivoire,2024,2.25\nPeru,2024,\n"


@pytest.fixture
def plain(tmp_path):
    path = tmp_path / "beds.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def same(one, other):
    assert one.units == other.units
    assert one.names == other.names
    assert one.indicators == other.indicators
    for name in ("unit", "indicator", "year", "value"):
        assert one.tidy[name].tolist() == other.tidy[name].tolist()


def zipped(path, **files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


@pytest.mark.parametrize(
    ("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)]
)
def test_a_compressed_table_is_the_table(tmp_path, plain, ending, pack):
    path = tmp_path / f"beds.csv{ending}"
    path.write_bytes(pack(plain.read_bytes()))
    same(read(path), read(plain))


def test_one_table_in_a_zip_is_the_table(tmp_path, plain):
    same(
        read(zipped(tmp_path / "b.zip", **{"beds.csv": TEXT, "readme.md": "x", "__MACOSX/beds.csv": "x"})),
        read(plain),
    )


def test_the_world_banks_metadata_are_passed_over(tmp_path, plain):
    path = zipped(
        tmp_path / "b.zip",
        **{"API_beds.csv": TEXT, "Metadata_Country_API.csv": "a", "Metadata_Indicator_API.csv": "a"},
    )
    same(read(path), read(plain))


def test_of_several_tables_in_a_zip_one_is_named(tmp_path, plain):
    path = zipped(tmp_path / "b.zip", **{"folder/a.csv": "x", "beds.csv": TEXT})
    with pytest.raises(
        DataError, match=r"^b\.zip: the archive holds 0 'folder/a.csv', 1 'beds.csv'; pass sheet="
    ):
        read(path)
    same(read(path, sheet="beds.csv"), read(plain))
    same(read(path, sheet=1), read(plain))
    with pytest.raises(
        OptionError,
        match=r"^b\.zip: there is no file 'c\.csv' in the archive; there are 0 'folder/a\.csv', 1 'beds\.csv'$",
    ):
        read(path, sheet="c.csv")


def test_open_files_and_bytes_are_the_table(plain):
    expected = read(plain)
    with plain.open(encoding="utf-8") as file:
        same(read(file), expected)
    with plain.open("rb") as file:
        same(read(file), expected)
    same(read(io.StringIO(TEXT)), expected)
    same(read(io.BytesIO(TEXT.encode())), expected)
    same(read(TEXT.encode()), expected)


@pytest.fixture
def server(tmp_path, plain):
    """A server on this machine that has the file."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments, **options):
            super().__init__(*arguments, directory=str(tmp_path), **options)

        def log_message(self, *arguments):
            pass

    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}"
    httpd.shutdown()
    httpd.server_close()


def test_a_url_is_the_table(server, tmp_path, plain):
    same(read(f"{server}/beds.csv"), read(plain))
    (tmp_path / "beds.csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    same(read(f"{server}/beds.csv.gz?download=1"), read(plain))


def test_a_url_that_is_not_there_is_named_with_the_servers_answer(server):
    with pytest.raises(DataError, match="the server answers 404"):
        read(f"{server}/no.csv")
    with pytest.raises(DataError, match="cannot be fetched"):
        read("http://127.0.0.1:1/no.csv")


def test_sources_that_give_nothing_are_named(tmp_path):
    with pytest.raises(DataError, match=r"there is no file .*bets.csv. Did you mean 'beds.csv'\?"):
        (tmp_path / "beds.csv").write_text("x")
        read(tmp_path / "bets.csv")
    with pytest.raises(DataError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(DataError, match="There is no folder"):
        read(tmp_path / "no" / "x.csv")
    with pytest.raises(DataError, match=r"read\(io.StringIO\(text\)\)"):
        read(TEXT)
    closed = io.StringIO(TEXT)
    closed.close()
    with pytest.raises(DataError, match="cannot be read"):
        read(closed)


def test_a_broken_archive_is_named(tmp_path):
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"a" * 1000)[:20])
    with pytest.raises(DataError, match=r"^a\.gz: cannot be unpacked \(gzip\): "):
        read(tmp_path / "a.gz")
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(DataError, match="cannot be read: it begins like a zip archive"):
        read(tmp_path / "a.zip")
    zipped(tmp_path / "empty.zip")
    with pytest.raises(DataError):
        read(tmp_path / "empty.zip")


def test_a_document_of_an_office_program_is_named(tmp_path):
    path = zipped(tmp_path / "a.docx", **{"[Content_Types].xml": "x", "word/document.xml": "x"})
    with pytest.raises(DataError, match="a Word document"):
        read(path)


def test_what_is_fetched_knows_its_name_and_kind(plain):
    content = fetch(plain)
    assert (content.name, content.kind) == ("beds.csv", "text")


def test_a_series_is_a_table_of_one_indicator():
    data = read(pd.Series([1.0, 2.0], index=["KEN", "PER"], name="beds"))
    assert data.frame["beds"].to_dict() == {"KEN": 1, "PER": 2}


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_what_unpacks_to_more_than_fits_is_refused(tmp_path, monkeypatch, pack):
    monkeypatch.setattr("mpindex.ingest.sources.MOST_BYTES", 1000)
    file = tmp_path / "x.csv.gz"
    file.write_bytes(pack(b"iso3,v\n" + b"KEN,1\n" * 1000))
    with pytest.raises(DataError, match=r"x\.csv\.gz: unpacks to more than 0 MB"):
        fetch(file)
    with pytest.raises(DataError, match="unpacks to more than"):
        fetch(zipped(tmp_path / "x.zip", **{"x.csv": "iso3,v\n" + "KEN,1\n" * 1000}))


@pytest.mark.parametrize("sheet", ["Data", 1])
def test_a_text_has_no_sheets(plain, sheet):
    with pytest.raises(OptionError, match="names a sheet or a file in an archive"):
        read(plain, sheet=sheet)
