"""A kept answer held against the archive as it is now: does what it rests on still stand?"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, ValidationError

from index.archive import Index
from index.errors import ArticleNotFoundError, DatelineError
from rag.answer.model import Answer, Citation, Sentence
from rag.api import ask
from rag.settings import RagSettings, usual
from rag.support.check import SUPPORTED
from rag.support.entailment import judge_of

_log = logging.getLogger(__name__)

State: TypeAlias = Literal["same", "moved", "changed", "gone"]


class ReceiptError(DatelineError):
    """A file is not the receipt of an answer."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class CitationReplay(_Frozen):
    """What became of a cited quote.

    Attributes:
        state: "same": it stands where it was cited; "moved": elsewhere in the article;
            "changed": the article no longer has it; "gone": there is no such article.
        start: where it stands now; None when it stands nowhere.
    """

    n: int
    article_id: str
    title: str
    quote: str
    state: State
    start: int | None


class SentenceReplay(_Frozen):
    """Whether a sentence still has its support, from the quotes that still stand."""

    text: str
    support: float
    holds: bool


class ReplayReport(_Frozen):
    """What the archive says of a kept answer now.

    Attributes:
        holds: every sentence is still supported; of an abstention, that the archive still
            does not answer.
        again: the answer to the same question now, with the same filters.
        same_answer: `again` says the same, word for word.
    """

    question: str
    generation_then: int
    generation_now: int
    citations: list[CitationReplay]
    sentences: list[SentenceReplay]
    holds: bool
    same_answer: bool
    again: Answer

    def lines(self) -> Iterator[str]:
        """Yield the report for a person to read, a line each."""
        yield f"{'HOLDS' if self.holds else 'NO LONGER HOLDS'}: {self.question}"
        yield f"generation {self.generation_then} then, {self.generation_now} now"
        words = {
            "same": "stands where it was cited",
            "moved": "stands elsewhere in the article now",
            "changed": "no longer stands in the article",
            "gone": "the article is no longer in the archive",
        }
        for each in self.citations:
            yield f"[{each.n}] {each.title or each.article_id}: {words[each.state]}"
        for sentence in self.sentences:
            if not sentence.holds:
                yield f"without support: {sentence.text}"
        if not self.same_answer:
            yield f"the archive now says: {self.again.answer}"


def replay(receipt: Answer | Path | str, index: Index) -> ReplayReport:
    """Hold a kept answer against an archive.

    Args:
        receipt: an answer, or the file of one (`dateline ask --json`, the page's receipt).
        index: the archive as it is now.

    Returns:
        What became of every citation and sentence, and what the archive answers now; a chat
        model is not asked again.

    Raises:
        ReceiptError: the file is not a receipt.
    """
    then = receipt if isinstance(receipt, Answer) else read(Path(receipt))
    citations = [_citation(each, index) for each in then.citations]
    standing = {each.n: each.quote for each in citations if each.start is not None}
    sentences = [_sentence(each, standing, index) for each in then.sentences]
    again = ask(
        then.standalone_question or then.question,
        index=index,
        since=then.filters.since,
        until=then.filters.until,
        sources=then.filters.sources,
        articles=then.filters.articles,
        settings=RagSettings(question_dates=False),
    )
    return ReplayReport(
        question=then.question,
        generation_then=then.generation,
        generation_now=index.generation,
        citations=citations,
        sentences=sentences,
        holds=again.abstained if then.abstained else all(each.holds for each in sentences),
        same_answer=_words(then) == _words(again),
        again=again,
    )


def read(path: Path) -> Answer:
    """Return the answer that a receipt holds.

    Raises:
        ReceiptError: the file cannot be read or is not a receipt.
    """
    try:
        return Answer.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ReceiptError(f"{path} cannot be read ({error.strerror})") from error
    except (ValidationError, ValueError, RecursionError) as error:
        raise ReceiptError(
            f"{path} is not the receipt of an answer; `dateline ask … --json` writes one, "
            "and so does the page"
        ) from error


def _citation(citation: Citation, index: Index) -> CitationReplay:
    state: State = "gone"
    start: int | None = None
    try:
        text = index.article(citation.article_id).text
    except ArticleNotFoundError:
        _log.debug("there is no article %s any more", citation.article_id)
    else:
        start = citation.stands_in(text)
        state = "changed" if start is None else "same" if start == citation.start else "moved"
    return CitationReplay(
        n=citation.n,
        article_id=citation.article_id,
        title=citation.title,
        quote=citation.quote,
        state=state,
        start=start,
    )


def _sentence(sentence: Sentence, standing: dict[int, str], index: Index) -> SentenceReplay:
    cited = " ".join(standing[n] for n in sentence.citations if n in standing)
    if sentence.origin == "verdict":
        # A word says nothing by itself: it holds while the sentence that decided it stands.
        value = sentence.support if cited else 0.0
    else:
        judge = judge_of(usual().entailment, index.encoder)
        value = judge(sentence.text, cited) if cited else 0.0
    return SentenceReplay(text=sentence.text, support=value, holds=value >= SUPPORTED)


def _words(answer: Answer) -> list[str]:
    return [] if answer.abstained else [sentence.text for sentence in answer.sentences]
