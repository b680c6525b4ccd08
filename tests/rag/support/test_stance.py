"""How a text stands to a claim."""

import pytest

from rag.support.stance import stance

CLAIM = "The council will close the library."


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The council decided on Monday that it will not close the library.", "denies"),
        ("The council will close the library in May.", "says"),
        ("The council will not close the library before June.", "neither"),
        ("The herring have gone north.", "neither"),
    ],
)
def test_stance(text, side):
    found = stance(CLAIM, text)
    taken = "says" if found.says > 0.5 else "denies" if found.denies > 0.5 else "neither"
    assert taken == side
    assert 0.0 <= found.says + found.denies <= 1.0 + 1e-6
    assert found.sure == max(found.says, found.denies)
