"""Saved graphs, whatever computes them, give what a BERT model gives in torch."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.encode.graph_file import open_graph
from index.encode.openvino_package import openvino
from index.errors import ModelError

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


@pytest.fixture(scope="module")
def classifier():
    """A random BERT that scores pairs of texts."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=60,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=40,
        num_labels=3,
        initializer_range=0.1,
    )
    return BertForSequenceClassification._from_config(config, attn_implementation="eager").eval()


@pytest.fixture(scope="module")
def folder(classifier, tmp_path_factory):
    """The model as graphs: ONNX and OpenVINO's, as it is and in eight bits."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder = tmp_path_factory.mktemp("graphs")

    class Plain(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = classifier

        def forward(self, ids, mask, types):
            return self.model(input_ids=ids, attention_mask=mask, token_type_ids=types).logits

    sample = tuple(torch.ones((2, 8), dtype=torch.int64) for _ in INPUTS)
    torch.onnx.export(
        Plain().eval(),
        sample,
        str(folder / "plain.onnx"),
        input_names=list(INPUTS),
        output_names=["logits"],
        dynamic_axes={name: {0: "rows", 1: "tokens"} for name in INPUTS},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        folder / "plain.onnx",
        folder / "eight.onnx",
        per_channel=True,
        weight_type=QuantType.QInt8,
    )
    model = openvino().convert_model(str(folder / "plain.onnx"))
    openvino().save_model(model, str(folder / "plain.xml"), compress_to_fp16=False)
    return folder


def pairs(seed, rows=5, width=20):
    draw = np.random.default_rng(seed)
    ids = draw.integers(5, 60, (rows, width))
    types = np.zeros_like(ids)
    types[:, width // 2 :] = 1
    mask = np.ones_like(ids)
    mask[1, -6:] = 0
    return dict(zip(INPUTS, (ids, mask, types), strict=True))


def logits(classifier, feed):
    import torch

    with torch.inference_mode():
        found = classifier(**{name: torch.from_numpy(each) for name, each in feed.items()})
    return found.logits.numpy()


@pytest.mark.parametrize(
    ("name", "close"), [("plain.onnx", 1e-4), ("eight.onnx", 0.02), ("plain.xml", 1e-4)]
)
@pytest.mark.parametrize("threads", [1, None])
def test_a_graph_gives_what_the_model_gives(folder, classifier, name, close, threads):
    if name.endswith(".xml"):
        pytest.importorskip("openvino")
    run = open_graph(folder / name, threads=threads)
    for width in (8, 20):
        feed = pairs(width, width=width)
        (found,) = run(feed)
        np.testing.assert_allclose(found, logits(classifier, feed), atol=close)


@pytest.mark.parametrize("name", ["plain.onnx", "eight.onnx", "plain.xml"])
def test_calls_side_by_side_do_not_mix(folder, name):
    run = open_graph(folder / name, threads=1)
    feeds = [pairs(seed, rows=seed % 3 + 2, width=8 + seed) for seed in range(12)]
    alone = [run(feed)[0] for feed in feeds]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda feed: run(feed)[0], feeds * 3))
    for found, expected in zip(together, alone * 3, strict=True):
        np.testing.assert_allclose(found, expected, atol=1e-5)


def test_products_of_eight_bits_are_added_exactly(tmp_path):
    """A processor without VNNI would hold 2 x 255 x 127 in sixteen bits."""
    from onnx import TensorProto, helper, numpy_helper, save

    matrix = np.full((64, 8), 127, dtype=np.int8)
    graph = helper.make_graph(
        [
            helper.make_node("DynamicQuantizeLinear", ["given"], ["short", "scale", "zero"]),
            helper.make_node("MatMulInteger", ["short", "matrix", "zero"], ["found"]),
        ],
        "product",
        [helper.make_tensor_value_info("given", TensorProto.FLOAT, ["rows", 64])],
        [helper.make_tensor_value_info("found", TensorProto.INT32, ["rows", 8])],
        [numpy_helper.from_array(matrix, "matrix")],
    )
    opset = [helper.make_opsetid("", 17)]
    save(helper.make_model(graph, opset_imports=opset, ir_version=8), tmp_path / "product.onnx")
    (found,) = open_graph(tmp_path / "product.onnx")({"given": np.ones((3, 64), np.float32)})
    assert (found == 64 * 255 * 127).all()


def test_what_is_no_graph_is_refused_in_one_line(tmp_path):
    with pytest.raises(ModelError, match=r"no graph .*reader\.onnx"):
        open_graph(tmp_path / "reader.onnx")
    for name in ("torn.onnx", "torn.xml"):
        (tmp_path / name).write_bytes(b"torn")
        with pytest.raises(ModelError, match=rf"cannot open the graph .*{name}") as caught:
            open_graph(tmp_path / name)
        assert "\n" not in str(caught.value)
