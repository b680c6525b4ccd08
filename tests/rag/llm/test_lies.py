"""No unsupported sentence of a bad model passes, whatever form it comes in."""

from __future__ import annotations

import random

import pytest

from rag.llm import ModelSettings, phrase
from tests.support.lies import CASES, SCENES
from tests.support.scripted import Script

FORMS = (
    lambda text: text,
    lambda text: text.replace(" [", ". [").replace("].", "]"),
    lambda text: text.replace("[", "【").replace("]", "】"),
    lambda text: text.replace("[", "(source ").replace("]", ")"),
    lambda text: "- **" + text.replace("[", "[S") + "**",
    lambda text: "Answer: " + text.replace("].", "]. [9]"),
)


def chunks(text: str, seed: int) -> list[str]:
    """Cut a text at random places."""
    chance = random.Random(seed)
    found = []
    while text:
        size = chance.randint(1, 9)
        found.append(text[:size])
        text = text[size:]
    return found


def said(server, model, encoder, evidence, question, words, seed=0):
    server.says(Script(chunks(words, seed)))
    settings = ModelSettings(timeout_s=20, retries=0)
    items = list(phrase(question, evidence, model, encoder=encoder, settings=settings, keep=()))
    return items[-1]


def test_there_are_enough_cases():
    assert len(CASES) >= 100
    assert len({lie for _, _, lie in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("number", "scene", "lie"),
    [
        pytest.param(n, scene, lie, id=f"{scene.name}-{kind}")
        for n, (scene, kind, lie) in enumerate(CASES)
    ],
)
def test_lie_does_not_pass(server, model, encoder, make_evidence, number, scene, lie):
    evidence = make_evidence(scene.text)
    words = FORMS[number % len(FORMS)](lie)
    result = said(server, model, encoder, evidence, scene.question, words, number)
    true = {item.text for item in evidence}
    assert all(s.text in true and s.origin == "extract" for s in result.sentences), result
    assert all(s.evidence for s in result.sentences)
    assert all(evidence[i].text == s.text for s in result.sentences for i in s.evidence)
    assert result.changes if result.sentences else "own words" in result.notices[0]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_truth_passes_in_the_models_own_words(server, model, encoder, make_evidence, scene):
    evidence = make_evidence(scene.text)
    result = said(server, model, encoder, evidence, scene.question, " ".join(scene.truths))
    assert len(result.sentences) == len(scene.truths)
    assert all(s.outcome == "passed" for s in result.sentences), result


def test_truth_survives_among_lies(server, model, encoder, make_evidence):
    for scene in SCENES[:4]:
        evidence = make_evidence(scene.text)
        lie = next(iter(scene.lies.values()))
        words = f"{lie} {scene.truths[-1]}"
        result = said(server, model, encoder, evidence, scene.question, words)
        assert any(s.outcome == "passed" for s in result.sentences)
