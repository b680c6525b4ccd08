"""Sentences that lean on another one."""

from dataclasses import replace

from rag import ask
from rag.answer.leaning import antecedent, joined, sequel, with_antecedents
from tests.support.weighed import weighed


def test_a_pronoun_stands_behind_what_it_means_in_one_quotation(archive):
    answer = ask("when was the library founded", index=archive)
    (first, *_) = answer.sentences
    assert first.text.startswith("The library of Halden will not close")
    assert first.text.endswith("It was founded in 1911.")
    (n,) = first.citations
    citation = answer.citations[n - 1]
    text = archive.article(citation.article_id).text
    assert first.text == citation.quote == text[citation.start : citation.end]
    assert answer.short == "1911"


def test_what_she_said_brings_who_she_is(archive):
    answer = ask("where have the herring gone", index=archive)
    texts = [sentence.text for sentence in answer.sentences]
    assert any("gone north" in text for text in texts)
    assert texts[0].startswith("Nets came up empty")


def test_a_sentence_that_stands_alone_brings_none(archive):
    plan, found = weighed(archive, "what did the council of Halden decide")
    alone = next(e for e in found if e.text.startswith("The library"))
    assert antecedent(alone, plan.asked.terms) is None


def test_a_short_sentence_brings_the_quotation_it_leads_up_to(samples_index):
    question = "What did the Tirali Cultural Council say about the schools?"
    _, found = weighed(samples_index, question)
    short = next(e for e in found if e.text == "The Tirali Cultural Council saw it otherwise.")
    quotation = sequel(short)
    assert quotation is not None
    assert quotation.text.startswith('"Better a bench without a teacher')
    assert quotation.role == "sequel"
    assert with_antecedents([short], 3)[-1].text == quotation.text


def test_there_is_never_more_than_the_limit_and_the_best_is_kept(archive):
    plan, found = weighed(archive, "when was the library founded")
    for limit in (1, 2, 3, 5):
        chosen = with_antecedents(found[:limit], limit, plan.asked.terms)
        assert len(chosen) <= limit
        assert chosen[0] is found[0]
        places = [(item.hit.article.id, item.start) for item in chosen]
        assert len(places) == len(set(places))


def test_what_is_far_back_or_in_another_passage_stays_apart(archive):
    _, found = weighed(archive, "when was the library founded")
    founded = next(e for e in found if e.text.startswith("It was founded"))
    library = next(e for e in found if e.text.startswith("The library"))
    before = replace(next(e for e in found if e.text.startswith("The mayor")), role="antecedent")
    (one,) = joined([founded, before])
    assert one.text == "The mayor had wanted to close it. It was founded in 1911."
    assert one.short == founded.short
    elsewhere = replace(before, hit=replace(before.hit))
    assert joined([founded, elsewhere]) == [founded, elsewhere]
    assert joined([library, founded]) == [library, founded]
    assert joined([founded, replace(library, role="antecedent"), before])[1:] == []
