"""The forms in which a follow-up becomes a question of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.conversation.antecedents import Past
from rag.conversation.cues import Cues, Pointer
from rag.conversation.mentions import Mention, kind_of, names
from rag.conversation.noun_phrases import phrases
from rag.conversation.surroundings import Surroundings
from rag.language.en.grammar import (
    AUXILIARY,
    LINK,
    PREPOSITION,
    QUESTION,
    TIME,
    content,
    is_plural,
    lower_first,
    strip_end,
    tokens,
)

_NEGATIVE = re.compile(r"why not\b", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?:by|for|from|with|to|against|at|in|on|of|over|until|since)\s+)?"
    r"(?:how\s+(?:many|much|long|often|far|\w+)|what\s+\w+|which\s+\w+|who|whom|whose\s+\w+"
    r"|what|when|where|why|how)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\s(?:when|while|after|before|during|since|until)\s.+$", re.IGNORECASE)
_TEMPORAL = frozenset({"since", "until", "before", "after", "during", "by"})
_THOSE = re.compile(r"^(?:those|that|the (?:one|ones))\s+(?=(?:with|of|in|for|from|by|on|at)\s)")
_PRESENT = re.compile(r"(?:now|today|nowadays|currently)", re.IGNORECASE)
_ASKED_FOR = frozenset({"many", "much", "which", "what", "whose"})
TOPICS = 3


def question_of(text: str) -> str:
    """Return a text as a question: a capital at its beginning, one question mark at its end."""
    text = re.sub(r"\s+", " ", strip_end(text))
    return text[:1].upper() + text[1:] + "?" if text else ""


def put(body: str, replaced: Sequence[tuple[Pointer, Mention]]) -> str:
    """Return a question with pronouns replaced by what they stand for."""
    said: set[str] = set()
    pieces, end = [], 0
    for pointer, mention in sorted(replaced, key=lambda pair: pair[0].start):
        words = mention.words
        if pointer.possessive:
            words += "'" if words.endswith("s") and mention.plural else "'s"
        elif pointer.role == "place":
            before = tokens(body[: pointer.start])
            if not before or before[-1].lower not in PREPOSITION:
                words = f"in {words}"
        pieces += [body[end : pointer.start], words]
        end = pointer.end
        said.add(mention.text)
    return "".join(pieces) + body[end:]


def bare(cues: Cues, past: Past) -> str:
    """Return "why?", "how many?" and the like asked of what the last question was about."""
    asked = strip_end(past.question).replace(", as to ", ", ")
    lead = cues.body
    negative = bool(_NEGATIVE.match(lead))
    rest = _without_lead(asked)
    if rest is None:
        return f"{lead}, as to {lower_first(asked)}"
    if negative:
        lead, rest = "why", _negated(rest, past.asked)
    return f"{lead} {rest}"


def fragment(cues: Cues, past: Past) -> str:
    """Return a fragment ("by what score?", "and died?") joined to the last question."""
    asked = lower_first(strip_end(past.question)).replace(", as to ", ", ")
    first = tokens(cues.body)[:2]
    if any(token.lower in QUESTION for token in first):
        return f"{cues.body}, as to {asked}"
    return f"{strip_end(past.question)}, and {cues.body}"


def substitute(what: str, past: Past, near: Surroundings) -> str | None:
    """Return the last question with `what` in the place of its like; None where none is alike.

    A time takes the place of a time, a phrase that of one with the same preposition, a name
    that of a name of its kind, else that of the last question's subject.
    """
    asked = strip_end(past.question)
    what = re.sub(r"(?:'s|’s)$", "", lower_first(strip_end(what)))
    what = _THOSE.sub("", what)
    time = TIME.fullmatch(what)
    if time:
        old = TIME.search(asked) or _CLAUSE.search(asked)
        before = asked[: old.start()] if old else asked
        if old is None:
            return f"{before} {what}"
        before = before.rstrip() + " "
        if _PRESENT.fullmatch(what):
            before = _present(before)
        return before + _completed(what, old.group()) + asked[old.end() :]
    first = tokens(what)[0]
    if first.lower in PREPOSITION:
        return _same_preposition(what, first.lower, asked, past)
    old_span = _alike(what, past, near)
    if old_span is None:
        return None
    start, end, possessive = old_span
    return asked[:start] + what + ("'s" if possessive else "") + asked[end:]


def topics(past: Past, question: str) -> list[str]:
    """Return what the last question was about that a question does not say itself."""
    said = {token.lower for token in tokens(question)}
    found: list[str] = []
    for mention in past.asked:
        own = [token.lower for token in content(mention.text)]
        if any(mention.text in words for words in found):
            continue
        if own and not all(word in said for word in own) and mention.words not in found:
            found.append(mention.words)
    return found[:TOPICS]


def appended(question: str, about: Sequence[str]) -> str:
    """Return a question with what it is about after it."""
    if not about:
        return question
    listed = about[0] if len(about) == 1 else ", ".join(about[:-1]) + " and " + about[-1]
    return f"{strip_end(question)}, as to {listed}"


def _without_lead(asked: str) -> str | None:
    """Return a question from its auxiliary on; None when it has no such order."""
    words = tokens(asked)
    if words and words[0].lower in AUXILIARY:
        return lower_first(asked)
    lead = _LEAD.match(asked)
    if lead is None:
        return None
    rest = asked[lead.end() :].strip()
    following = tokens(rest)
    if len(following) > 1 and following[0].lower in AUXILIARY:
        subject_question = lead.group().lower().split()[0] in {"who", "which", "what"} and (
            following[0].lower in {"is", "was", "are", "were"} and len(following) < 3
        )
        return None if subject_question else rest
    return None


def _negated(rest: str, mentions: Sequence[Mention]) -> str:
    """Put "not" behind the subject of "did the ministry take part"."""
    for mention in mentions:
        position = rest.find(mention.text)
        if position >= 0:
            end = position + len(mention.text)
            return f"{rest[:end]} not{rest[end:]}"
    words = tokens(rest)
    end = words[1].end if len(words) > 1 else words[0].end
    return f"{rest[:end]} not{rest[end:]}"


def _completed(new: str, old: str) -> str:
    """Give a time the year, or "the month" the month, of the time that it replaces."""
    later = re.fullmatch(r"(.+?)\s+(later|earlier|before|after|on)", new, re.IGNORECASE)
    if later:
        moment = re.sub(r"^(?:in|on|by|at|since|until)\s+", "", old, flags=re.IGNORECASE)
        side = "before" if later[2].lower() in {"earlier", "before"} else "after"
        return f"{later[1]} {side} {moment}"
    year = re.search(r"\b(?:1[89]|20)\d\d\b", old)
    month = re.search(r"\b(?:" + _MONTHS + r")\b", old, re.IGNORECASE)
    if month and re.search(r"\bof (?:the|that) month\b", new):
        stop = year.group() if year else ""
        return re.sub(r"\b(?:the|that) month\b", f"{month.group()} {stop}".strip(), new)
    has_month = re.search(r"\b(?:" + _MONTHS + r")\b", new, re.IGNORECASE)
    if has_month and year and not re.search(r"\d{4}|year", new):
        return f"{new} {year.group()}"
    return new


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def _present(text: str) -> str:
    """Put "who was" and "how many were" into the present."""
    return re.sub(r"\bwas\b", "is", re.sub(r"\bwere\b", "are", text, count=1), count=1)


def _same_preposition(what: str, preposition: str, asked: str, past: Past) -> str:
    for mention in reversed(past.asked):
        before = tokens(asked[: mention.start])
        position = len(before) - 1
        while position >= 0 and before[position].lower in {"the", "a", "an"}:
            position -= 1
        if position >= 0 and before[position].lower == preposition:
            return asked[: before[position].start] + what + asked[mention.end :]
    old = TIME.search(asked)
    if old and old.group().lower().split()[0] == preposition:
        return asked[: old.start()] + what + asked[old.end() :]
    if preposition in _TEMPORAL:
        clause = _CLAUSE.search(asked)
        old = old or clause
        if old:
            return asked[: old.start()].rstrip() + f" {what}" + asked[old.end() :]
    return f"{asked} {what}"


def _alike(what: str, past: Past, near: Surroundings) -> tuple[int, int, bool] | None:
    """Return where the like of `what` stands in the last question, its article included."""
    new = phrases(what, near) or names(what, near)
    head = tokens(what)[-1].lower
    kind = new[-1].kind if new else kind_of(what, near)
    plural = new[-1].plural if new else is_plural(head)
    best: tuple[float, int, Mention] | None = None
    for order, mention in enumerate(past.asked):
        before = tokens(past.question[: mention.start])
        if before and before[-1].lower in _ASKED_FOR and not mention.name:
            continue
        last = tokens(mention.text)[-1].lower
        score = 2.0 * (last == head) + 1.0 * (mention.kind == kind)
        score += 0.4 * (mention.plural == plural)
        score += 0.6 * (bool(new) and new[-1].name == mention.name) - 0.1 * order
        if {mention.kind, kind} == {"body", "place"} or {mention.kind, kind} == {"body", "person"}:
            score += 0.6
        if best is None or score > best[0]:
            best = (score, order, mention)
    if best is None or best[0] < 0.5:
        return None
    mention = best[2]
    start = mention.start
    before = tokens(past.question[:start])
    if before and before[-1].lower in {"the", "a", "an"}:
        start = before[-1].start
    tail = past.question[mention.end : mention.end + 2].lower().replace("’", "'")
    possessive = tail == "'s"
    return start, mention.end + (2 if possessive else 0), possessive


__all__ = ["LINK", "appended", "bare", "fragment", "put", "question_of", "substitute", "topics"]
