"""A BERT of a few neurons, saved as a model folder is, for tests of what loads models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

WORDS = (
    "[PAD] [UNK] [CLS] [SEP] [MASK] the a harbour opened ships came in at dawn on monday when who "
    "how many did ten men left ann bob . , ? ! gazette march 5 2024 reopens"
).split()


def tiny_tokenizer(folder: Path) -> Any:
    """Save and return a word tokenizer that makes pairs as BERT's does."""
    from transformers import BertTokenizerFast

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(WORDS) + "\n", "utf-8")
    tokenizer = BertTokenizerFast(vocab={word: at for at, word in enumerate(WORDS)})
    tokenizer.save_pretrained(folder)
    return tokenizer


def tiny_model(folder: Path, kind: str = "reader") -> Path:
    """Save a reader or a checker with random weights; return its folder."""
    import torch
    from transformers import (
        BertConfig,
        BertForQuestionAnswering,
        BertForSequenceClassification,
    )

    torch.manual_seed(3)
    tiny_tokenizer(folder)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=512,
        num_labels=2 if kind == "reader" else 3,
    )
    made: Any = BertForQuestionAnswering if kind == "reader" else BertForSequenceClassification
    made(config).save_pretrained(folder)
    return folder
