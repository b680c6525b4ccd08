"""One command that measures Dateline on every set, in one setting: `python -m eval.quality`."""
