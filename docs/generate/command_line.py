"""The verbs of the command line, from its parser."""

from __future__ import annotations

import argparse
import os

from mpindex.cli.parser import parser


def pages() -> dict[str, str]:
    """Return the verbs as a part of docs/reference/command_line.md."""
    os.environ["COLUMNS"] = "100"
    parts = []
    for name, verb in verbs().items():
        parts.append(f"## mpindex {name}\n\n```text\n{verb.format_help().strip()}\n```\n")
    return {"parts/command_line.md": "\n".join(parts)}


def verbs() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each verb."""
    top = parser()
    actions = [action for action in top._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(actions[0].choices)
