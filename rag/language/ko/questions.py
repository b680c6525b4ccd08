"""How Korean questions are built, and what in a sentence answers them."""

from __future__ import annotations

import re

from rag.language.parts import Kind
from rag.language.questions import Questions

_KINDS: tuple[tuple[Kind, str], ...] = (
    ("reason", r"(?<!\w)왜(?!\w)|이유|까닭|원인"),
    ("time", r"언제|며칠|몇 ?(?:년|월|시)(?!\w*간)|날짜"),
    ("quantity", r"얼마|(?<!\w)몇|규모는|비율은|숫자는"),
    ("place", r"어디|장소"),
    ("person", r"누구|누가"),
    ("manner", r"어떻게|방법"),
    ("thing", r"무엇|(?<!\w)(?:뭐|뭘|무슨|어떤|어느)"),
    ("yes_no", r"(?:나|나요|까|까요|는가|은가)\s*+(?:\?\s*+)?$"),
)
_UNITS = r"(?:명|개|건|곳|차례|배|대|원|달러|톤|가구|마리|번)"
_SIGNS: dict[Kind, re.Pattern[str]] = {
    "time": re.compile(
        r"\d{4}년|\d{1,2}월|\d{1,2}일|\d{1,2}시|[월화수목금토일]요일|어제|오늘|내일|그제|오전|오후|"
        r"(?:지난|이번|다음) ?(?:주|달|해)|작년|올해"
    ),
    "quantity": re.compile(
        rf"\d|(?<!\w)(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|수십|수백|수천) ?{_UNITS}"
    ),
    "reason": re.compile(r"때문|이유|까닭|위해|따라|인해|탓|덕분|따른|우려|이라며|라며"),
    "manner": re.compile(r"통해|방식|방법|으로써|이용"),
    "place": re.compile(
        r"[가-힣]{1,8}(?:시|도|군|구|읍|면|동|역|항|섬|국|청|관|장)(?:에서|에|으로|의)(?!\w)"
    ),
}

QUESTIONS = Questions(
    kinds=tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS),
    signs=_SIGNS,
    joint=re.compile(r"(?:(?<!\s)\s++)?[;,]\s*|(?<=[고며만])\s+"),
    comparing=re.compile(r"비교|차이|각각|모두|둘 다|엇갈"),
    current=re.compile(r"(?<!\w)(?:현재|지금|최근|요즘|최신|아직|여전히)"),
    state=re.compile(r"(?:누구|무엇|어디|얼마)(?:인가|인가요|입니까)|있(?:나|나요|는가|습니까)"),
    to_come=re.compile(r"예정|계획|전망|앞으로|다음 ?(?:주|달|해)|내년|내일"),
    small_talk=re.compile(
        r"(?:(?:안녕(?:하세요|하십니까)?|반갑습니다|감사(?:합니다|해요)|고마워요?|고맙습니다|네|예|아니요"
        r"|알겠(?:습니다|어요)|좋(?:아요|습니다)|그래요?)[\s,.!?~]*)+"
    ),
    more=re.compile(
        r"(?:좀\s*)?(?:더|계속|자세히)(?:\s*자세히)?\s*(?:알려|말해|설명해|이야기해)?\s*"
        r"(?:줘|주세요|주십시오|달라)?[\s.!?…]*"
    ),
)
