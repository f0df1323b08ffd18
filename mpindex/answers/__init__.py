"""What every result can do alike: a table, a figure, words, notes, references; how it prints, travels and is copied."""
