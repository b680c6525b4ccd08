"""One exchange of a conversation as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rag.answer.abstain import NOTICE
from rag.answer.model import Answer, Citation, Disagreement, Headline, Sentence
from ui.render.actions import actions
from ui.render.chips import chips
from ui.render.escape import day, element, esc
from ui.texts import Texts
from ui.thread import Exchange

_LONG_WORD = 24


def exchange(number: int, said: Exchange, texts: Texts) -> str:
    """Return a finished exchange.

    Args:
        number: its place in the conversation, from 0; part of every id in it.
        said: the question and its answer.
        texts: the language of the page.
    """
    answer = said.answer
    parts = [question(said.question, number, texts), understood(said, texts)]
    parts.append(chips(number, said, texts))
    if answer.abstained:
        parts.append(abstention(answer, texts))
    else:
        parts.append(short(answer))
        parts.append(sentences(number, answer.sentences, answer.citations, texts))
        parts.extend(sides(number, each, answer, texts) for each in answer.disagreements)
    if said.stopped:
        parts.append(notes([texts("stopped")]))
    parts.append(notes(answer.notices))
    parts.append(changed(answer.changes, texts))
    parts.append(notes(spent(answer.usage, texts)))
    parts.append(actions(number, said, texts))
    kind = "dl-turn dl-abstained" if answer.abstained else "dl-turn"
    return element("article", "".join(parts), class_=kind, id=f"turn-{number}", data_turn=number)


def question(words: str, number: int | None, texts: Texts) -> str:
    """Return the question as the heading of its exchange, with a button to edit it."""
    heading = element("h2", esc(words), class_="dl-question", dir="auto", tabindex=-1)
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
    words = element("span", esc(standalone), dir="auto")
    return element("p", f"{esc(texts('understood_as'))} {words}", class_="dl-understood")


def short(answer: Answer) -> str:
    """Return the words that answer; nothing where a whole sentence does."""
    if not answer.short or any(answer.short == said.text for said in answer.sentences):
        return ""
    return element("p", esc(answer.short), class_="dl-short", dir="auto")


def sentences(
    number: int, said: Sequence[Sentence], citations: Sequence[Citation], texts: Texts
) -> str:
    """Return the sentences of an answer, each followed by its citations."""
    known = {citation.n: citation for citation in citations}
    if any(sentence.check for sentence in said):
        lines = "".join(checked(number, sentence, known, texts) for sentence in said)
        return element("ul", lines, class_="dl-answer dl-checked")
    shown = []
    for sentence in said:
        pills = "".join(pill(number, known[n], texts) for n in sentence.citations if n in known)
        shown.append(
            element(
                "span",
                _with_pills(sentence.text, pills),
                class_="dl-sentence",
                data_origin=sentence.origin,
            )
        )
    return element("p", " ".join(shown), class_="dl-answer", dir="auto")


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


def pill(number: int, citation: Citation, texts: Texts) -> str:
    """Return the clickable number of a citation."""
    about = ", ".join(
        str(part) for part in (citation.title, citation.source, citation.date) if part
    )
    return element(
        "a",
        str(citation.n),
        class_="dl-cite",
        href=f"#source-{number}-{citation.n}",
        data_turn=number,
        data_n=citation.n,
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
        who = f"{outlet} {day(citation.date)}"
        quote = element("q", esc(citation.quote), dir="auto")
        columns.append(
            element(
                "li",
                element("strong", esc(value), dir="auto")
                + element("p", who + pill(number, citation, texts), class_="dl-outlet")
                + element("p", quote),
            )
        )
    if len(columns) < 2:
        return ""
    key = "correction" if found.kind == "correction" else "conflict"
    heading = element("h3", f"{esc(texts(key))} {element('bdi', esc(found.about))}")
    body = heading + element("ul", "".join(columns), class_="dl-sides")
    return element("section", body, class_=f"dl-disagreement dl-{key}")


def abstention(answer: Answer, texts: Texts) -> str:
    """Return the notice that the archive does not answer, with the nearest headlines."""
    said = texts("abstained") if answer.answer == NOTICE else answer.answer
    body = element("h3", esc(said))
    if answer.reason:
        body += element("p", esc(answer.reason), dir="auto")
    body += headlines(answer.headlines, texts)
    return element("section", body, class_="dl-abstain", role="note")


def headlines(nearest: Sequence[Headline], texts: Texts) -> str:
    """Return headlines, each of which opens its article."""
    if not nearest:
        return ""
    items = []
    for each in nearest:
        button = element(
            "button",
            esc(each.title or each.article_id),
            type="button",
            class_="dl-headline",
            dir="auto",
            data_action="read",
            data_article=each.article_id,
        )
        origin = " · ".join(part for part in (esc(each.source or ""), day(each.date)) if part)
        items.append(element("li", button + element("span", origin, class_="dl-outlet")))
    lead = element("p", esc(texts("nearest")))
    return lead + element("ul", "".join(items), class_="dl-headlines")


def notes(lines: Iterable[str]) -> str:
    """Return what a reader should know about an answer, a line each."""
    return "".join(element("p", esc(line), class_="dl-note", dir="auto") for line in lines)


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
    items = "".join(element("li", esc(line), dir="auto") for line in lines)
    return element("details", summary + element("ul", items), class_="dl-changes")
