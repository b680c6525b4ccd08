"""Texts that go on and on with the same characters take no longer than others of their length."""

from __future__ import annotations

import os
import resource

import pytest

from index import Article, Index
from index.text.datelines import dateline_end
from tests.support.nobody import in_child
from tests.support.words import WordEncoder

LENGTH = 100_000
SECONDS = 60
"""Of the processor. What is linear takes about one; quadratic, it would take many minutes."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("piece", [" ", "a", "A", "@", "1", '"', "(", "a ", "A. ", " \n", "a:"])
def test_a_text_of_one_piece_over_and_over_is_taken_in(tmp_path, piece):
    text = f"The mayor left.\nThe council met {piece * (LENGTH // len(piece))}end.\nIt rained."

    def add() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        with Index.open(tmp_path / "index", encoder=WordEncoder()) as archive:
            assert archive.add([Article("long", text)]).added == 1

    assert in_child(add) == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("place", ["Seoul,", "SEOUL,", "SEOUL", "(AP)", "SEOUL, Dec. 16 (AP)"])
def test_blanks_after_a_place_are_passed_once(place):
    def look() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        dateline_end(place + " " * LENGTH + "x")

    assert in_child(look) == 0
