"""Claims to learn from: what is labelled true is true of its text, and nothing else is."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from eval.train.claims import judged, varied, written
from eval.train.edits import EDITS, changed_in_both, edits
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
SEEDS = range(12)


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


def test_what_is_made_of_true_claims_has_the_right_label(by_hand):
    true = {TRUE, ALSO, STRIKE, TRUE[:-1] + ", and four crews stayed in Port Olga."}
    true |= {ALSO[:-1] + ", and " + TRUE}
    seen = {"entails": 0, "unsupported": 0}
    for seed in SEEDS:
        for group in varied(by_hand, seed):
            assert len({claim.premise for claim in group}) == 1
            for claim in group:
                if claim.premise in (CITED, OTHER):
                    assert (claim.claim in true) == (claim.label == "entails"), claim
                else:
                    assert (claim.claim in true) == (claim.label != "entails"), claim
                seen[claim.label] += 1
    assert min(seen.values()) > 20


@pytest.mark.parametrize(
    ("way", "claim", "wrong"),
    [
        ("number", "Two men left.", {"Four men left.", "Nine men left."}),
        ("day", "It closed on Tuesday.", {"It closed on Friday.", "It closed on Monday."}),
        ("name", "They left for Glasgow.", {"They left for Marlow.", "They left for Port Olga."}),
        ("roles", "The coach Ann Reed met Bob Tran.", {"The coach Bob Tran met Ann Reed."}),
        ("denial", "She has left.", {"She has not left.", "She has never left."}),
        ("denial", "She did not leave.", {"She did leave."}),
        ("denial", "They approved it.", {"They did not approve it."}),
        ("certainty", "It may close.", {"It will close."}),
        ("scope", "They met some ships.", {"They met all ships."}),
        ("time", "She left before dawn.", {"She left after dawn."}),
        ("opposite", "Prices rose.", {"Prices fell."}),
        ("order", "It was the third.", {"It was the second.", "It was the fourth."}),
    ],
)
def test_each_way_of_editing_changes_what_is_said(way, claim, wrong):
    found = {EDITS[way][0](claim, CITED, random.Random(seed)) for seed in range(60)}
    assert wrong <= found
    assert claim not in found


@pytest.mark.parametrize("way", sorted(EDITS))
def test_nothing_is_edited_where_nothing_fits(way):
    assert EDITS[way][0]("Rain fell there.", "", random.Random(1)) in (None, "Rain rose there.")


def test_edited_claims_differ_and_are_not_of_the_text():
    for seed in SEEDS:
        made = edits(TRUE, CITED, 3, random.Random(seed))
        assert len(made) == 3
        assert len({TRUE, *made}) == 4
        assert not any(text in CITED for text in made)


def test_a_detail_changed_in_both_goes_with_the_text_and_not_with_the_claim():
    for seed in SEEDS:
        made = changed_in_both(TRUE, CITED, random.Random(seed))
        assert made is not None
        text, true, false = made
        assert false == TRUE
        (new,) = [part for part in [*true.split()] if part not in TRUE.split()][:1]
        assert new in text
        assert text != CITED


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
