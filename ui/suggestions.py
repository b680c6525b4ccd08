"""Questions to go on with, taken from passages that the archive has found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from rag.answer.model import Answer, PassageView
from ui.questions import made_of
from ui.render import page as render
from ui.texts import Texts
from ui.thread import Thread

_NAME = r"((?:[Tt]he )?[A-Z][\w’-]+(?: [A-Z][\w’-]+){1,2})"
_SAYS = r"(?:said|says|told|warned|announced|added)"
_SPEAKER = re.compile(
    rf"\b{_NAME}(?:, [^,.!?]{{1,60}},)? {_SAYS}\b|\b(?:said|says|added) {_NAME}\b"
)
_OFFERED = 3
_NEAR = 0.55
_WORD = re.compile(r"\w{4,}")
_NEW = 0.3
"""Share of a question's words that neither the last question nor its answer may have."""


def offered(thread: Thread, begun: Callable[[], list[str]], texts: Texts) -> str:
    """Return questions to ask next, as HTML; none while nothing was asked.

    Args:
        thread: the conversation.
        begun: gives those to begin with; they stand where an abstention has found none.
        texts: the language of the page.
    """
    if not thread.exchanges:
        return ""
    last = thread.exchanges[-1].answer
    found = questions(last, texts)
    if last.abstained:
        asked = {each.question for each in thread.exchanges}
        found = found or [each for each in begun() if each not in asked][:_OFFERED]
    heading = "instead_questions" if last.abstained else "next_questions"
    return render.suggestions(found, heading, texts)


def questions(answer: Answer, texts: Texts, limit: int = _OFFERED) -> list[str]:
    """Return questions that found passages answer and the answer has not.

    Each is made of words that stand in the archive: the name of someone who says something in
    a cited article, or a sentence that was found, turned into the question that it answers,
    articles that are not cited first.

    Args:
        answer: the answer just given.
        texts: the language of the page.
        limit: the most questions.
    """
    said = f"{answer.question} {answer.standalone_question} {answer.answer}".casefold()
    found: list[str] = []
    for words in _candidates(answer, said, texts):
        if words not in found:
            found.append(words)
        if len(found) == limit:
            break
    return found


def _candidates(answer: Answer, said: str, texts: Texts) -> Iterator[str]:
    cited = {citation.article_id for citation in answer.citations}
    near = [view for view in answer.passages if view.article_id in cited]
    best = max((view.score for view in answer.passages), default=0.0)
    others = [
        view
        for view in answer.passages
        if view.article_id not in cited and view.score >= _NEAR * best
    ]
    if not answer.abstained:
        for name in _speakers(near, said):
            yield texts("next_said", name=name)
            break
    for view in (*others, *near):
        turned = (words for _, words in made_of(view.text, None))
        yield from islice((words for words in turned if _new(words, said)), 1)


def _new(words: str, said: str) -> bool:
    """Return whether a question asks for something that was not said yet."""
    wanted = set(_WORD.findall(words.casefold()))
    return len(wanted - set(_WORD.findall(said))) >= _NEW * len(wanted)


def _speakers(views: list[PassageView], said: str) -> Iterator[str]:
    for view in views:
        for match in _SPEAKER.finditer(view.text):
            name = re.sub("^The ", "the ", match.group(1) or match.group(2))
            if name.casefold() not in said:
                yield name
