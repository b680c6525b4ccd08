"""A cross-encoder made in the test judges entailment."""

import pytest

from rag import ask
from rag.errors import EntailmentError
from rag.settings import RagSettings
from rag.support.check import support
from rag.support.entailment import CrossEncoderEntailment, judge_of, load_entailment

TEXT = "The bridge of Lomund opened again on Saturday after sixteen months, the mayor said."
CLAIM = "People in the town can cross the river once more."


def make(folder, labels):
    """A BERT of two layers and random weights with some labels."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    from index.encode.weights import locate

    torch.manual_seed(1)
    tokenizer = BertTokenizerFast.from_pretrained(str(locate(None).folder))
    config = BertConfig(
        vocab_size=tokenizer.vocab_size,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def three_labels(tmp_path_factory):
    labels = ["contradiction", "Entailment", "neutral"]
    return make(tmp_path_factory.mktemp("nli"), labels)


def test_the_label_that_is_called_entailment_speaks(three_labels):
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(three_labels)
    expected = model.predict([(TEXT, CLAIM)], apply_softmax=True, show_progress_bar=False)[0]
    assert CrossEncoderEntailment(three_labels)(TEXT, CLAIM) == pytest.approx(expected[1], abs=1e-5)


def test_support_is_what_it_says_unless_a_fact_is_missing(three_labels, encoder):
    judge = judge_of(three_labels, encoder)
    assert judge(CLAIM, TEXT) == pytest.approx(load_entailment(three_labels)(TEXT, CLAIM))
    assert judge(CLAIM, TEXT) != pytest.approx(support(CLAIM, TEXT, encoder=encoder), abs=1e-3)
    assert judge("It opened after 17 months.", TEXT) <= 0.2
    assert judge_of(None, encoder)(CLAIM, TEXT) == support(CLAIM, TEXT, encoder=encoder)


def test_one_output_is_a_probability(tmp_path):
    value = CrossEncoderEntailment(make(tmp_path / "one", ["supported"]))(TEXT, CLAIM)
    assert 0.0 < value < 1.0


def test_labels_without_entailment_are_refused(tmp_path):
    folder = make(tmp_path / "two", ["good", "bad"])
    with pytest.raises(EntailmentError, match="good, bad"):
        CrossEncoderEntailment(folder)
    with pytest.raises(EntailmentError, match="no-such-folder"):
        CrossEncoderEntailment("./no-such-folder")


def test_an_answer_says_which_model_judged(samples_index, three_labels):
    settings = RagSettings(entailment=three_labels)
    answer = ask("who won the Silver Cup", index=samples_index, settings=settings)
    assert answer.models["entailment"] == three_labels
