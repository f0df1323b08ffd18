"""What is installed, and which bundled data: what a report of a fault, or a paper's appendix, has to say."""

from __future__ import annotations

import platform
import re
import sys
from importlib import metadata

from mpindex.resources import bundled_hash


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
        "data": bundled_hash(),
        "Python": sys.version.split()[0],
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
    }
    return rows | {name: _version(name) for name in sorted(_packages())}


def _packages() -> set[str]:
    """The packages that the installed library names: what it needs, and what each of its extras for users adds."""
    try:
        requirements = metadata.requires("mpindex") or []
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return set()
    names = set()
    for requirement in requirements:
        name, _, condition = requirement.partition(";")
        if not re.search(r"""extra == ['"]dev['"]""", condition):
            names.add(re.split(r"[\s\[<>=!~]", name.strip())[0])
    return names


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"
