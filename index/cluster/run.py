"""Joining a cluster for one run of `dateline index --ray`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from index.archive import Index, in_engine
from index.cluster.ahead import EncodedAhead
from index.cluster.pipeline import Cluster, Reading
from index.cluster.stages import Job
from index.load.settings import LoadSettings
from index.settings import IndexSettings


@contextmanager
def joined(address: str, place: str, load: LoadSettings | None) -> Iterator[tuple[Index, Reading]]:
    """Yield an archive that takes vectors from a cluster, and what reads files there.

    Args:
        address: of the cluster's head; "local" starts one here.
        place: of the archive: a folder, or an address that every machine of the cluster reaches.
        load: how files are read; None for the settings of the environment.

    Raises:
        EngineError: there is no such cluster.
    """
    settings = IndexSettings()
    place = place if in_engine(place) else os.path.abspath(place)
    with Index.open(place, settings=settings) as before:
        encoder = before.encoder
        shape = before.manifest.shape
    ahead = EncodedAhead(encoder)
    job = Job(place, encoder.name, shape, settings, load or LoadSettings())
    cluster = Cluster(address)
    try:
        with Index.open(place, settings=settings, encoder=ahead) as archive:
            yield archive, Reading(cluster, job, ahead)
    finally:
        cluster.close()
