"""Words in, spans and terms out: sentences, passages, analysed terms, checks."""
