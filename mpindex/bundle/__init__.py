"""Bundle: compiling data/ is not reading a publisher's file."""
