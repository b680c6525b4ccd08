"""Which sets are measured, and where they lie."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from eval.errors import DatasetError

VARIABLE = "DATELINE_DATASETS"
POISONED = "counterfactual"


@dataclass(frozen=True, slots=True)
class Entry:
    """One set of the benchmark.

    Attributes:
        folder: its name under the folder of sets.
        poisoned: whether it is measured once more with its poisoned documents left in.
        strangers: folder whose questions this corpus cannot answer, to tell them apart.
    """

    folder: str
    poisoned: bool = False
    strangers: str | None = None


ENTRIES = (
    Entry("squad2-dev-a", strangers="nq-open-oracle-a"),
    Entry("nq-open-oracle-a"),
    Entry("time-1963-a"),
    Entry("multihop-rag-500-a"),
    Entry("rgb-en-fact-a", poisoned=True),
)
CLAIMS = "qags-claims-a"


def datasets_folder(chosen: Path | None = None) -> Path:
    """Return the folder of sets: the one given, else `$DATELINE_DATASETS`, else a neighbour.

    Raises:
        DatasetError: there is none.
    """
    neighbour = Path(__file__).resolve().parents[2].parent / "shared" / "datasets"
    folder = chosen or Path(os.environ.get(VARIABLE) or neighbour)
    if not folder.is_dir():
        raise DatasetError(
            f"{folder}: no folder of sets; say where with {VARIABLE} or --datasets DIR"
        )
    return folder
