"""The grammar of weights/*.yaml: a plain mapping in, a frozen model out, every fault with its path in the file.

Pure: it knows methods by name (from the registry) but no data.
"""

from mpindex.grammar.bands import CUTS, QUANTITIES, is_cut
from mpindex.grammar.derive import OPTIONS, VERBS
from mpindex.grammar.faults import as_error
from mpindex.grammar.model import (
    GREAT_POWERS,
    LEARNING,
    MIDDLE_OF_PACK,
    MISSING_RULES,
    SETTINGS,
    TIERS,
    UNCLASSIFIED,
    Band,
    Call,
    Condition,
    Derived,
    Leaf,
    Learn,
    Missing,
    Model,
    Node,
    Per,
    Settings,
    thaw,
)  # fmt: skip
from mpindex.grammar.parser import FAMILIES, FIDELITIES, IMITATES, TEXTS, TOP, Grammar

__all__ = [
    "CUTS", "FAMILIES", "FIDELITIES", "GREAT_POWERS", "IMITATES", "LEARNING", "MIDDLE_OF_PACK", "MISSING_RULES", "OPTIONS",
    "QUANTITIES", "SETTINGS", "TEXTS", "TIERS", "TOP", "UNCLASSIFIED", "VERBS", "Band", "Call", "Condition", "Derived",
    "Grammar", "Leaf", "Learn", "Missing", "Model", "Node", "Per", "Settings", "as_error", "is_cut", "thaw",
]  # fmt: skip
