"""Running a definition many times, here or on workers."""
