"""Follow-ups as questions that stand alone, by rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.conversation import rewrite
from rag.conversation.antecedents import Past, antecedent
from rag.conversation.cues import Cues, Pointer, cues
from rag.conversation.mentions import Mention, names
from rag.conversation.surroundings import Surroundings, covered
from rag.conversation.turns import Message, turns
from rag.language import language_of
from rag.language.grammar import Grammar
from rag.types import Turn

if TYPE_CHECKING:
    from index import Index

ON_TOPIC = 0.8
FEW = 2
FEW_SHARE = 0.5
KEPT_TURNS = 3


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question as it is understood in its conversation.

    Attributes:
        question: the question, standing alone.
        changed: whether it differs from what was typed.
        carried: the words that were carried over from the conversation.
        time: the time that an earlier question named and that still holds, as typed there,
            else "".
    """

    question: str
    changed: bool = False
    carried: tuple[str, ...] = ()
    time: str = ""


def follow(question: str, history: Iterable[Message], archive: Index) -> Rewritten:
    """Return a question as it stands alone, by rules.

    Args:
        question: the question as typed.
        history: earlier turns, oldest first, in any of the forms of `turns`.
        archive: the index that it is asked of; its words tell names from nouns and a new
            topic from an old one.
    """
    past_turns = turns(history, question)[-KEPT_TURNS:]
    grammar = language_of(question).grammar
    if not past_turns or not grammar.tokens(question):
        return Rewritten(question)
    past = _past(past_turns, archive, grammar)
    near = Surroundings.of(archive, grammar, [question])
    both = Surroundings(
        archive, grammar, near.texts + past.near.texts, near.articles + past.near.articles
    )
    hints = cues(near.truecase(question) if question.islower() else question, grammar)
    text = _stand_alone(hints, past, both, near)
    if text is None:
        return Rewritten(question)
    standalone = rewrite.question_of(text)
    typed = {token.lower for token in grammar.tokens(question)}
    words = grammar.content(standalone)
    carried = tuple(dict.fromkeys(word.text for word in words if word.lower not in typed))
    if not carried:
        return Rewritten(question)
    kept = grammar.time.search(standalone)
    time = kept.group() if kept and not grammar.time.search(question) else ""
    return Rewritten(standalone, True, carried, time)


def _past(past_turns: list[Turn], archive: Index, grammar: Grammar) -> Past:
    last = past_turns[-1]
    question = last.standalone or last.question
    if not last.standalone and len(past_turns) > 1:
        question = follow(last.question, past_turns[:-1], archive).question
    near = Surroundings.of(archive, grammar, [question, last.answer])
    return Past.of(question, last.answer, near)


def _stand_alone(hints: Cues, past: Past, both: Surroundings, near: Surroundings) -> str | None:
    """Return the question standing alone; None when it does so already."""
    if hints.bare:
        return rewrite.bare(hints, past)
    if hints.about:
        return rewrite.substitute(hints.about, past, both) or rewrite.fragment(hints, past)
    grammar = past.grammar
    again = grammar.follow_ups.same.fullmatch(hints.body)
    if again and grammar.time.fullmatch(again[1]):
        return rewrite.substitute(again[1], past, both)
    asking = any(token.lower in grammar.question for token in grammar.tokens(hints.body)[:2])
    if hints.pointers and not hints.clause and not asking:
        inside = _replaced(hints, past)[0]
        return rewrite.substitute(inside, past, both) or rewrite.fragment(hints, past)
    if hints.pointers:
        return _resolved(hints, past)
    if not _depends(hints, past, both, near):
        return None
    if not hints.clause:
        if asking:
            return rewrite.fragment(hints, past)
        return rewrite.substitute(hints.body, past, both) or rewrite.fragment(hints, past)
    return rewrite.appended(hints.body, rewrite.topics(past, hints.body), grammar)


def _replaced(hints: Cues, past: Past) -> tuple[str, list[tuple[Pointer, Mention]]]:
    """Return the question with its pronouns replaced, and by what; "before that" stays."""
    grammar = past.grammar
    replaced = []
    for pointer in hints.pointers:
        before = grammar.tokens(hints.body[: pointer.start])
        moment = bool(before) and before[-1].lower in grammar.point
        if pointer.role == "demonstrative" and moment:
            continue
        found = antecedent(pointer, hints.body, past)
        if found is not None:
            replaced.append((pointer, found))
    return rewrite.put(hints.body, replaced, grammar), replaced


def _resolved(hints: Cues, past: Past) -> str:
    text, replaced = _replaced(hints, past)
    vague = len(replaced) < len(hints.pointers) or not any(m.name for _, m in replaced)
    if vague or not any(mention in past.asked for _, mention in replaced):
        text = rewrite.appended(text, rewrite.topics(past, text), past.grammar)
    return text


def _depends(hints: Cues, past: Past, both: Surroundings, near: Surroundings) -> bool:
    """Whether a question without pronouns needs the conversation.

    It does when it is a fragment, or names nothing, and the articles of the last turn cover
    its words nearly as well as the best of the archive does; a question that the rest of the
    archive covers better has changed the subject.
    """
    grammar = past.grammar
    orders = grammar.follow_ups.orders
    words = [token.text for token in grammar.content(hints.body) if token.lower not in orders]
    if not words:
        return True
    archive = past.near.archive
    here = covered(archive, words, _texts(past.near))
    best = covered(archive, words, near.texts)
    on_topic = best == 0.0 or here >= ON_TOPIC * best
    named = names(hints.body, both)
    if not hints.clause:
        return hints.linked or on_topic or len(words) < 2
    if not named:
        if len(words) > FEW:
            return on_topic
        return on_topic or hints.linked or here >= FEW_SHARE * best
    known = {token.lower for mention in past.asked for token in grammar.tokens(mention.text)}
    new = [m for m in named if not all(t.lower in known for t in grammar.tokens(m.text))]
    return on_topic and (hints.linked or hints.backward or not new) and len(words) <= 4


def _texts(near: Surroundings) -> list[str]:
    archive = near.archive
    return [
        f"{article.title}\n{article.text}"
        for article in (archive.article(name) for name in near.articles[:4])
    ]
