from datetime import date

import pytest

from rag.answer.model import FiltersView
from tests.support import handmade
from tests.support.parsed import Parsed
from ui.render import page, sources
from ui.render.answer import exchange
from ui.render.live import failure, live, stages
from ui.texts import Texts
from ui.thread import Asked, Exchange

EN = Texts()
HOSTILE = '"><script>x()</script><img src=//evil.example onerror=x()>![a](//evil.example) {{7*7}} `'


def said(answer=None, **changes):
    return Exchange(question="why", answer=answer or handmade.answer(**changes))


def test_each_citation_is_a_link_to_its_source_card():
    html = exchange(2, said(), EN)
    assert 'href="#source-2-1"' in html
    assert 'aria-label="Source 1: Ministry stays away, Eastern Strait Post, 16 Dec 2025"' in html
    assert 'id="source-2-1"' in sources.group(2, handmade.answer(), {}, EN)


def test_the_quote_is_marked_in_its_passage():
    html = sources.group(0, handmade.answer(), {}, EN)
    before, rest = html.split("<mark>")
    quote, after = rest.split("</mark>")
    assert Parsed(quote).words == handmade.QUOTE
    assert before.endswith("The ministry stayed away. ")
    assert after.startswith(" It had been invited.")


def test_a_quote_is_shown_with_one_sentence_on_each_side():
    first, quote, last = "Words before it. " * 60, "The quote.", " Words after it." * 60
    whole = handmade.answer()
    view = whole.passages[0].model_copy(
        update={"text": first + quote + last, "end": len(first + quote + last)}
    )
    citation = whole.citations[0].model_copy(
        update={"start": len(first), "end": len(first + quote), "quote": quote}
    )
    html = sources.group(0, handmade.answer(citations=[citation], passages=[view]), {}, EN)
    shown = Parsed(html.split("<blockquote")[1].split("</blockquote>")[0]).words
    assert shown.split(">", 1)[1] == f"Words before it. {quote} Words after it."


def test_sentences_of_one_article_make_one_card_with_several_marks():
    first = handmade.answer().citations[0]
    second = first.model_copy(update={"n": 2, "start": 0, "end": 25, "quote": handmade.TEXT[:25]})
    html = sources.group(0, handmade.answer(citations=[first, second]), {}, EN)
    assert html.count('class="dl-source"') == 1
    assert html.count("<mark>") == 2
    assert 'id="source-0-1"' in html
    assert 'id="source-0-2"' in html
    assert "1 source<" in html


def test_a_quote_that_is_not_where_it_should_be_is_shown_alone():
    wrong = handmade.answer().citations[0].model_copy(update={"start": 27, "end": 28})
    html = sources.group(0, handmade.answer(citations=[wrong]), {}, EN)
    assert Parsed(html.split("<blockquote")[1].split("</blockquote>")[0]).words.endswith(
        handmade.QUOTE
    )
    assert "It had been invited" not in html


def test_a_source_tells_outlet_day_and_where_else_the_story_ran():
    html = sources.group(0, handmade.answer(), {"a2": "Pacific <b>"}, EN)
    assert "%" not in html
    assert ">Pacific &lt;b&gt;</button>" in html
    assert "Eastern Strait Post · <time" in html
    assert 'data-article="a2"' in html
    heading = html.split("<h3>")[1].split("</h3>")[0]
    assert 'data-action="read" data-article="a1" data-start="26">Ministry stays away<' in heading
    assert 'href="https://post.example/1"' not in heading
    assert ">Original</a>" in html.split('href="https://post.example/1"')[1]


def test_an_abstention_looks_different_and_offers_headlines():
    html = exchange(0, said(handmade.abstention()), EN)
    assert "dl-abstained" in html
    assert "No article mentions a world cup." in html
    assert 'data-action="read" data-article="a9"' in html
    assert "dl-cite" not in html
    assert "dl-abstained" not in exchange(0, said(), EN)


def test_sources_that_disagree_stand_side_by_side():
    html = exchange(0, said(handmade.conflict()), EN)
    columns = html.split('class="dl-sides"')[1]
    assert columns.count("<li>") == 2
    assert columns.index("2,400") < columns.index("2,100")
    assert "Pacific Ledger" in columns


def test_a_disagreement_with_one_known_side_is_not_shown():
    found = handmade.conflict().disagreements[0].model_copy(update={"sides": [1, 9]})
    assert "dl-sides" not in exchange(0, said(disagreements=[found]), EN)


def test_a_rewritten_follow_up_is_shown_and_a_question_taken_as_typed_is_not():
    rewritten = said(standalone_question="why did Seoul skip the talks")
    assert "why did Seoul skip the talks" in exchange(0, rewritten, EN)
    same = Exchange(question="why", answer=handmade.answer(standalone_question="why"))
    assert "dl-understood" not in exchange(0, same, EN)


def test_the_words_that_answer_come_first_and_are_set_off_in_their_sentence():
    start = handmade.TEXT.index("not much")
    words = "not much to discuss"
    short = {"text": words, "citation": 1, "start": start, "end": start + len(words)}
    html = exchange(0, said(short=short), EN)
    assert html.index(f'class="dl-short" dir="auto">{words}') < html.index("dl-sentence")
    assert f"<strong>{words}</strong>" in html
    assert "<cite>Eastern Strait Post</cite> · <time" in html.split("dl-sentence")[1]
    assert "16 Dec 2025" in html
    assert "2025년 12월 16일" in exchange(0, said(short=short), Texts("ko"))


def test_yes_or_no_comes_first():
    whole = handmade.answer()
    yes = whole.sentences[0].model_copy(update={"text": "Yes.", "origin": "verdict"})
    html = exchange(0, said(verdict="yes", sentences=[yes, *whole.sentences]), EN)
    assert html.index('class="dl-verdict">Yes<') < html.index("dl-sentence")
    assert html.count('class="dl-sentence"') == 1


def test_an_abstention_shows_the_sentence_that_comes_nearest():
    near = {
        "text": "Rovers beat Wanderers.",
        "article_id": "a9",
        "title": "Rovers win",
        "date": date(2025, 5, 3),
        "source": "The Touchline",
        "start": 12,
        "end": 34,
    }
    answer = handmade.answer(abstained=True, sentences=[], citations=[], near=near)
    html = exchange(0, said(answer), EN)
    assert "Rovers beat Wanderers.</q>" in html
    assert 'data-article="a9" data-start="12">Rovers win' in html
    assert "<cite>The Touchline</cite> · <time" in html


@pytest.mark.parametrize(
    ("confidence", "articles", "level", "words"),
    [
        (0.9, 2, "well", "Well supported"),
        (0.5, 2, "likely", "Supported"),
        (0.9, 1, "one", "One source"),
        (0.1, 2, "unsure", "Not sure"),
    ],
)
def test_how_sure_an_answer_is_stands_in_words(confidence, articles, level, words):
    first = handmade.answer().citations[0]
    cited = [first.model_copy(update={"n": n + 1, "article_id": f"a{n}"}) for n in range(articles)]
    html = exchange(0, said(confidence=confidence, citations=cited), EN)
    assert f"dl-trust-{level}" in html
    assert f"<strong>{words}</strong>" in html


def test_a_long_question_is_not_shown_whole_at_first():
    long = Exchange(question="why " * 3000, answer=handmade.answer())
    html = exchange(0, long, EN)
    heading = html.split("<h2")[1].split("</h2>")[0]
    assert len(heading) < 400
    assert "Show the whole question (12,000 characters)" in html


def test_code_in_a_message_is_set_as_code():
    html = exchange(0, said(notices=["start it with `ollama serve`", "a ` alone"]), EN)
    assert "start it with <code>ollama serve</code>" in html
    assert "a &#x27; alone" in html
    assert "`" not in html


def test_an_answer_that_broke_off_says_so_and_keeps_what_was_there():
    broken = Exchange(question="why", answer=handmade.answer(), failed="the model is away")
    html = exchange(0, broken, EN)
    assert "broke off" in html
    assert "the model is away" in html
    assert "dl-sentence" in html


def test_the_filters_used_are_chips_with_their_values():
    html = exchange(1, said(), EN)
    assert 'name="as_of" value="2025-12-16"' in html
    assert 'name="since" value="2025-12-01"' in html
    assert 'name="until"' not in html
    assert 'data-field="since"' in html
    assert 'data-field="as_of"' not in html, "a day that follows from the answer cannot be removed"
    own = Exchange(question="why", asked=Asked(as_of=date(2025, 12, 16)), answer=handmade.answer())
    assert 'data-field="as_of"' in exchange(1, own, EN)


def test_a_day_to_answer_as_of_is_one_chip_and_stays_what_was_set():
    answer = handmade.answer(filters=FiltersView(until=date(2025, 12, 20), origin="asker"))
    own = Exchange(question="why", asked=Asked(as_of=date(2025, 12, 20)), answer=answer)
    html = exchange(1, own, EN)
    assert 'name="as_of" value="2025-12-20"' in html
    assert 'data-field="until"' not in html
    assert 'name="until" value=""' in html


def test_what_a_model_took_is_told():
    usage = {"model": "gpt", "tokens_in": 812, "tokens_out": 41, "estimated": False, "tries": 1}
    assert "gpt: 812 tokens read, 41 written" in exchange(0, said(usage=usage), EN)
    priced = usage | {"estimated": True, "cost": 0.00021, "currency": "USD"}
    words = "gpt: about 812 tokens read, 41 written · 0.00021 USD"
    assert words in exchange(0, said(usage=priced), EN)
    kept = usage | {"cached": True, "tries": 0}
    assert "gpt: kept from before, nothing was sent" in exchange(0, said(usage=kept), EN)
    assert "tokens read" not in exchange(0, said(), EN)


def test_nothing_hostile_becomes_markup():
    citation = (
        handmade.answer()
        .citations[0]
        .model_copy(
            update={"title": HOSTILE, "source": HOSTILE, "author": HOSTILE, "url": "javascript:x()"}
        )
    )
    answer = handmade.answer(
        citations=[citation],
        question=HOSTILE,
        standalone_question=HOSTILE,
        notices=[HOSTILE],
        changes=[HOSTILE],
        usage={"model": HOSTILE},
        sentences=[handmade.answer().sentences[0].model_copy(update={"text": HOSTILE})],
    )
    shown = Exchange(question=HOSTILE + "?", answer=answer)
    refused = said(handmade.abstention().model_copy(update={"reason": HOSTILE}))
    html = page.conversation([shown, refused], EN) + sources.panel([shown, refused], {}, EN)
    html += page.suggestions([HOSTILE], "examples", EN) + failure(HOSTILE, HOSTILE, EN)
    html += live(HOSTILE, 0, None, answer.sentences, answer.citations, EN)
    found = Parsed(html)
    assert not {"script", "img"} & set(found.tags)
    assert not [a for a in found.attributes if any(name.startswith("on") for name in a)]
    assert not [a for a in found.attributes if "javascript" in a.get("href", "")]
    assert found.words.count("![a](//evil.example)") >= 8


def test_the_stage_is_marked_and_told():
    from rag.events import Stage

    html = stages(Stage("reading", "12 passages"), EN)
    assert html.count('class="dl-done"') == 2
    assert 'class="dl-now" aria-current="step">Reading' in html
    assert "Reading · 12 passages…" in html


def test_the_masthead_says_what_leaves_the_machine():
    assert "Nothing leaves this machine." in page.masthead(3, 2, None, EN)
    assert "go to openai:x" in page.masthead(3, 2, "openai:x", EN)


def test_the_newest_sources_are_the_ones_shown():
    html = sources.panel([said(), said()], {}, EN)
    first, second = html.split('class="dl-group"')[1:]
    assert " hidden" in first.split(">")[0]
    assert " hidden" not in second.split(">")[0]
