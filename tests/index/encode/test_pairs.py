"""Pairs of texts as tokens: tokenizers that share a vocabulary do not share their settings."""

import numpy as np
import pytest
from tokenizers import Tokenizer

from index.encode.pairs import open_tokenizer, pairs
from rag.read.shipped import FOLDER

FILE = FOLDER / "tokenizer.json"
TEXTS = [
    ("Who won [SEP] it? [MASK]", "Héllo [CLS] wörld, 서울 and Łódź. " * 30),
    ("who " * 40, "They " * 40),
    ("", "A\u200bb\u00adc ﬁsh"),
]


@pytest.mark.parametrize(("most", "cut"), [(24, "only_second"), (32, "longest_first")])
def test_a_tokenizer_that_shares_its_vocabulary_reads_as_one_of_its_own(most, cut):
    texts = TEXTS if cut == "longest_first" else [TEXTS[0], TEXTS[2]]
    other = open_tokenizer(FILE, 480)
    own = Tokenizer.from_file(str(FILE))
    own.no_padding()
    own.enable_truncation(most, strategy=cut)
    shared = open_tokenizer(FILE, most, cut)
    for found, wanted in zip(pairs(shared, texts), pairs(own, texts), strict=True):
        np.testing.assert_array_equal(found.ids, wanted.ids)
        np.testing.assert_array_equal(found.types, wanted.types)
        np.testing.assert_array_equal(found.offsets, wanted.offsets)
        assert len(found.ids) <= most
    assert max(len(each.ids) for each in pairs(other, texts)) > most


def test_another_vocabulary_is_read_anew(tmp_path):
    content = FILE.read_text("utf-8").replace('"harbour"', '"harbourx"')
    (tmp_path / "tokenizer.json").write_text(content, "utf-8")
    here, there = open_tokenizer(FILE, 32), open_tokenizer(tmp_path / "tokenizer.json", 32)
    assert here.token_to_id("harbour") is not None
    assert there.token_to_id("harbour") is None
