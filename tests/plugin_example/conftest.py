"""The example is tested where it belongs, in an environment that it is installed in (`tests/test_plugins.py`).

Collected here, it would register its methods for every other test.
"""

collect_ignore_glob = ["*"]
