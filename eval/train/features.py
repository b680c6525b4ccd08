"""Rows as token ids, and batches of about equal length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from eval.train.rows import ClaimGroup, Group, Row

MOST_TOKENS = 384
"""Longest input; a passage that is longer is read in windows of this many tokens."""

_MOST_OF_A_QUESTION = 64
_MOST_OF_A_CLAIM = 100
_MOST_OF_A_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Feature:
    """A pair of texts as the model sees it.

    Attributes:
        ids: token ids, special tokens included.
        second: place of the first token of the second text.
        first_body: place of the first token after the context (spans may not begin before).
        starts: places of the tokens at which an answer begins; empty when there is none.
        ends: places of the tokens at which it ends, in the same order.
        label: class of a claim; -1 for questions.
    """

    ids: tuple[int, ...]
    second: int
    first_body: int
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    label: int = -1


def tokenised(
    groups: Sequence[Group], tokenizer: Any, most: int = MOST_TOKENS
) -> list[list[Feature]]:
    """Return each group's features; a passage too long is cut to a window round its answer."""
    rows = [row for group in groups for row in group]
    found: list[Feature] = []
    for at in range(0, len(rows), 4096):
        part = rows[at : at + 4096]
        questions = tokenizer([row.question for row in part], add_special_tokens=False)["input_ids"]
        heads = [_head(row.context) for row in part]
        texts = tokenizer(
            [head + row.passage for head, row in zip(heads, part, strict=True)],
            add_special_tokens=False,
            return_offsets_mapping=True,
        )
        for row, head, question, ids, offsets in zip(
            part, heads, questions, texts["input_ids"], texts["offset_mapping"], strict=True
        ):
            found.append(
                _feature(
                    row, len(head), question[:_MOST_OF_A_QUESTION], ids, offsets, tokenizer, most
                )
            )
    return _grouped(found, groups)


def _head(context: str) -> str:
    if not context:
        return ""
    return context + (" " if context[-1] in ".!?…" else ". ")


def _feature(
    row: Row,
    shift: int,
    question: list[int],
    ids: list[int],
    offsets: list[tuple[int, int]],
    tokenizer: Any,
    most: int,
) -> Feature:
    body = next((i for i, (start, _) in enumerate(offsets) if start >= shift), len(ids))
    body = min(body, _MOST_OF_A_CONTEXT)
    spans = []
    for start, end in row.spans:
        first = next((i for i, o in enumerate(offsets) if o[1] > start + shift), None)
        last = next(
            (i for i in range(len(offsets) - 1, -1, -1) if offsets[i][0] < end + shift), None
        )
        if first is not None and last is not None and body <= first <= last:
            spans.append((first, last))
    room = most - len(question) - 3 - body
    low, high = body, len(ids)
    if high - low > room:
        target = spans[0][0] if spans else low
        low = max(body, min(target - room // 2, high - room))
        high = low + room
    kept = [*ids[:body], *ids[low:high]]
    lead = len(question) + 2
    move = lead + body - low
    inside = [(a + move, b + move) for a, b in spans if low <= a and b < high]
    whole = [
        tokenizer.cls_token_id,
        *question,
        tokenizer.sep_token_id,
        *kept,
        tokenizer.sep_token_id,
    ]
    return Feature(
        tuple(whole),
        lead,
        lead + body,
        tuple(a for a, _ in inside),
        tuple(b for _, b in inside),
    )


CLASSES = {"entails": 0, "neutral": 1, "contradicts": 2, "unsupported": 3}


def tokenised_claims(
    groups: Sequence[ClaimGroup], tokenizer: Any, most: int = 320
) -> list[list[Feature]]:
    """Return the features of claims, those beside the same cited text together."""
    claims = [claim for group in groups for claim in group]
    premises = tokenizer([c.premise for c in claims], add_special_tokens=False)["input_ids"]
    texts = tokenizer([c.claim for c in claims], add_special_tokens=False)["input_ids"]
    cls, sep = tokenizer.cls_token_id, tokenizer.sep_token_id
    found = []
    for claim, premise, text in zip(claims, premises, texts, strict=True):
        said = text[:_MOST_OF_A_CLAIM]
        cited = premise[: most - len(said) - 3]
        ids = (cls, *cited, sep, *said, sep)
        lead = len(cited) + 2
        found.append(Feature(ids, lead, lead, label=CLASSES[claim.label]))
    return _grouped(found, groups)


def _grouped(found: list[Feature], groups: Sequence[Sequence[Any]]) -> list[list[Feature]]:
    result = []
    place = 0
    for group in groups:
        result.append(found[place : place + len(group)])
        place += len(group)
    return result


def batches(
    groups: Sequence[Sequence[Feature]], tokens: int, seed: int
) -> Iterator[list[Sequence[Feature]]]:
    """Yield batches of whole groups, of about `tokens` padded tokens each, in random order.

    Groups of about the same length go together, so that little is padded.
    """
    chance = random.Random(seed)
    order = list(range(len(groups)))
    chance.shuffle(order)
    made: list[list[int]] = []
    for at in range(0, len(order), 4096):
        pool = sorted(order[at : at + 4096], key=lambda i: _longest(groups[i]))
        batch: list[int] = []
        rows = 0
        for i in pool:
            size = len(groups[i])
            if batch and (rows + size) * _longest(groups[i]) > tokens:
                made.append(batch)
                batch, rows = [], 0
            batch.append(i)
            rows += size
        if batch:
            made.append(batch)
    chance.shuffle(made)
    for chosen in made:
        yield [groups[i] for i in chosen]


def _longest(group: Sequence[Feature]) -> int:
    return max(len(feature.ids) for feature in group)


def padded(features: Sequence[Feature]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return ids, mask and token types of features, each of shape (rows, longest)."""
    width = max(len(feature.ids) for feature in features)
    ids = np.zeros((len(features), width), dtype=np.int64)
    mask = np.zeros_like(ids)
    types = np.zeros_like(ids)
    for at, feature in enumerate(features):
        length = len(feature.ids)
        ids[at, :length] = feature.ids
        mask[at, :length] = 1
        types[at, feature.second : length] = 1
    return ids, mask, types
