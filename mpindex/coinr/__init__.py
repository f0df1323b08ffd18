"""COINr: its tables in and out."""
