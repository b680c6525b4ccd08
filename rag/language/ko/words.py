"""Words of Korean that carry no subject of their own, and the particles at the end of others."""

from __future__ import annotations

import re

from rag.language.parts import Words, word_set

# What questions are built with, as it is typed; their endings stand with them.
FUNCTION_WORDS = word_set(
    """
    누가 누구 누구를 누구의 누구인가 누구인가요 누구입니까 누구에게 무엇 무엇을 무엇이 무엇인가
    무엇인가요 무엇입니까 뭐 뭘 뭐가 뭐라고 무슨 어떤 어느 어디 어디서 어디에 어디에서 어디로
    어디인가 어디인가요 언제 언제부터 언제까지 언제인가 왜 어떻게 얼마 얼마나 얼마를 얼마인가 몇
    며칠 몇이나 그 이 저 그것 이것 그는 그녀는 그들은 그리고 그러나 하지만 또 또한 및 등 수 것
    것은 것이 것을 바 때 때문에 때문인가 대해 대한 대하여 관한 관해 관련 위해 위한 통해 따라
    따르면 가장 매우 더 다 잘 좀 현재 지금 최근 오늘 했나 했나요 했는가 했습니까 하나 하나요
    하는가 합니까 됐나 됐나요 되었나 되나 되나요 있나 있나요 있는가 있습니까 있다 있는 없나 없나요
    없는 인가 인가요 입니까 이유 이유는 까닭은 방법은 알려줘 알려 말해 주세요 하는 하면 하려면 한
    할 해야 된 되는 될
    """
)

WORDS = Words(
    function=FUNCTION_WORDS,
    endings=re.compile(
        r"(?<=[가-힣A-Za-z0-9])(?:에서는|에서도|에게는|으로는|으로도|이라고|이라는|이었나|에서|에게|에는|"
        r"에도|으로|까지|부터|처럼|보다|마다|께서|한테|라고|라는|인가요|입니까|입니다|인가|이다|이나|은|는|이|"
        r"가|을|를|의|에|로|와|과|도|만)$"
    ),
    leaning=word_set(
        "그는 그가 그의 그녀는 그녀가 그들은 그들이 이는 이를 이에 이들은 이날 그러면서"
    ),
)
