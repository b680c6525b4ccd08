"""What can go wrong with an archive; each message says what, which value, what to do."""

from __future__ import annotations


class DatelineError(Exception):
    """Base of every error that Dateline raises on purpose; its message is one line for a user."""


class IndexNotFoundError(DatelineError):
    """There is no index in the folder."""


class IndexLockedError(DatelineError):
    """Another process is writing to the index."""


class IndexCorruptError(DatelineError):
    """A file of the index is missing or its checksum differs."""


class IndexFormatError(DatelineError):
    """The index was written in a format that this version does not read."""


class ModelMismatchError(DatelineError):
    """The index was built with another embedding model."""


class ModelError(DatelineError):
    """An embedding model cannot be loaded or its weights are not the published ones."""


class UnknownSettingError(DatelineError):
    """A variable of the environment is named like a setting and is none."""


class ArticleNotFoundError(DatelineError):
    """No article has this id."""


class RefusedError(DatelineError):
    """A file, page or record cannot be taken in; the message names it and says why."""


class DiskSpaceError(DatelineError):
    """There is too little room on the disk for what is to be written."""


class EngineError(DatelineError):
    """The engine that holds the archive does not answer, lets nobody in, or lacks something."""


class SearchQueryError(DatelineError):
    """A search of the articles' words cannot be read; the message says where."""
