"""Whatever a server does, one request ends in time, in few attempts, within its bytes, and says what happened."""

from __future__ import annotations

import gzip
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from mpindex.errors import DataError, OptionError
from mpindex.ingest.services import transport
from mpindex.ingest.services.transport import ATTEMPTS, checked, download

from .conftest import whole


def get(address: str, seconds: float = 5.0) -> bytes:
    return download(address, deadline=time.monotonic() + seconds)


def test_the_body_comes_as_it_is(loopback):
    loopback.says(b"\x00\xff\r\n" * 100_000)
    assert get(loopback.address + "/a?b=c%20d") == b"\x00\xff\r\n" * 100_000
    assert loopback.asked == ["/a?b=c%20d"]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_fault_is_asked_again(loopback, status):
    loopback.replies[:] = [whole("", status), whole("", status), whole("at last")]
    assert get(loopback.address) == b"at last"
    assert len(loopback.asked) == 3


@pytest.mark.parametrize(
    ("status", "message"),
    [(429, "left alone for a while"), (503, "out of order"), (404, "nothing there"), (403, r"refuses \(403")],
)
def test_a_lasting_fault_is_told_after_few_attempts(loopback, status, message):
    loopback.replies[:] = [whole("<html>sorry</html>", status)]
    with pytest.raises(DataError, match=message):
        get(loopback.address)
    assert len(loopback.asked) == (ATTEMPTS if status in (429, 503) else 1)


def broken_off(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"half")


def not_http(handler):
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")


def hangs_up(handler):
    handler.close_connection = True


@pytest.mark.parametrize("act", [broken_off, not_http, hangs_up])
def test_an_answer_that_breaks_off_is_asked_again_and_then_told(loopback, act):
    loopback.replies[:] = [act]
    with pytest.raises(DataError, match=r"broke off"):
        get(loopback.address)
    assert len(loopback.asked) == ATTEMPTS


def silent(handler):
    time.sleep(2)


def drips_its_body(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b".")
        handler.wfile.flush()
        time.sleep(0.05)


def drips_its_headers(handler):
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
    for _ in range(100):
        handler.wfile.write(b".")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("act", [silent, drips_its_body, drips_its_headers])
def test_a_slow_server_is_given_up_in_time(loopback, act):
    loopback.replies[:] = [act]
    start = time.monotonic()
    with pytest.raises(DataError, match=r"no complete answer in time.*timeout="):
        get(loopback.address, 0.15)
    assert time.monotonic() - start < 1.5


def test_no_attempt_is_made_after_the_deadline(loopback):
    loopback.says("late")
    with pytest.raises(DataError, match=r"in time"):
        get(loopback.address, -1.0)
    assert loopback.asked == []


def test_an_endless_answer_is_cut(loopback, monkeypatch):
    monkeypatch.setattr(transport, "MOST_BYTES", 1000)
    loopback.says(b"x" * 1_000_000)
    with pytest.raises(DataError, match=r"larger than 1,000 bytes"):
        get(loopback.address)


@pytest.mark.parametrize("packing", ["gzip", "deflate", "identity"])
def test_an_answer_that_comes_packed_unasked_is_unpacked(loopback, packing):
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "identity": bytes}[packing]
    loopback.replies[:] = [whole(pack(b"figures"), Content_Encoding=packing)]
    assert get(loopback.address) == b"figures"


@pytest.mark.parametrize(
    ("body", "packing", "message"),
    [
        (b"figures", "gzip", "is said to be packed by gzip and is not"),
        (b"figures", "br", "is packed .'br'., which was not asked for"),
        (gzip.compress(b"figures" * 1000)[:-9], "gzip", "the packed answer broke off"),
        (gzip.compress(b"0" * 1_000_000), "gzip", "larger than 100,000 bytes"),
    ],
)
def test_a_packed_answer_that_is_none_or_too_much_is_told(loopback, monkeypatch, body, packing, message):
    monkeypatch.setattr(transport, "MOST_BYTES", 100_000)
    loopback.replies[:] = [whole(body, Content_Encoding=packing)]
    with pytest.raises(DataError, match=message):
        get(loopback.address)


def test_a_busy_service_is_left_alone_for_as_long_as_it_asks(loopback, monkeypatch):
    for wish in ("1", format_datetime(datetime.now(UTC) + timedelta(seconds=600), usegmt=True)):
        waits: list[float] = []
        monkeypatch.setattr(transport.time, "sleep", waits.append)
        loopback.replies[:] = [whole("", 429, Retry_After=wish), whole("at last")]
        assert get(loopback.address, 3600.0) == b"at last"
        assert max(waits) == 1.0 if wish == "1" else 500 < max(waits) <= 600


@pytest.mark.parametrize("wish", ["600", "soon", "-5", "9" * 50])
def test_a_wish_beyond_the_deadline_ends_the_attempts_and_nonsense_is_no_wish(loopback, wish):
    loopback.replies[:] = [whole("", 429, Retry_After=wish)]
    with pytest.raises(DataError, match=r"left alone for (600 seconds|9+ seconds|a while)"):
        get(loopback.address)
    assert len(loopback.asked) == (1 if wish.isdecimal() else ATTEMPTS)


def test_redirection_is_followed_but_not_for_ever(loopback):
    loopback.replies[:] = [whole("", 302, Location="/there"), whole("found")]
    assert get(loopback.address) == b"found"
    loopback.replies[:] = [whole("", 302, Location="/again")]
    with pytest.raises(DataError, match=r"refuses"):
        get(loopback.address)
    assert len(loopback.asked) < 30


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/x", "data:,x"])
def test_redirection_opens_nothing_but_http(loopback, target):
    loopback.replies[:] = [whole("", 302, Location=target)]
    with pytest.raises(DataError, match=r"refuses|cannot be reached"):
        get(loopback.address)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x", "http://no-such-host.invalid/x", "http://" + "a" * 70 + ".example/"]
)
def test_what_cannot_be_reached_is_told(loopback, address):
    with pytest.raises(DataError, match=r"cannot be reached|no such address"):
        get(address)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://x.org", "x.org", "", "http://", "http://[", "http://a b", None, 3],
)
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(OptionError, match=r"address="):
        checked(address)


def test_an_address_loses_its_closing_slash():
    assert checked("https://api.worldbank.org/v2/") == "https://api.worldbank.org/v2"
