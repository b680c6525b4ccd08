"""The tab where questions are asked."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, TypeAlias

import gradio as gr

from index.errors import DatelineError
from ui import asking, feedback, suggestions
from ui.context import LISTEN, Page, Settings, named, texts_for
from ui.render import page as render
from ui.render import sources as panel
from ui.render.limits import limits
from ui.render.threads import threads
from ui.texts import Texts
from ui.thread import Asked, Thread

_log = logging.getLogger(__name__)

Shown: TypeAlias = dict[Any, Any]

SENT = (
    "(words, thread, editing, limits, llm, length) =>"
    " [words, thread, editing, dateline.limits(), llm, length]"
)
OPEN = (
    "(words, thread, editing) => { const link = dateline.link(), kept = dateline.settings();"
    " return [words, dateline.current(), editing, link, kept.llm || '', kept.length || 3]; }"
)
SAVE = "(thread) => { dateline.save(thread); dateline.told(); }"


class Ask:
    """Conversation, question box and sources; `wire` ties them once all tabs are laid out."""

    def __init__(self, page: Page) -> None:
        self.page = page
        label = page.label
        with gr.Sidebar(open=False, elem_id="sidebar"):
            self.threads = gr.HTML(elem_id="threads", js_on_load=LISTEN, apply_default_css=False)
        with gr.Row(elem_id="desk"):
            with gr.Column(scale=7, min_width=320, elem_id="talk"):
                self.conversation = _html("conversation")
                self.live = gr.HTML(elem_id="live", apply_default_css=False)
                self.suggestions = _html("suggestions")
                with gr.Row(elem_id="ask-row"):
                    self.question = gr.Textbox(
                        label=label("question"),
                        placeholder=label("question_placeholder"),
                        elem_id="question",
                        max_lines=6,
                        scale=6,
                        submit_btn=False,
                    )
                    self.ask = gr.Button(
                        label("ask"), variant="primary", elem_id="ask", min_width=90
                    )
                    self.stop = gr.Button(
                        label("stop"), variant="stop", elem_id="stop", min_width=90, visible=False
                    )
                self.limits = gr.HTML(elem_id="limits", apply_default_css=False)
            with gr.Column(scale=5, min_width=320, elem_id="sources-column"):
                self.sources = _html("sources")
        self.thread = gr.JSON(visible=False)
        self.asked = gr.JSON(visible=False)
        self.draft = gr.State(None)
        self.editing = gr.State(None)

    def wire(self, settings: Settings) -> None:
        """Tie the events of the tab."""
        common = [self.question, self.thread, self.editing, self.asked, settings.llm]
        inputs = [*common, settings.length]
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        asks = [
            gr.on(
                [self.ask.click, self.question.submit],
                self.typed,
                inputs,
                self.outputs,
                js=SENT,
                **quiet,
            ),
            self.suggestions.suggest(self.suggested, inputs, self.outputs, js=SENT, **quiet),
            self.conversation.refilter(self.refiltered, inputs, self.outputs, **quiet),
            self.page.blocks.load(
                self.opened,
                inputs,
                self.outputs,
                js=OPEN,
                **quiet,
            ),
        ]
        for each in asks:
            each.then(None, [self.thread], None, js=SAVE)
        self.stop.click(self.stopped, self.draft, None, **quiet)
        self.threads.open(
            self.switched,
            [self.thread, self.draft],
            self.outputs,
            js="(thread, draft) => [dateline.opened(), draft]",
            **quiet,
        ).then(None, None, None, js="() => { dateline.drawThreads(); dateline.focusQuestion(); }")
        self.conversation.edit(self.edited, None, [self.question, self.editing], **quiet).then(
            None, None, None, js="() => dateline.focusQuestion()"
        )
        self.conversation.feedback(self.judged, [self.thread], None, **quiet)
        self.page.blocks.load(self.frame, None, [self.threads, self.limits], **quiet).then(
            None, None, None, js="() => dateline.drawThreads()"
        )

    @property
    def outputs(self) -> list[Any]:
        """Everything that an answer may change."""
        return [
            self.conversation,
            self.live,
            self.suggestions,
            self.sources,
            self.question,
            self.thread,
            self.draft,
            self.editing,
            self.ask,
            self.stop,
        ]

    def typed(
        self,
        words: str,
        thread: Any,
        editing: int | None,
        asked: Any,
        llm: str | None,
        length: int,
        request: gr.Request,
    ) -> Iterator[Shown]:
        """Answer what stands in the question box."""
        now = Thread.read(thread)
        before = now if editing is None else now.before(editing)
        wish = asking.Wish(words.strip(), Asked.read(asked), before, named(llm), length)
        yield from self.answer(wish, now, texts_for(request))

    def suggested(
        self,
        words: str,
        thread: Any,
        editing: int | None,
        asked: Any,
        llm: str | None,
        length: int,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Shown]:
        """Answer a question that was offered."""
        yield from self.typed(str(event.question), thread, None, asked, llm, length, request)

    def refiltered(
        self,
        words: str,
        thread: Any,
        editing: int | None,
        asked: Any,
        llm: str | None,
        length: int,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Shown]:
        """Ask an exchange again with the filters that its chips now say."""
        fields = dict(event._data)
        now = Thread.read(thread)
        question, filters, before = now.again(int(fields["turn"]), Asked.read(fields))
        wish = asking.Wish(question, filters, before, named(llm), length)
        yield from self.answer(wish, now, texts_for(request))

    def opened(
        self,
        words: str,
        thread: Any,
        editing: int | None,
        link: Any,
        llm: str | None,
        length: int,
        request: gr.Request,
    ) -> Iterator[Shown]:
        """Show the conversation that the browser kept, or the question of the page's address."""
        texts = texts_for(request)
        now = Thread.read(thread)
        yield self.shown(now, texts) | {self.thread: now.dump(), self.live: ""}
        if not isinstance(link, dict):
            return
        asked = str(link.get("q") or "").strip()
        model = named(llm)
        if self.page.backend.remote(model):
            yield {self.question: asked}
            return
        wish = asking.Wish(asked, Asked.read(link), now, model, length)
        yield from self.answer(wish, now, texts)

    def answer(self, wish: asking.Wish, kept: Thread, texts: Texts) -> Iterator[Shown]:
        """Yield what the page shows while a question is answered.

        Args:
            wish: the question.
            kept: the conversation as it stays when nothing comes of the question.
            texts: the language of the page.
        """
        if not wish.words:
            yield {self.live: gr.skip()}
            return
        first: Shown = {
            **self.shown(wish.thread, texts),
            self.suggestions: "",
            self.question: "",
            self.ask: gr.Button(visible=False),
            self.stop: gr.Button(visible=True),
        }
        for step in asking.run(self.page.backend, wish, texts):
            shown: Shown = {**first, self.live: step.live, self.draft: step.draft}
            first = {}
            if step.thread is not None:
                shown |= self.shown(step.thread, texts) | {self.thread: step.thread.dump()}
            if step.draft is None:
                shown |= self.idle()
                if step.thread is None:
                    shown |= self.shown(kept, texts) | {self.question: wish.words}
            yield shown

    def switched(self, thread: Any, draft: asking.Draft | None, request: gr.Request) -> Shown:
        """Show another conversation; an answer that is being made for this one is dropped."""
        if draft is not None:
            draft.dropped = True
            draft.unwanted.set()
        now = Thread.read(thread)
        shown = self.shown(now, texts_for(request)) | self.idle()
        return shown | {self.thread: now.dump(), self.live: "", self.draft: None}

    def stopped(self, draft: asking.Draft | None) -> None:
        """Stop the answer that is being made; what was said of it so far stays."""
        if draft is not None:
            draft.unwanted.set()

    def edited(self, event: gr.EventData) -> Shown:
        """Put an earlier question into the box; sending it replaces what follows."""
        return {self.question: str(event.question), self.editing: int(event.turn)}

    def judged(self, thread: Any, event: gr.EventData, request: gr.Request) -> None:
        """Keep a reader's judgement."""
        fields = dict(event._data)
        said = Thread.read(thread).exchanges[int(fields["turn"])]
        try:
            feedback.keep(
                self.page.backend.folder, fields["verdict"], str(fields["note"]), said.answer
            )
        except DatelineError as error:
            raise gr.Error(str(error), print_exception=False) from error
        gr.Info(texts_for(request)("feedback_kept"))

    def frame(self, request: gr.Request) -> tuple[str, str]:
        """Return the frame of the list of conversations and the filter form."""
        texts = texts_for(request)
        try:
            outlets = self.page.backend.index().sources()
        except DatelineError:
            _log.debug("the form has no outlets", exc_info=True)
            outlets = []
        return threads(texts), limits(outlets, texts)

    def idle(self) -> Shown:
        """Return the buttons as they are while nothing is answered."""
        return {
            self.ask: gr.Button(visible=True),
            self.stop: gr.Button(visible=False),
            self.editing: None,
        }

    def shown(self, thread: Thread, texts: Texts) -> Shown:
        """Return a conversation with its sources and with questions to go on with."""
        also = [
            other
            for said in thread.exchanges
            for citation in said.answer.citations
            for other in citation.also
        ]
        outlets = self.page.backend.outlets(also) if also else {}
        return {
            self.conversation: render.conversation(thread.exchanges, texts),
            self.sources: panel.panel(thread.exchanges, outlets, texts),
            self.suggestions: suggestions.offered(self.page.backend, thread, texts),
        }


def _html(name: str) -> gr.HTML:
    return gr.HTML(elem_id=name, js_on_load=LISTEN, apply_default_css=False)
