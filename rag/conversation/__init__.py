"""Conversation: follow-ups become questions that stand alone."""

from __future__ import annotations

from rag.conversation.by_rules import Rewritten
from rag.conversation.rewriter import standalone
from rag.conversation.turns import turns

__all__ = ["Rewritten", "standalone", "turns"]
