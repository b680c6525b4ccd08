"""The forms in which a follow-up becomes a question of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.conversation.antecedents import Past
from rag.conversation.cues import Cues, Pointer
from rag.conversation.mentions import Mention, kind_of, names
from rag.conversation.noun_phrases import phrases
from rag.conversation.surroundings import Surroundings
from rag.language.grammar import FollowUps, Grammar

TOPICS = 3


def strip_end(question: str) -> str:
    """Return a question without the marks and spaces at its end."""
    return question.strip().rstrip("?!. ").strip()


def question_of(text: str) -> str:
    """Return a text as a question: a capital at its beginning, one question mark at its end."""
    text = re.sub(r"\s+", " ", strip_end(text))
    return text[:1].upper() + text[1:] + "?" if text else ""


def put(body: str, replaced: Sequence[tuple[Pointer, Mention]], grammar: Grammar) -> str:
    """Return a question with pronouns replaced by what they stand for."""
    rules = grammar.follow_ups
    said: set[str] = set()
    pieces, end = [], 0
    for pointer, mention in sorted(replaced, key=lambda pair: pair[0].start):
        words = mention.words
        if pointer.possessive:
            words += rules.owner[words.endswith("s") and mention.plural]
        elif pointer.role == "place":
            before = grammar.tokens(body[: pointer.start])
            if not before or before[-1].lower not in grammar.preposition:
                words = f"{rules.located}{words}"
        pieces += [body[end : pointer.start], words]
        end = pointer.end
        said.add(mention.text)
    return "".join(pieces) + body[end:]


def bare(cues: Cues, past: Past) -> str:
    """Return "why?", "how many?" and the like asked of what the last question was about."""
    grammar, rules = past.grammar, past.grammar.follow_ups
    asked = _plain(past.question, rules)
    lead = cues.body
    rest = _without_lead(asked, grammar)
    if rest is None:
        return f"{lead}{rules.concerning}{grammar.lower_first(asked)}"
    if rules.negative.match(lead):
        lead, rest = rules.why, _negated(rest, past)
    return f"{lead} {rest}"


def _plain(question: str, rules: FollowUps) -> str:
    """Return a question without the mark at its end, and with what it is about joined closely."""
    return strip_end(question).replace(rules.concerning, rules.concerning[:2])


def fragment(cues: Cues, past: Past) -> str:
    """Return a fragment ("by what score?", "and died?") joined to the last question."""
    grammar, rules = past.grammar, past.grammar.follow_ups
    first = grammar.tokens(cues.body)[:2]
    if any(token.lower in grammar.question for token in first):
        return f"{cues.body}{rules.concerning}{grammar.lower_first(_plain(past.question, rules))}"
    return f"{strip_end(past.question)}{rules.joined}{cues.body}"


def substitute(what: str, past: Past, near: Surroundings) -> str | None:
    """Return the last question with `what` in the place of its like; None where none is alike.

    A time takes the place of a time, a phrase that of one with the same preposition, a name
    that of a name of its kind, else that of the last question's subject.
    """
    grammar, rules = past.grammar, past.grammar.follow_ups
    asked = strip_end(past.question)
    what = re.sub(r"(?:'s|’s)$", "", grammar.lower_first(strip_end(what)))
    what = rules.those.sub("", what)
    time = grammar.time.fullmatch(what)
    if time:
        old = grammar.time.search(asked) or rules.clause.search(asked)
        before = asked[: old.start()] if old else asked
        if old is None:
            return f"{before} {what}"
        before = before.rstrip() + " "
        if rules.present.fullmatch(what):
            before = _present(before, rules)
        return before + _completed(what, old.group(), grammar) + asked[old.end() :]
    first = grammar.tokens(what)[0]
    if first.lower in grammar.preposition:
        return _same_preposition(what, first.lower, asked, past)
    old_span = _alike(what, past, near)
    if old_span is None:
        return None
    start, end, possessive = old_span
    return asked[:start] + what + (rules.owner[0] if possessive else "") + asked[end:]


def topics(past: Past, question: str) -> list[str]:
    """Return what the last question was about that a question does not say itself."""
    grammar = past.grammar
    said = {token.lower for token in grammar.tokens(question)}
    found: list[str] = []
    for mention in past.asked:
        own = [token.lower for token in grammar.content(mention.text)]
        if any(mention.text in words for words in found):
            continue
        if own and not all(word in said for word in own) and mention.words not in found:
            found.append(mention.words)
    return found[:TOPICS]


def appended(question: str, about: Sequence[str], grammar: Grammar) -> str:
    """Return a question with what it is about after it."""
    if not about:
        return question
    rules = grammar.follow_ups
    listed = about[0] if len(about) == 1 else ", ".join(about[:-1]) + rules.last + about[-1]
    return f"{strip_end(question)}{rules.concerning}{listed}"


def _without_lead(asked: str, grammar: Grammar) -> str | None:
    """Return a question from its auxiliary on; None when it has no such order."""
    words = grammar.tokens(asked)
    if words and words[0].lower in grammar.auxiliary:
        return grammar.lower_first(asked)
    lead = grammar.follow_ups.lead.match(asked)
    if lead is None:
        return None
    rest = asked[lead.end() :].strip()
    following = grammar.tokens(rest)
    if len(following) > 1 and following[0].lower in grammar.auxiliary:
        opening = lead.group().lower().split()[0]
        subject_question = opening in grammar.subject | grammar.which and (
            following[0].lower in grammar.copula and len(following) < 3
        )
        return None if subject_question else rest
    return None


def _negated(rest: str, past: Past) -> str:
    """Put "not" behind the subject of "did the ministry take part"."""
    denial = past.grammar.follow_ups.negated
    for mention in past.asked:
        position = rest.find(mention.text)
        if position >= 0:
            end = position + len(mention.text)
            return f"{rest[:end]}{denial}{rest[end:]}"
    words = past.grammar.tokens(rest)
    end = words[1].end if len(words) > 1 else words[0].end
    return f"{rest[:end]}{denial}{rest[end:]}"


def _completed(new: str, old: str, grammar: Grammar) -> str:
    """Give a time the year, or "the month" the month, of the time that it replaces."""
    rules = grammar.follow_ups
    later = rules.later.fullmatch(new)
    if later:
        moment = grammar.before_moment.sub("", old)
        side = rules.before if later[2].lower() in rules.earlier else rules.after
        return side.format(span=later[1], moment=moment)
    year = re.search(r"\b(?:1[89]|20)\d\d\b", old)
    month = grammar.month.search(old)
    if month and rules.month_of.search(new):
        stop = year.group() if year else ""
        return rules.that_month.sub(f"{month.group()} {stop}".strip(), new)
    if grammar.month.search(new) and year and not rules.dated.search(new):
        return f"{new} {year.group()}"
    return new


def _present(text: str, rules: FollowUps) -> str:
    """Put "who was" and "how many were" into the present."""
    for past, present in rules.tenses.items():
        text = re.sub(rf"\b{past}\b", present, text, count=1)
    return text


def _same_preposition(what: str, preposition: str, asked: str, past: Past) -> str:
    grammar, rules = past.grammar, past.grammar.follow_ups
    for mention in reversed(past.asked):
        before = grammar.tokens(asked[: mention.start])
        position = len(before) - 1
        while position >= 0 and before[position].lower in grammar.article:
            position -= 1
        if position >= 0 and before[position].lower == preposition:
            return asked[: before[position].start] + what + asked[mention.end :]
    old = grammar.time.search(asked)
    if old and old.group().lower().split()[0] == preposition:
        return asked[: old.start()] + what + asked[old.end() :]
    if preposition in grammar.temporal:
        clause = rules.clause.search(asked)
        old = old or clause
        if old:
            return asked[: old.start()].rstrip() + f" {what}" + asked[old.end() :]
    return f"{asked} {what}"


def _alike(what: str, past: Past, near: Surroundings) -> tuple[int, int, bool] | None:
    """Return where the like of `what` stands in the last question, its article included."""
    grammar = near.grammar
    tokens = grammar.tokens
    new = phrases(what, near) or names(what, near)
    head = tokens(what)[-1].lower
    kind = new[-1].kind if new else kind_of(what, near)
    plural = new[-1].plural if new else grammar.is_plural(head)
    best: tuple[float, int, Mention] | None = None
    for order, mention in enumerate(past.asked):
        before = tokens(past.question[: mention.start])
        if before and before[-1].lower in grammar.amounts | grammar.selecting and not mention.name:
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
    if before and before[-1].lower in grammar.article:
        start = before[-1].start
    tail = past.question[mention.end : mention.end + 2].lower().replace("’", "'")
    possessive = tail == "'s"
    return start, mention.end + (2 if possessive else 0), possessive
