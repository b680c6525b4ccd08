"""Fitting and measuring `rag.support` on claims that people judged (QAGS)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.encode import load_encoder
from index.text.sentences import split
from rag.support.check import SUPPORT_FEATURES, aligned, contradicts


@dataclass(frozen=True, slots=True)
class Claim:
    """A judged claim.

    Attributes:
        row: its support features.
        vetoed: a hard fact of it is not in the text.
        supported: what most judges said.
        half: 0 or 1, by the hash of its article's id, so that no article is in both halves.
    """

    row: np.ndarray
    vetoed: bool
    supported: bool
    half: int


def claims(file: Path) -> list[Claim]:
    """Return the claims of a file with their features."""
    encoder = load_encoder()
    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    sentences = {
        r["article_id"]: [r["article"][a:b] for a, b in split(r["article"])] for r in records
    }
    texts = list(dict.fromkeys(s for own in sentences.values() for s in own))
    texts += [record["claim"] for record in records]
    place = {text: i for i, text in enumerate(texts)}
    vectors = encoder.encode_texts(texts)
    made = []
    for record in records:
        own = sentences[record["article_id"]]
        row = aligned(
            record["claim"],
            own,
            vectors[place[record["claim"]]],
            vectors[[place[sentence] for sentence in own]],
        )
        half = hashlib.sha256(f"support {record['article_id']}".encode()).digest()[0] % 2
        vetoed = contradicts(record["claim"], record["article"]) is not None
        made.append(Claim(np.array(row), vetoed, bool(record["supported"]), half))
    return made


def fit_support(train: list[Claim], strength: float = 1.0) -> dict[str, Any]:
    """Return offset and weights of a logistic regression, both verdicts counting the same."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, class_weight="balanced", max_iter=2000)
    model.fit(np.stack([c.row for c in train]), [c.supported for c in train])
    weights = dict(zip(SUPPORT_FEATURES, model.coef_[0].tolist(), strict=True))
    return {"offset": float(model.intercept_[0]), "weights": weights}


def balanced_accuracy(model: dict[str, Any], held: list[Claim]) -> float:
    """Return the mean of the shares of supported and of unsupported claims judged right."""
    weights = np.array([model["weights"][name] for name in SUPPORT_FEATURES])
    said = [bool(c.row @ weights + model["offset"] >= 0) and not c.vetoed for c in held]
    shares = []
    for verdict in (True, False):
        own = [s == verdict for s, c in zip(said, held, strict=True) if c.supported == verdict]
        shares.append(sum(own) / max(1, len(own)))
    return sum(shares) / 2
