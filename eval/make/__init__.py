"""Drafts of questions from an archive, made without a language model, for a person to read."""

from eval.make.draft import draft

__all__ = ["draft"]
