"""Formats: one file each, a function that turns raw bytes into drafts of articles."""
