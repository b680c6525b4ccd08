"""Where things stand: how many files a folder holds, how long they are, which way imports point."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("index", "rag", "ui", "eval")
MOST_LINES = 300
# What each package may import of the others.
BELOW = {
    "index": {"index"},
    "rag": {"rag", "index"},
    "ui": {"ui", "rag", "index"},
    "eval": {"eval", "ui", "rag", "index"},
}

Edges = Mapping[str, set[str]]


def modules() -> dict[str, Path]:
    """Return every module of the packages by its dotted name."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    }


MODULES = modules()
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def at_import(tree: ast.Module) -> Iterator[ast.stmt]:
    """Yield the statements that run when a module is imported."""
    todo: list[ast.AST] = list(tree.body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            todo += node.orelse
            continue
        if isinstance(node, ast.stmt):
            yield node
        todo += [
            child
            for child in ast.iter_child_nodes(node)
            if isinstance(child, ast.stmt | ast.excepthandler)
        ]


def imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the names of the modules that statements import."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else str(node.module)


def circles(edges: Edges) -> list[list[str]]:
    """Return the sets of nodes that reach each other (Tarjan 1972)."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        order[node] = lowest[node] = len(order)
        stack.append(node)
        for other in sorted(edges.get(node, ())):
            if other not in order:
                visit(other)
                lowest[node] = min(lowest[node], lowest[other])
            elif other in stack:
                lowest[node] = min(lowest[node], order[other])
        if lowest[node] == order[node]:
            circle = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(circle) > 1:
                found.append(sorted(circle))

    for node in sorted(edges):
        if node not in order:
            visit(node)
    return found


def module_edges() -> dict[str, set[str]]:
    """Return what each module imports when it is imported itself."""
    return {
        name: {other for other in imported(at_import(tree)) if other in MODULES and other != name}
        for name, tree in TREES.items()
    }


def room(name: str) -> str:
    """Return the room of a module: its package and the folder or file below it."""
    return ".".join(name.split(".")[:2])


@pytest.mark.parametrize(("package", "most"), [("rag", 16), ("index", 11)])
def test_few_files_stand_side_by_side(package, most):
    files = sorted(path.name for path in (ROOT / package).iterdir() if path.is_file())
    assert len(files) <= most, files


def test_files_are_small():
    files = [*MODULES.values(), *(ROOT / "tests").rglob("*.py")]
    lines = {str(path): path.read_text("utf-8").count("\n") for path in files}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_imports_point_one_way():
    wrong = [
        (name, other)
        for name, tree in TREES.items()
        for other in imported(ast.walk(tree))
        if (top := other.split(".")[0]) in PACKAGES and top not in BELOW[name.split(".")[0]]
    ]
    assert wrong == []


def test_no_module_waits_for_itself():
    assert circles(module_edges()) == []


def test_rooms_do_not_need_each_other():
    edges = defaultdict(set)
    for name, others in module_edges().items():
        for other in others:
            if room(name) != room(other):
                edges[room(name)].add(room(other))
    assert circles(edges) == []


def test_a_model_knows_of_no_conversation():
    named = {
        name: set(imported(ast.walk(tree)))
        for name, tree in TREES.items()
        if room(name) == "rag.llm"
    }
    assert named
    wrong = [name for name, others in named.items() if "rag.conversation" in map(room, others)]
    assert wrong == []


def test_asking_for_help_loads_nothing_heavy(tmp_path):
    import subprocess
    import sys

    heavy = ("torch", "faiss", "gradio", "langchain", "langchain_core", "transformers", "tantivy")
    code = (
        "import sys, dateline\n"
        "try:\n    dateline.main()\n"
        "except SystemExit:\n    pass\n"
        f"print(*(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Usage" in done.stdout
    assert done.stderr.strip() == ""
