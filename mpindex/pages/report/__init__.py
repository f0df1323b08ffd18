"""The report: what several definitions say of one unit or a few, on one page to mail and to print."""
