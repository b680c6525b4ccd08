"""Light paraphrases of a sentence of news that still say what it says."""

from __future__ import annotations

import random
import re

from rag.language import by_code
from rag.language.parts import word_set

_SAID = re.compile(
    r"^(?P<what>[A-Z][^“”\"]{20,}), (?P<who>(?:[A-Z][\w.'’-]+ ?){1,4}) "
    r"(?P<verb>said|says|reported)\.$"
)
_ACCORDING = re.compile(r"^(?P<what>[A-Z][^“”\"]{20,}), according to (?P<who>[^,.]{3,60})\.$")
_OPENING = re.compile(r"^(?P<who>(?:[A-Z][\w.'’-]+ ){1,4})said (?:that )?(?P<what>[^“”\"]{20,})\.$")
OPENING_WORDS = frozenset(by_code("en").numbers.units) | word_set(
    "the a an this it they he she there in at on after some more about nearly its their his her"
)
"""Words that a sentence opens with and that lose their capital within another."""
_FIGURE = re.compile(r"(?<![\w.,$-])\d{1,3}(?:,\d{3})+(?![\w,.-]*\d)")
_SWAPS = (
    (r"\bapproximately\b|\broughly\b", "about"), (r"\babout (?=\d)", "around "),
    (r"\bmore than (?=\$?\d)", "over "), (r"\bsaid\b", "stated"),
    (r"\bover (?=\$?\d)", "more than "),
    (r"\bbegan\b", "started"), (r"\bchildren\b", "kids"), (r"\bpurchased\b", "bought"),
    (r"\bnearly\b", "almost"), (r"\bis set to\b", "is due to"), (r"\bbecause\b", "since"),
    (r"\bseveral\b", "a number of"), (r"\bhowever,? ", ""), (r"\balso ", ""),
    (r"\bwould like\b", "wants"),
    (r"\bofficials\b", "authorities"), (r"\bmultiple\b", "several"), (r"\bUnited States\b", "U.S."),
    (r"\bdidn['’]t\b", "did not"), (r"\bdid not\b", "didn't"), (r"\bis not\b", "isn't"),
    (r"\bannounced\b", "made known"), (r"\bhelped\b", "aided"), (r"\bper ?cent\b", "%"),
    (r"\bpassed away\b", "died"), (r"\bin the wake of\b", "after"), (r"\bprior to\b", "before"),
)  # fmt: skip


def light(sentence: str, chance: random.Random) -> str:
    """Return a sentence moved, rounded or shortened a little; its facts stay."""
    said = sentence
    for way in chance.sample((_moved, _rounded, _shortened, _reworded), 3):
        said = way(said, chance)
    return said


def _moved(sentence: str, chance: random.Random) -> str:
    found = _SAID.match(sentence)
    if found:
        return f"{found['who'].strip()} {found['verb']} that {lowered(found['what'])}."
    found = _ACCORDING.match(sentence)
    if found:
        return f"According to {found['who']}, {lowered(found['what'])}."
    found = _OPENING.match(sentence)
    if found and chance.random() < 0.7:
        what = found["what"]
        return f"{what[0].upper()}{what[1:]}, {found['who'].strip()} said."
    return sentence


def lowered(text: str) -> str:
    """Return a sentence as it stands within another: a common first word without its capital."""
    first = text.split(maxsplit=1)[0]
    return text[0].lower() + text[1:] if first.lower() in OPENING_WORDS else text


def _rounded(sentence: str, chance: random.Random) -> str:
    match = _FIGURE.search(sentence)
    before = sentence[: match.start()].lower() if match else ""
    if match is None or re.search(
        r"(than|about|nearly|over|around|roughly|almost|some|least) $", before
    ):
        return sentence
    value = int(match.group().replace(",", ""))
    place = 10 ** (len(str(value)) - chance.choice((1, 2)))
    low = value // place * place
    if low == value:
        return sentence
    nearest = round(value / place) * place
    ways = [f"more than {low:,}", f"about {nearest:,}", f"nearly {low + place:,}"]
    ways = ways[1:] if value - low > 0.5 * place else ways[:2]
    return sentence[: match.start()] + chance.choice(ways) + sentence[match.end() :]


def _shortened(sentence: str, chance: random.Random) -> str:
    clauses = sentence.split(", ")
    if len(clauses) < 3:
        return sentence
    at = chance.randrange(1, len(clauses) - 1)
    return ", ".join(clauses[:at] + clauses[at + 1 :])


def _reworded(sentence: str, chance: random.Random) -> str:
    for pattern, new in chance.sample(_SWAPS, len(_SWAPS)):
        if re.search(pattern, sentence):
            return re.sub(pattern, new, sentence, count=1)
    return sentence
