"""Claims to learn from: what is labelled true is true of its text, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.train.claims import judged, written
from eval.train.rows import ClaimGroup

CITED = (
    "Mayor Ann Reed said on Monday that 1,240 ships will enter the port of Marlow in 2019. "
    "Four crews never left Port Olga before Friday."
)
TRUE = "Ann Reed said that 1,240 ships will enter the port of Marlow in 2019."
FALSE = "Ann Reed said that 1,420 ships will enter the port of Marlow in 2019."
OTHER = "The strike at the ferry yard of Denholm ended after nine weeks."
ALSO = "Four crews stayed in Port Olga."
STRIKE = "The strike lasted nine weeks."


def rows(*found: dict) -> str:
    return "".join(json.dumps(row) + "\n" for row in found)


def row(claim: str, *, supported: bool, cited: str = CITED, doc: str = "a") -> dict:
    return {"doc": doc, "cited": cited, "claim": claim, "supported": supported}


@pytest.fixture
def by_hand(tmp_path: Path) -> dict[str, list[ClaimGroup]]:
    path = tmp_path / "claims.jsonl"
    path.write_text(
        rows(
            row(TRUE, supported=True),
            row(FALSE, supported=False),
            row(ALSO, supported=True),
            row(STRIKE, supported=True, cited=OTHER),
            row("Ann left.", supported=True, cited="Ann left.", doc="b"),
        ),
        "utf-8",
    )
    return written(path, lambda doc: doc == "a")


def test_claims_over_the_same_text_go_together_and_only_wanted_articles_count(by_hand):
    assert list(by_hand) == ["a"]
    assert [[c.label for c in group] for group in by_hand["a"]] == [
        ["entails", "unsupported", "entails"],
        ["entails"],
    ]


def test_judged_claims_are_halved_by_article(tmp_path: Path):
    path = tmp_path / "judged.jsonl"
    found = [
        {"article_id": f"a{n}", "article": CITED, "claim": claim, "supported": claim == TRUE}
        for n in range(20)
        for claim in (TRUE, FALSE)
    ]
    path.write_text(rows(*found), "utf-8")
    halves = [judged(path, half) for half in (0, 1)]
    assert min(map(len, halves)) > 2
    assert sum(map(len, halves)) == 20
    for group in halves[0]:
        assert [(c.claim, c.label) for c in group] == [(TRUE, "entails"), (FALSE, "unsupported")]
