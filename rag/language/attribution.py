"""How a language says who said something."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.language.parts import NEVER, WordSet


@dataclass(frozen=True, eq=False, slots=True)
class Attribution:
    """Patterns around a quotation; a language without them names no speaker.

    Attributes:
        quote: a quotation with its marks, the words inside as the group `words`.
        after: what follows a quotation and names who said it: groups `speaker` and `verb`.
        before: what leads up to a quotation; it must end where the quotation begins.
        ended: end of a quotation that ends its sentence: what follows says nothing of it.
        pronouns: speakers that stand for somebody named before, in lower case.
        named: names of people, of at least two words.
        openers: words that open a sentence with a capital and are no names, in lower case.
        left_out: words before a name that are no part of it (titles, functions), in lower case.
    """

    quote: re.Pattern[str] = NEVER
    after: re.Pattern[str] = NEVER
    before: re.Pattern[str] = NEVER
    ended: re.Pattern[str] = NEVER
    pronouns: WordSet = frozenset()
    named: re.Pattern[str] = NEVER
    openers: WordSet = frozenset()
    left_out: WordSet = frozenset()
