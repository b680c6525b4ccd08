"""The second stage of training: news, with a share of the general sets to keep what was learnt."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from eval.train.answering import news_answers
from eval.train.claims import written
from eval.train.mixture import checker_groups, reader_groups
from eval.train.negatives import read_best, read_mined
from eval.train.newsroom import question_groups, read_stories, swapped
from eval.train.rows import ClaimGroup, Group, read_jsonl
from eval.train.sheets import sheet_groups

HELD_SHARE = 10
"""One in so many of the articles is kept to choose settings and to calibrate on."""
_GENERAL_GROUPS = 1_800
_GENERAL_CLAIMS = 300
_SWAPPED = 800
_TEMPTING = 1
"""Windows beside the one that answers: more questions teach more than more windows of each."""


def held(article: str) -> bool:
    """Return whether an article, by its id, is kept to measure on and never trained on."""
    return sum(article.encode()) % HELD_SHARE == 0


def news_groups(data: Path, mined: Path | None, seed: int, epochs: int) -> list[Group]:
    """Return groups of newsroom questions, cut anew for each epoch, and some general ones."""
    stories = read_stories(data / "newsroom-articles.jsonl.gz")
    questions = learnt(data)
    tempting = read_mined(mined) if mined else {}
    groups: list[Group] = []
    for epoch in range(epochs):
        own = question_groups(questions, stories, tempting, seed + epoch, others=_TEMPTING)
        groups += own + swapped(own, _SWAPPED, seed + epoch)
    general = reader_groups(data, seed)
    random.Random(seed).shuffle(general)
    groups += general[:_GENERAL_GROUPS]
    random.Random(seed).shuffle(groups)
    return groups


def sheets(data: Path, tempted: Path, seed: int, epochs: int) -> list[Group]:
    """Return sheets of the sentences that the reader likes best, made anew for each epoch.

    Args:
        data: folder of the training sets.
        tempted: what `tempt` wrote.
        seed: of what is chosen.
        epochs: how often each question comes.
    """
    stories = read_stories(data / "newsroom-articles.jsonl.gz")
    best = read_best(tempted)
    questions = learnt(data)
    made = [
        group
        for epoch in range(epochs)
        for group in sheet_groups(questions, stories, best, seed + epoch)
    ]
    random.Random(seed).shuffle(made)
    return made


def learnt(data: Path) -> list[dict[str, Any]]:
    """Return the newsroom questions over articles that are not held."""
    rows = read_jsonl(data / "newsroom-questions.jsonl.gz")
    return [row for row in rows if not any(held(name) for name in row["docs"])]


def news_claims(
    data: Path, mined: Path | None, seed: int, tempted: Path | None = None
) -> list[ClaimGroup]:
    """Return the claims over news, anew for each epoch, the questions, and what keeps them company.

    Args:
        data: folder of the training sets.
        mined: what `mine` wrote; sentences that tempt come from the same article without it.
        seed: of what is chosen.
        tempted: what `tempt` wrote: sentences that the reader preferred and that do not answer.
    """
    stories = read_stories(data / "newsroom-articles.jsonl.gz")
    own = written(data / "newsroom-claims.jsonl.gz", lambda article: not held(article))
    made = [group for groups in own.values() for group in groups]
    made += news_answers(
        learnt(data),
        stories,
        read_mined(mined) if mined else {},
        seed,
        read_mined(tempted) if tempted else None,
    )
    made += checker_groups(data, seed)[:_GENERAL_CLAIMS]
    random.Random(seed).shuffle(made)
    return made
