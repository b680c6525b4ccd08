"""Text and metadata in SQLite: what is read of a generation, what is written."""
