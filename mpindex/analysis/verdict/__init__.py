"""The verdict on a unit over all reasonable choices."""
