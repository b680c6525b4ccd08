"""How a Korean sentence writes figures and days."""

from __future__ import annotations

import re

from rag.language.parts import Values, word_set

VALUES = Values(
    figure=re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?:\s?(?:%|퍼센트|만|억|조))?"),
    share=re.compile(r"%|퍼센트"),
    day=re.compile(r"(?:(?:1[5-9]|20)\d\d년\s?)?\d{1,2}월(?:\s?\d{1,2}일)?|(?:1[5-9]|20)\d\d년"),
    dated=re.compile(r"(?:년|월)\s?$"),
    lasts=re.compile(r"기간|동안|시간|며칠|비율|율은|몇 ?(?:분|시간|일|주|달|개월|년)|%|퍼센트"),
    counted=re.compile(r"몇 ?(\w+)"),
    durations=word_set("초 분 시간 일 주 개월 년"),
    clock=word_set("시"),
    corrects=re.compile(r"정정|바로잡|수정|당초|잘못|오보"),
    grows=re.compile(
        r"사망|숨[진졌지]|목숨|희생|부상|다[친쳤]|사상|체포|확진|감염|구조|대피|피해자"
    ),
)
