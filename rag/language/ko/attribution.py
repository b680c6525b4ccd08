"""How Korean says who said something."""

from __future__ import annotations

import re

from rag.language.attribution import Attribution

_VERB = (
    r"(?P<verb>말했다|밝혔다|전했다|강조했다|설명했다|덧붙였다|주장했다|지적했다|비판했다|"
    r"경고했다|촉구했다|답했다|언급했다|말했습니다|밝혔습니다|전했습니다)"
)
_WHO = r"(?P<speaker>[가-힣]{2,5}(?:\s[가-힣A-Z]{1,14}){0,2}?)(?:은|는|이|가)"

ATTRIBUTION = Attribution(
    quote=re.compile(r"“(?P<words>[^“”\n]{2,600})”|\"(?P<words2>[^\"\n]{2,600})\""),
    # The speaker stands first, its verb last: both patterns look at what is around.
    after=re.compile(rf"\s*(?:이?라고|며|라며|고)\s*(?:{_WHO}\s)?[^“”\".\n]{{0,25}}?{_VERB}"),
    before=re.compile(rf"(?:^|[.\n]\s*){_WHO}\s[^“”\".\n]{{0,80}}$"),
    pronouns=frozenset({"그", "그녀", "그들"}),
    named=re.compile(
        r"[가-힣]{2,4}\s(?:[가-힣]{1,12}\s)?(?:대통령|장관|총리|의원|대변인|위원장|시장|대표)"
    ),
)
