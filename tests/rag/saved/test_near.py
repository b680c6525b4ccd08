"""Which saved questions are asked again for what is new."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index import Article, Index
from rag.saved import Saved, Store, save
from rag.saved.near import near

COST = "How much will the repair of the ferry Aurelia cost?"
BOTH = "How much will the repair of the ferry Aurelia cost, and who is its new captain?"
LIST = "Which ports does the ferry Aurelia call at?"
KOREAN = "타르빅 항구의 새 선장은 누구입니까?"

REGATTA = "Children of Tarvik built the ferry Aurelia of paper for the regatta of the school."
CAPTAIN = "The new captain of the ferry Aurelia is Ines Corvo, the port of Tarvik said on Sunday."
SEVERAL = (
    "The repair of the ferry Aurelia has begun. What the repair of the ferry will cost is not "
    "known, the owners of the Aurelia said.",
    "The cost of the repair of the ferry Aurelia worries the owners. The ferry is old, and the "
    "repair of a ferry like the Aurelia takes long.",
    "For the repair of the Aurelia the port pays 19 million crowns.",
)
CALLS = "The ferry Aurelia calls at the ports of Lom, Tarvik and Sandnes from May."
IN_KOREAN = "타르빅 항구의 새 선장은 김민수 씨라고 항만청이 일요일에 밝혔다."
STRANGE = "서울의 기온은 월요일에 영하 5도까지 내려갔다고 기상청이 밝혔다."


@pytest.fixture
def archive(tmp_path: Path, encoder):
    with Index.open(tmp_path / "index", encoder=encoder) as made:
        made.add([article("wells", "Doctors cleaned the wells of the island on Tuesday.")])
        yield made


def article(name: str, text: str) -> Article:
    return Article(name, text, title=f"{name} news", date=date(2025, 3, 9), source="Lomund Herald")


@pytest.mark.parametrize(
    ("question", "texts", "asked"),
    [
        (COST, [REGATTA, CAPTAIN], False),
        (COST, SEVERAL, True),
        (COST, SEVERAL[:1], False),
        (BOTH, [CAPTAIN], True),
        (LIST, [CALLS], True),
        (LIST, [REGATTA], False),
        (KOREAN, [IN_KOREAN], True),
        (KOREAN, [STRANGE], False),
    ],
)
def test_only_what_may_be_answered_is_asked_again(archive: Index, question, texts, asked) -> None:
    save(archive, Store(archive.folder), Saved(name="one", text=question))
    (saved,) = Store(archive.folder).all()
    made = [article(f"new-{number}", text) for number, text in enumerate(texts)]
    archive.add(made)
    found = near(archive, [saved], {"one": [each.id for each in made]})
    assert found == ({"one"} if asked else set())


def test_a_question_of_another_model_is_asked_again(archive: Index) -> None:
    saved = Saved(name="one", text=COST, vector=[1.0], model="another")
    assert near(archive, [saved], {"one": []}) == {"one"}
