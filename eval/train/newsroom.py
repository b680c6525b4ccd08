"""Groups of reporters' questions over news: the answering window beside those that tempt."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from eval.train.rows import Group, Row, read_jsonl
from index.article import Article
from index.text.passages import Span, cut, passage_context
from index.text.sentences import split

_SIZES = (500, 700, 900, 900, 1_300)
_LONGEST_COVER = 240
_NAME = re.compile(r"\b[A-Z][\w’'.-]+(?: (?:of |the |de )?[A-Z][\w’'.-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\b")


@dataclass(frozen=True, slots=True)
class Story:
    """A training article and the ways it was cut.

    Attributes:
        article: the article.
        context: what stands before each of its passages.
        cuts: its passages by longest length in characters.
    """

    article: Article
    context: str
    cuts: dict[int, list[Span]]


def read_stories(path: Path) -> dict[str, Story]:
    """Read training articles by id, each cut in passages of several sizes."""
    stories = {}
    for row in read_jsonl(path):
        article = Article(
            id=row["id"],
            title=row["title"],
            text=row["text"],
            date=date.fromisoformat(row["date"][:10]) if row.get("date") else None,
            source=row.get("source"),
        )
        cuts = {size: cut(article.text, characters=size) for size in set(_SIZES)}
        stories[article.id] = Story(article, passage_context(article), cuts)
    return stories


@lru_cache(maxsize=20_000)
def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence of an article; those of a training set are kept."""
    return split(text)


def sentence_before(text: str, start: int) -> tuple[int, int] | None:
    """Return the sentence of a text that ends before a place; None where there is none."""
    return max((span for span in sentences_of(text) if span[1] <= start), default=None)


def answer_places(
    question: Mapping[str, Any], stories: Mapping[str, Story]
) -> list[tuple[str, int, int]]:
    """Return (article id, start, end) of the places that answer a question.

    Where the question has no span (verdicts, lists), the place is the shortest run of an evidence
    sentence that holds one alternative of every group of gold, else the whole sentence.
    """
    places = []
    for evidence in question["evidence"]:
        for name in question["docs"]:
            start = stories[name].article.text.find(evidence) if name in stories else -1
            if start < 0:
                continue
            left, right = _inside(question, evidence)
            places.append((name, start + left, start + right))
    return places


def _inside(question: Mapping[str, Any], evidence: str) -> tuple[int, int]:
    span = question.get("span")
    if span and span in evidence:
        at = evidence.index(span)
        return at, at + len(span)
    low = _plain(evidence)
    found = []
    for alternatives in question["gold"]:
        places = [(low.find(_plain(a)), len(a)) for a in alternatives if _plain(a) in low]
        if not places:
            return 0, len(evidence)
        found.append(min(places, key=lambda pair: (pair[0], -pair[1])))
    left = min((a for a, _ in found), default=0)
    right = max((a + n for a, n in found), default=len(evidence))
    if right - left > _LONGEST_COVER or (question["type"] == "yesno" and len(found) == 1):
        return 0, len(evidence)
    return left, right


def _plain(text: str) -> str:
    for odd, plain in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\n", " ")):
        text = text.replace(odd, plain)
    return text.lower()


def says(question: Mapping[str, Any], text: str) -> bool:
    """Return whether a text holds an alternative of every group of a question's gold."""
    low = " ".join(_plain(text).split())
    gold = question["gold"]
    return bool(gold) and all(any(_plain(a) in low for a in group) for group in gold)


def question_groups(
    questions: Sequence[Mapping[str, Any]],
    stories: Mapping[str, Story],
    mined: Mapping[str, Sequence[tuple[str, int, int]]],
    seed: int,
    *,
    others: int = 2,
) -> list[Group]:
    """Return one group a question: where it is answered, and windows that only tempt.

    Args:
        questions: rows as they were written.
        stories: the articles they were written over.
        mined: by question id, (article id, start, end) of the passages that retrieval brings up.
        seed: of what is chosen.
        others: tempting windows beside the one that answers.
    """
    chance = random.Random(seed)
    groups = []
    for question in questions:
        group = _group(question, stories, mined.get(question["id"], ()), chance, others)
        if group:
            groups.append(group)
    return groups


def _group(
    question: Mapping[str, Any],
    stories: Mapping[str, Story],
    mined: Sequence[tuple[str, int, int]],
    chance: random.Random,
    others: int,
) -> Group:
    size = chance.choice(_SIZES)
    places = answer_places(question, stories)
    rows: list[Row] = []
    taken: set[tuple[str, int]] = set()
    for name, start, end in places[:2]:
        story = stories[name]
        window = _around(story, size, start, end, chance)
        if window is None or (name, window[0]) in taken:
            continue
        taken.add((name, window[0]))
        inside = [
            (a - window[0], b - window[0])
            for other, a, b in places
            if other == name and window[0] <= a and b <= window[1]
        ]
        spans = tuple(inside) if question["answerable"] else ()
        rows.append(_row(question, story, window, spans))
    tempting = _tempting(question, stories, mined, places, size, chance)
    for name, start, end in tempting:
        if len(rows) > others:
            break
        rows.append(_row(question, stories[name], (start, end), ()))
    chance.shuffle(rows)
    return tuple(rows)


def _around(
    story: Story, size: int, start: int, end: int, chance: random.Random
) -> tuple[int, int] | None:
    """Return the passage that holds a place, now and then with what stands before or after it."""
    spans = story.cuts[size]
    at = [i for i, span in enumerate(spans) if span.start <= start and end <= span.end]
    if not at:
        holding = [s for s in spans if s.end > start and s.start < end]
        return (holding[0].start, holding[-1].end) if holding else None
    i = at[0]
    low, high = spans[i].start, spans[i].end
    turn = chance.random()
    if size <= 900 and turn < 0.15 and i:
        low = spans[i - 1].start
    elif size <= 900 and turn < 0.3 and i + 1 < len(spans):
        high = spans[i + 1].end
    return low, high


def _tempting(
    question: Mapping[str, Any],
    stories: Mapping[str, Story],
    mined: Sequence[tuple[str, int, int]],
    places: Sequence[tuple[str, int, int]],
    size: int,
    chance: random.Random,
) -> list[tuple[str, int, int]]:
    """Return windows without the answer: what retrieval brings up, and one of the article.

    They come in random order, those that tempt most more often first.
    """
    gold = {(name, start) for name, start, _ in places}
    found = []
    for rank, (name, start, end) in enumerate(mined):
        if name not in stories or any(n == name and start <= s < end for n, s in gold):
            continue
        if says(question, stories[name].article.text[start:end]):
            continue
        found.append((rank + chance.random() * 5, (name, start, end)))
    for name in {name for name, _, _ in places}:
        spans = [
            span
            for span in stories[name].cuts[size]
            if not any(n == name and span.start <= s < span.end for n, s in gold)
            and not says(question, stories[name].article.text[span.start : span.end])
        ]
        if spans:
            span = chance.choice(spans)
            found.append((chance.random() * 8, (name, span.start, span.end)))
    return [place for _, place in sorted(found)]


def _row(
    question: Mapping[str, Any],
    story: Story,
    window: tuple[int, int],
    spans: tuple[tuple[int, int], ...],
) -> Row:
    text = story.article.text[window[0] : window[1]]
    return Row(question["question"], story.context, text, spans)


def swapped(groups: Sequence[Group], most: int, seed: int) -> list[Group]:
    """Return nulls made by swapping a name or a number of a question for that of another.

    What is swapped out must stand in the answering passage, and what comes in must not.
    """
    chance = random.Random(seed)
    names: list[str] = []
    numbers: list[str] = []
    for group in groups:
        names += [m.group() for m in _NAME.finditer(group[0].question) if m.start()]
        numbers += _NUMBER.findall(group[0].question)
    made: list[Group] = []
    order = list(groups)
    chance.shuffle(order)
    for group in order:
        if len(made) >= most:
            break
        answering = [row for row in group if row.spans]
        if not answering:
            continue
        row = answering[0]
        whole = row.context + " " + row.passage
        found = [(m, numbers) for m in _NUMBER.finditer(row.question) if m.group() in whole]
        found += [
            (m, names) for m in _NAME.finditer(row.question) if m.start() and m.group() in whole
        ]
        if not found:
            continue
        match, pool = chance.choice(found)
        other = chance.choice(pool)
        if other in whole or not _alike(other, match.group()):
            continue
        asked = row.question[: match.start()] + other + row.question[match.end() :]
        made.append((replace(row, question=asked, spans=()),))
    return made


def _alike(a: str, b: str) -> bool:
    return (
        a != b
        and abs(a.count(" ") - b.count(" ")) <= 1
        and (len(a) == len(b) or not a[0].isdigit())
    )
