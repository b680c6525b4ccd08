"""Make the eight-bit graph of the default weights: `python -m eval.quantize`.

NNCF rounds it (post-training quantisation with SmoothQuant, Xiao et al. 2023, arXiv:2211.10438) on
passages of the sample articles. It is needed here alone: `pip install "dateline[weights]"`.
"""

from __future__ import annotations

import hashlib
import json
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from index.encode import rounded
from index.encode.folder import read_card
from index.encode.graph import GRAPH, build, read_weights
from index.encode.graph_engine import GraphEngine
from index.encode.kept import written
from index.encode.openvino_package import openvino
from index.encode.pool import mean, padded
from index.encode.quick import read_tokenizer
from index.encode.weights import DEFAULT_NAME, DEFAULT_SHA256, locate

CARD = "card.json"
SMOOTHED = 0.7
"""How much of the inputs' size moves into a matrix (SmoothQuant's alpha, which NNCF sets to 0.95).

Measured on passages of time-1963-a; docs/models.md has the figures.
"""

LEFT = r"encoder\.layer\.\d+\.output\.dense\.x"
"""Products that are not rounded: a few inputs of each layer's last one are very large."""

_SAMPLES = Path(rounded.__file__).parents[1] / "samples"
_CHARACTERS = 800
_LARGE = 2**16
_PACKAGES = ("nncf", "openvino", "onnx")


def quantize(
    out: Annotated[Path, typer.Option(help="Folder for the graph and its card.")] = rounded.FOLDER,
) -> None:
    """Round the default weights to eight bits and say how close the rounded ones are."""
    source = locate()
    card = read_card(source.folder)
    tokenizer = read_tokenizer(card)
    texts = [path.read_text("utf-8") for path in sorted(_SAMPLES.glob("*.md"))]
    pieces = [tokenizer.encode(text[:_CHARACTERS]).ids for text in texts]
    with written(build(card, read_weights(card)).files()) as folder:
        out.mkdir(parents=True, exist_ok=True)
        model = _rounded(folder / GRAPH, pieces[::2])
        _halve(model)
        openvino().save_model(model, str(out / rounded.GRAPH))
        exact = GraphEngine(folder / GRAPH, "float32")
        cosines = _cosines(exact, GraphEngine(out / rounded.GRAPH, "int8"), pieces[1::2])
    noted = {
        "source": {"name": DEFAULT_NAME, "sha256": DEFAULT_SHA256},
        "made_with": {package: metadata.version(package) for package in _PACKAGES},
        "texts": {"rounded on": len(pieces[::2]), "compared on": len(pieces[1::2])},
        "cosine": {"mean": round(cosines.mean(), 5), "least": round(cosines.min(), 5)},
        "sha256": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(out.glob(f"{Path(rounded.GRAPH).stem}.*"))
        },
    }
    (out / CARD).write_text(json.dumps(noted, indent=1) + "\n", "utf-8")
    typer.echo(f"{out}: cosine {cosines.mean():.4f} on average, {cosines.min():.4f} at least")


def _rounded(graph: Path, pieces: list[list[int]]) -> Any:
    """Return the `openvino.Model` of a graph with its matrices, and their inputs, in eight bits."""
    package = openvino()
    import nncf
    from nncf.quantization.advanced_parameters import (
        AdvancedQuantizationParameters,
        AdvancedSmoothQuantParameters,
    )

    def feed(piece: list[int]) -> dict[str, Any]:
        ids, mask = padded([piece])
        return {"ids": ids, "mask": mask.astype(np.int32)}

    return nncf.quantize(
        package.Core().read_model(graph),
        nncf.Dataset(pieces, feed),
        model_type=nncf.ModelType.TRANSFORMER,
        subset_size=len(pieces),
        ignored_scope=nncf.IgnoredScope(patterns=[LEFT]),
        advanced_parameters=AdvancedQuantizationParameters(
            smooth_quant_alphas=AdvancedSmoothQuantParameters(matmul=SMOOTHED)
        ),
    )


def _halve(model: Any) -> None:
    """Store in 16 bits the large constants that were not rounded."""
    op = openvino().opset13
    for node in model.get_ops():
        if node.get_type_name() == "Constant" and node.data.dtype == np.float32:
            if node.data.size < _LARGE:
                continue
            stored = op.convert(op.constant(node.data.astype(np.float16)), np.float32)
            for target in node.output(0).get_target_inputs():
                target.replace_source_output(stored.output(0))


def _cosines(exact: GraphEngine, other: GraphEngine, pieces: list[list[int]]) -> Any:
    found = []
    for piece in pieces:
        ids, mask = padded([piece])
        one, two = mean(exact.embed(ids, mask), mask), mean(other.embed(ids, mask), mask)
        found.append(float((one * two).sum()))
    return np.array(found)


if __name__ == "__main__":
    typer.run(quantize)
