"""One exchange of a conversation as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from rag.answer.model import Answer, Citation, Disagreement, Sentence
from rag.answer.short import Short
from ui.render.abstention import abstention
from ui.render.actions import actions
from ui.render.chips import chips
from ui.render.escape import code, day, element, esc
from ui.render.trust import trust
from ui.texts import Texts
from ui.thread import Exchange

_LONG_WORD = 24
_LONG_QUESTION = 320


def exchange(number: int, said: Exchange, texts: Texts) -> str:
    """Return a finished exchange.

    Args:
        number: its place in the conversation, from 0; part of every id in it.
        said: the question and its answer.
        texts: the language of the page.
    """
    answer = said.answer
    parts = [question(said.question, number, texts), understood(said, texts)]
    if answer.abstained:
        parts.append(abstention(answer, texts))
    else:
        parts.append(found(number, answer, texts))
        parts.extend(sides(number, each, answer, texts) for each in answer.disagreements)
    parts.append(ended(said, texts))
    parts.append(notes(answer.notices))
    parts.append(changed(answer.changes, texts))
    parts.append(notes(spent(answer.usage, texts)))
    how = "" if answer.abstained else trust(answer, texts)
    parts.append(element("div", how + chips(number, said, texts), class_="dl-footing"))
    parts.append(actions(number, said, texts))
    kind = "dl-turn dl-abstained" if answer.abstained else "dl-turn"
    return element("article", "".join(parts), class_=kind, id=f"turn-{number}", data_turn=number)


def question(words: str, number: int | None, texts: Texts) -> str:
    """Return the question as the heading of its exchange, with a button to edit it."""
    shown = words if len(words) <= _LONG_QUESTION else words[:_LONG_QUESTION].rstrip() + " …"
    heading = element("h2", esc(shown), class_="dl-question", dir="auto", tabindex=-1)
    if shown != words:
        summary = element("summary", esc(texts("whole_question", count=len(words))))
        body = element("p", esc(words), dir="auto")
        heading = element("div", heading + element("details", summary + body, class_="dl-long"))
    if number is None:
        return element("header", heading)
    edit = element(
        "button",
        esc(texts("edit")),
        type="button",
        class_="dl-plain",
        data_action="edit",
        data_turn=number,
        data_question=words,
        aria_label=texts("edit_question"),
    )
    return element("header", heading + edit)


def understood(said: Exchange, texts: Texts) -> str:
    """Return how a follow-up was rewritten, or nothing when it was taken as typed."""
    standalone = said.answer.standalone_question
    if not standalone or standalone.strip() == said.question.strip():
        return ""
    words = element("span", esc(standalone[:_LONG_QUESTION]), dir="auto")
    return element("p", f"{esc(texts('understood_as'))} {words}", class_="dl-understood")


def found(number: int, answer: Answer, texts: Texts) -> str:
    """Return what was found: the short answer, then the sentences that say it."""
    said = [each for each in answer.sentences if not (answer.verdict and each.origin == "verdict")]
    body = verdict(answer, texts) + short(answer)
    body += sentences(number, said, answer.citations, texts, answer.short)
    return element("div", body, class_="dl-reply")


def verdict(answer: Answer, texts: Texts) -> str:
    """Return yes, no or that it is not clear; nothing for a question that asks something else."""
    if answer.verdict is None:
        return ""
    return element("p", esc(texts(f"verdict_{answer.verdict}")), class_="dl-verdict")


def short(answer: Answer) -> str:
    """Return the words that answer; nothing where a whole sentence does."""
    if not answer.short or any(answer.short == said.text for said in answer.sentences):
        return ""
    return element("p", esc(answer.short), class_="dl-short", dir="auto")


def sentences(
    number: int,
    said: Sequence[Sentence],
    citations: Sequence[Citation],
    texts: Texts,
    answering: Short | None = None,
) -> str:
    """Return the sentences of an answer with their citations, those of one article together.

    Args:
        number: place of the exchange in the conversation.
        said: the sentences, in order.
        citations: what they cite.
        texts: the language of the page.
        answering: the words that answer, set off in their sentence.
    """
    known = {citation.n: citation for citation in citations}
    if any(sentence.check for sentence in said):
        marked = "".join(checked(number, sentence, known, texts) for sentence in said)
        return element("ul", marked, class_="dl-answer dl-checked")

    def cited(sentence: Sentence) -> list[Citation]:
        return [known[n] for n in sentence.citations if n in known]

    def articles(sentence: Sentence) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.article_id for each in cited(sentence)))

    lines = []
    for _, several in groupby(said, articles):
        group = list(several)
        own = [citation for sentence in group for citation in cited(sentence)]
        words = " ".join(
            element(
                "span",
                _sentence(number, each, cited(each), texts, answering),
                class_="dl-sentence",
                data_origin=each.origin,
            )
            for each in group
        )
        body = element("p", words, class_="dl-said", dir="auto")
        lines.append(element("li", body + dateline(own, texts)))
    return element("ul", "".join(lines), class_="dl-answer")


def _sentence(
    number: int,
    sentence: Sentence,
    cited: Sequence[Citation],
    texts: Texts,
    answering: Short | None,
) -> str:
    pills = "".join(pill(number, each, texts) for each in cited)
    for each in cited:
        if answering and answering.citation == each.n and each.quote == sentence.text:
            start, end = answering.start - each.start, answering.end - each.start
            if 0 <= start < end < len(sentence.text) and sentence.text[start:end] == answering:
                before, after = sentence.text[:start], sentence.text[end:]
                middle = element("strong", esc(answering))
                return esc(before) + middle + _with_pills(after, pills)
    return _with_pills(sentence.text, pills)


_SIGNS = {"verified": "✓", "unverified": "?", "contradicted": "✗"}


def checked(number: int, said: Sentence, known: Mapping[int, Citation], texts: Texts) -> str:
    """Return a sentence as a line of its own, a model's with its sign and its source under it."""
    cited = [known[n] for n in said.citations if n in known]
    pills = "".join(pill(number, citation, texts) for citation in cited)
    words = element(
        "span", _with_pills(said.text, pills), class_="dl-sentence", data_origin=said.origin
    )
    if said.check is None:
        return element("li", words, dir="auto")
    told = texts(said.check)
    title = f"{told}: {said.why}" if said.why else told
    sign = element("span", _SIGNS[said.check], role="img", aria_label=told, title=title)
    under = element("p", esc(said.why), class_="dl-why", dir="auto") if said.why else ""
    under += "".join(element("q", esc(each.quote), dir="auto") for each in cited)
    return element("li", sign + words + under, dir="auto", data_check=said.check)


def _with_pills(text: str, pills: str) -> str:
    """Return a text with its pills, which stay on the line of its last word."""
    body, space, last = text.rpartition(" ")
    if not pills or len(last) > _LONG_WORD:
        return esc(text) + pills
    return esc(body + space) + element("span", esc(last) + pills, class_="dl-tail")


def dateline(citations: Sequence[Citation], texts: Texts) -> str:
    """Return outlet and day of what is cited, each once."""
    known: dict[str, Citation] = {}
    for each in citations:
        known.setdefault(each.article_id, each)
    parts = [
        " · ".join(
            part
            for part in (
                element("cite", esc(each.source or each.title)),
                day(each.date, texts),
                esc(texts("elsewhere", count=len(each.also))) if each.also else "",
            )
            if part
        )
        for each in known.values()
    ]
    return element("p", " &nbsp; ".join(parts), class_="dl-dateline", dir="auto") if parts else ""


def pill(number: int, citation: Citation, texts: Texts) -> str:
    """Return the clickable number of a citation, which opens the article beside the answer."""
    parts = (citation.title, citation.source, citation.date and texts.day(citation.date))
    about = ", ".join(str(part) for part in parts if part)
    return element(
        "a",
        str(citation.n),
        class_="dl-cite",
        href=f"#source-{number}-{citation.n}",
        data_turn=number,
        data_n=citation.n,
        data_article=citation.article_id,
        data_start=citation.start,
        aria_label=texts("source_n", n=citation.n, about=about),
    )


def sides(number: int, found: Disagreement, answer: Answer, texts: Texts) -> str:
    """Return what sources say differently, side by side; a correction names the newer first."""
    known = {citation.n: citation for citation in answer.citations}
    columns = []
    for place, n in enumerate(found.sides):
        if n not in known:
            continue
        citation = known[n]
        value = found.values[place] if place < len(found.values) else ""
        outlet = element("cite", esc(citation.source or citation.title))
        who = f"{outlet} · {day(citation.date, texts)}" if citation.date else outlet
        quote = element("q", esc(citation.quote), dir="auto")
        columns.append(
            element(
                "li",
                element("strong", esc(value), dir="auto")
                + element("p", quote + pill(number, citation, texts), class_="dl-side-said")
                + element("p", who, class_="dl-dateline"),
            )
        )
    if len(columns) < 2:
        return ""
    key = "correction" if found.kind == "correction" else "conflict"
    heading = element("h3", f"{esc(texts(key))} {element('bdi', esc(found.about))}")
    body = heading + element("ul", "".join(columns), class_="dl-sides")
    return element("section", body, class_=f"dl-disagreement dl-{key}")


def ended(said: Exchange, texts: Texts) -> str:
    """Return that an answer came to an early end, and why."""
    if said.failed:
        lead = element("strong", esc(texts("failed_midway")))
        return element("p", f"{lead} {code(said.failed)}", class_="dl-note dl-cut", dir="auto")
    return element("p", esc(texts("stopped")), class_="dl-note dl-cut") if said.stopped else ""


def notes(lines: Iterable[str]) -> str:
    """Return what a reader should know about an answer, a line each."""
    return "".join(element("p", code(line), class_="dl-note", dir="auto") for line in lines)


def spent(usage: Mapping[str, Any], texts: Texts) -> list[str]:
    """Return what a chat model took for an answer, in a line; none where no model was asked."""
    if not usage.get("model"):
        return []
    model = str(usage["model"])
    if usage.get("cached") and not usage.get("tries"):
        return [texts("spent_nothing", model=model)]
    read, written = usage.get("tokens_in", 0), usage.get("tokens_out", 0)
    name = "spent_about" if usage.get("estimated") else "spent"
    line = texts(name, model=model, read=read, written=written)
    cost = usage.get("cost")
    return [line if cost is None else f"{line} · {cost:g} {usage.get('currency', '')}"]


def changed(lines: Sequence[str], texts: Texts) -> str:
    """Return, folded, what the check changed in a model's words."""
    if not lines:
        return ""
    summary = element("summary", esc(texts("changes", count=len(lines))))
    items = "".join(element("li", code(line), dir="auto") for line in lines)
    return element("details", summary + element("ul", items), class_="dl-changes")
