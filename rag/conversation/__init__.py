"""Conversation: follow-ups become questions that stand alone."""

from __future__ import annotations

from rag.conversation.follow import Rewritten
from rag.conversation.rewriter import standalone
from rag.conversation.turns import turns

__all__ = ["Rewritten", "standalone", "turns"]
