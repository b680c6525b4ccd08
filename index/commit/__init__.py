"""From a write to a committed generation, and back after a crash."""
