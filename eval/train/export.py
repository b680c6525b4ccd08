"""From a trained model to the files that ship: an ONNX graph in eight bits."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from eval.train.words import WORDS, share_words
from rag.read import GRAPH
from rag.read.shipped import LISTWISE

_OPSET = 17
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export(trained: Path, out: Path, kind: str, note: dict[str, Any] | None = None) -> None:
    """Write a trained model as a graph in eight bits, with its tokenizer and a card.

    ONNX Runtime's optimizer joins attention and normalisation into single operators and its
    dynamic quantisation rounds every matrix by columns; activations are rounded as they come.

    Args:
        trained: folder that the model was saved to.
        out: folder for `model.onnx`, `tokenizer.json`, `card.json`.
        kind: "reader" (gives start and end scores), "checker" (gives scores of three classes), or
            "listwise": a reader of sheets, which goes beside the reader of passages in `out` as
            `listwise.onnx` and shares its table of words.
        note: what the card says besides.
    """
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers.optimizer import optimize_model

    out.mkdir(parents=True, exist_ok=True)
    name = LISTWISE if kind == "listwise" else GRAPH
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        config = _to_onnx(trained, plain, kind)
        optimized = optimize_model(
            str(plain),
            model_type="bert",
            num_heads=config.num_attention_heads,
            hidden_size=config.hidden_size,
        )
        optimized.save_model_to_file(str(fused))
        quantize_dynamic(
            fused,
            out / name,
            per_channel=True,
            weight_type=QuantType.QInt8,
            # Shapes are not inferred past the joined operators; all they give is float32.
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
    if kind == "listwise":
        share_words(out / GRAPH, out / name)
    shutil.copy(trained / "tokenizer.json", out / "tokenizer.json")
    digests = {
        each.name: hashlib.sha256(each.read_bytes()).hexdigest()
        for each in (out / GRAPH, out / LISTWISE, out / WORDS)
        if each.exists()
    }
    card = {"sha256": digests} | (note or {})
    (out / "card.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def _to_onnx(trained: Path, path: Path, kind: str) -> Any:
    import torch
    from transformers import AutoModelForQuestionAnswering, AutoModelForSequenceClassification

    auto: Any = (
        AutoModelForSequenceClassification if kind == "checker" else AutoModelForQuestionAnswering
    )
    model = auto.from_pretrained(trained, attn_implementation="eager").eval()
    names = ["logits"] if kind == "checker" else ["starts", "ends"]
    sample = torch.ones((2, 8), dtype=torch.int64)
    axes = {name: {0: "rows", 1: "tokens"} for name in (*_INPUTS, "starts", "ends")}
    axes["logits"] = {0: "rows"}
    torch.onnx.export(
        _Plain(model, kind),
        (sample, sample, sample),
        str(path),
        input_names=list(_INPUTS),
        output_names=names,
        dynamic_axes={name: axes[name] for name in (*_INPUTS, *names)},
        opset_version=_OPSET,
        dynamo=False,
    )
    return model.config


def _Plain(model: Any, kind: str) -> Any:  # noqa: N802
    import torch

    class Plain(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, ids: Any, mask: Any, types: Any) -> Any:
            found = self.model(input_ids=ids, attention_mask=mask, token_type_ids=types)
            return found.logits if kind == "checker" else (found.start_logits, found.end_logits)

    return Plain()
