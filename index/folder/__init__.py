"""Names on disk and durability: manifests, locks, files that reach the disk."""
