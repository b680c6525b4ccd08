"""Figures for readers: on the terminal, in Markdown, in one HTML file."""
