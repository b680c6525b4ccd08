"""Words and where they occur: BM25 over text, title and outlet."""
