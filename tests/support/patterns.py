"""The regular expressions of the packages: where each stands and how it is applied."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("index", "rag", "ui")
BOUNDS = {
    "index/text/credits.py:_SIGNED": "index.text.credits:_LONGEST_SIGNATURE",
    "index/text/credits.py:_STAMP": "index.text.credits:_LONGEST_SIGNATURE",
    "rag/language/en/attribution.py:before": "rag.said.quotes:_AROUND",
    "rag/language/ko/attribution.py:before": "rag.said.quotes:_AROUND",
    "rag/language/en/forms.py:asking": "rag.query.plan:LONGEST_QUESTION",
    "rag/language/ko/forms.py:asking": "rag.query.plan:LONGEST_QUESTION",
    "rag/language/en/questions.py:more": "rag.query.small_talk:_LONGEST",
    "rag/llm/assemble.py:_CLOSED": "rag.llm.assemble:LONGEST",
}
"""By names of expressions, which constant bounds the characters that they are given."""
APPLIED = {
    "index/text/datelines.py:_SURE": "match",
    "index/text/datelines.py:_BARE": "match",
    "index/text/datelines.py:_KOREAN": "match",
    "rag/language/en/grammar.py:said": "match",
}
"""How some expressions are applied that bear a common name, or none where they are."""
_APPLIED = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")


class Expression(NamedTuple):
    """An expression.

    Attributes:
        where: its file and line.
        name: `file:name` of what it is assigned or passed to, empty where there is none.
        pattern: compiled.
        method: the one by which it is applied; `finditer` where there are several.
    """

    where: str
    name: str
    pattern: re.Pattern[str]
    method: str


def expressions() -> list[Expression]:
    """Return the expressions of the packages; none of their modules may be imported before."""
    called, names = _methods(), _assigned()
    found = []
    for where, pattern in _compiled().items():
        name = names.get(where.rstrip("'"), "")
        full = f"{where.partition(':')[0]}:{name}"
        method = APPLIED.get(full) or _only(called.get(full if name[:1] == "_" else name, set()))
        found.append(Expression(where, full if name else "", pattern, method))
    return [*found, *_written()]


def _compiled() -> dict[str, re.Pattern[str]]:
    """Import the packages; return the expressions that this compiles, by file and line."""
    found: dict[str, re.Pattern[str]] = {}
    compile_ = re.compile

    def noting(pattern: Any, flags: int = 0) -> Any:
        made = compile_(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename.startswith("<"):  # made by a dataclass
            frame = frame.f_back
        place = Path(frame.f_code.co_filename)
        if place.is_relative_to(ROOT) and place.relative_to(ROOT).parts[0] in PACKAGES:
            where = f"{place.relative_to(ROOT)}:{frame.f_lineno}"
            while where in found and found[where] is not made:
                where += "'"
            if isinstance(made.pattern, str):
                found[where] = made
        return made

    re.compile = noting  # type: ignore[assignment]
    try:
        for package in PACKAGES:
            for each in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
                importlib.import_module(each.name)
    finally:
        re.compile = compile_
    return found


def _trees() -> Iterator[tuple[str, ast.AST]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                yield str(path.relative_to(ROOT)), node


def _written() -> Iterator[Expression]:
    """Yield the expressions that stand in a call such as `re.sub(…)`."""
    for place, node in _trees():
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if ast.unparse(node.func.value) != "re" or node.func.attr not in _APPLIED:
            continue
        first = node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            flags = re.NOFLAG
            for name in re.findall(r"\bre\.([A-Z]+)\b", ast.unparse(node)):
                flags |= re.RegexFlag[name]
            pattern = re.compile(first.value, flags)
            yield Expression(f"{place}:{node.lineno}", "", pattern, node.func.attr)


def _methods() -> dict[str, set[str]]:
    """Return the methods called on each name of the packages; private ones are told by file."""
    found: dict[str, set[str]] = defaultdict(set)
    for place, node in _trees():
        if isinstance(node, ast.Attribute):
            name = ast.unparse(node.value).rpartition(".")[2]
            found[f"{place}:{name}" if name.startswith("_") else name].add(node.attr)
    return found


def _assigned() -> dict[str, str]:
    """Return the names to which lines of the packages assign or pass what stands there."""
    found: dict[str, str] = {}
    for place, node in _trees():
        name = None
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
        elif isinstance(node, ast.keyword) and "re.compile(" in ast.unparse(node.value):
            name = node.arg
        if name:
            for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                found[f"{place}:{line}"] = name
    return found


def _only(methods: set[str]) -> str:
    """Return the one way in which an expression is applied; anywhere in a text if in doubt."""
    used = methods & set(_APPLIED)
    return used.pop() if len(used) == 1 else "finditer"


def bound(expression: Expression) -> int | None:
    """Return the most characters that an expression is ever given, if there is a bound."""
    if expression.name not in BOUNDS:
        return None
    module, constant = BOUNDS[expression.name].split(":")
    most: int = getattr(importlib.import_module(module), constant)
    return most
