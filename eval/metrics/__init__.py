"""Figures, one a file, as small functions over plain lists; each names its definition."""
