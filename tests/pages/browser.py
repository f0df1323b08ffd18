"""A headless Chromium driven by its DevTools protocol over a pipe: no package and no port is needed."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip
#: Key -> its code and number on a keyboard.
KEYS = {
    "Tab": 9,
    "Enter": 13,
    "Escape": 27,
    "End": 35,
    "Home": 36,
    "ArrowLeft": 37,
    "ArrowRight": 39,
    " ": 32,
}


def chromium() -> str | None:
    """Return where Chromium is, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


#: Becomes the browser, which reads file 3 and writes file 4.
HAND_OVER = """
import fcntl, os, sys
there, back = (fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3])
os.dup2(there, 3)
os.dup2(back, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Browser:
    """One page in one browser. `requests`, `faults`: what it asked of the network, and what its console complained of."""

    def __init__(self, width: int = 1200, height: int = 900) -> None:
        self.requests: list[str] = []
        self.faults: list[str] = []
        self._folder = tempfile.mkdtemp(prefix="browser-")
        self._number, self._held = 0, b""
        self._answers: dict[int, Any] = {}
        self._start()
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.do(f"{domain}.enable")
        self.resize(width, height)

    def _start(self) -> None:
        there, self._write = os.pipe()
        self._read, back = os.pipe()
        hand_over = [sys.executable, "-c", HAND_OVER, str(there), str(back)]
        command = [*hand_over, str(chromium()), *QUIET, f"--user-data-dir={self._folder}"]
        nowhere = subprocess.DEVNULL
        self._process = subprocess.Popen(command, pass_fds=(there, back), stdout=nowhere, stderr=nowhere)
        os.close(there)
        os.close(back)

    def do(self, method: str, **parameters: Any) -> Any:
        """Call a method of the protocol on the page."""
        return self._send(method, session=self._session, **parameters)

    def resize(self, width: int, height: int = 900) -> None:
        self.do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 500,
        )

    def dark(self, *, on: bool) -> None:
        feature = {"name": "prefers-color-scheme", "value": "dark" if on else "light"}
        self.do("Emulation.setEmulatedMedia", features=[feature])

    def open(self, path: Path, address: str = "") -> None:
        self.do("Page.navigate", url="about:blank")
        self.requests.clear()
        self.do("Page.navigate", url=path.resolve().as_uri() + address)
        self.wait("document.readyState === 'complete'")

    def run(self, script: str) -> Any:
        """Return what an expression is in the page."""
        answer = self.do("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"]["exception"].get("description", answer))
        return answer["result"].get("value")

    def wait(self, script: str, seconds: float = 20.0) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + seconds
        while not self.run(script):
            if time.monotonic() > end:
                raise AssertionError(f"never true: {script}")
            time.sleep(0.02)

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press and release a key."""
        code = KEYS.get(key, ord(key.upper()[0]))
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        common = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        self.do("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **common)
        self.do("Input.dispatchKeyEvent", type="keyUp", **common)

    def picture(self, path: Path, *, full: bool = False) -> None:
        shot = self.do("Page.captureScreenshot", format="png", captureBeyondViewport=full)
        path.write_bytes(base64.b64decode(shot["data"]))

    def pdf(self) -> bytes:
        return base64.b64decode(
            self.do("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        )

    # the pipe ---------------------------------------------------------------

    def _send(self, method: str, session: str | None = None, **parameters: Any) -> Any:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        number = self._number
        while number not in self._answers:
            self._receive()
        answer = self._answers.pop(number)
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        return answer["result"]

    def _receive(self) -> None:
        ready, _, _ = select.select([self._read], [], [], 60)
        data = os.read(self._read, 1 << 20) if ready else b""
        if not data:
            raise AssertionError("the browser does not answer")
        *messages, self._held = (self._held + data).split(b"\0")
        for message in map(json.loads, messages):
            if "id" in message:
                self._answers[message["id"]] = message
            else:
                self._note(message["method"], message.get("params", {}))

    def _note(self, event: str, about: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent" and not about["request"]["url"].startswith(
            ("data:", "about:")
        ):
            self.requests.append(about["request"]["url"])
        elif event == "Runtime.exceptionThrown":
            self.faults.append(str(about["exceptionDetails"]))
        elif event == "Runtime.consoleAPICalled" and about["type"] in ("error", "warning", "assert"):
            self.faults.append(str(about["args"]))
        elif event == "Log.entryAdded" and about["entry"]["level"] in ("error", "warning"):
            self.faults.append(str(about["entry"]))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)
        os.close(self._write)
        os.close(self._read)
        shutil.rmtree(self._folder, ignore_errors=True)
