"""Judges of entailment: the built-in one, a function of one's own, a model."""

import pytest

from eval.entail import load_judge
from eval.errors import SettingError
from eval.measure import records
from index.encode.weights import locate


@pytest.fixture
def own_module(tmp_path, monkeypatch):
    """A module of two judges: one wants every word in the text, one is never content."""
    code = """
def words(sentence, text):
    return set(sentence.split()) <= set(text.split())

def never(sentence, text):
    return False
"""
    (tmp_path / "ownjudge.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))


def entailment_model(folder, labels, sure):
    """Save a BERT whose last layer always votes for the class numbered `sure`."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    tokenizer = BertTokenizerFast.from_pretrained(str(locate(None).folder))
    config = BertConfig(
        vocab_size=tokenizer.vocab_size,
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        id2label=dict(enumerate(labels)),
        label2id={name: place for place, name in enumerate(labels)},
    )
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.nn.functional.one_hot(torch.tensor(sure), len(labels)))
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return str(folder)


def test_the_built_in_judge_is_the_check_of_answers():
    judge = load_judge()
    assert judge("The bank raised its rate.", "It was Monday. The bank raised its rate. It rained.")
    assert not judge("The bank cut its rate to 3 per cent.", "The mayor opened a bridge.")


def test_a_judge_by_words_shares_no_code_with_the_check():
    judge = load_judge("words")
    assert judge("The bank raised its rate to 7 per cent.", "A bank raised its rate: 7 per cent!")
    assert not judge("The bank raised its rate to 8 per cent.", "The bank raised its rate to 7.")
    assert not judge("of the", "of the")


def test_a_function_of_ones_own(own_module):
    judge = load_judge("ownjudge:words")
    assert judge("a b", "b c a")
    assert not judge("a b", "a c")


def test_the_judge_changes_the_figures_of_support_and_no_other(
    own_module, sample_run, sample_records
):
    again = records(sample_run.dataset, sample_run.results, "ownjudge:never")
    assert any("support.recall" in one.values for one in again)
    for one in again:
        before = sample_records[one.id].values
        assert set(one.values) == set(before)
        changed = {name for name, value in one.values.items() if value != before[name]}
        assert changed <= {"support.recall", "support.precision"}
        assert one.values.get("support.recall", 0.0) == 0.0


def test_an_entailment_model_is_read_by_its_labels(tmp_path):
    labels = ["contradiction", "entailment", "neutral"]
    assert load_judge(entailment_model(tmp_path / "yes", labels, 1))("a", "b") is True
    assert load_judge(entailment_model(tmp_path / "no", labels, 2))("a", "b") is False


def test_what_is_no_judge_is_refused(own_module, tmp_path):
    with pytest.raises(SettingError, match="cannot be imported"):
        load_judge("nosuchmodule:words")
    with pytest.raises(SettingError, match="has no function 'other'"):
        load_judge("ownjudge:other")
    with pytest.raises(SettingError, match="neither 'support'"):
        load_judge("./no-such-model")
    with pytest.raises(SettingError, match="no class called 'entailment'"):
        load_judge(entailment_model(tmp_path / "other", ["good", "bad"], 0))
