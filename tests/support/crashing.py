"""Writers that are killed: `python crashing.py FOLDER ROUNDS SEED` at random moments,
`python crashing.py FOLDER steps` before each step; `python crashing.py FOLDER write` only writes.

A parent that has loaded everything forks a writer, kills it with SIGKILL at a random moment, and
forks a reader that checks what is left; so a round costs no start of an interpreter. What an
archive holds after n commits follows from n alone, so the reader knows what must be there.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from functools import cache
from pathlib import Path

import faiss
import filelock
import rensa
import sentencex
import tantivy

from index.archive import Index
from index.article import Article
from index.commit.writer import Writer
from index.embedded.archive import FolderIndex
from index.load.base import Refusal
from index.maintain.doctor import doctor
from index.settings import IndexSettings
from tests.support.words import WordEncoder

ENCODER = WordEncoder()
SETTINGS = IndexSettings(passage_characters=120, near_duplicates=0.5, lock_timeout=60)
WORDS = [
    "river",
    "bridge",
    "vote",
    "harbour",
    "strike",
    "treaty",
    "satellite",
    "council",
    "flood",
    "price",
    "museum",
    "rail",
]
_FIRST = 4
_STATES: list[dict[str, int]] = [{}]
_STEPPED = 3
_EVENTS = {"open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"}
LOADED = (faiss, filelock, rensa, sentencex, tantivy, FolderIndex, Refusal, Writer)
"""What a forked process would otherwise import anew each time."""


def article(number: int, version: int) -> Article:
    """One of the articles, in one of its versions."""
    chance = random.Random(number * 1000 + version)
    sentences = [
        f"{' '.join(chance.choices(WORDS, k=8)).capitalize()} {number}."
        for _ in range(chance.randint(1, 6))
    ]
    return Article(
        f"a{number}", " ".join(sentences), title=f"Story {number}, version {version}", source="Post"
    )


def state(commits: int) -> dict[str, int]:
    """Which version of which article there is after so many commits."""
    while len(_STATES) <= commits:
        versions = dict(_STATES[-1])
        kind, numbers = change(len(_STATES))
        for number in numbers:
            if kind == "remove":
                del versions[f"a{number}"]
            else:
                versions[f"a{number}"] = len(_STATES)
        _STATES.append(versions)
    return _STATES[commits]


@cache
def change(commit: int) -> tuple[str, tuple[int, ...]]:
    """What a commit does: put new versions, remove articles, or compact."""
    chance = random.Random(commit)
    before = state(commit - 1)
    kind = chance.choices(("put", "remove", "compact"), (6, 2, 1))[0] if before else "put"
    if kind == "compact":
        return kind, ()
    if kind == "remove":
        names = chance.sample(sorted(before), min(len(before), chance.randint(1, 3)))
        return kind, tuple(int(name[1:]) for name in names)
    return kind, tuple(chance.sample(range(30), chance.randint(1, 4)))


def write(folder: Path, acknowledged: Path, commits: int = 10**9) -> None:
    """Commit, and note each commit once it has returned."""
    with Index.open(folder, encoder=ENCODER, settings=SETTINGS) as index:
        for _ in range(commits):
            commit = index.generation + 1
            kind, numbers = change(commit)
            if kind == "compact":
                index.compact()
            elif kind == "remove":
                index.remove([f"a{number}" for number in numbers])
            else:
                index.add([article(number, commit) for number in numbers])
            assert index.generation == commit
            with acknowledged.open("a", encoding="ascii") as file:
                file.write(f"{commit}\n")


def check(folder: Path, least: int) -> int:
    """Check that the archive is whole and holds exactly its last commit; return its number."""
    with Index.open(folder, encoder=ENCODER, settings=SETTINGS) as index:
        commits = index.generation
        assert commits >= least, f"commit {least} was acknowledged, {commits} is what is left"
        expected = state(commits)
        found = {each.id: each.sha256 for each in index.articles()}
        wanted = {
            name: article(int(name[1:]), version).sha256 for name, version in expected.items()
        }
        assert found == wanted, f"generation {commits}: {found} is not {wanted}"
        if expected:
            name = random.Random(commits).choice(sorted(expected))
            stored = index.article(name)
            ids = [each.id for each in index.article_passages(name)]
            assert index.passage_vectors(ids).shape == (len(ids), ENCODER.dimension)
            assert set(ids) <= set(index.lexical(stored.text, 1000).ids.tolist())
    if commits:
        report = doctor(folder)
        assert report.healthy, report.problems
    return commits


def forked(work: object) -> int:
    """Run a function in a child process and return the child's id."""
    child = os.fork()
    if child:
        return child
    try:
        work()  # type: ignore[operator]
    except BaseException:  # noqa: BLE001 - the child must not return into the parent's code
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _pace(folder: Path, acknowledged: Path) -> float:
    """Let a writer make some commits; return the seconds that one took."""
    begin = time.monotonic()
    writer = forked(lambda: write(folder, acknowledged))
    while int(acknowledged.read_text(encoding="ascii").split()[-1]) < _FIRST:
        time.sleep(0.005)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    return (time.monotonic() - begin) / _FIRST


def main(folder: Path, rounds: int, seed: int) -> None:
    """Kill writers and check what they leave; the last line of output is a JSON report."""
    chance = random.Random(seed)
    folder.parent.mkdir(parents=True, exist_ok=True)
    acknowledged = folder.with_name("acknowledged")
    acknowledged.write_text("0\n", encoding="ascii")
    pace = _pace(folder, acknowledged)
    kills = least = 0
    for _ in range(rounds):
        writer = forked(lambda: write(folder, acknowledged))
        time.sleep(chance.uniform(0, 2.5 * pace))
        os.kill(writer, signal.SIGKILL)
        _, status = os.waitpid(writer, 0)
        if os.WIFSIGNALED(status):
            kills += 1
        else:
            sys.exit("the writer ended by itself")
        before, least = least, int(acknowledged.read_text(encoding="ascii").split()[-1])
        pace *= 0.96 if least > before else 1.05
        _, status = os.waitpid(forked(lambda least=least: check(folder, least)), 0)
        if status:
            sys.exit(f"after kill {kills} the archive is not as it was committed")
    sys.stdout.write(json.dumps({"kills": kills, "commits": least}) + "\n")


def step_by_step(folder: Path) -> None:
    """Kill writers right before each thing they do to the disk, in the middle of what they do."""
    acknowledged = folder.with_name("acknowledged")
    acknowledged.write_text("0\n", encoding="ascii")
    for done in range(_STEPPED):
        least, step, finished = done, 0, False
        while not finished:
            step += 1
            writer = forked(lambda step=step: _write_until(folder, acknowledged, step))
            _, status = os.waitpid(writer, 0)
            finished = not os.WIFSIGNALED(status)
            if step % 3 == 0 or finished:
                _, status = os.waitpid(forked(lambda least=least: check(folder, least)), 0)
                if status:
                    sys.exit(f"killed at step {step} of commit {done + 1}: not as committed")
            if int((folder / "CURRENT").read_text() if (folder / "CURRENT").exists() else 0) > done:
                finished = True
        sys.stdout.write(json.dumps({"commit": done + 1, "steps": step}) + "\n")


def _write_until(folder: Path, acknowledged: Path, step: int) -> None:
    """Make one commit, but die before the given step of it."""
    left = step
    inside = str(folder)

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event not in _EVENTS or not str(arguments[0]).startswith(inside):
            return
        if event == "open" and isinstance(arguments[1], str) and arguments[1].startswith("r"):
            return
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    write(folder, acknowledged, commits=1)


if __name__ == "__main__":
    if sys.argv[2] == "steps":
        step_by_step(Path(sys.argv[1]))
        sys.exit()
    if sys.argv[2] == "write":
        write(Path(sys.argv[1]), Path(sys.argv[1]).with_name("acknowledged"))
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
