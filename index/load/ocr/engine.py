"""The recogniser: an image in, lines with boxes out."""

from __future__ import annotations

import logging
import threading
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

from index.errors import RefusedError
from index.load.base import Box, Region

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    Float64: TypeAlias = NDArray[np.float64]

INSTALL = "pip install 'dateline[ocr]' reads it"
_LONGEST = 3500
"""Pixels of a page's longer side; larger ones are made smaller before they are read."""
_SUREST = 0.5
"""Score of the recogniser under which a line is no more than a guess."""
_lock = threading.Lock()


def installed() -> bool:
    """Return whether the extra is there."""
    return find_spec("rapidocr") is not None and find_spec("pypdfium2") is not None


@cache
def _engine() -> Any:
    """Return the recogniser with the models that come in its package; nothing is fetched."""
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    from rapidocr import RapidOCR

    made = RapidOCR(params={"Global.log_level": "error"})
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return made


def lines_of(image: Image, page: int) -> list[Region]:
    """Return the lines of a page, as found, each with its place in the image.

    Args:
        image: of the page, as it lies before the reader.
        page: its number from 1.

    Returns:
        Lines with boxes as shares of the page's width and height; what is no more than a guess is
        left out.

    Raises:
        RefusedError: the extra is not installed.
    """
    if not installed():
        raise RefusedError(f"is a picture of a page; {INSTALL}")
    import numpy as np

    shown = image.convert("RGB")
    if max(shown.size) > _LONGEST:
        shown.thumbnail((_LONGEST, _LONGEST))
    width, height = shown.size
    with _lock:  # the engine keeps what it is at in itself
        # Which way up a line lies is not asked: pages lie upright, and the answer is often wrong.
        found = _engine()(np.asarray(shown)[:, :, ::-1], use_cls=False)
    if found.txts is None:
        return []
    corners = np.asarray(found.boxes, dtype=float) / (width, height)
    straight = _straightened(np.asarray(found.boxes, dtype=float)) / (width, height)
    return [
        Region(text.strip(), page, _box(own), float(score), _box(flat))
        for own, flat, text, score in zip(corners, straight, found.txts, found.scores, strict=True)
        if text.strip() and score >= _SUREST
    ]


def _straightened(corners: Float64) -> Float64:
    """Return the corners of lines turned back by the angle at which most of the text lies."""
    import numpy as np

    along = corners[:, 1] - corners[:, 0]
    lengths = np.hypot(along[:, 0], along[:, 1])
    longest = along[lengths >= np.median(lengths)]
    angle = -float(np.median(np.arctan2(longest[:, 1], longest[:, 0])))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    turned: Float64 = corners @ turn.T
    return turned


def _box(corners: Float64) -> Box:
    left, top = (round(float(each), 4) for each in corners.min(axis=0))
    right, bottom = (round(float(each), 4) for each in corners.max(axis=0))
    return left, top, right, bottom
