"""Regular expressions over what others write: none takes more than its share on long repetitions.

A pattern that goes over a text in n² steps takes seconds for what a linear one does in a
millisecond: the bound lies far from both.
"""

import importlib
import re
import time

import pytest

from tests.test_layout import MODULES

LENGTH = 16_000
SECONDS = 1.0
UNITS = (
    *(" ", "a", "a ", "A", "Aa ", "A. ", "1", "1,", "1-", "1 a ", ".", "\n", " \n", "-", "- ", "<"),
    *("<a ", "(", '"', "“a ", "&", "&#", "=", "/", "\\", "[", "가", "가 ", "'", ":", "#", "*", "_"),
    *("a@", "\t"),
)
METHODS = "match|fullmatch|search|finditer|findall|sub|split"
SOURCES = "\n".join(path.read_text("utf-8") for path in MODULES.values())


def patterns():
    """Yield every compiled pattern that stands in a module, once, with how it is used."""
    seen = set()
    for name in sorted(MODULES):
        if name.split(".")[0] == "eval":
            continue
        try:
            values = vars(importlib.import_module(name))
        except ImportError:  # what an extra brings
            continue
        for key, value in list(values.items()):
            if isinstance(value, re.Pattern) and id(value) not in seen:
                seen.add(id(value))
                text = MODULES[name].read_text("utf-8") if key.startswith("_") else SOURCES
                used = sorted(set(re.findall(rf"\b{key}\.({METHODS})\b", text)))
                yield pytest.param(value, used, id=f"{name}.{key}")


@pytest.mark.slow
@pytest.mark.parametrize(("pattern", "used"), patterns())
def test_long_repetitions_take_no_longer_than_other_texts(pattern, used):
    for unit in UNITS:
        for length in (LENGTH // 4, LENGTH // 2, LENGTH):
            text = unit * (length // len(unit)) + "\x00!"
            text = text if isinstance(pattern.pattern, str) else text.encode()
            for name in used:
                began = time.thread_time()
                found = (
                    pattern.sub(text[:0], text) if name == "sub" else getattr(pattern, name)(text)
                )
                if name == "finditer":
                    list(found)
                took = time.thread_time() - began
                assert took < SECONDS, f"{name}: {took:.2f} s for {length} characters of {unit!r}"
