"""The tab where questions are asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from index.errors import DatelineError
from ui import asking, words
from ui.parts import LISTEN, Page, texts_for
from ui.render import page as render
from ui.render import sources as panel
from ui.render.live import failure
from ui.texts import Texts
from ui.thread import Asked, Thread

SKIP = gr.skip()


def build(page: Page) -> None:
    """Lay out the tab and tie its events."""
    label = page.label
    with gr.Row(elem_id="desk"):
        with gr.Column(scale=7, min_width=320, elem_id="talk"):
            conversation = gr.HTML(
                elem_id="conversation", js_on_load=LISTEN, apply_default_css=False
            )
            live = gr.HTML(elem_id="live", apply_default_css=False)
            suggestions = gr.HTML(elem_id="suggestions", js_on_load=LISTEN, apply_default_css=False)
            with gr.Row(elem_id="ask-row"):
                question = gr.Textbox(
                    label=label("question"),
                    placeholder=label("question_placeholder"),
                    elem_id="question",
                    max_lines=6,
                    scale=6,
                    autofocus=True,
                )
                ask = gr.Button(label("ask"), variant="primary", elem_id="ask", min_width=90)
                stop = gr.Button(label("stop"), variant="stop", elem_id="stop", visible=False)
        with gr.Column(scale=5, min_width=320, elem_id="sources-column"):
            sources = gr.HTML(elem_id="sources", js_on_load=LISTEN, apply_default_css=False)
    thread = gr.JSON(visible=False)
    draft = gr.State(None)
    editing = gr.State(None)

    def answer(
        question: str, known: Any, editing: int | None, request: gr.Request
    ) -> Iterator[dict[Any, Any]]:
        yield from _answer(question, Asked(), Thread.read(known), editing, request)

    def _answer(
        question: str,
        asked: Asked,
        before: Thread,
        editing: int | None,
        request: gr.Request,
    ) -> Iterator[dict[Any, Any]]:
        texts = texts_for(request)
        question = question.strip()
        if not question:
            yield {live: SKIP}
            return
        if editing is not None:
            before = before.before(editing)
        first = {
            **_shown(before, texts),
            question_box: "",
            suggestions: "",
            ask: gr.Button(visible=False),
            stop: gr.Button(visible=True),
        }
        last = {ask: gr.Button(visible=True), stop: gr.Button(visible=False), editing_box: None}
        for step in asking.run(page.backend, question, asked, before, texts):
            shown: dict[Any, Any] = {live: step.live, draft: step.draft, **first}
            first = {}
            if step.thread is not None:
                shown |= _shown(step.thread, texts) | {thread: step.thread.dump()}
            if step.draft is None:
                shown |= last
            yield shown

    def _shown(now: Thread, texts: Texts) -> dict[Any, Any]:
        return {
            conversation: render.conversation(now.exchanges, texts),
            sources: panel.panel(now.exchanges, texts),
        }

    question_box, editing_box = question, editing
    outputs = [
        conversation,
        live,
        suggestions,
        sources,
        question,
        thread,
        draft,
        editing,
        ask,
        stop,
    ]

    def opened(known: Any, request: gr.Request) -> dict[Any, Any]:
        texts = texts_for(request)
        now = Thread.read(known)
        return {
            **_shown(now, texts),
            thread: now.dump(),
            live: "",
            suggestions: "" if now.exchanges else start(texts),
        }

    def start(texts: Texts) -> str:
        try:
            articles = len(page.backend.index())
        except DatelineError as error:
            return failure("", str(error), texts)
        if not articles:
            return render.empty(page.backend.folder, texts)
        return render.suggestions(words.EXAMPLES, "examples", texts)

    def stopped(so_far: asking.Draft | None, known: Any, request: gr.Request) -> dict[Any, Any]:
        texts = texts_for(request)
        shown: dict[Any, Any] = {
            live: "",
            ask: gr.Button(visible=True),
            stop: gr.Button(visible=False),
            draft: None,
        }
        said = so_far.stopped() if so_far else None
        if said:
            now = asking.finished(Thread.read(known), said)
            return shown | _shown(now, texts) | {thread: now.dump()}
        return shown | ({question: so_far.question} if so_far else {})

    def suggested(event: gr.EventData) -> str:
        return str(event.question)

    asks = gr.on(
        [ask.click, question.submit],
        answer,
        [question, thread, editing],
        outputs,
        concurrency_limit=8,
        show_progress="hidden",
        api_visibility="private",
    )
    asks.then(None, [thread], None, js="(thread) => dateline.save(thread)")
    chosen = suggestions.suggest(suggested, None, question, api_visibility="private").then(
        answer,
        [question, thread, editing],
        outputs,
        concurrency_limit=8,
        show_progress="hidden",
        api_visibility="private",
    )
    chosen.then(None, [thread], None, js="(thread) => dateline.save(thread)")
    stop.click(
        stopped, [draft, thread], outputs, cancels=[asks, chosen], api_visibility="private"
    ).then(None, [thread], None, js="(thread) => dateline.save(thread)")
    gr.on(
        page.blocks.load,
        opened,
        [thread],
        outputs,
        js="() => dateline.current()",
        show_progress="hidden",
        api_visibility="private",
    )
