"""A model's sentences as it writes them, in plain text or in a fixed form."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

from rag.llm import prompts
from rag.llm.assemble import Assembler
from rag.llm.call import Cancel, Usage, stream, text_of
from rag.llm.counter import counter
from rag.llm.errors import LanguageModelError, ModelCancelledError, ModelTimeoutError
from rag.llm.pack import tokens
from rag.llm.settings import ModelSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import RunnableConfig

_AT_ONCE = 1000
_FORM: dict[str, Any] = {
    "title": "Answer",
    "description": "An answer from numbered sentences.",
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "description": "the answer's sentences; none when they are not answered",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "description": "one sentence"},
                    "sources": {
                        "type": "array",
                        "items": {"type": "integer"},
                        "description": "numbers of the sentences it comes from",
                    },
                },
                "required": ["text", "sources"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}


class Writer:
    """Asks a model for an answer and hands on its sentences one by one.

    Attributes:
        usage: what was counted and estimated.
        looping: whether the model ran in circles and was stopped.
    """

    def __init__(
        self,
        model: BaseChatModel,
        settings: ModelSettings,
        cancel: Cancel | None,
        usage: Usage | None = None,
    ) -> None:
        """Begin with a model, its limits, what may stop it and what was used before."""
        self._model = model
        self._settings = settings
        self._cancel = cancel
        self.usage = usage or Usage()
        self.looping = False

    def write(
        self,
        question: str,
        evidence: Sequence[str],
        found: Sequence[str] = (),
        now: date | None = None,
    ) -> Generator[str, None, None]:
        """Yield the sentences of an answer, markers included, each as soon as it is whole.

        A model that does not keep to the fixed form is asked again for plain text.

        Raises:
            ModelTimeoutError: it took too long.
            ModelCancelledError: the asker has gone.
            LanguageModelError: it failed.
        """
        formed = structured(self._model, self._settings)
        messages = prompts.answer(question, evidence, found=found, now=now, structured=formed)
        if formed:
            given = False
            try:
                for sentence in self._formed(messages):
                    given = True
                    yield sentence
                return
            except (ModelTimeoutError, ModelCancelledError):
                raise
            except LanguageModelError:
                if given:
                    raise
            messages = prompts.answer(question, evidence, found=found, now=now)
        yield from self._plain(messages)

    def _plain(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        sent = sum(tokens(text) for _, text in messages)
        assembler = Assembler()
        ended = False
        chunks = stream(
            lambda: iter(self._model.stream(list(messages))),
            self._settings,
            self.usage,
            self._cancel,
            sent,
        )
        with closing(chunks):
            for chunk in chunks:
                self.usage.add(getattr(chunk, "usage_metadata", None))
                ended = ended or _ended(chunk)
                words = text_of(chunk)
                self.usage.written += tokens(words) if words else 0
                for start in range(0, len(words), _AT_ONCE):
                    yield from assembler.feed(words[start : start + _AT_ONCE])
                    if assembler.looping:
                        self.looping = True
                        return
        yield from assembler.close(whole=ended)

    def _formed(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        sent = sum(tokens(text) for _, text in messages)
        asked = self._model.with_structured_output(_FORM)
        done = 0
        items: list[Any] = []
        counting: RunnableConfig = {"callbacks": [counter(self.usage)]}
        chunks = stream(
            lambda: iter(asked.stream(list(messages), counting)),
            self._settings,
            self.usage,
            self._cancel,
            sent,
        )
        with closing(chunks):
            for partial in chunks:
                if not isinstance(partial, dict) or not isinstance(partial.get("sentences"), list):
                    continue
                items = partial["sentences"]
                while done < len(items) - 1:
                    yield from self._item(items[done])
                    done += 1
        for item in items[done:]:
            yield from self._item(item)

    def _item(self, item: object) -> Iterator[str]:
        """Give an item of the fixed form the form of a sentence with its markers."""
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            return
        sources = item.get("sources")
        if not isinstance(sources, list):  # cut off before its end
            return
        numbers = [n for n in sources if isinstance(n, int)]
        self.usage.written += tokens(item["text"])
        for position, sentence in enumerate(_sentences(item["text"])):
            if position == self._settings.max_sentences:
                return
            yield sentence + (" " + "".join(f"[{n}]" for n in numbers) if numbers else "")


def structured(model: BaseChatModel, settings: ModelSettings) -> bool:
    """Whether a model is asked for a fixed form: by setting, else when it is known to have one."""
    if settings.structured != "auto":
        return settings.structured == "always"
    profile = getattr(model, "profile", None)
    return bool(isinstance(profile, dict) and profile.get("structured_output"))


def _ended(chunk: object) -> bool:
    """Whether a chunk says that the model came to its own end."""
    metadata = getattr(chunk, "response_metadata", None) or {}
    reason = metadata.get("finish_reason") or metadata.get("stop_reason")
    return reason in {"stop", "end_turn", "STOP", "stop_sequence"} or metadata.get("done") is True


def _sentences(text: str) -> list[str]:
    assembler = Assembler()
    return assembler.feed(text) + assembler.close()
