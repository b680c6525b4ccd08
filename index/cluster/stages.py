"""What runs on the machines of a cluster: reading files, then cutting and embedding articles."""

from __future__ import annotations

import logging
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

import numpy as np

from index.archive import Index
from index.cluster.ahead import Embedded
from index.encode.base import Encoder, PassageText
from index.errors import DatelineError
from index.load.base import Found, Loaded
from index.load.run import opened
from index.load.settings import LoadSettings
from index.settings import IndexSettings
from index.store.identity import Identity
from index.text.passages import Shape, cut_article, passage_context

_log = logging.getLogger(__name__)

Row = dict[str, Any]
END = -1


@dataclass(frozen=True, slots=True)
class Job:
    """What every machine of a job has to know.

    Attributes:
        place: where the articles go.
        model: the embedding model, by name or folder; None for the default.
        shape: how the archive is cut; None for a new one.
        settings: of the archive.
        load: how files are read.
    """

    place: str
    model: str | None
    shape: Shape | None
    settings: IndexSettings
    load: LoadSettings


def read_file(row: Row, job: Job) -> Iterator[Row]:
    """Yield what a file holds, and at its end how much that was.

    Args:
        row: `file`, its number in the job, and `path`.
        job: what is done.
    """
    count = 0
    for source in opened([Path(row["path"])], job.load):
        for item in source.items:
            yield {"file": row["file"], "place": count, "data": pickle.dumps(item)}
            count += 1
    yield {"file": row["file"], "place": END, "data": pickle.dumps(count)}


class Embed:
    """Cuts and embeds articles; one on each of the pool's processors."""

    def __init__(self, job: Job) -> None:
        """Load the model."""
        from index.encode import load_encoder

        self._job = job
        self._encoder: Encoder = load_encoder(job.model)
        self._archive = _opened(job.place)

    def __call__(self, batch: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Return a batch with the vectors of its new articles."""
        data = list(batch["data"])
        loaded = [
            (row, pickle.loads(data[row]))  # noqa: S301, it comes from our own stage
            for row, place in enumerate(batch["place"].tolist())
            if place != END
        ]
        known = self._known([item for _, item in loaded])
        texts: list[tuple[PassageText, ...]] = []
        for _, item in loaded:
            new = isinstance(item, Found) and item not in known
            texts.append(self._cut(item) if new and isinstance(item, Found) else ())
        flat = [text for each in texts for text in each]
        encoded = self._encoder.encode_passages(flat) if flat else None
        begin = 0
        for (row, item), own in zip(loaded, texts, strict=True):
            embedded = None
            if own and encoded is not None:
                end = begin + len(own)
                embedded = Embedded(
                    own,
                    encoded.passages[begin:end].astype(np.float32),
                    tuple(each.astype(np.float16) for each in encoded.sentences[begin:end]),
                )
                begin = end
            data[row] = pickle.dumps((item, embedded))
        return {**batch, "data": np.array(data, dtype=object)}

    def _cut(self, article: Found) -> tuple[PassageText, ...]:
        context = passage_context(article)
        return tuple(
            PassageText(
                context,
                article.text[span.start : span.end],
                tuple((start - span.start, end - span.start) for start, end in span.sentences),
            )
            for span in cut_article(article, self._job.shape, self._job.settings)
        )

    def _known(self, items: list[Loaded]) -> set[Found]:
        """Return the articles whose text is in the archive, which need no vectors."""
        if self._archive is None:
            return set()
        ids = {item: item.id or Identity.of(item).derived() for item in items if _whole(item)}
        try:
            stored = self._archive.articles_of(list(ids.values()))
        except DatelineError:
            _log.debug("what is stored cannot be looked up", exc_info=True)
            return set()
        return {
            item
            for item, name in ids.items()
            if name in stored
            and stored[name].sha256 == item.sha256
            and stored[name].title == item.title
            and passage_context(stored[name]) == passage_context(item)
        }


def _whole(item: Loaded) -> TypeGuard[Found]:
    return isinstance(item, Found) and isinstance(item.text, str)


def _opened(place: str) -> Index | None:
    """Return the archive as it is now; None where this machine cannot see it."""
    try:
        archive = Index.open(place)
    except DatelineError:
        _log.debug("%s cannot be opened here", place, exc_info=True)
        return None
    return archive if archive.exists() else None
