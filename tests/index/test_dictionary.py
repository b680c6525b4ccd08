"""Whatever is done to an archive, it holds what a dictionary would."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from index import Article, Filters, Index
from index.maintain.doctor import doctor
from index.settings import IndexSettings
from tests.support.words import WordEncoder

ENCODER = WordEncoder()
SETTINGS = IndexSettings(passage_characters=100)
NAMES = [f"n{number}" for number in range(7)]
SOURCES = ("Post", "Ledger")
WORDS = ("amber", "basalt", "cobalt", "dune", "ember", "fjord", "glacier")

texts = st.lists(st.sampled_from(WORDS), min_size=3, max_size=40).map(
    lambda words: " ".join(
        f"{word}." if place % 6 == 5 else word for place, word in enumerate(words)
    )
)
articles = st.builds(
    lambda name, text, source: Article(name, text, title=f"About {name}", source=source),
    st.sampled_from(NAMES),
    texts,
    st.sampled_from(SOURCES),
)


class ArchiveAgainstDictionary(RuleBasedStateMachine):
    """Adds, updates, removals, compactions and reopenings in any order."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.model: dict[str, Article] = {}
        self.numbers: dict[int, tuple[str, str]] = {}
        self.index = self.open()

    def open(self) -> Index:
        return Index.open(self.folder / "index", encoder=ENCODER, settings=SETTINGS)

    @rule(batch=st.lists(articles, min_size=1, max_size=4))
    def add(self, batch: list[Article]) -> None:
        expected = {"added": 0, "updated": 0, "unchanged": 0}
        for each in batch:
            known = self.model.get(each.id)
            kind = "added" if known is None else "unchanged" if known == each else "updated"
            expected[kind] += 1
            self.model[each.id] = each
        summary = self.index.add(batch)
        assert {name: getattr(summary, name) for name in expected} == expected

    @rule(names=st.lists(st.sampled_from(NAMES), max_size=3))
    def remove(self, names: list[str]) -> None:
        there = {name for name in names if name in self.model}
        assert self.index.remove(names) == len(there)
        for name in there:
            del self.model[name]

    @rule()
    def compact(self) -> None:
        self.index.compact()
        if self.model:
            assert len(self.index.manifest.segments) == 1
        assert self.index.manifest.removed == 0

    @rule()
    def reopen(self) -> None:
        self.index.close()
        self.index = self.open()

    @invariant()
    def articles_are_those_of_the_dictionary(self) -> None:
        assert len(self.index) == len(self.model)
        assert {each.id: self.index.article(each.id) for each in self.index.articles()} == (
            self.model
        )

    @invariant()
    def passages_cover_the_texts(self) -> None:
        for name, article in self.model.items():
            passages = self.index.article_passages(name)
            joined = "".join(article.text[each.start : each.end] for each in passages)
            assert "".join(joined.split()) == "".join(article.text.split())

    @invariant()
    def a_passage_keeps_its_number_and_no_other_gets_it(self) -> None:
        for name in self.model:
            for each in self.index.article_passages(name):
                words = (name, self._text(name, each))
                assert self.numbers.setdefault(each.id, words) == words

    @invariant()
    def both_retrievers_find_exactly_what_is_there(self) -> None:
        passages = {
            each.id: each for name in self.model for each in self.index.article_passages(name)
        }
        for source in (None, *SOURCES):
            filters = Filters(sources=(source,)) if source else Filters()
            wanted = {
                number
                for number, each in passages.items()
                if source in (None, self.model[each.article_id].source)
            }
            dense = self.index.dense(ENCODER.encode_texts(["cobalt dune"])[0], 1000, filters)
            assert set(dense.ids.tolist()) == wanted
            lexical = self.index.lexical("cobalt", 1000, filters)
            assert set(lexical.ids.tolist()) == {
                number
                for number in wanted
                if "cobalt" in self._text(passages[number].article_id, passages[number])
            }

    def _text(self, name: str, passage) -> str:
        return self.model[name].text[passage.start : passage.end]

    def teardown(self) -> None:
        if not hasattr(self, "folder"):
            return
        if self.index.generation:
            report = doctor(self.folder / "index")
            assert report.healthy, report.problems
        self.index.close()
        shutil.rmtree(self.folder)


TestArchiveAgainstDictionary = ArchiveAgainstDictionary.TestCase
TestArchiveAgainstDictionary.settings = settings(
    max_examples=15,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
