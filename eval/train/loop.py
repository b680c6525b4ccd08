"""The training loop: seeded, checkpointed and resumable."""

from __future__ import annotations

import json
import logging
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from eval.train.features import Feature, batches

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is trained.

    Attributes:
        rate: highest learning rate; it rises over the warm-up and falls linearly to zero.
        epochs: how often every group is seen.
        tokens: padded tokens of a batch.
        warmup: share of the steps over which the rate rises.
        decay: weight decay of matrices.
        seed: of order, sampling and new weights.
        every: steps between two checkpoints.
    """

    rate: float = 1e-4
    epochs: int = 1
    tokens: int = 4096
    warmup: float = 0.06
    decay: float = 0.01
    seed: int = 11
    every: int = 100


def train(
    model: Any,
    groups: Sequence[Sequence[Feature]],
    loss_of: Callable[[Any, Sequence[Sequence[Feature]]], torch.Tensor],
    recipe: Recipe,
    folder: Path,
) -> None:
    """Train a model in place, going on from the folder's checkpoint where there is one.

    Args:
        model: any module.
        groups: features, rows of one question together.
        loss_of: the loss of a batch.
        recipe: how.
        folder: where `state.pt`, `log.jsonl` go.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    plan = [
        batch
        for epoch in range(recipe.epochs)
        for batch in batches(groups, recipe.tokens, recipe.seed + epoch)
    ]
    optimizer = torch.optim.AdamW(_parameters(model, recipe.decay), lr=recipe.rate, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _slope(len(plan), recipe.warmup))
    state = folder / "state.pt"
    first = 0
    if state.exists():
        kept = torch.load(state, weights_only=True)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        first = kept["step"]
    (folder / "recipe.json").write_text(json.dumps(asdict(recipe) | {"steps": len(plan)}))
    model.train()
    since = time.monotonic()
    rows, total = 0, 0.0
    for step in range(first, len(plan)):
        loss = loss_of(model, plan[step])
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        rows += sum(map(len, plan[step]))
        total += float(loss.detach())
        if (step + 1) % 50 == 0 or step + 1 == len(plan):
            took = time.monotonic() - since
            line = {"step": step + 1, "of": len(plan), "loss": round(total / 50, 4)}
            line |= {"rows_per_s": round(rows / took, 2)}
            with (folder / "log.jsonl").open("a") as log:
                log.write(json.dumps(line) + "\n")
            _log.info("%s", line)
            since, rows, total = time.monotonic(), 0, 0.0
        if (step + 1) % recipe.every == 0 or step + 1 == len(plan):
            _save(state, model, optimizer, schedule, step + 1)
    model.eval()


def _parameters(model: Any, decay: float) -> list[dict[str, Any]]:
    flat = [p for p in model.parameters() if p.requires_grad and p.ndim < 2]
    matrices = [p for p in model.parameters() if p.requires_grad and p.ndim >= 2]
    return [{"params": matrices, "weight_decay": decay}, {"params": flat, "weight_decay": 0.0}]


def _slope(steps: int, warmup: float) -> Callable[[int], float]:
    rise = max(1, math.ceil(steps * warmup))

    def factor(step: int) -> float:
        if step < rise:
            return (step + 1) / rise
        return max(0.0, (steps - step) / max(1, steps - rise))

    return factor


def _save(path: Path, model: Any, optimizer: Any, schedule: Any, step: int) -> None:
    partial = path.with_suffix(".partial")
    torch.save(
        {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "step": step,
        },
        partial,
    )
    partial.replace(path)
