"""Checking an archive in Milvus: counts against the manifest, offsets against texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.article import text_sha256
from index.errors import IndexNotFoundError
from index.milvus import manifest as manifests
from index.milvus.engine import Engine, Row
from index.milvus.manifest import EngineManifest
from index.milvus.recovery import aliased
from index.milvus.rows import most_sentences, quoted, seen, to_article, to_passage
from index.milvus.schema import Names
from index.milvus.settings import Address, MilvusSettings
from index.milvus.view import INFO
from index.store.records import State
from index.store.write import article_digest

if TYPE_CHECKING:
    from index.maintain.doctor import Report

_AT_ONCE = 200
_PASSAGE = ("id", "key", "article", "start", "stop", "sentences")


def examine(address: str, report: Report) -> Report:
    """Check the committed generation of an archive; nothing is written.

    Args:
        address: of the archive.
        report: takes what is found.

    Raises:
        IndexNotFoundError: there is no index.
        EngineError: the server does not answer.
    """
    engine = Engine(Address.parse(address), MilvusSettings())
    names = Names(engine.address.name)
    try:
        manifest = manifests.read(engine, names)
        if manifest is None:
            raise IndexNotFoundError(
                f"there is no index in {address}; make one with `dateline index PATH --index "
                f"{address}`"
            )
        report.generation = manifest.generation
        report.problems.extend(_problems(engine, names, manifest, report))
    finally:
        engine.close()
    return report


def _problems(
    engine: Engine, names: Names, manifest: EngineManifest, report: Report
) -> Iterator[str]:
    build = names.build(manifest.build)
    if not engine.has(build):
        yield f"the collection {build} is missing"
        return
    meant = aliased(engine, names)
    if meant != build:
        yield f"the alias {names.alias} means {meant or 'nothing'} and not {build}"
    now = seen(manifest.generation)
    told = engine.rows(names.articles, f"piece == 0 and {now}", (*INFO, "pk"))
    ids = [row["id"] for row in told]
    if len(ids) != len(set(ids)):
        yield f"{len(ids) - len(set(ids))} articles are stored twice"
    digest = sum(article_digest(row["id"], State(*json.loads(row["state"]))) for row in told)
    most = most_sentences(manifest.model.dimension) if manifest.model else 1
    passages = 0
    wrong: list[str] = []
    for begin in range(0, len(told), _AT_ONCE):
        keys = quoted(int(row["key"]) for row in told[begin : begin + _AT_ONCE])
        texts = engine.rows(names.articles, f"key in {keys} and {now}", (*INFO, "text"))
        spans = engine.rows(build, f"key in {keys} and {now}", _PASSAGE)
        passages += len(spans)
        wrong += _torn(texts, spans, most)
    report.checked.update(articles=len(told), passages=passages)
    if wrong:
        yield f"article {wrong[0]} and {len(wrong) - 1} more do not slice to what was indexed"
    counts = manifest.counts
    if (len(told), passages) != (counts.articles, counts.passages):
        yield (
            f"the manifest counts {counts.articles} articles and {counts.passages} passages, "
            f"there are {len(told)} and {passages}"
        )
    if f"{digest % (1 << 256):064x}" != manifest.articles:
        yield "the articles are not those that were committed"


def _torn(texts: list[Row], spans: list[Row], most: int) -> Iterator[str]:
    """Yield the ids of articles whose text or passages are not as they were written."""
    parts: dict[int, list[Row]] = {}
    cut: dict[int, list[Row]] = {}
    for row in texts:
        parts.setdefault(int(row["key"]), []).append(row)
    for row in spans:
        cut.setdefault(int(row["key"]), []).append(row)
    for key, rows in parts.items():
        article = to_article(rows)
        passages = [to_passage(row) for row in cut.get(key, [])]
        expected = next(int(row["passages"]) for row in rows if int(row["piece"]) == 0)
        inside = all(
            0 <= each.start < each.end <= len(article.text)
            and each.start <= each.sentences[0][0]
            and each.sentences[-1][1] <= each.end
            and len(each.sentences) <= most
            for each in passages
        )
        if text_sha256(article.text) != article.sha256 or len(passages) != expected or not inside:
            yield article.id
