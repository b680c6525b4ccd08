"""Names without the words before them."""

import pytest

from index.text.byline import strip_by


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By GEOFF MULVIHILL", "GEOFF MULVIHILL"),
        (" by Ada Lind, ", "Ada Lind"),
        ("Par Ada Lind", "Ada Lind"),
        ("von Ada Lind", "Ada Lind"),
        ("von der Leyen, Ursula", "von der Leyen, Ursula"),
        ("Di Caprio", "Di Caprio"),
        ("Byron Ekholm", "Byron Ekholm"),
        ("By", "By"),
        ("", ""),
    ],
)
def test_a_byline_is_names(byline, names):
    assert strip_by(byline) == names
