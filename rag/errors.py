"""What can go wrong with a question; each message says what, which value, what to do."""

from __future__ import annotations

from index.errors import DatelineError


class QuestionError(DatelineError):
    """The question cannot be asked (it is empty, or a filter contradicts itself)."""


class AnswerCancelledError(DatelineError):
    """The asker called the answer off."""


class LanguageModelError(DatelineError):
    """A chat model cannot be loaded or reached."""


class RerankError(DatelineError):
    """A cross-encoder cannot be loaded."""


class EntailmentError(DatelineError):
    """The entailment model cannot be loaded."""


class ReaderError(DatelineError):
    """The model that reads passages cannot be loaded."""


class BatchError(DatelineError):
    """A file of questions cannot be read, or one of answers cannot be written."""


class SavedError(DatelineError):
    """A saved question cannot be kept, found or told of."""


class NoteError(DatelineError):
    """A collection, a note or a dossier cannot be made, found or written."""
