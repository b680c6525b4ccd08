"""A cross-encoder made in the test reorders the first passages."""

import numpy as np
import pytest

from rag.errors import RerankError
from rag.retrieve import retrieve
from rag.retrieve.rerank import load_reranker
from rag.settings import RagSettings


@pytest.fixture(scope="module")
def tiny_cross_encoder(tmp_path_factory):
    """A BERT of two layers and random weights with one output."""
    import torch
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    from index.encode.weights import locate

    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("cross")
    tokenizer = BertTokenizerFast.from_pretrained(str(locate(None).folder))
    config = BertConfig(
        vocab_size=tokenizer.vocab_size,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        num_labels=1,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    assert CrossEncoder(str(folder)) is not None
    return str(folder)


def test_the_first_passages_are_in_its_order(samples_index, tiny_cross_encoder):
    question = "why did the Unification Ministry skip the talks"
    settings = RagSettings(rerank=tiny_cross_encoder, rerank_top=6, collapse_origins=False)
    hits = retrieve(samples_index, question, 6, settings=settings)
    texts = [" ".join(hit.article.text[a:b] for a, b in hit.passage.sentences) for hit in hits]
    scores = load_reranker(tiny_cross_encoder).scores(question, texts)
    assert scores.shape == (6,)
    assert np.all(np.diff(scores) <= 1e-6)
    plain = retrieve(samples_index, question, 6, settings=RagSettings(collapse_origins=False))
    assert {hit.passage.id for hit in hits} == {hit.passage.id for hit in plain}


def test_an_absent_model_is_one_line(samples_index):
    with pytest.raises(RerankError, match="no-such-folder"):
        retrieve(samples_index, "talks", settings=RagSettings(rerank="./no-such-folder"))
