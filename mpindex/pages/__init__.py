"""Pages: the report on units, the explore page, the site."""
