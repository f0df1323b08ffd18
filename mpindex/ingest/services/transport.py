"""One request over HTTP, bounded in bytes, in time and in attempts; each failure says what happened and what to do."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from queue import Empty, SimpleQueue
from threading import Thread
from typing import cast
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from mpindex.errors import DataError, OptionError

MOST_BYTES = 64 * 2**20
ATTEMPTS = 3
PAUSE = 0.5  # seconds before the second attempt, doubled before the third
BUSY = frozenset({429, 500, 502, 503, 504})
HEADERS = {
    "User-Agent": "mpindex (Python library of composite indices; urllib)",
    "Accept-Encoding": "identity",
}

_CHUNK = 1 << 16
_LATE = "no complete answer in time. Try again later, or pass a longer timeout="


@dataclass(frozen=True)
class Reply:
    """What came of one attempt: a body, or a fault that another attempt, after so many seconds, may or may not mend."""

    body: bytes = b""
    fault: str = ""
    passing: bool = False
    wait: float = 0.0


def download(address: str, *, deadline: float) -> bytes:
    """Return the body that an address answers with.

    Parameters
    ----------
    address : str
        Of http or https; nothing else is opened, not by redirection either.
    deadline : float
        When to give up, by `time.monotonic`.

    Raises
    ------
    DataError
        The service cannot be reached, refuses, breaks off, is too slow or says too much.
    """
    reply = Reply(fault=_LATE)
    for attempt in range(ATTEMPTS):
        pause = max(reply.wait, PAUSE * 2 ** (attempt - 1)) if attempt else 0.0
        if time.monotonic() + pause >= deadline:
            break
        time.sleep(pause)
        reply = _attempt(address, deadline)
        if not reply.passing:
            break
    if reply.fault:
        raise DataError(f"{address}: {reply.fault}")
    return reply.body


def checked(address: str) -> str:
    """Return a service's address without a closing slash, if it is one of http or https."""
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except (ValueError, AttributeError, TypeError):
        good = False
    if not good or any(sign <= " " for sign in address):
        raise OptionError(f"address= must begin with http:// or https:// and name a host, not {address!r}")
    return address.rstrip("/")


def _attempt(address: str, deadline: float) -> Reply:
    """Ask in a thread of its own: a server that sends a header by drips is given up at the deadline too."""
    replies: SimpleQueue[Reply] = SimpleQueue()
    Thread(target=lambda: replies.put(_ask(address, deadline)), daemon=True).start()
    try:
        return replies.get(timeout=max(0.0, deadline - time.monotonic()))
    except Empty:
        return Reply(fault=_LATE)


def _ask(address: str, deadline: float) -> Reply:
    left = max(0.1, deadline - time.monotonic())
    try:
        asked = request.Request(address, headers=HEADERS)
        with cast(HTTPResponse, _opener().open(asked, timeout=left)) as response:
            return _read(response, deadline)
    except HTTPError as fault:
        fault.close()
        return Reply(fault=_refusal(fault), passing=fault.code in BUSY, wait=_wait(fault))
    except TimeoutError:
        return Reply(fault=_LATE)
    except URLError as fault:
        late = isinstance(fault.reason, TimeoutError)
        return Reply(fault=_LATE if late else f"cannot be reached: {fault.reason}. Is there a network?")
    except (HTTPException, OSError) as fault:
        return Reply(fault=f"the answer broke off: {fault!r}. Try again later", passing=True)
    except ValueError as fault:  # a host that cannot be written in ASCII
        return Reply(fault=f"no such address: {fault}")


def _opener() -> request.OpenerDirector:
    """Opens http and https, through the proxy that the environment names; no files, no ftp."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler, request.HTTPHandler, request.HTTPSHandler, request.HTTPRedirectHandler,
        request.HTTPErrorProcessor, request.HTTPDefaultErrorHandler, request.UnknownHandler,
    ):  # fmt: skip
        opener.add_handler(handler())
    return opener


def _read(response: HTTPResponse, deadline: float) -> Reply:
    promised = response.length
    body = bytearray()
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > MOST_BYTES:
            return _too_large()
        if time.monotonic() > deadline:
            return Reply(fault=_LATE)
    if promised is not None and len(body) < promised:
        return Reply(fault=f"the answer broke off after {len(body):,} of {promised:,} bytes", passing=True)
    return _unpacked(bytes(body), response.headers.get("Content-Encoding", "identity").strip().lower())


def _unpacked(body: bytes, packing: str) -> Reply:
    """The body of a service that packs its answers though it is asked not to."""
    if packing in ("identity", ""):
        return Reply(body)
    if packing not in ("gzip", "x-gzip", "deflate"):
        return Reply(fault=f"the answer is packed ({packing[:20]!r}), which was not asked for")
    engine = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # of gzip or zlib, by the header
    try:
        content = engine.decompress(body, MOST_BYTES)
    except zlib.error as fault:
        return Reply(fault=f"the answer is said to be packed by {packing} and is not ({fault})")
    if engine.unconsumed_tail:
        return _too_large()
    if not engine.eof:
        return Reply(fault="the packed answer broke off. Try again later", passing=True)
    return Reply(content)


def _too_large() -> Reply:
    return Reply(fault=f"the answer is larger than {MOST_BYTES:,} bytes. Ask for fewer years (since=)")


def _wait(fault: HTTPError) -> float:
    """How many seconds a busy service asks to be left alone, by its header Retry-After; 0 where it does not say."""
    text = fault.headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, OverflowError):
        return 0.0


def _refusal(fault: HTTPError) -> str:
    if fault.code in (404, 410):
        return (
            f"the service has nothing there ({fault.code} {fault.reason}). Is the code of the series right?"
        )
    if fault.code == 429:
        long = f"{_wait(fault):.0f} seconds" if _wait(fault) else "a while"
        return f"the service asks to be left alone for {long} (429). Try again later"
    if fault.code in BUSY:
        return f"the service is out of order ({fault.code} {fault.reason}). Try again later"
    return f"the service refuses ({fault.code} {fault.reason})"
