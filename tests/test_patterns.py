"""No regular expression takes long for a text made for it: its time grows as its text does."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT

KNOWN = r"""
import re, sys
from tests.support.growth import faster_than_linear
from tests.support.patterns import Expression
found = [
    Expression(text, "", re.compile(text), method)
    for text, method in (
        (r"\s+$", "search"), (r"\[[^\]]*\]", "sub"), (r"(a+)+b", "match"), (r"\d*1?\d*x", "match"),
        (r"\s+", "search"), (r"(?<!\s)\s+x", "search"), (r"\[[^\]]{0,99}\]", "sub"),
    )
]
print(*(row["where"] for row in faster_than_linear(found)), sep="\n")
"""


def run(*words: str) -> list[str]:
    """Run Python in a process of its own, which has imported nothing; return its lines."""
    ran = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran.stdout.splitlines()


def test_what_grows_faster_is_noticed():
    assert run("-c", KNOWN) == [r"\s+$", r"\[[^\]]*\]", "(a+)+b", r"\d*1?\d*x"]


@pytest.mark.slow
def test_the_time_of_each_expression_grows_no_faster_than_its_text():
    *rows, end = map(json.loads, run("-m", "tests.support.growth"))
    assert rows == []
    assert end["examined"] > 400
