"""An archive to be damaged."""

import pytest


@pytest.fixture
def folder(filled, four):
    """An archive of five articles in two segments, one passage removed; closed."""
    filled.add([four[0].__class__("late", "A late article of one passage.")])
    filled.remove(["mayor"])
    filled.close()
    return filled.folder
