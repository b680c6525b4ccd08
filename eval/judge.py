"""One question's result against what is known of its answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from eval.entail import load_judge
from eval.metrics.answers import contains, exact_match, f1, poison_verdict
from eval.metrics.citations import (
    Entails,
    citation_precision,
    citation_quality,
    citation_recall,
    fact_precision,
    fact_recall,
    in_period,
)
from eval.metrics.ranking import (
    all_evidence,
    average_precision,
    hit,
    ndcg,
    precision,
    recall,
    reciprocal_rank,
)
from eval.record import Loss, Record, Result
from eval.sets import Question

DEPTH = 10


def judge(question: Question, result: Result, entails: Entails | None = None) -> Record:
    """Return a question's record, with every figure that can be measured on it.

    Args:
        question: with what is known of its answer.
        result: what was found and said.
        entails: judge of whether citations support a sentence; None for the built-in one.
    """
    answer = result.answer
    abstained = not answer or bool(answer["abstained"])
    citations: list[dict[str, Any]] = answer["citations"] if answer else []
    values: dict[str, float] = {}
    if question.answerable and question.relevant:
        values |= _retrieval(question, result.documents)
    if question.answerable and question.answers:
        values |= _answers(question, result, abstained)
    if question.answerable and question.relevant:
        values |= _citations(question, citations, abstained)
    if citations and (question.since or question.until):
        days = [date.fromisoformat(one["date"]) if one["date"] else None for one in citations]
        values["time.in_period"] = in_period(days, question.since, question.until)
    if question.fake is not None:
        values |= _poison(question, result, abstained)
    if question.sides:
        values["disagreement.named"] = float(
            all(contains(result.text, [figure]) for figure, _ in question.sides)
        )
    if answer and not abstained:
        values |= _support(answer, entails or load_judge())
    right = _right(question, values, abstained)
    return Record(
        id=question.id,
        question=question.text,
        type=question.type,
        answerable=question.answerable,
        gold=list(question.answers),
        relevant=sorted(question.relevant),
        answer=str(answer["answer"]) if answer else f"(failed: {result.error})",
        abstained=abstained,
        confidence=float(answer["confidence"]) if answer else 0.0,
        right=right,
        loss=_loss(question, result, right, abstained, citations),
        values=values,
        cited=[str(one["article_id"]) for one in citations],
        ranking=result.documents[:DEPTH],
        latency_ms=result.answer_ms,
    )


def judge_ranking(question: Question, ranking: list[str]) -> Record:
    """Return the record of a ranking without an answer."""
    result = Result(question.id, [(name, 0.0) for name in ranking], {}, 0.0, 0.0)
    loss: Loss = "not judged" if hit(ranking, question.relevant, DEPTH) else "not retrieved"
    values = _retrieval(question, ranking)
    record = judge(question, result)
    return replace(record, values=values, loss=loss, right=None, answer="", abstained=False)


def _retrieval(question: Question, ranking: list[str]) -> dict[str, float]:
    gold = question.relevant
    return {
        "retrieval.ndcg@10": ndcg(ranking, gold, DEPTH),
        "retrieval.mrr@10": reciprocal_rank(ranking, gold, DEPTH),
        "retrieval.map@100": average_precision(ranking, gold, 100),
        "retrieval.hit@1": hit(ranking, gold, 1),
        "retrieval.hit@5": hit(ranking, gold, 5),
        "retrieval.hit@10": hit(ranking, gold, DEPTH),
        "retrieval.precision@10": precision(ranking, gold, DEPTH),
        "retrieval.recall@10": recall(ranking, gold, DEPTH),
        "retrieval.all_evidence@10": all_evidence(ranking, gold, DEPTH),
    }


def _answers(question: Question, result: Result, abstained: bool) -> dict[str, float]:
    text, gold = result.text, question.answers
    values = {
        "answers.contains": contains(text, gold),
        "answers.exact_match": exact_match(text, gold) if text else 0.0,
        "answers.f1": f1(text, gold) if text else 0.0,
        "answers.first_sentence": 0.0,
    }
    if not abstained:
        sentences = result.answer["sentences"]
        values["answers.first_sentence"] = contains(sentences[0]["text"], gold)
        values["answers.sentences"] = float(len(sentences))
    return values


def _citations(
    question: Question, citations: list[dict[str, Any]], abstained: bool
) -> dict[str, float]:
    cited = [[one["article_id"], *one["also"]] for one in citations]
    values = {
        "citations.recall": citation_recall(cited, question.relevant),
        "citations.any": float(any(name in question.relevant for one in cited for name in one)),
    }
    if cited:
        values["citations.precision"] = citation_precision(cited, question.relevant)
    if question.facts:
        quotes = [str(one["quote"]) for one in citations]
        facts = [fact.text for fact in question.facts]
        values["citations.fact_recall"] = fact_recall(quotes, facts)
        if quotes:
            values["citations.fact_precision"] = fact_precision(quotes, facts)
    if not abstained and not cited:
        values["citations.precision"] = 0.0
    return values


def _poison(question: Question, result: Result, abstained: bool) -> dict[str, float]:
    assert question.fake is not None
    told = poison_verdict(result.text, question.answers, question.fake)
    if abstained:
        told = "neither"
    values = {f"poison.{name}": float(told == name) for name in ("right", "both", "wrong")}
    named = bool(result.answer and result.answer["disagreements"])
    return values | {"poison.neither": float(told == "neither"), "poison.named": float(named)}


def _support(answer: dict[str, Any], entails: Entails) -> dict[str, float]:
    quotes = {one["n"]: str(one["quote"]) for one in answer["citations"]}
    sentences = [
        (str(one["text"]), [quotes[number] for number in one["citations"] if number in quotes])
        for one in answer["sentences"]
        if one.get("origin") != "verdict"
    ]
    if not sentences:
        return {}
    recall_of, precision_of = citation_quality(sentences, entails)
    values = {"support.recall": recall_of}
    if precision_of is not None:
        values["support.precision"] = precision_of
    return values


def _right(question: Question, values: dict[str, float], abstained: bool) -> bool | None:
    if not question.answerable:
        return abstained
    if "answers.contains" in values:
        return values["answers.contains"] == 1.0
    return None


def _loss(
    question: Question,
    result: Result,
    right: bool | None,
    abstained: bool,
    citations: list[dict[str, Any]],
) -> Loss:
    if not question.answerable:
        return "abstained rightly" if abstained else "answered the unanswerable"
    if right:
        return "right"
    if question.relevant and not hit(result.documents, question.relevant, DEPTH):
        return "not retrieved"
    if abstained:
        return "abstained wrongly"
    cited = {name for one in citations for name in (one["article_id"], *one["also"])}
    if question.relevant and not cited & set(question.relevant):
        return "not chosen"
    return "not judged" if right is None else "chosen but wrong"
