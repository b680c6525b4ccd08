"""Models for the tests: the real one, and tiny ones with random weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.encode import load_encoder

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = [*SPECIAL, "the", "rain", "fell", "on", "town", "and", "it", "was", "wet", ".", *"abcd"]


@pytest.fixture(scope="session")
def quick(cache):
    return load_encoder(backend="onnx")


@pytest.fixture(scope="session")
def exact(cache):
    """The same weights through sentence-transformers."""
    return load_encoder(backend="torch")


def make_model(folder: Path, *, pooling: str = "mean", dimension: int = 32, prompts=None) -> Path:
    """Save a random sentence-transformers model of the BERT kind."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    torch.manual_seed(7)
    plain = folder / "plain"
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=dimension,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=2 * dimension,
        max_position_embeddings=40,
        initializer_range=0.4,
    )
    BertModel(config).save_pretrained(plain)
    (plain / "vocab.txt").write_text("\n".join(WORDS) + "\n", "utf-8")
    BertTokenizer(vocab=str(plain / "vocab.txt")).save_pretrained(plain)
    transformer = Transformer(str(plain), max_seq_length=32)
    model = SentenceTransformer(
        modules=[transformer, Pooling(dimension, pooling_mode=pooling)],
        device="cpu",
        prompts=prompts,
    )
    model.save(str(folder / "model"))
    return folder / "model"


@pytest.fixture
def compared():
    """Embeds three texts of a width, one of which is padded, with two engines.

    Returns the token embeddings of each, the tokens, their mask, and which tokens are real.
    """

    def compared(one, other, width):
        ids = np.random.default_rng(width).integers(5, 19, (3, width))
        mask = np.ones_like(ids)
        mask[1, width // 2 + 1 :] = 0
        found, expected = one.embed(ids, mask), other.embed(ids, mask)
        assert found.shape == expected.shape == (3, width, 32)
        return found, expected, ids, mask, mask.astype(bool)

    return compared


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    return make_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def tiny_cls(tmp_path_factory):
    return make_model(tmp_path_factory.mktemp("cls"), pooling="cls", dimension=24)
