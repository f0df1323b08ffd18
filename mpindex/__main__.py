"""``python -m mpindex``: the command line."""

import sys

from mpindex.cli.commands import main

if __name__ == "__main__":
    sys.exit(main())
