"""What is installed, and which bundled data: what a report of a fault, or a paper's appendix, has to say."""

from __future__ import annotations

import hashlib
import platform
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from importlib.resources.abc import Traversable

from mpindex import resources

FOLDERS = ("data", "indicators", "weights")


def show_versions() -> None:
    """Print the versions of the library, its data, Python, the system and every package that the library uses.

    Nothing is imported for it, and nothing is sent. A package that is not installed is shown as such: those of an extra
    (``mpindex[files]``) need not be.

    >>> show_versions()
    mpindex ...
    data ...
    Python 3...
    system ...
    """
    rows = versions()
    width = max(map(len, rows))
    for name, version in rows.items():
        print(f"{name:<{width}}  {version}")


def versions() -> dict[str, str]:
    """Return what `show_versions` prints: library, data, Python, system, then packages by name.

    >>> list(versions())[:4]
    ['mpindex', 'data', 'Python', 'system']
    """
    rows = {
        "mpindex": _version("mpindex"),
        "data": data_hash(),
        "Python": sys.version.split()[0],
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
    }
    return rows | {name: _version(name) for name in sorted(_packages())}


def data_hash() -> str:
    """Return the first twelve digits of a SHA-256 over the names and bytes of all bundled files.

    Two installations that give the same digits answer from the same figures, catalogue and definitions.
    """
    digest = hashlib.sha256()
    for name in FOLDERS:
        for path, file in _files(resources.folder(name), name):
            content = file.read_bytes()
            digest.update(f"{path}\n{len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()[:12]


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    """Every file under a folder with its path, in the order of the names; caches of Python are none of ours."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        inside = f"{path}/{entry.name}"
        if entry.is_file() and not entry.name.startswith("."):
            yield inside, entry
        elif entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry, inside)


def _packages() -> set[str]:
    """The packages that the installed library names: what it needs, and what its extras for users add."""
    try:
        requirements = metadata.requires("mpindex") or []
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return set()
    names = set()
    for requirement in requirements:
        name, _, condition = requirement.partition(";")
        if "extra" not in condition or re.search(r"""extra == ['"](files|testing)['"]""", condition):
            names.add(re.split(r"[\s\[<>=!~]", name.strip())[0])
    return names


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"
