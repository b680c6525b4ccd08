"""The two small cross-encoders: a reader of spans and a checker of claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, softplus

from eval.train.features import Feature, padded

_SHARED = 0.5
# Dropout inside attention takes a quarter of a step's time on a processor.
_FAST = {"attn_implementation": "eager", "attention_probs_dropout_prob": 0.0}
_HIDDEN = -1e4


def new_reader(folder: str) -> Any:
    """Return a question-answering model on a BERT folder's weights, its head at random."""
    from transformers import AutoModelForQuestionAnswering

    return AutoModelForQuestionAnswering.from_pretrained(folder, **_FAST)


def new_checker(folder: str) -> Any:
    """Return a classifier of (cited text, claim) in three classes on a BERT folder's weights."""
    from transformers import AutoModelForSequenceClassification

    return AutoModelForSequenceClassification.from_pretrained(
        folder,
        num_labels=3,
        id2label={0: "entailment", 1: "neutral", 2: "contradiction"},
        label2id={"entailment": 0, "neutral": 1, "contradiction": 2},
        **_FAST,
    )


def reader_loss(model: nn.Module, groups: Sequence[Sequence[Feature]]) -> Tensor:
    """Return the mean loss of a batch of groups.

    Each row's start and end are learnt over its own tokens, the first token standing for "no
    answer" (Devlin et al. 2019, arXiv:1810.04805), any of several right places being as good
    (marginal likelihood). In a group of several rows of which one answers, they are learnt over
    the tokens of all of them as well (shared normalisation, Clark and Gardner 2018,
    arXiv:1710.10723), so that scores of different passages can be compared.
    """
    features = [feature for group in groups for feature in group]
    ids, mask, types = (torch.from_numpy(part) for part in padded(features))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = model(input_ids=ids, attention_mask=mask, token_type_ids=types)
    total = torch.zeros(())
    for logits, side in ((out.start_logits, "starts"), (out.end_logits, "ends")):
        scores = logits.float()
        allowed = torch.zeros_like(mask, dtype=torch.bool)
        gold = torch.zeros_like(mask, dtype=torch.bool)
        for at, feature in enumerate(features):
            allowed[at, 0] = True
            allowed[at, feature.first_body : len(feature.ids) - 1] = True
            places = getattr(feature, side) or (0,)
            gold[at, list(places)] = True
        scores = scores.masked_fill(~allowed, _HIDDEN)
        normal = torch.logsumexp(scores, dim=1)
        right = torch.logsumexp(scores.masked_fill(~gold, _HIDDEN), dim=1)
        total = total + (normal - right).mean()
        total = total + _SHARED * _shared(scores, gold, groups)
    return total / 2


def _shared(scores: Tensor, gold: Tensor, groups: Sequence[Sequence[Feature]]) -> Tensor:
    """Return the mean loss of groups over the tokens of all their rows together."""
    body = scores.clone()
    body[:, 0] = _HIDDEN
    normal = torch.logsumexp(body, dim=1)
    right = torch.logsumexp(body.masked_fill(~gold, _HIDDEN), dim=1)
    losses = []
    place = 0
    for group in groups:
        rows = slice(place, place + len(group))
        place += len(group)
        answering = [place - len(group) + i for i, f in enumerate(group) if f.starts]
        if len(group) > 1 and answering:
            best = torch.logsumexp(right[answering], dim=0)
            losses.append(torch.logsumexp(normal[rows], dim=0) - best)
    if not losses:
        return torch.zeros(())
    return torch.stack(losses).sum() / len(scores)


def checker_loss(model: nn.Module, groups: Sequence[Sequence[Feature]]) -> Tensor:
    """Return the mean loss of a batch of claims; "unsupported" is either of two classes.

    Of claims beside the same cited text, those that it supports must come before those that it
    does not (pairwise logistic loss), so that topic and length cannot tell them apart.
    """
    features = [feature for group in groups for feature in group]
    ids, mask, types = (torch.from_numpy(part) for part in padded(features))
    labels = torch.tensor([feature.label for feature in features])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = model(input_ids=ids, attention_mask=mask, token_type_ids=types)
    logits = out.logits.float()
    known = labels < 3
    loss = torch.zeros(())
    if known.any():
        loss = loss + cross_entropy(logits[known], labels[known], reduction="sum")
    if (~known).any():
        unsure = logits[~known]
        loss = loss + (torch.logsumexp(unsure, 1) - torch.logsumexp(unsure[:, 1:], 1)).sum()
    odds = logits[:, 0] - torch.logsumexp(logits[:, 1:], 1)
    place = 0
    for group in groups:
        own, marks = odds[place : place + len(group)], labels[place : place + len(group)]
        place += len(group)
        good, bad = own[marks == 0], own[marks != 0]
        if len(good) and len(bad):
            loss = loss + softplus(bad[None, :] - good[:, None]).mean() * len(group)
    return loss / len(features)
