"""The quotations of an article, each with who said it where the text surely tells.

A speaker is given only where it stands in the sentence of the quotation or in the one before:
beside the quotation with a verb of saying, or as the speaker of the quotation just before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index.article import Article
from index.text.sentences import split
from rag.language import language_of
from rag.language.attribution import Attribution

_AROUND = 240


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that somebody said.

    Attributes:
        speaker: who, by the fullest name that the article gives.
        verb: how it was said ("warned").
        words: as they stand between the marks; `article.text[start:end]`.
        article_id: where it stands.
        title: headline of the article.
        source: its outlet.
        date: its day.
        url: its address.
        start: first character, an offset into the article's text.
        end: one past the last character.
        context: the sentences it stands in.
    """

    speaker: str
    verb: str
    words: str
    article_id: str
    title: str
    source: str | None
    date: date | None
    url: str | None
    start: int
    end: int
    context: str


@dataclass(frozen=True, slots=True)
class _Heard:
    speaker: str
    verb: str


def quotations(article: Article) -> Iterator[Quotation]:
    """Yield the quotations of an article whose speaker is sure, in their order."""
    text = article.text
    rules = language_of(text[:_AROUND], article.language).attribution
    sentences = split(text)
    heard: _Heard | None = None
    until = 0
    for match in rules.quote.finditer(text):
        name = "words" if match["words"] is not None else "words2"
        start, end = match.span(name)
        found = _beside(rules, text, match, sentences)
        if found is None and heard is not None and _next_to(text, until, match.start(), sentences):
            found = heard
        if found is not None:
            known = _full(rules, found.speaker, text[: match.end() + _AROUND])
            found = _Heard(known, found.verb) if known else None
        if found is None:
            heard = None
            continue
        heard, until = found, match.end()
        yield Quotation(
            found.speaker,
            found.verb,
            text[start:end],
            article.id,
            article.title,
            article.source,
            article.date,
            article.url,
            start,
            end,
            _context(text, match.start(), match.end(), sentences),
        )


def _beside(
    rules: Attribution, text: str, match: re.Match[str], sentences: list[tuple[int, int]]
) -> _Heard | None:
    """Return who is said to speak right after a quotation, else right before it."""
    paragraph_end = text.find("\n", match.end())
    stop = len(text) if paragraph_end < 0 else paragraph_end
    words = match["words"] or match["words2"]
    following = text[match.end() : min(stop, match.end() + _AROUND)]
    after = None if rules.ended.search(words) else rules.after.match(following)
    groups = after.groupdict() if after else {}
    speaker = groups.get("speaker") or groups.get("speaker_last")
    verb = groups.get("verb") or groups.get("verb_first") or ""
    if speaker:
        return _resolved(rules, _Heard(speaker, verb), text, match.start(), sentences)
    begin = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _AROUND)
    first = next((s for s, e in sentences if s <= match.start() < e), begin)
    before = rules.before.search(text[max(begin, first) : match.start()])
    if before is None:
        return None
    verb = before.groupdict().get("verb") or verb
    if not verb:
        return None
    found = _Heard(before["speaker"], verb)
    return _resolved(rules, found, text, max(begin, first) + before.start(), sentences)


def _resolved(
    rules: Attribution, heard: _Heard, text: str, at: int, sentences: list[tuple[int, int]]
) -> _Heard | None:
    """Return who a pronoun stands for: the one person named before, who opens that sentence."""
    if heard.speaker.lower() not in rules.pronouns:
        return heard
    place = next((n for n, (start, end) in enumerate(sentences) if start <= at < end), 0)
    if not place:
        return None
    before = text[slice(*sentences[place - 1])]
    names = {_bare(rules, each[0]) for each in rules.named.finditer(before)} - {""}
    first = rules.named.match(before)
    if first is None or len(names) != 1 or first[0].split()[0].lower() in rules.openers:
        return None
    name = names.pop()
    return _Heard(name, heard.verb) if " " in name else None


def _next_to(text: str, until: int, start: int, sentences: list[tuple[int, int]]) -> bool:
    """Tell whether a quotation follows another in its sentence or the next, in one paragraph."""
    if "\n" in text[until:start]:
        return False
    between = [s for s, _ in sentences if until < s <= start]
    return len(between) <= 1


def _full(rules: Attribution, speaker: str, text: str) -> str:
    """Return the fullest name that a text gives of a speaker who is called by a part of it."""
    bare = _bare(rules, speaker) or speaker
    if " " in bare or bare.isupper():
        return bare
    fuller = {
        name
        for each in rules.named.finditer(text)
        if (name := _bare(rules, each[0])) and name.split()[-1] == bare and " " in name
    }
    shortest = min(fuller, key=len, default=bare)
    return shortest if all(name.endswith(shortest) for name in fuller) else bare


def _bare(rules: Attribution, name: str) -> str:
    """Return a name without titles and words that open a sentence; "" where nothing is left."""
    words = name.split()
    while words and words[0].lower().rstrip(".") in rules.left_out | rules.openers:
        words = words[1:]
    return " ".join(words)


def _context(text: str, start: int, end: int, sentences: list[tuple[int, int]]) -> str:
    around = [(s, e) for s, e in sentences if s < end and start < e]
    return text[around[0][0] : around[-1][1]] if around else text[start:end]
