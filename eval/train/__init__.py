"""Training of the reader and of the checker from labelled rows."""
