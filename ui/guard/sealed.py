"""Calls of the page that fail in one line, with no text of the asker in a log."""

from __future__ import annotations

import logging
from typing import Any

import gradio as gr

from index.errors import DatelineError

_log = logging.getLogger(__name__)


def seal(blocks: gr.Blocks) -> None:
    """Let no call of an app raise anything but errors that Gradio shows and does not print.

    Of any other it prints the traceback, with what was asked.
    """
    process = blocks.process_api

    async def sealed(*arguments: Any, **options: Any) -> Any:
        try:
            return await process(*arguments, **options)
        except Exception as error:  # noqa: BLE001 - whatever it is, the asker is told
            raise _told(error) from None

    blocks.process_api = sealed


def _told(error: Exception) -> gr.Error:
    if isinstance(error, gr.Error):
        error.print_exception = False
        return error
    if isinstance(error, DatelineError):
        return gr.Error(str(error), print_exception=False)
    _log.info("a call failed with %s; DATELINE_LOG=debug shows where", type(error).__name__)
    _log.debug("a call failed", exc_info=error)
    return gr.Error(f"unexpected {type(error).__name__}", print_exception=False)
