"""Checking an archive, mending it, and taking its articles out."""
