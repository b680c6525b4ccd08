from __future__ import annotations

from pathlib import Path

from eval.train.features import MOST_TOKENS, batches, padded, tokenised, tokenised_claims
from eval.train.rows import Claim, Row
from tests.support.tiny import tiny_tokenizer

TEXT = "The harbour opened at dawn. Ten men left."


def test_a_span_becomes_the_places_of_its_tokens(tmp_path: Path) -> None:
    tokenizer = tiny_tokenizer(tmp_path)
    start = TEXT.index("Ten men")
    row = Row("How many left?", "Harbour reopens", TEXT, ((start, start + 7),))
    ((feature,),) = tokenised([(row,)], tokenizer)
    (first,), (last,) = feature.starts, feature.ends
    words = tokenizer.convert_ids_to_tokens(list(feature.ids))
    assert words[first : last + 1] == ["ten", "men"]
    assert words[feature.second - 1] == "[SEP]"
    assert words[feature.first_body] == "the"


def test_a_row_without_an_answer_has_no_places(tmp_path: Path) -> None:
    ((feature,),) = tokenised([(Row("Who?", "", TEXT),)], tiny_tokenizer(tmp_path))
    assert feature.starts == feature.ends == ()


def test_a_passage_too_long_keeps_its_answer(tmp_path: Path) -> None:
    text = "ships came in . " * 300 + "Ten men left."
    start = text.index("Ten")
    row = Row("How many left?", "", text, ((start, start + 3),))
    tokenizer = tiny_tokenizer(tmp_path)
    ((feature,),) = tokenised([(row,)], tokenizer)
    assert len(feature.ids) <= MOST_TOKENS
    (first,) = feature.starts
    assert tokenizer.convert_ids_to_tokens(feature.ids[first]) == "ten"


def test_every_group_is_in_one_batch_whole(tmp_path: Path) -> None:
    rows = [(Row("Who?", "", "ships came . " * n), Row("Who?", "", TEXT)) for n in range(1, 30)]
    groups = tokenised(rows, tiny_tokenizer(tmp_path))
    made = list(batches(groups, 300, seed=1))
    assert len(made) > 3
    assert sorted(id(group) for batch in made for group in batch) == sorted(map(id, groups))
    assert made == list(batches(groups, 300, seed=1))


def test_padding_masks_what_is_no_token(tmp_path: Path) -> None:
    groups = tokenised(
        [(Row("Who?", "", TEXT),), (Row("Who?", "", "Ann left."),)], tiny_tokenizer(tmp_path)
    )
    features = [feature for group in groups for feature in group]
    ids, mask, types = padded(features)
    assert ids.shape == mask.shape == types.shape
    assert mask.sum(axis=1).tolist() == [len(feature.ids) for feature in features]
    assert (types[0][: features[0].second] == 0).all()


def test_a_claim_follows_what_it_cites(tmp_path: Path) -> None:
    tokenizer = tiny_tokenizer(tmp_path)
    ((feature,),) = tokenised_claims([(Claim("Ten men left.", "Men left.", "entails"),)], tokenizer)
    words = tokenizer.convert_ids_to_tokens(list(feature.ids))
    assert words == "[CLS] ten men left . [SEP] men left . [SEP]".split()
    assert feature.label == 0
