"""The site: definitions put to a table, as a folder of pages that any host can serve."""
