"""An example of a package for mpindex."""

from pathlib import Path

#: Read by mpindex when somebody asks for it.
STEPPE_REACH = Path(__file__).with_name("steppe_reach.yaml")
