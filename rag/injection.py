"""Sentences of articles that speak to a machine in place of a reader.

A model is not shown them: what an article orders cannot be obeyed by who does not read it. The
signs are deliberately wide; an honest sentence that is held back costs little, because the
archive's own words never pass through a model.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

_MACHINE = (
    r"(?:(?:ai|a\.i\.|artificial|automated|automatic|machine|language|digital|virtual|chat)[\s-]+"
    r"(?:intelligence|assistants?|agents?|systems?|models?|readers?|bots?|tools?)"
    r"|(?:large )?language models?|llms?|chat ?bots?|chatgpt|assistants?|the ai\b|for ai\b|to ai\b"
    r"|search program|this (?:system|program|bot))"
)
_DIRECTIVE = (
    r"(?:must|shall|should|please|tell|say|state|report|answer|respond|reply|repeat|ignore|add"
    r"|include|recommend|warn|remember|note|message|instruct\w*|annotation|correction|obey|follow"
    r"|cite|not (?:allowed|licensed|permitted)|:)"
)
_SIGNS = re.compile(
    rf"\b{_MACHINE}.{{0,120}}?{_DIRECTIVE}|{_DIRECTIVE}.{{0,60}}?\b{_MACHINE}"
    r"|\b(?:ignore|disregard|forget|discard|override|bypass)\b.{0,40}\b(?:instructions?|prompts?"
    r"|rules|passages|sources|articles|above|previous|prior|context)\b"
    r"|\b(?:system|developer|hidden|secret) (?:prompt|message|instruction)s?\b"
    r"|\bnew instructions?\b|\bfrom (?:now|here) on,? (?:you|answer|reply|respond|write)\b"
    r"|\b(?:answer|reply|respond|write)\b.{0,30}\bfrom (?:now|here) on\b"
    r"|\b(?:begin|start|end|open) with the (?:sentence|words?|phrase)\b"
    r"|\byou are now\b|\bstay in character\b|\b(?:maintenance|developer|debug) mode\b"
    r"|\b(?:your|final|exact|every|the) (?:answer|reply|response|output)s?\b.{0,30}"
    r"(?:\b(?:must|should|only|with|override|open|begin|end)\b|is:)"
    r"|\b(?:in|of|to|end|begin) (?:your|their|its|the) (?:final )?"
    r"(?:answer|reply|response|output)\b"
    r"|\b(?:is|then) the (?:exact )?answer (?:is:|to)|\bif the (?:question|user|prompt|query)\b"
    r"|\bthe (?:reader|user|asker|customer)['’]?s? (?:full )?(?:questions?|conversation|prompt)\b"
    r"|\bpriority over\b"
    r"|\b(?:cite|quote) this (?:sentence|article|text|passage|source)\b"
    r"|\bwhen(?:ever)? (?:you|asked|summari[sz]ing|answering)\b.{0,40}"
    r"\b(?:summari[sz]e|answer|article|add|say|write)\b"
    r"|\b(?:reply|respond|answer) (?:only |just )?(?:with|that|in \w+ only)\b"
    r"|\bif you do not (?:write|say|answer)\b|\b(?:decode|rot13|base64|decrypt)\b"
    r"|\bremember the (?:phrase|word)\b|\bpart (?:one|two|three)\b.{0,20}:"
    r"|\bjoin (?:both|the) phrases\b|\brender this\b|\breplace (?:every|each|all) (?:source|link)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:ignor(?:iere|ieren|a|ez|ar|are|e)\b.{0,40}\b(?:anweisung\w*|instruc\w+|istruzion\w+|instru\w+)"
    r"|(?:asistente|assistente|assistant|sprachmodell|ki-assistent)\s*:|antworte,? dass"
    r"|responde que|r[ée]ponds? que|rispondi che|odpowiedz)",
    re.IGNORECASE,
)
# Each pattern of markup with something that a text must have for it, which is quick to look for.
_MARKUP = tuple(
    (needed, re.compile(pattern, re.IGNORECASE | re.DOTALL))
    for needed, pattern in (
        ("<", r"</?[a-z!][^>\n]*>?|<\|"),
        ("![", r"!\[[^\]]*\]"),
        ("](", r"\]\("),
        (":", r"\b(?:javascript:|data:\w+/)|\bQ:.*\bA:"),
        (":", r"(?:^|\n)\s*(?:system|user|assistant|developer|human|q|a)\s*:"),
        ("```", "```"),
        ("|", r"^\s*\|"),
        ("{", r"\{\s*\""),
        ("[^", r"\[\^\d+\]:"),
        ("[", r"(?:^|\n)\s*\[\d{1,3}\]\s|\[/?(?:inst|system|end|start)\b[^\]]*\]"),
    )
)
_CODED = re.compile(r"[A-Za-z0-9+/]{32,}")
_WORD = re.compile(r"\w+")

# Every sign has one of these in it, and reaches no further around it.
_HINTS = (
    *"intelligence assistant asistent agent system model reader bot tool llm chatgpt".split(),
    *"program ignor disregard forget discard overrid bypass prompt instruc instru".split(),
    *"anweisung istruzion mode answer reply replies response output user asker customer".split(),
    *"respond decode rot13 base64 decrypt antwort répond repond rispondi odpowiedz".split(),
    *("the ai", "for ai", "to ai", "here on", "now on", "begin with", "start with", "end with"),
    *("open with", "are now", "in character", "priority over", "cite this", "quote this"),
    *("when you", "whenever you", "when asked", "whenever asked", "when summari"),
    *("whenever summari", "when answering", "whenever answering", "remember the", "part one"),
    *("part two", "part three", "join both", "join the", "render this"),
    *("replace every", "replace each", "replace all", "if you do not", "if the", "assistent"),
    *("secret message", "hidden message", "developer message"),
)
_BEFORE, _AFTER = 100, 190
_HIDDEN = {"Cf", "Cc", "Co", "Cs"}


def visible(text: str) -> str:
    """Return a text without characters that cannot be seen or that turn its direction."""
    unseen = [
        mark for mark in set(text) if mark not in "\n\t" and unicodedata.category(mark) in _HIDDEN
    ]
    return text.translate(dict.fromkeys(map(ord, unseen))) if unseen else text


def gives_orders(text: str) -> bool:
    """Whether a text speaks to a machine, hides characters or holds markup."""
    if hides(text) or _mixes_scripts(text):
        return True
    return _orders(text)


@functools.lru_cache(maxsize=4096)
def _orders(text: str) -> bool:
    text = visible(text)
    if any(needed in text and pattern.search(text) for needed, pattern in _MARKUP):
        return True
    if any(len(word) >= 32 and _CODED.search(word) for word in text.split()):
        return True
    flat = " ".join(unicodedata.normalize("NFKC", text).split())
    return any(_SIGNS.search(near) or _FOREIGN.search(near) for near in _near_hints(flat))


def _near_hints(flat: str) -> Iterator[str]:
    """Yield the stretches of a text, cut at blanks, in which a sign could stand.

    The patterns of the signs try every place, which a long article would wait for.
    """
    lowered = flat.lower()
    if len(lowered) != len(flat):
        yield flat
        return
    spans = []
    for hint in _HINTS:
        at = lowered.find(hint)
        while at >= 0:
            first = flat.rfind(" ", 0, max(at - _BEFORE, 0)) + 1
            last = flat.find(" ", at + len(hint) + _AFTER)
            spans.append((first, len(flat) if last < 0 else last))
            at = lowered.find(hint, at + 1)
    start = stop = -1
    for first, last in sorted(spans):
        if first > stop:
            if stop >= 0:
                yield flat[start:stop]
            start = first
        stop = max(stop, last)
    if stop >= 0:
        yield flat[start:stop]


def withheld(text: str, start: int, end: int) -> bool:
    """Whether a sentence of an article must not be shown to a model.

    It is withheld when the paragraph that it stands in gives orders: what such a paragraph says
    beside the order usually serves it.

    Args:
        text: the article's text.
        start: first character of the sentence.
        end: one past its last character.
    """
    before = text.rfind("\n\n", 0, start)
    after = text.find("\n\n", end)
    paragraph = text[before + 2 if before >= 0 else 0 : after if after >= 0 else len(text)]
    if hides(text[start:end]) or _mixes_scripts(text[start:end]):
        return True
    return _orders(paragraph)


def hides(text: str) -> bool:
    """Whether a text has characters that cannot be seen; a soft hyphen or a joiner is none."""
    return (
        any(
            unicodedata.category(mark) in {"Cf", "Co", "Cs"}
            and mark not in "\u00ad\u200c\u200d\ufeff"
            for mark in set(text)
        )
        or text.count("\u200d") + text.count("\u200c") > 8
    )


def _mixes_scripts(text: str) -> bool:
    """Whether a word has Latin letters beside Cyrillic or Greek ones."""
    for word in () if text.isascii() else _WORD.findall(text):
        if word.isascii():
            continue
        scripts = {unicodedata.name(mark, "").split(" ")[0] for mark in word if mark.isalpha()}
        if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK"}:
            return True
    return False
