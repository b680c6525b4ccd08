"""Pure functions from data to HTML; all of them escape what they are given."""
