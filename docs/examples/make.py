"""Makes the example pages of this folder anew: the bundled answer on Kazakhstan, as a report and as a page to play with.

python docs/examples/make.py
"""

from __future__ import annotations

from pathlib import Path

import mpindex as mp

HERE = Path(__file__).resolve().parent


def make(folder: Path = HERE) -> None:
    """Write both pages into a folder."""
    mp.report("KAZ", path=folder / "kazakhstan.html")
    mp.explore("capability", path=folder / "explore-capability.html", unit="KAZ")


if __name__ == "__main__":
    make()
