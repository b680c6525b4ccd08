"""One command that measures Dateline and its peers on every set: `python -m eval.quality`."""
