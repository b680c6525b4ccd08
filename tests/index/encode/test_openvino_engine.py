"""The OpenVINO engine computes what the exact one does, whatever the length of the texts."""

from __future__ import annotations

import numpy as np
import pytest

from index.encode.folder import read_card
from index.encode.graph import read_weights
from index.encode.openvino_engine import OpenVinoEngine
from index.encode.openvino_model import STRIDE, build, merged
from index.encode.quick import read_tokenizer
from index.encode.session import open_session

PLACES = 40


@pytest.fixture(scope="module")
def engines(tiny, cache):
    """The same tiny model through OpenVINO and through ONNX Runtime, both in float32."""
    card = read_card(tiny)
    model = build(card, merged(card, read_weights(card)))
    exact = open_session(card, read_tokenizer(card), "tiny-for-openvino")
    return OpenVinoEngine(model, "float32", half=False), exact


@pytest.mark.parametrize("width", [1, 15, STRIDE, STRIDE + 1, 2 * STRIDE, PLACES - 1, PLACES])
def test_padding_to_the_stride_changes_nothing(engines, compared, width):
    found, expected, _, _, real = compared(*engines, width)
    np.testing.assert_allclose(found[real], expected[real], atol=1e-4)
