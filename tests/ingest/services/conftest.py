"""A service of our own on this machine, which answers as it is told: in the form of the real one, late, broken or never."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mpindex.ingest.services import transport

ANSWERS = Path(__file__).parent / "answers"

Act = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Loopback:
    """`replies` are taken in turn, the last one again and again; `asked` lists what was asked for."""

    address: str = ""
    replies: list[Act] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def next(self) -> Act:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    def says(self, *bodies: bytes | str) -> None:
        """Answer with these bodies, one after the other."""
        self.replies[:] = [whole(body) for body in bodies]

    def gives(self, name: str) -> None:
        """Answer with a file of `answers/`."""
        self.says((ANSWERS / name).read_bytes())


def whole(body: bytes | str, status: int = 200, **headers: str) -> Act:
    content = body.encode() if isinstance(body, str) else body

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in ({"Content-Length": str(len(content))} | headers).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return act


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    monkeypatch.setattr(transport, "PAUSE", 0.01)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    state = Loopback()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            with suppress(OSError):  # the library hung up, as it should
                state.next()(self)

        def log_message(self, *words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        state.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield state
        server.shutdown()
        thread.join()
