"""Korean number words, as they stand before what is counted."""

from __future__ import annotations

from rag.language.parts import Numbers

# Days that are counted in one word ("사흘 전").
DAYS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}

NUMBERS = Numbers(
    ordinals={"상": 1, "하": 2},
    # Several are also other words, so they count only where a unit stands behind them.
    vague={
        "한": 1,
        "두": 2,
        "세": 3,
        "네": 4,
        "다섯": 5,
        "여섯": 6,
        "일곱": 7,
        "여덟": 8,
        "아홉": 9,
        "열": 10,
        "몇": 3,
        **DAYS,
    },
)
