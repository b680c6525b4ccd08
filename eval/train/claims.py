"""Claims over news for the checker: written by hand, edited, put together."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from eval.train.edits import changed_in_both, edits
from eval.train.rows import Claim, ClaimGroup, read_jsonl
from rag.language import by_code
from rag.language.parts import word_set
from rag.support.model import excerpt

_EDITED_TOO = 0.4
_TOGETHER = 0.5
_CAUSES = (" because ", ", which is why ", ", leading to the fact that ", " as a result of this: ")
_OPENING_WORDS = frozenset(by_code("en").numbers.units) | word_set(
    "the a an this it they he she there in at on after some more about nearly its their his her"
)
"""Words that a sentence opens with and that lose their capital within another."""


def written(path: Path, wanted: Callable[[str], bool]) -> dict[str, list[ClaimGroup]]:
    """Return hand-written claims over news by article, those over the same cited text together.

    Args:
        path: JSON Lines with `doc`, `cited`, `claim`, `supported`.
        wanted: says of an article's id whether its claims are.
    """
    groups: dict[tuple[str, str], list[Claim]] = {}
    for row in read_jsonl(path):
        if wanted(row["doc"]):
            own = groups.setdefault((row["doc"], row["cited"]), [])
            own.append(Claim(row["cited"], row["claim"], _label(row)))
    by_article: dict[str, list[ClaimGroup]] = {}
    for (doc, _), own in groups.items():
        by_article.setdefault(doc, []).append(tuple(own))
    return by_article


def varied(by_article: Mapping[str, Sequence[ClaimGroup]], seed: int) -> list[ClaimGroup]:
    """Return the groups once more, with what can be made of their faithful claims.

    A faithful claim gets a wrong version (one edit); two over the same text are put together,
    which is faithful, or one is given as the reason of the other, which is not; and a claim gets
    the matter of another cited text, which is one detail too many. Names and numbers that are
    changed in the cited text alone make a claim wrong, changed in both they do not: so oddness of
    a sentence tells nothing.
    """
    chance = random.Random(seed)
    made: list[ClaimGroup] = []
    for groups in by_article.values():
        for place, group in enumerate(groups):
            cited = group[0].premise
            good = [claim.claim for claim in group if claim.label == "entails"]
            rows = list(group)
            for claim in good:
                if chance.random() < _EDITED_TOO:
                    wrong = edits(claim, cited, 1, chance)
                    rows += [Claim(cited, text, "unsupported") for text in wrong]
            if len(good) > 1 and chance.random() < _TOGETHER:
                first, second = chance.sample(good, 2)
                rows.append(Claim(cited, _joined(first, ", and ", second), "entails"))
                rows.append(
                    Claim(cited, _joined(first, chance.choice(_CAUSES), second), "unsupported")
                )
            others = [g for i, g in enumerate(groups) if i != place and g[0].premise not in cited]
            if good and others and chance.random() < _TOGETHER:
                strange = [c.claim for c in chance.choice(others) if c.label == "entails"]
                if strange:
                    text = _joined(chance.choice(good), ", and ", chance.choice(strange))
                    rows.append(Claim(cited, text, "unsupported"))
            made.append(tuple(rows))
            if good and chance.random() < _TOGETHER:
                both = changed_in_both(chance.choice(good), cited, chance)
                if both:
                    text, true, false = both
                    made.append((Claim(text, true, "entails"), Claim(text, false, "unsupported")))
    chance.shuffle(made)
    return made


def _label(row: Mapping[str, Any]) -> Literal["entails", "unsupported"]:
    return "entails" if row["supported"] else "unsupported"


def _joined(first: str, between: str, second: str) -> str:
    return first.rstrip(".") + between + _lowered(second)


def _lowered(text: str) -> str:
    """Return a sentence as it stands within another: a common first word without its capital."""
    first = text.split(maxsplit=1)[0]
    return text[0].lower() + text[1:] if first.lower() in _OPENING_WORDS else text


def judged(path: Path, half: int) -> list[ClaimGroup]:
    """Return one half of the claims that people judged (QAGS), split by article as `eval` does.

    An article that is too long is cut to the sentences about the claim.
    """
    groups: dict[str, list[Claim]] = {}
    for row in read_jsonl(path):
        name = row["article_id"]
        if hashlib.sha256(f"support {name}".encode()).digest()[0] % 2 != half:
            continue
        premise = excerpt(row["claim"], row["article"])
        groups.setdefault(name, []).append(Claim(premise, row["claim"], _label(row)))
    return [tuple(own) for own in groups.values()]
