"""The desk: an archive that is kept up to date while its reader works."""
