"""The story so far of a topic: dated, cited lines in the archive's own words."""
