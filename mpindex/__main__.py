"""``python -m mpindex``: the command line."""

import sys

from mpindex.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
