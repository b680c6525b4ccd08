"""Sources that say different things of one matter: old against new, outlet against outlet."""

from datetime import UTC, date, datetime

import pytest

from index import Article, Index
from index.filters import Filters
from rag import ask
from rag.answer.contradiction import contradictions
from rag.answer.findings import look
from rag.query.plan import Plan, understand
from rag.settings import RagSettings

ASKED = "how many people died in the Norholm ferry sinking"
ARTICLES = [
    Article(
        id="first",
        title="Ferry sinks off Norholm",
        text=(
            "A ferry sank off Norholm on Monday. At least 12 people died, the coast guard said. "
            "The vessel, the Anna Marie, was carrying 140 passengers."
        ),
        date=date(2025, 3, 4),
        source="Norholm Daily",
    ),
    Article(
        id="other",
        title="Ferry disaster: 19 dead off Norholm",
        text=(
            "The ferry Anna Marie went down off Norholm on Monday in heavy seas. In the sinking 19 "
            "people died, the Red Star charity said."
        ),
        date=date(2025, 3, 4),
        source="Coastal Times",
    ),
    Article(
        id="later",
        title="Death toll of Norholm ferry revised",
        text=(
            "15 people died in the sinking of the ferry Anna Marie off Norholm, the coast guard "
            "said on Friday and corrected its earlier figure. It had counted two bodies twice."
        ),
        date=date(2025, 3, 14),
        source="Norholm Daily",
    ),
    Article(
        id="rate-up",
        title="Bank lifts rate",
        text=(
            "The Bank of Norholm raised its key rate to 4.5 per cent in June. Governor Elin Strand "
            "said that inflation was too high."
        ),
        date=date(2024, 6, 20),
        source="Coastal Times",
    ),
    Article(
        id="rate-down",
        title="Bank cuts rate",
        text=(
            "The Bank of Norholm cut its key rate to 3.75 per cent on Thursday. Inflation had "
            "fallen, the governor said."
        ),
        date=date(2025, 6, 19),
        source="Coastal Times",
    ),
    Article(
        id="catch",
        title="Herring catch falls in Halden",
        text=(
            "Only 2,300 tonnes of herring were landed in Halden, the Fisheries Institute said on "
            "Monday. In 1994 it had been four times as much."
        ),
        date=date(2025, 1, 20),
        source="Coastal Times",
    ),
    Article(
        id="catch-before",
        title="Halden remembers its herring years",
        text="In 1994 fishermen of Halden landed 9,100 tonnes of herring, a museum guide said.",
        date=date(2024, 2, 20),
        source="Norholm Daily",
    ),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder):
    with Index.open(tmp_path_factory.mktemp("conflict") / "index", encoder=encoder) as made:
        made.add(ARTICLES)
        yield made


def test_outlets_that_disagree_stand_side_by_side(archive):
    answer = ask(ASKED, index=archive, until="2025-03-05")
    (found,) = answer.disagreements
    assert found.kind == "conflict"
    assert set(found.values) == {"12", "19"}
    cited = {c.n: c for c in answer.citations}
    assert {cited[n].source for n in found.sides} == {"Norholm Daily", "Coastal Times"}
    for n, value in zip(found.sides, found.values, strict=True):
        assert value in cited[n].quote
    assert "15.5" not in answer.text


def test_a_list_of_figures_is_no_other_side_and_who_it_was_before_contradicts_nobody(
    tmp_path, encoder
):
    coin = "It costs 3 crowns to mint a token of Halden, the mint said."
    coins = "Pins of Halden cost 5 crowns, medals cost 7 crowns and a token costs 9 crowns to mint."
    chief = "Petra Lund is the chief of the mint of Halden."
    before = "Jon Ferrel is the chief of the mint of Halden."
    with Index.open(tmp_path / "index", encoder=encoder) as archive:
        archive.add(
            Article(id=name, title="Mint of Halden", text=text, date=day, source=name)
            for name, text, day in (
                ("coin", coin, date(2025, 3, 3)),
                ("coins", coins, date(2025, 3, 4)),
                ("chief", chief, date(2025, 3, 3)),
                ("before", before, date(2025, 3, 1)),
            )
        )
        cost = ask("How much does it cost to mint a token of Halden?", index=archive)
        assert "3 crowns" in cost.text
        assert cost.disagreements == []
        who = ask("Who is the chief of the mint of Halden now?", index=archive)
        assert who.short == "Petra Lund"
        assert who.disagreements == []


def test_the_correction_is_preferred_and_the_older_named(archive):
    answer = ask(ASKED, index=archive)
    (found,) = answer.disagreements
    assert found.kind == "correction"
    assert found.values[0] == "15"
    assert {"12", "19"} == set(found.values[1:])
    assert answer.citations[0].article_id == "later"
    assert "15 people died" in answer.sentences[0].text
    assert answer.as_of == date(2025, 3, 14)


def test_a_rate_that_was_changed(archive):
    answer = ask("what is the key rate of the Bank of Norholm", index=archive)
    (found,) = answer.disagreements
    assert (found.kind, found.values) == ("correction", ["3.75 per cent", "4.5 per cent"])
    assert "3.75" in answer.sentences[0].text
    before = ask("what was the key rate of the Bank of Norholm", index=archive, until="2024-12-31")
    assert "4.5" in before.sentences[0].text
    assert not before.disagreements


def test_a_figure_of_another_year_is_no_side(archive):
    answer = ask("how many tonnes of herring were landed in Halden", index=archive)
    assert "2,300" in answer.text
    assert not answer.disagreements


@pytest.mark.parametrize(("form", "found"), [("fact", 1), ("list", 0), ("comparison", 0)])
def test_what_asks_for_several_values_is_no_contradiction(archive, monkeypatch, form, found):
    monkeypatch.setattr(Plan, "form", form)
    settings = RagSettings()
    plan = understand(ASKED, archive, filters=Filters(), now=date(2025, 7, 1), settings=settings)
    evidence = look(plan, archive, settings).evidence
    assert len(contradictions(plan, evidence, archive)) == found


def test_disagreements_can_be_switched_off(archive):
    settings = RagSettings(disagreements=False)
    assert not ask(ASKED, index=archive, settings=settings).disagreements


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (
            "How high is Belmora's key interest rate?",
            ["5.75 per cent", "7.25 per cent"],
        ),
        ("how many miners died in Karsk", ["eleven", "Fourteen"]),
    ],
)
def test_the_samples_newest_first(samples_index, question, values):
    (found,) = ask(question, index=samples_index).disagreements
    assert found.kind == "correction"
    assert [value.lower() for value in found.values] == [value.lower() for value in values]


REPORTS = (
    "The river burst its banks at Lom in the night. {} people died in the flood, the mayor said.",
    "In the flood at Lom {} people died, rescuers said. The army brings tents and drinking water.",
)


def reported(which: int, toll: str, at: datetime | date) -> Article:
    timed = isinstance(at, datetime)
    return Article(
        f"report-{which}",
        REPORTS[which].format(toll),
        title="Flood at Lom" if which else "The river rises",
        date=at.date() if timed else at,
        published=at if timed else None,
        source=("Norholm Daily", "Coastal Times")[which],
    )


def hour(day: int, hours: int, minutes: int = 0) -> datetime:
    return datetime(2025, 3, day, hours, minutes, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reports", "kind", "values"),
    [
        ([("Eight", date(2025, 3, 4)), ("10", date(2025, 3, 5))], "correction", ["10", "Eight"]),
        ([("8", hour(4, 9)), ("10", hour(4, 12))], "correction", ["10", "8"]),
        ([("8", hour(4, 9)), ("10", hour(4, 9, 40))], "conflict", ["10", "8"]),
        ([("8", date(2025, 3, 4)), ("10", date(2025, 3, 4))], "conflict", ["10", "8"]),
        ([("10", date(2025, 3, 4)), ("8", date(2025, 3, 5))], "conflict", ["10", "8"]),
    ],
)
def test_a_toll_that_rises_is_newer_and_no_conflict(tmp_path, encoder, reports, kind, values):
    with Index.open(tmp_path / "index", encoder=encoder) as made:
        made.add([reported(which, *told) for which, told in enumerate(reports)])
        answer = ask("How many people died in the flood at Lom?", index=made)
    (found,) = answer.disagreements
    assert found.kind == kind
    assert (found.values if kind == "correction" else sorted(found.values)) == values
    if kind == "correction":
        assert str(answer.short).startswith(values[0])
