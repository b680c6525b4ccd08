"""What a reader says of an answer, kept beside the archive."""

from __future__ import annotations

from typing import Any

import gradio as gr

from index.errors import DatelineError
from ui import feedback
from ui.context import Page, texts_for
from ui.thread import Thread


def wire(page: Page, conversation: gr.HTML, thread: gr.JSON) -> None:
    """Keep the judgements that are sent from the conversation."""

    def judged(said: Any, event: gr.EventData, request: gr.Request) -> None:
        fields = dict(event._data)
        answer = Thread.read(said).exchanges[int(fields["turn"])].answer
        try:
            feedback.keep(page.backend.folder, fields["verdict"], str(fields["note"]), answer)
        except DatelineError as error:
            raise gr.Error(str(error), print_exception=False) from error
        gr.Info(texts_for(request)("feedback_kept"))

    conversation.feedback(judged, [thread], None, show_progress="hidden", api_visibility="private")
