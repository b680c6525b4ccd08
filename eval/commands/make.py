"""`dateline eval make`."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console

from eval.errors import DatasetError, RunError
from eval.make import draft
from index import Index


def run_make(index: Path, out: Path, limit: int, seed: int) -> None:
    """Write drafts of questions over an archive.

    Raises:
        DatasetError: no sentence of the archive has a shape that a question can be made of.
        RunError: the file exists or cannot be written.
    """
    if out.exists():
        raise RunError(f"{out} exists; drafts may have been read and mended, so choose another")
    with Index.open(index, must_exist=True) as archive:
        found = draft(archive, limit, seed)
    if not found:
        raise DatasetError(f"{index}: no sentence from which a question can be drafted")
    try:
        out.write_text(
            "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found), encoding="utf-8"
        )
    except OSError as error:
        raise RunError(f"{out}: cannot be written ({error.strerror})") from None
    Console().print(
        f'{len(found)} drafts in {out}; read each one, mend or delete it, and take its "draft" out',
        markup=False,
    )
