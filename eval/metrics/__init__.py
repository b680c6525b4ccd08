"""Figures as small functions over plain lists; each names its definition."""
