"""The story so far, over the samples."""

import itertools
import json
from datetime import date

import pytest
from typer.testing import CliRunner

import dateline
from eval.invariants import violations
from index import Article, Index
from rag import ask, brief
from rag.errors import QuestionError


def check(told, archive):
    quotes = {each.n: each for each in told.citations}
    assert {n for line in told.lines for n in line.citations} == set(quotes)
    for line in told.lines:
        cited = quotes[line.citations[0]]
        text = archive.article(cited.article_id).text
        assert text[cited.start : cited.end] == cited.quote == line.text
    days = [line.day for line in told.lines]
    assert all(a <= b or b.startswith(a) or a.startswith(b) for a, b in itertools.pairwise(days))


def test_a_brief_tells_developments_in_order(samples_index):
    told = brief("the Kestrel Bridge", index=samples_index, lines=8)
    check(told, samples_index)
    assert len(told.lines) == 8
    words = [line.text for line in told.lines]
    closed = next(n for n, text in enumerate(words) if "closed the Kestrel Bridge" in text)
    again = next(n for n, text in enumerate(words) if "opened again" in text)
    assert closed < again
    assert told.lines[again].day == "2025-09-20"
    assert told.as_of == date(2025, 9, 20)
    assert len({each.article_id for each in told.citations}) > 2


def test_days_limit_what_is_cited(samples_index):
    told = brief("the Kestrel Bridge", index=samples_index, until="2024-12-31")
    check(told, samples_index)
    assert told.lines
    assert max(each.date for each in told.citations) < date(2025, 1, 1)
    assert (told.filters.until, told.filters.origin) == (date(2024, 12, 31), "asker")


def test_no_story_says_so_with_what_is_nearest(samples_index):
    told = brief("the volcano of Popocatepetl", index=samples_index)
    assert (told.lines, told.citations) == ([], [])
    assert "no article tells of" in told.reason
    assert told.headlines


@pytest.mark.parametrize("lines", [0, 51])
def test_a_number_of_lines_that_cannot_be_had(samples_index, lines):
    with pytest.raises(QuestionError, match=f"from 1 to 50, not {lines}"):
        brief("the bridge", index=samples_index, lines=lines)


def test_a_question_for_a_story_is_answered_with_dated_lines(samples_index):
    answer = ask("timeline of the Tarvik strike", index=samples_index)
    assert not violations(answer, lambda name: samples_index.article(name).text)
    days = [sentence.day for sentence in answer.sentences]
    assert None not in days
    assert days == sorted(days)
    assert len(days) > 4
    assert not answer.disagreements
    assert all(s.day is None for s in ask("Why did it end?", index=samples_index).sentences)


def test_what_two_outlets_tell_is_one_line_and_a_correction_is_marked(tmp_path, encoder):
    told = (
        "The harbour of Lomund was closed on Monday after a tanker ran aground at its mouth. "
        "The mayor said that ships would be sent to Tarvik until the channel was free again."
    )
    note = "Correction: An earlier version of this story gave a wrong name for the tanker."
    articles = [
        Article("a", told, title="Lomund harbour closed", date=date(2025, 3, 18), source="Echo"),
        Article(
            "b",
            "A tanker ran aground on Monday at the mouth of Lomund's harbour, which was closed."
            f"\n\nPilots had warned of the sandbank for years.\n\n{note}",
            title="Tanker closes Lomund harbour",
            date=date(2025, 3, 18),
            source="Post",
        ),
    ]
    with Index.open(tmp_path / "index", encoder=encoder) as archive:
        archive.add(articles)
        found = brief("the closed harbour of Lomund", index=archive)
        check_words = [line.text for line in found.lines]
        aground = [line for line in found.lines if "ran aground" in line.text]
        assert len(aground) == 1, check_words
        assert aground[0].articles == 2
        corrected = [line for line in found.lines if line.corrected]
        quotes = {each.n: each.quote for each in found.citations}
        assert corrected
        assert all(quotes[line.citations[1]] == note for line in corrected)


def test_a_sentence_that_is_printed_again_months_later_is_told_once(tmp_path, encoder):
    again = "Fares will rise by a tenth this winter."
    around = (
        ("Snow closed two schools in the hills above Lomund.", "Football is cancelled as well."),
        ("The painter Edda Rask shows her harbour pictures.", "Wine is served from seven."),
    )
    with Index.open(tmp_path / "index", encoder=encoder) as archive:
        archive.add(
            Article(
                f"a{month}",
                f"{before} {again} {after}",
                title="News of the Lomund ferry",
                date=date(2025, month, 4),
            )
            for month, (before, after) in zip((1, 6), around, strict=True)
        )
        found = brief("the fares of the Lomund ferry", index=archive)
    assert [line.text for line in found.lines].count(again) == 1


def test_what_answers_comes_before_what_shares_the_words(tmp_path, encoder):
    answers = "From 12 crowns it went up to 15 crowns."
    beside = [
        f"A ticket for the Lomund ferry at a fair price can be bought {place}."
        for place in ("at the pier", "in the town hall", "on board", "from the baker")
    ]
    text = " ".join((*beside[:2], answers, *beside[2:]))
    with Index.open(tmp_path / "index", encoder=encoder) as archive:
        archive.add([Article("q", text, title="The Lomund ferry", date=date(2025, 5, 1))])
        found = brief("how the price of a Lomund ferry ticket went up", index=archive, lines=1)
    assert [line.text for line in found.lines] == [answers]


def test_the_command_prints_lines_or_json(samples_index):
    place = ["--index", str(samples_index.folder)]
    run = CliRunner().invoke(dateline.app, ["brief", "the Kestrel Bridge", "--json", *place])
    assert run.exit_code == 0
    assert json.loads(run.output)["lines"][0]["day"] == "1936"
    shown = CliRunner().invoke(dateline.app, ["brief", "the Kestrel Bridge", *place])
    assert "2025-09-20" in shown.output
    assert "As of 2025-09-20" in shown.output
