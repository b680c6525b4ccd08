"""One archive made by two machines, of which one is killed half way, and by one process.

`python -m eval.bench.cluster SET` starts a Milvus Lite server and a Ray cluster of two nodes on
loopback, has the cluster index the set's articles into the server, kills a node when half of them
are in, and compares count, passages found and time with one process and a folder. Ray listens on
every interface, so it is run where only loopback is:

    unshare --net --map-root-user sh -c 'ip link set lo up && python -m eval.bench.cluster SET'
"""

from __future__ import annotations

import json
import os
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import typer

from eval.bench.lite import served
from eval.bench.results import save
from eval.console import say
from eval.errors import PeerError
from eval.peers.corpus import located
from index.archive import Index
from index.article import Article
from index.commit.placing import Progress
from index.ingest import ingest
from index.load import load
from index.store.records import SearchHit, Summary

_FILES = 40
_CORES = 2
_TOP = 10
_QUESTIONS = 100
_TIE = 1e-6

Place: TypeAlias = tuple[str, int, int]

NOTES = (
    "The cluster is two Ray nodes of two processors each on this one machine, so its time says "
    "what Ray, a lost node and Milvus Lite cost, not what a second machine gains.",
    "A node is killed (its raylet ends without farewell) once half of the articles are in.",
    "Questions are titles of articles, spread over all. Alike: the same passages with the best "
    "score; the same ten, less those that tie with the tenth; the mean share of these that both "
    "have. Vectors of 8-bit models differ a little with what is embedded beside them.",
)


def write_files(articles: Sequence[Article], folder: Path) -> int:
    """Write articles into files of JSON Lines; return how many there are."""
    known = [one for one in articles if one.text.strip()]
    for number in range(_FILES):
        with (folder / f"{number:03d}.jsonl").open("w", encoding="utf-8") as file:
            for one in known[number::_FILES]:
                day = one.date.isoformat() if one.date else None
                row = {"id": one.id, "title": one.title, "text": one.text, "date": day}
                file.write(json.dumps({k: v for k, v in row.items() if v}) + "\n")
    return len(known)


@contextmanager
def two_nodes() -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield the address of a cluster of two nodes on loopback, and what kills the second one."""
    from ray.cluster_utils import Cluster

    node = {"num_cpus": _CORES, "node_ip_address": "127.0.0.1", "object_store_memory": 500_000_000}
    cluster = Cluster(initialize_head=True, head_node_args={**node, "include_dashboard": False})
    try:
        second = cluster.add_node(**node)
        cluster.wait_for_nodes()
        yield cluster.address, lambda: cluster.remove_node(second, allow_graceful=False)
    finally:
        cluster.shutdown()


def by_cluster(files: Path, place: str, half: int) -> dict[str, Any]:
    """Index files on two nodes of which one is killed; return what came of it."""
    from index.cluster.run import joined

    with two_nodes() as (address, kill):
        began = time.perf_counter()
        killed: list[float] = []

        def watch(progress: Progress) -> None:
            if progress.articles >= half and not killed:
                killed.append(time.perf_counter() - began)
                say(f"killing a node after {progress.articles:,} articles")
                threading.Thread(target=kill).start()

        with joined(address, place, None) as (archive, reading):
            summary = ingest(archive, [files], progress=watch, reading=reading.opened)
            took = time.perf_counter() - began
            return {
                "by": "two Ray nodes, one killed, into Milvus Lite",
                **_told(summary, archive, took),
                "read": reading.checked(summary),
                "killed after s": killed[0] if killed else None,
            }


def by_process(files: Path, place: str) -> dict[str, Any]:
    """Index files in this process; return what came of it."""
    began = time.perf_counter()
    with Index.open(place) as archive:
        summary = ingest(archive, [files])
        told = _told(summary, archive, time.perf_counter() - began)
    return {"by": "one process, into a folder", **told, "read": None, "killed after s": None}


def _told(summary: Summary, archive: Index, took: float) -> dict[str, Any]:
    return {
        "s": took,
        "indexed": summary.taken - summary.duplicates,
        "duplicates": summary.duplicates,
        "refused": len(summary.refused),
        "articles": len(archive),
        "passages": archive.passage_count,
    }


def alike(places: Sequence[str], questions: Sequence[str]) -> dict[str, Any]:
    """Return for how many questions two archives give the same passages.

    Passages with one score come in any order, so that they are compared as sets: those with the
    best score, and those that score more than the last.
    """
    found: list[list[tuple[set[Place], set[Place]]]] = []
    for place in places:
        with Index.open(place, must_exist=True) as archive:
            found.append([_best(archive.search(one, _TOP)) for one in questions])
    pairs = list(zip(*found, strict=True))
    return {
        "questions": len(questions),
        "first alike": sum(one[0] == other[0] for one, other in pairs),
        "ten alike": sum(one[1] == other[1] for one, other in pairs),
        "shared of the ten": sum(
            len(one[1] & other[1]) / max(1, len(one[1] | other[1])) for one, other in pairs
        )
        / max(1, len(pairs)),
    }


def _best(hits: Sequence[SearchHit]) -> tuple[set[Place], set[Place]]:
    def above(score: float) -> set[Place]:
        return {
            (hit.article_id, hit.passage.start, hit.passage.end)
            for hit in hits
            if hit.score > score - _TIE
        }

    if not hits:
        return set(), set()
    return above(hits[0].score), above(hits[-1].score + 2 * _TIE)


def main(
    dataset: str = typer.Argument("reuters-21578", help="A set; its corpus is used."),
    limit: int = typer.Option(3000, min=_FILES, help="Articles at most."),
    out: Path = typer.Option(Path("eval/results"), help="Folder for the results."),
) -> None:
    """Index a set on two nodes of which one is killed, and in one process."""
    others = [name for _, name in socket.if_nameindex() if name != "lo"]
    if others:
        raise typer.BadParameter(
            f"Ray would listen on {', '.join(others)}; run it as `unshare --net --map-root-user "
            "sh -c 'ip link set lo up && python -m eval.bench.cluster …'`"
        )
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_worker_niceness", "0")  # as nice as the one process
    loaded = load([located(dataset) / "corpus.jsonl"])
    articles = list(islice((one for one in loaded if isinstance(one, Article)), limit))
    titles = [one.title for one in articles if one.title.strip()]
    questions = titles[:: max(1, len(titles) // _QUESTIONS)][:_QUESTIONS]
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as place:
        files, folder = Path(place) / "articles", str(Path(place) / "index")
        files.mkdir()
        count = write_files(articles, files)
        say(f"{count:,} articles in one process")
        rows = [by_process(files, folder)]
        with served(Path(place) / "milvus") as address:
            say(f"{count:,} articles on two nodes")
            rows.append(by_cluster(files, f"{address}/cluster", count // 2))
            told = alike([folder, f"{address}/cluster"], questions)
    if rows[1]["killed after s"] is None:
        raise PeerError("no node was killed: the set is too small")
    command = f"python -m eval.bench.cluster {dataset} --limit {limit}"
    tables = {"Indexing": rows, "Found": [told]}
    made = save(out / "cluster.md", "Two machines, one of them killed", command, tables, NOTES)
    typer.echo(made.read_text("utf-8"))


if __name__ == "__main__":
    typer.run(main)
