"""How Korean asks for a story."""

from __future__ import annotations

import re

from rag.language.parts import Briefs

_ORDERED = r"타임라인|일지|연표|경과|순서대로|시간순|차례로"
_TOLD = r"요약|정리해|간추려|개요|브리핑|무슨 일이"

BRIEFS = Briefs(
    asks=re.compile(rf"{_ORDERED}|{_TOLD}"),
    corrected=re.compile(r"바로잡|정정 ?보도|정정합니다"),
    cues=re.compile(
        rf"(?:{_ORDERED}|{_TOLD})(?:을|를|로|은|는)?|해 ?(?:줘|주세요)"
        r"|알려 ?(?:줘|주세요)|있었나요?"
    ),
)
