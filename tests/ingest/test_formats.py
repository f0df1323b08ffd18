"""A file is what its first bytes say, whatever its name says."""

import pytest

from mpindex.errors import DataError
from mpindex.ingest.files import open_table
from mpindex.ingest.formats import UNREADABLE, ending, kind_of, utf16

STARTS = {
    b"iso3,gdp\nKAZ,1": "text",
    "Côte d'Ivoire".encode("cp1252"): "text",
    "iso3".encode("utf-16"): "text",
    "iso3,gdp,x".encode("utf-16-le"): "text",
    "iso3,gdp,x".encode("utf-16-be"): "text",
    b"PK\x03\x04": "zip",
    b"\x1f\x8b\x08": "gzip",
    b"BZh9": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"PAR1": "parquet",
    b"ARROW1\x00\x00": "feather",
    b"<stata_dta><header>": "stata",
    b"$FL2@(#)": "spss",
    b"HEADER RECORD*******LIBRARY": "sas transport",
    b"%PDF-1.7": "pdf",
    b"SQLite format 3\x00": "sqlite",
    b"\x89HDF\r\n\x1a\n": "hdf5",
    b"\x93NUMPY": "numpy",
    b"\x80\x05\x95": "pickle",
    b"RDX3\nX\n": "r data",
    b"X\n\x00\x00": "r data",
    b"<!DOCTYPE html><html>": "html",
    b"<?xml version='1.0'?><data>": "xml",
    b'{"data": []}': "json",
    b'  [{"a": 1}]': "json",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "old excel",
    b"\x28\xb5\x2f\xfd": "zstandard",
    b"\x89PNG": "picture",
    b"a\x00b\x01": "binary",
}


@pytest.mark.parametrize(("start", "kind"), STARTS.items())
def test_first_bytes_tell_the_format(start, kind):
    assert kind_of(start, "data.csv") == kind


def test_an_old_stata_file_is_told_by_its_name_too():
    assert kind_of(b"\x73\x02\x01\x00", "panel.dta") == "stata"
    assert kind_of(b"s,t", "panel.csv") == "text"


@pytest.mark.parametrize(
    ("name", "told"),
    [("a.csv", ".csv"), ("A.CSV.GZ", ".csv"), ("a.tar.bz2", ".tar"), ("a", ""), ("a.zip", "")],
)
def test_the_ending_is_that_of_the_table(name, told):
    assert ending(name) == told


def test_ordinary_text_is_not_taken_for_utf16():
    assert utf16(b"iso3,gdp\nKAZ,1") is None


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"%PDF-1.7 ...", "it is a PDF; copy the table"),
        (b"SQLite format 3\x00....", "an SQLite database; read one of its tables with pandas.read_sql"),
        (b"RDX3\nX\n....", "R's own format; in R: write.csv"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "a web page; download the data themselves"),
        (b"<?xml version='1.0'?><message:GenericData/>", "XML; choose CSV"),
        (b"\x80\x05\x95\x00\x00", "a Python pickle; load it with pandas.read_pickle, if you trust it"),
        (b"a\x00\x01\x02", "not a text, and no format that is known"),
    ],
)
def test_what_cannot_be_read_is_named_as_what_it_is_with_the_way_out(tmp_path, start, what):
    path = tmp_path / "data.csv"
    path.write_bytes(start)
    with pytest.raises(DataError) as caught:
        open_table(path)
    assert str(caught.value).startswith("data.csv: cannot be read")
    assert what in str(caught.value)


def test_each_format_that_cannot_be_read_has_a_way_out():
    assert all(what and remedy for what, remedy in UNREADABLE.values())
