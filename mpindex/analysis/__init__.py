"""Analysis: the questions about states."""
