"""Types of states: groups of like profiles, how far they hold, and who is near whom."""
