"""Follow-ups by rules: rewritten where that is sure, else asked with a hint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.conversation.cues import Cues, Pointer, cues
from rag.conversation.mentions import Mention, names
from rag.conversation.past import Past, together
from rag.conversation.surroundings import Surroundings, covered
from rag.conversation.turns import Message, turns
from rag.language import language_of
from rag.query.small_talk import asks_for_more, is_small_talk

if TYPE_CHECKING:
    from index import Index

# A question without a name goes on with the last one where the articles of that cover its words
# nearly as well as the best passage of the archive does; one of few words, or one that speaks of
# "the victims", half as well.
ON_TOPIC = 0.8
FEW = 2
FEW_SHARE = 0.5
KEPT_TURNS = 3


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question as it is understood in its conversation.

    Attributes:
        question: the question; what it leans on stands in it, or as a hint in brackets behind it.
        changed: whether it differs from what was typed.
        carried: the words that were carried over from the conversation.
        more: whether it is the last question again, of which more is to be said.
    """

    question: str
    changed: bool = False
    carried: tuple[str, ...] = ()
    more: bool = False


def follow(question: str, history: Iterable[Message], archive: Index) -> Rewritten:
    """Return a question as it is understood after others, by rules.

    Words of the question are replaced only where that is sure: a pronoun with one name of a
    fitting kind before it, "what about …" where the last question has one name of that kind. Else
    the question stays as typed, and what the conversation was about goes with it as a hint.

    Args:
        question: the question as typed.
        history: earlier turns, oldest first, in any of the forms of `turns`.
        archive: the index that it is asked of; its words tell names from nouns and a new
            topic from an old one.
    """
    past_turns = [turn for turn in turns(history, question) if not is_small_talk(turn.question)]
    past_turns = past_turns[-KEPT_TURNS:]
    grammar = language_of(question).grammar
    if not past_turns or not grammar.tokens(question):
        return Rewritten(question)
    last = past_turns[-1]
    asked = last.standalone or follow(last.question, past_turns[:-1], archive).question
    if asks_for_more(question):
        return Rewritten(asked, True, more=True)
    past = Past.of(asked, last, Surroundings.of(archive, grammar, [asked, last.answer]))
    near = Surroundings.of(archive, grammar, [question])
    hints = cues(near.truecase(question) if question.islower() else question, grammar)
    understood = _understood(question, hints, past, near)
    typed = {token.lower for token in grammar.tokens(question)}
    words = grammar.content(understood)
    carried = tuple(dict.fromkeys(word.text for word in words if word.lower not in typed))
    return Rewritten(understood, True, carried) if carried else Rewritten(question)


def _understood(question: str, hints: Cues, past: Past, near: Surroundings) -> str:
    parallel = hints.about or ("" if hints.clause or hints.bare else hints.body)
    sure = _substituted(parallel, past, near) if parallel else None
    if sure is None and hints.bare:
        sure = _bare(hints, past)
    if sure is not None:
        return sure
    if hints.pointers:
        text, replaced = _replaced(hints, past)
        if len(replaced) == len(hints.pointers):
            return _question(text)
        hint = past.hint(text, whole=not hints.clause)
        return together(_question(text) if replaced else question, hint)
    if not (hints.about or hints.bare or _leans(hints, past, near)):
        return question
    return together(question, past.hint(question, whole=bool(hints.about) or not hints.clause))


def _question(text: str) -> str:
    """Return a text as a question: a capital at its beginning, one question mark at its end."""
    text = " ".join(text.split()).rstrip("?!. ")
    return f"{text[:1].upper()}{text[1:]}?"


def _replaced(hints: Cues, past: Past) -> tuple[str, list[Mention]]:
    """Return a question with those pronouns replaced that can stand for one name only."""
    rules = past.grammar.follow_ups
    pieces, end = [], 0
    replaced = []
    for pointer in hints.pointers:
        mention = _antecedent(pointer, past)
        if mention is None:
            continue
        words = mention.words
        if pointer.possessive:
            words += rules.owner[words.endswith("s") and mention.plural]
        elif pointer.role == "place":
            before = past.grammar.tokens(hints.body[: pointer.start])
            if not before or before[-1].lower not in past.grammar.preposition:
                words = f"{rules.located}{words}"
        pieces += [hints.body[end : pointer.start], words]
        end = pointer.end
        replaced.append(mention)
    return "".join(pieces) + hints.body[end:], replaced


def _antecedent(pointer: Pointer, past: Past) -> Mention | None:
    """Return the one name that a pronoun can stand for; None where there are none or several."""
    role = pointer.role
    if role == "person":
        said = past.answered if past.seeks_person() else past.asked
        fitting = [m for m in said if m.kind == "person"]
    elif role == "place":
        fitting = [m for m in past.asked if m.kind == "place" and _whole(m, past)]
    elif role in {"thing", "group"}:
        if past.seeks():
            fitting = list(past.answered) if len(past.answered) == 1 else []
        else:
            others = [m for m in past.asked if m.kind != "person"]
            fitting = [m for m in others if len(others) == 1 and _is_subject(m, past)]
        fitting = [m for m in fitting if m.kind != "person"]
        if role == "group":
            fitting = [m for m in fitting if m.kind == "body"]
    else:
        fitting = []
    return fitting[0] if len({mention.text for mention in fitting}) == 1 else None


def _is_subject(mention: Mention, past: Past) -> bool:
    """Whether a name stands alone, not in a longer phrase ("the address to Congress")."""
    before = past.grammar.tokens(past.question[: mention.start])
    while before and before[-1].lower in past.grammar.article:
        before.pop()
    return _whole(mention, past) and (
        not before or before[-1].lower not in past.grammar.preposition
    )


def _whole(mention: Mention, past: Past) -> bool:
    """Whether a name stands alone, not before a noun that may be what is meant."""
    following = past.grammar.tokens(past.question[mention.end :])[:1]
    gap = past.question[mention.end : mention.end + following[0].start] if following else ""
    return not following or bool(gap.strip()) or following[0].lower in past.grammar.function


def _substituted(what: str, past: Past, near: Surroundings) -> str | None:
    """Return the last question with a name or time in the place of its like, where that is sure."""
    grammar = past.grammar
    body = past.question.rstrip("?!. ")
    what = re.sub(r"['’]s$", "", what.strip().rstrip("?!. "))
    if grammar.time.fullmatch(what):
        olds = list(grammar.time.finditer(body))
        if len(olds) != 1:
            return None
        return _question(f"{body[: olds[0].start()].rstrip()} {what}{body[olds[0].end() :]}")
    both = Surroundings(near.archive, grammar, [*near.texts, *past.near.texts])
    found = names(what, both)
    lead = grammar.tokens(what[: found[0].start]) if found else []
    if len(found) != 1 or found[0].end != len(what) or len(lead) > 1:
        return None
    alike = [m for m in past.asked if m.kind == found[0].kind]
    if len({mention.text for mention in alike}) != 1:
        return None
    old = alike[0]
    start, new = old.start, found[0].words
    before = grammar.tokens(body[:start])
    if before and before[-1].lower in grammar.article:
        start = before[-1].start
        before = before[:-1]
    if lead and lead[0].lower in grammar.preposition:
        if not before or before[-1].lower not in grammar.preposition:
            return None
        start, new = before[-1].start, f"{lead[0].text} {new}"
    return _question(body[:start] + new + body[old.end :])


def _bare(hints: Cues, past: Past) -> str | None:
    """Return "why?" or "when?" asked of the last question, where its order allows."""
    grammar = past.grammar
    words = grammar.tokens(past.question)
    lead = grammar.follow_ups.lead.match(past.question)
    if words and words[0].lower in grammar.auxiliary:
        rest = grammar.lower_first(past.question)
    elif lead and words[0].lower not in grammar.subject:
        rest = past.question[lead.end() :].strip()
    else:
        return None
    following = grammar.tokens(rest)
    if len(following) < 3 or following[0].lower not in grammar.auxiliary:
        return None
    lower = hints.body.lower()
    return _question(f"{hints.body} {rest}") if lower in grammar.follow_ups.reasons else None


def _leans(hints: Cues, past: Past, near: Surroundings) -> bool:
    """Whether a question without pronouns needs the conversation.

    It does when it is a fragment, or names nothing, and the articles of the last turn cover
    its words nearly as well as the best of the archive does; a question that the rest of the
    archive covers better has changed the subject.
    """
    grammar = past.grammar
    orders = grammar.follow_ups.orders
    bare = grammar.time.sub(" ", hints.body)
    words = [token.text for token in grammar.content(bare) if token.lower not in orders]
    timed = bare != hints.body
    if not words:
        return not (timed and hints.clause)
    archive = near.archive
    known = {
        token.lower
        for words_ in (*(m.text for m in past.asked), *past.hinted)
        for token in grammar.tokens(words_)
    }
    named = [
        m
        for m in names(hints.body, near)
        if not known.issuperset(token.lower for token in grammar.tokens(m.text))
    ]
    if hints.clause and (named or (timed and len(words) < FEW)):
        return False
    if hints.linked and not named:
        return True
    best = covered(archive, words, near.texts)
    here = covered(archive, words, _articles(past.near))
    definite = any(token.lower == grammar.the for token in grammar.tokens(hints.body))
    share = FEW_SHARE if definite or len(words) <= FEW else ON_TOPIC
    if best == 0.0 or here >= share * best:
        return True
    return not hints.clause and (hints.linked or len(words) < FEW)


def _articles(near: Surroundings) -> Sequence[str]:
    articles = (near.archive.article(name) for name in near.articles[:4])
    return [f"{article.title}\n{article.text}" for article in articles]
