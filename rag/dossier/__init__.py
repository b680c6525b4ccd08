"""Answers, quotations and notes as one document with a bibliography."""
