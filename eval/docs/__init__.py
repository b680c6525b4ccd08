"""The parts of `docs/` that the program says of itself, so that no page can fall behind it."""
