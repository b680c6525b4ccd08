"""How a language's questions ask what several reports say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.language.parts import NEVER


@dataclass(frozen=True, eq=False, slots=True)
class Reports:
    """Questions that name reports.

    Attributes:
        joint: what stands between what one report says and what another does.
        opening: what opens a part, up to the words of which it is asked whether they are said.
        aside: what a part ends with that is about the comparison, not about what is said.
        both: it asks the same of two reports.
        agreement: it asks whether reports agree; a group `not` asks whether they do not, a group
            `either` is the word for "they do" of a question that gives both for choice.
        said: by the answer ("yes", "no", "either"), the sentence that gives it; `{outlet}` and
            `{word}` are filled in.
    """

    joint: re.Pattern[str] = NEVER
    opening: re.Pattern[str] = NEVER
    aside: re.Pattern[str] = NEVER
    both: re.Pattern[str] = NEVER
    agreement: re.Pattern[str] = NEVER
    said: Mapping[str, str] = field(default_factory=dict)
