"""Answers of services, kept on disk with their address and the day on which they came."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Generic, TypeVar

from mpindex.errors import DataError, OptionError, warn
from mpindex.ingest.services.transport import download
from mpindex.resources import write_bytes

Content = TypeVar("Content")

#: The environment variable that names the folder of kept answers.
VARIABLE = "MPINDEX_CACHE"


@dataclass(frozen=True)
class Answer(Generic[Content]):
    """What an address answered, as it was understood, and the day on which it came."""

    address: str
    retrieved: date
    content: Content


@dataclass(frozen=True)
class Answers:
    """Asks addresses, or takes what they answered before.

    Parameters
    ----------
    folder : Path
        Where answers are kept; made when the first is.
    max_age : int or None
        How many days an answer may be old; None for any, 0 to ask anew.
    deadline : float
        When to give up, by `time.monotonic`.
    """

    folder: Path
    max_age: int | None
    deadline: float

    def get(self, address: str, understand: Callable[[bytes], Content]) -> Answer[Content]:
        """Return what an address answers.

        Only what `understand` takes is kept: nonsense is asked for again next time.

        Parameters
        ----------
        address : str
            What is asked.
        understand : callable
            Makes the content of the bytes, or raises a DataError.

        Raises
        ------
        DataError
            The service fails, or what it says cannot be understood; if an older answer is kept, the message says so.
        """
        kept = self._kept(address)
        if kept is not None and self._is_fresh(kept.retrieved):
            return Answer(address, kept.retrieved, understand(kept.content))
        try:
            body = download(address, deadline=self.deadline)
            content = understand(body)
        except DataError as fault:
            if kept is None:
                raise
            raise DataError(
                f"{fault}. An answer of {kept.retrieved} is kept: max_age=None takes it"
            ) from fault
        today = datetime.now(UTC).date()
        self._keep(Answer(address, today, body))
        return Answer(address, today, content)

    def _is_fresh(self, retrieved: date) -> bool:
        age = (datetime.now(UTC).date() - retrieved).days
        return self.max_age is None or 0 <= age < self.max_age

    def _file(self, address: str) -> Path:
        return self.folder / f"{hashlib.sha256(address.encode()).hexdigest()[:32]}.answer"

    def _kept(self, address: str) -> Answer[bytes] | None:
        """The kept answer, None if there is none or what is there is no longer what was written."""
        try:
            head, _, body = self._file(address).read_bytes().partition(b"\n")
            about = json.loads(head)
            if about["address"] == address and about["sha256"] == hashlib.sha256(body).hexdigest():
                return Answer(address, date.fromisoformat(about["retrieved"]), body)
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def _keep(self, answer: Answer[bytes]) -> None:
        """Write beside and replace, so that an interrupted run leaves no half answer."""
        about = {
            "address": answer.address,
            "retrieved": answer.retrieved.isoformat(),
            "sha256": hashlib.sha256(answer.content).hexdigest(),
        }
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_bytes(self._file(answer.address), json.dumps(about).encode() + b"\n" + answer.content)
        except (OSError, OptionError) as fault:
            warn(
                f"the answer could not be kept in {self.folder} ({fault}); it will be asked for again. "
                f"Pass cache=, or set {VARIABLE}"
            )


def default_folder() -> Path:
    """Return where answers are kept: ``MPINDEX_CACHE``, or the user's folder for such things.

    Examples
    --------
    >>> default_folder().name
    'mpindex'
    """
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "mpindex"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "mpindex"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "mpindex"


def deadline_in(seconds: float) -> float:
    """Return when `seconds` will have passed, by `time.monotonic`."""
    return time.monotonic() + seconds
