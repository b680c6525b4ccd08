"""The second stage of training: news, with a share of the general sets to keep what was learnt."""

from __future__ import annotations

import random
from pathlib import Path

from eval.train.claims import judged, of_sentences, varied, written
from eval.train.mixture import checker_groups, reader_groups
from eval.train.negatives import read_mined
from eval.train.newsroom import question_groups, read_stories, swapped
from eval.train.rows import ClaimGroup, Group, read_jsonl

HELD_SHARE = 10
"""One in so many of the articles is kept to choose settings and to calibrate on."""
_GENERAL_GROUPS = 1_800
_GENERAL_CLAIMS = 4_000
_SWAPPED = 800
_CLAIM_EPOCHS = 3
_SENTENCES = 1_500
_SELDOM = {
    "compare",
    "definition",
    "how",
    "latest",
    "list",
    "quote",
    "summary",
    "timeline",
    "why",
    "yesno",
}
"""Kinds of question of which few were written: each is taken twice an epoch, cut anew."""


def held(article: str) -> bool:
    """Return whether an article, by its id, is kept to measure on and never trained on."""
    return sum(article.encode()) % HELD_SHARE == 0


def news_groups(data: Path, mined: Path | None, seed: int, epochs: int) -> list[Group]:
    """Return groups of newsroom questions, cut anew for each epoch, and some general ones."""
    stories = read_stories(data / "newsroom-articles.jsonl.gz")
    questions = [
        row
        for row in read_jsonl(data / "newsroom-questions.jsonl.gz")
        if not any(held(name) for name in row["docs"])
    ]
    seldom = [row for row in questions if row["type"] in _SELDOM and row["answerable"]]
    tempting = read_mined(mined) if mined else {}
    groups: list[Group] = []
    for epoch in range(epochs):
        own = question_groups(questions, stories, tempting, seed + epoch)
        own += question_groups(seldom, stories, tempting, seed + epochs + epoch)
        groups += own + swapped(own, _SWAPPED, seed + epoch)
    general = reader_groups(data, seed)
    random.Random(seed).shuffle(general)
    groups += general[:_GENERAL_GROUPS]
    random.Random(seed).shuffle(groups)
    return groups


def news_claims(data: Path, seed: int, people: Path | None = None) -> list[ClaimGroup]:
    """Return the claims written over news, anew for each epoch, and what keeps them company.

    Args:
        data: folder of the training sets.
        seed: of what is chosen.
        people: file of claims that people judged (QAGS), of which the half is learnt that is not
            reported; none by default.
    """
    stories = read_stories(data / "newsroom-articles.jsonl.gz")
    kept = {name: story for name, story in stories.items() if not held(name)}
    own = written(data / "newsroom-claims.jsonl.gz", lambda article: not held(article))
    made: list[ClaimGroup] = []
    for epoch in range(_CLAIM_EPOCHS):
        made += varied(own, seed + epoch)
    made += of_sentences(kept, _SENTENCES, seed)
    if people:
        made += judged(people, 0) * 2
    return made + checker_groups(data, seed)[:_GENERAL_CLAIMS]
