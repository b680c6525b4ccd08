"""The pipeline: files to articles with vectors, over a Ray cluster, in the order of the files."""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from index.cluster.ahead import EncodedAhead
from index.cluster.stages import END, Embed, Job, Row, read_file
from index.errors import DatelineError, EngineError
from index.load.base import Loaded, place_of
from index.load.run import Source, opened
from index.store.records import Summary

LOCAL = "local"
_BATCH = 32
_STILLBORN = 3
"""Actors that may be lost one after the other before they are ready."""


class Cluster:
    """A Ray cluster, or one that is started on this machine for a while."""

    def __init__(self, address: str) -> None:
        """Join a cluster.

        Args:
            address: HOST:PORT of its head; "local" starts one here.

        Raises:
            EngineError: Ray is not installed, or there is no cluster.
        """
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        try:
            import ray
        except ImportError as error:
            raise EngineError('--ray needs Ray: pip install "dateline[cluster]"') from error
        options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
        if address == LOCAL:
            cores = max(2, os.cpu_count() or 1)  # one reads while another embeds
            options |= {"num_cpus": cores, "include_dashboard": False}
            options["_node_ip_address"] = "127.0.0.1"
        else:
            options["address"] = address
        try:
            ray.init(**options)
        except Exception as error:  # Ray raises plain ones where a node does not start
            reason = " ".join(str(error).split())[:160]
            if address == LOCAL:
                raise EngineError(
                    f"Ray does not start on this machine ({reason}); try it again when the "
                    "machine is less busy, or leave out --ray"
                ) from error
            raise EngineError(
                f"there is no Ray cluster at {address} ({reason}); start one with "
                "`ray start --head`, or write --ray local"
            ) from error
        self._ray = ray
        logging.getLogger("ray").setLevel(logging.ERROR)

    def close(self) -> None:
        """Leave the cluster; one that was started here ends."""
        self._ray.shutdown()

    def rows(self, paths: Sequence[Path], job: Job) -> Iterator[Row]:
        """Yield what files hold, file by file, articles with their vectors.

        A stage that is ahead waits: no more than fits into the cluster's object store is held.
        A task or actor of a machine that is lost is run again elsewhere.
        """
        from ray.data import ActorPoolStrategy, DataContext, from_items

        context = DataContext.get_current()
        context.enable_progress_bars = False
        context.execution_options.preserve_order = True
        context.max_consecutive_actor_init_deaths = _STILLBORN
        context.execution_options.verbose_progress = False
        resources = self._ray.cluster_resources()
        gpus = int(resources.get("GPU", 0))
        workers = max(1, gpus or int(resources.get("CPU", 1)) - 1)
        items = [{"file": number, "path": place_of(path)} for number, path in enumerate(paths)]
        read = from_items(items, override_num_blocks=max(1, min(len(items), 4 * workers)))
        data = read.flat_map(read_file, fn_kwargs={"job": job}).map_batches(
            Embed,
            fn_constructor_kwargs={"job": job},
            batch_size=_BATCH,
            compute=ActorPoolStrategy(min_size=1, max_size=workers),
            num_gpus=1 if gpus else 0,
        )
        yield from data.iter_rows()


class Reading:
    """Files as the ingest takes them one by one, read on the cluster ahead of it.

    Attributes:
        read: articles and refusals that the readers say they found, with those of files that
            were known and left unread.
    """

    def __init__(self, cluster: Cluster, job: Job, ahead: EncodedAhead) -> None:
        """Prepare it.

        Args:
            cluster: where files are read.
            job: what is done.
            ahead: takes the vectors.
        """
        self._cluster = cluster
        self._job = job
        self._ahead = ahead
        self.read = 0

    def opened(
        self, sources: Sequence[str | Path], known: Callable[[Path], int | None]
    ) -> Iterator[Source]:
        """Yield the files, pages and feeds of sources one by one.

        Args:
            sources: files, folders and addresses.
            known: says of a file that is unchanged how many articles it holds; None of another.
        """
        listed = list(opened(sources, self._job.load))
        wanted: list[Path] = []
        for source in listed:
            count = known(source.path) if source.path is not None else None
            if count is not None:
                self.read += count
            elif source.path is not None:
                wanted.append(source.path)
        rows = self._cluster.rows(wanted, self._job) if wanted else iter(())
        afar = set(wanted)
        for source in listed:
            if source.path in afar:
                yield Source(source.path, self._items(rows))
            else:
                yield Source(source.path, self._counted(source))

    def checked(self, summary: Summary) -> int:
        """Return how much was read, when what became of it adds up to as much.

        Raises:
            DatelineError: it does not: something was lost, or counted twice, on the way.
        """
        placed = summary.taken + len(summary.refused)
        if placed != self.read:
            raise DatelineError(
                f"{self.read} articles and refusals were read and {placed} arrived; run the same "
                "command again, what is in the archive stays"
            )
        return self.read

    def line(self, summary: Summary) -> str:
        """Return the sum of a run in words."""
        indexed = summary.taken - summary.duplicates
        return (
            f"{self.read} read = {indexed} indexed + {summary.duplicates} duplicates + "
            f"{len(summary.refused)} refused"
        )

    def _items(self, rows: Iterator[Row]) -> Iterator[Loaded]:
        for row in rows:
            told = pickle.loads(row["data"])  # noqa: S301, it comes from our own stage
            if row["place"] == END:
                self.read += int(told)
                return
            item, embedded = told
            if embedded is not None:
                self._ahead.keep(embedded)
            yield item

    def _counted(self, source: Source) -> Iterator[Loaded]:
        for item in source.items:
            self.read += 1
            yield item
