"""What forms of answer Korean questions ask for."""

from __future__ import annotations

import re

from rag.language.forms import Form, Forms

_ASKED = r"왜|언제|며칠|얼마|어디|누구|누가|어떻게|무엇|뭐|뭘|무슨|어떤|어느|몇|이유"

_ASKING: tuple[tuple[Form, str], ...] = (
    ("comparison", r"비교|차이|대비"),
    ("quotation", r"(?:뭐라고|무슨 말|어떻게 (?:말|평가|설명))"),
    ("list", r"나열|목록|모두 (?:누구|무엇|어디)|들은 (?:누구|무엇|어디)"),
    ("latest", r"(?<!\w)(?:최신|최근|현재|지금|지금까지)"),
    ("definition", r"(?:이란|란) (?:무엇|뭐)|(?:뜻|의미)(?:은|는|이|가)"),
    ("reason", r"(?<!\w)왜(?!\w)|이유|까닭|원인"),
    ("verdict", rf"^(?!.*(?:{_ASKED})).*(?:나|나요|까|까요|는가|은가)\s*+(?:\?\s*+)?$"),
)

FORMS = Forms(
    asking=tuple((form, re.compile(pattern)) for form, pattern in _ASKING),
    quotation=re.compile(r"[“\"][^”\"]{8,1000}[”\"]"),
    quoted=re.compile(r"[“\"](?P<words>[^”\"“]+)[”\"]"),
    enumeration=re.compile(r"\w, \w++, \w|\w[·ㆍ]\w"),
    defining=re.compile(r"(?:이란|란|이라는|라는|뜻하|의미하|말한다|일컫)"),
    verdicts={"yes": "예.", "no": "아니요."},
)
