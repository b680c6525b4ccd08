from __future__ import annotations

import contextlib
import json
from pathlib import Path

import torch

from eval.train import model as models
from eval.train.features import tokenised, tokenised_claims
from eval.train.loop import Recipe, train
from eval.train.rows import Claim, Row
from tests.support.tiny import tiny_model, tiny_tokenizer

TEXT = "The harbour opened at dawn. Ten men left. Ships came in on Monday."
ASKED = {"When did the harbour open?": "dawn", "How many left?": "Ten", "When?": "Monday"}


def groups(folder: Path) -> list:
    rows = []
    for question, answer in ASKED.items():
        start = TEXT.index(answer)
        null = Row(question, "", "Ann left. Bob came in.")
        rows.append((Row(question, "", TEXT, ((start, start + len(answer)),)), null))
    return tokenised(rows * 4, tiny_tokenizer(folder))


def test_training_learns_what_it_is_shown(tmp_path: Path) -> None:
    made = models.new_reader(str(tiny_model(tmp_path / "start")))
    shown = groups(tmp_path / "tokens")
    with torch.no_grad():
        before = float(models.reader_loss(made, shown))
    train(
        made, shown, models.reader_loss, Recipe(rate=5e-3, epochs=12, tokens=400), tmp_path / "out"
    )
    with torch.no_grad():
        after = float(models.reader_loss(made, shown))
    assert after < 0.6 * before


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    shown = groups(tmp_path / "tokens")
    recipe = Recipe(rate=1e-3, epochs=4, tokens=400, every=3)

    def fresh() -> torch.nn.Module:
        made = models.new_reader(str(tiny_model(tmp_path / "start")))
        made.config.hidden_dropout_prob = 0.0
        for part in made.modules():
            if isinstance(part, torch.nn.Dropout):
                part.p = 0.0
        return made

    whole = fresh()
    train(whole, shown, models.reader_loss, recipe, tmp_path / "whole")
    calls = 0

    def stopping(model: torch.nn.Module, batch: list) -> torch.Tensor:
        nonlocal calls
        calls += 1
        if calls > 4:
            raise KeyboardInterrupt
        return models.reader_loss(model, batch)

    with contextlib.suppress(KeyboardInterrupt):
        train(fresh(), shown, stopping, recipe, tmp_path / "parts")
    resumed = fresh()
    train(resumed, shown, models.reader_loss, recipe, tmp_path / "parts")
    assert json.loads((tmp_path / "parts" / "recipe.json").read_text())["steps"] > 4
    for one, other in zip(whole.parameters(), resumed.parameters(), strict=True):
        assert torch.allclose(one, other, atol=1e-5)


def test_the_checker_learns_to_part_claims_over_one_text(tmp_path: Path) -> None:
    made = models.new_checker(str(tiny_model(tmp_path / "start", "checker")))
    cited = "Ten men left at dawn."
    claims = (Claim(cited, "Ten men left.", "entails"), Claim(cited, "Ships left.", "unsupported"))
    shown = tokenised_claims([claims] * 8, tiny_tokenizer(tmp_path / "tokens"))
    with torch.no_grad():
        before = float(models.checker_loss(made, shown))
    train(
        made, shown, models.checker_loss, Recipe(rate=5e-3, epochs=10, tokens=200), tmp_path / "out"
    )
    with torch.no_grad():
        after = float(models.checker_loss(made, shown))
    assert after < 0.6 * before
