"""Other ways to search the same documents, with the same weights, on the same machine."""

from eval.peers.base import Embed, Peer, native_embed
from eval.peers.langchain import LangChainQuickstart
from eval.peers.txtai import TxtaiHybrid

__all__ = ["PEERS", "Embed", "LangChainQuickstart", "Peer", "TxtaiHybrid", "native_embed"]

PEERS: tuple[type[LangChainQuickstart] | type[TxtaiHybrid], ...] = (
    LangChainQuickstart,
    TxtaiHybrid,
)
"""Every peer, in the order of a report."""
