"""Sentence vectors from the passage's own token embeddings."""

from __future__ import annotations

import numpy as np

from index.encode.base import PassageText
from index.encode.engine import Engine
from index.encode.pool import batches, unit


def embeddings(encoder, text):
    """One text's tokens, their character spans and their embeddings."""
    encoding = encoder._tokenizer.encode(text)
    ids = np.array([encoding.ids], dtype=np.int64)
    return encoding, encoder.engine.embed(ids, np.ones_like(ids))[0]


def test_a_sentence_is_the_mean_of_its_tokens_in_the_passage(quick):
    context, text = "Rain. The Herald, 2 May 2024", "It rained all day. Nobody came."
    passage = PassageText(context, text, ((0, 18), (19, 31)))
    encoded = quick.encode_passages([passage])
    encoding, tokens = embeddings(quick, f"{context}\n{text}")
    words = encoding.tokens
    second = [words.index("nobody"), words.index("nobody") + 1, words.index("nobody") + 2]
    assert [words[i] for i in second] == ["nobody", "came", "."]
    expected = unit(tokens[second].mean(axis=0, keepdims=True))
    np.testing.assert_allclose(encoded.sentences[0][1:], expected, atol=1e-5)
    whole = unit(tokens.mean(axis=0, keepdims=True))
    np.testing.assert_allclose(encoded.passages, whole, atol=1e-5)


def test_a_sentence_knows_its_neighbours(quick):
    question = quick.encode_texts(["What did the central bank of Belmora do?"])[0]
    text = "The central bank of Belmora met on Friday. It left the rate alone."
    near = quick.encode_passages([PassageText("", text, ((0, 42), (43, 66)))]).sentences[0][1]
    alone = quick.encode_texts(["It left the rate alone."])[0]
    assert near @ question > alone @ question + 0.1


def test_sentences_beyond_the_window_are_encoded_alone(quick):
    filler = "The council met again and again. " * 60
    text = filler + "A heron was seen on the weir."
    span = (len(filler), len(text))
    encoded = quick.encode_passages([PassageText("Herons", text, ((0, 32), span))])
    alone = quick.encode_texts([text[slice(*span)], text[:32]])
    assert encoded.sentences[0][1] @ alone[0] > 0.9999
    assert encoded.sentences[0][0] @ alone[1] < 0.9999


def test_a_sentence_cut_by_the_window_is_encoded_alone(quick):
    text = "word " * 400
    encoded = quick.encode_passages([PassageText("", text, ((0, len(text) - 1),))])
    assert encoded.sentences[0][0] @ quick.encode_texts([text])[0] > 0.9999


def test_order_and_progress(quick):
    passages = [
        PassageText("", f"Story {n}. " + "More of it. " * (n % 7), ((0, 8),)) for n in range(40)
    ]
    seen: list[int] = []
    encoded = quick.encode_passages(passages, seen.append)
    assert sum(seen) == 40
    for n in (0, 13, 39):
        single = quick.encode_passages([passages[n]])
        np.testing.assert_allclose(encoded.passages[n], single.passages[0], atol=1e-5)
        np.testing.assert_allclose(encoded.sentences[n], single.sentences[0], atol=1e-5)


def test_nothing_and_empty_texts(quick):
    assert quick.encode_texts([]).shape == (0, 384)
    empty = quick.encode_passages([])
    assert empty.passages.shape == (0, 384)
    assert empty.sentences == []
    blank = quick.encode_passages([PassageText("", "", ()), PassageText("", "   ", ((0, 3),))])
    np.testing.assert_allclose(np.linalg.norm(blank.passages, axis=1), 1.0, atol=1e-5)
    assert [each.shape for each in blank.sentences] == [(0, 384), (1, 384)]
    np.testing.assert_allclose(np.linalg.norm(blank.sentences[1], axis=1), 1.0, atol=1e-5)


def test_batches_cover_every_text_once_within_the_budget():
    lengths = [5, 120, 7, 7, 300, 1, 0, 60, 60]
    grouped = batches(lengths, 128)
    assert sorted(row for rows in grouped for row in rows) == list(range(len(lengths)))
    for rows in grouped:
        assert len(rows) == 1 or len(rows) * max(lengths[row] for row in rows) <= 128
    widths = [max(lengths[row] for row in rows) for rows in grouped]
    assert widths == sorted(widths, reverse=True)


def test_the_engine_names_its_path(quick):
    engine: Engine = quick.engine
    assert engine.workers >= 1
    assert engine.path in quick.path
