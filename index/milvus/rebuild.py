"""All passages again in a new collection, with another model if one is set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from index.commit.placing import Progress
from index.commit.publish import installed_version
from index.encode.base import Encoder
from index.errors import IndexNotFoundError
from index.folder.manifest import Counts, Model
from index.milvus import manifest as manifests
from index.milvus.archive import MilvusIndex
from index.milvus.recovery import set_alias
from index.milvus.view import View
from index.milvus.writer import MilvusWriter
from index.settings import IndexSettings


def rebuild(
    address: str,
    settings: IndexSettings,
    encoder: Encoder | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> str:
    """Make the passages of an archive again from its texts, and let readers move to them.

    They go into a collection of their own; readers see the old one until the manifest names the
    new, and the archive's alias is switched then. The old one is dropped with the next rebuild.

    Args:
        address: of the archive.
        settings: name the model; none means the archive's own.
        encoder: the model; None loads the one that is named.
        progress: told how many articles were read and passages embedded.

    Returns:
        What was done, in words.

    Raises:
        IndexNotFoundError: there is no index.
        IndexLockedError: another process is writing.
    """
    with MilvusIndex.connect(address, settings=IndexSettings(model=None)) as index:
        assert isinstance(index, MilvusIndex)
        if not index.exists():
            raise IndexNotFoundError(f"there is no index in {address}")
        model = index.manifest.model

        def load() -> Encoder:
            from index.encode import load_encoder

            return encoder or load_encoder(settings.model or (model.name if model else None))

        with index.locked():
            index.refresh()
            with Rebuilding(index, settings, load, progress) as write:
                write.run()
            count = write.passages
        return f"{count} passages in the collection {index.collection_of(write.build)}"


class Rebuilding(MilvusWriter):
    """A write that makes all passages anew and changes no article."""

    def __init__(
        self,
        index: MilvusIndex,
        settings: IndexSettings,
        encoder: Callable[[], Encoder],
        progress: Callable[[Progress], None] | None,
    ) -> None:
        """Prepare it; the caller holds the writer's lease."""
        engine, names = index.connection
        super().__init__(engine, names, settings, encoder, progress)
        self._index_read = index
        self.passages = 0

    def _next_build(self) -> int:
        return self.base.build + 1

    def _model(self) -> Encoder:
        if self._encoder is None:
            self._encoder = self._load()
        return self._open_collection(self._encoder)

    def run(self) -> None:
        """Cut and embed every article, and commit."""
        keys = View(self._engine, self._names, self.base).keys()
        for article in self._index_read.whole_articles():
            spans = self._cut(article)
            self.passages += len(spans)
            self._advance(articles=1)
            self._index(keys[article.id], article, spans)
        self._embed()
        self._embedding.finish()
        encoder = self._model()
        self._sink.flush()
        manifest = self.base.model_copy(
            update={
                "dateline": installed_version(),
                "created": datetime.now(UTC).isoformat(timespec="seconds"),
                "generation": self.number,
                "build": self.build,
                "model": Model(
                    name=encoder.name, fingerprint=encoder.fingerprint, dimension=encoder.dimension
                ),
                "counts": Counts(
                    articles=self.base.counts.articles,
                    passages=self.passages,
                    vectors=self.passages,
                    postings=self.passages,
                ),
                "lengths": dict(self._lengths),
            }
        )
        manifests.write(self._engine, self._names, manifest)
        set_alias(self._engine, self._names, manifest.build)
        self.base = manifest
