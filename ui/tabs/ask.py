"""The tab where questions are asked."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, TypeAlias

import gradio as gr

from index.errors import DatelineError
from ui import asking, suggestions
from ui.context import Page, Settings, named, part, texts_for
from ui.render import page as render
from ui.render import sources as panel
from ui.render.limits import limits
from ui.render.threads import threads
from ui.tabs import judging
from ui.tabs.welcome import Welcome
from ui.texts import Texts
from ui.thread import Asked, Thread

_log = logging.getLogger(__name__)

Shown: TypeAlias = dict[Any, Any]

SENT = "(...given) => dateline.sent(...given)"
OPEN = "(...given) => dateline.begin(...given)"
SAVE = "(thread) => dateline.answered(thread)"


class Ask:
    """Conversation, question box and what the archive offers; `wire` ties them together."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.welcome = Welcome(page)
        label = page.label
        with gr.Sidebar(open=False, elem_id="sidebar"):
            self.threads = part("threads")
        with gr.Column(elem_id="talk", min_width=0):
            self.conversation = part("conversation")
            self.live = part("live")
            self.suggestions = part("suggestions")
            self.welcome.above()
            with gr.Column(elem_id="composer", min_width=0):
                self.editor = part("editor")
                with gr.Row(elem_id="ask-row"):
                    self.question = gr.Textbox(
                        label=label("question"),
                        show_label=False,
                        placeholder=label("question_placeholder"),
                        elem_id="question",
                        max_lines=8,
                        scale=6,
                        submit_btn=False,
                        container=False,
                    )
                    self.ask = gr.Button(label("ask"), variant="primary", elem_id="ask")
                    self.stop = gr.Button(
                        label("stop"), variant="stop", elem_id="stop", visible=False
                    )
                self.limits = part("limits")
            self.welcome.below()
        self.thread = gr.JSON(visible=False)
        self.asked = gr.JSON(visible=False)
        self.draft = gr.State(None)
        self.editing = gr.Number(visible=False, precision=0)

    def wire(self, settings: Settings, sources: gr.HTML, changed: gr.HTML) -> None:
        """Tie the events of the tab.

        Args:
            settings: how answers are made.
            sources: where their sources are shown.
            changed: changes when the archive does.
        """
        self.sources = sources
        common = [self.question, self.thread, self.editing, self.asked, settings.llm]
        inputs = [*common, settings.length, settings.care]
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
            *(
                each.suggest(self.suggested, inputs, self.outputs, js=SENT, **quiet)
                for each in (self.suggestions, self.welcome.examples)
            ),
            self.conversation.refilter(self.refiltered, inputs, self.outputs, **quiet),
            self.page.blocks.load(self.opened, inputs, self.outputs, js=OPEN, **quiet),
        ]
        for each in asks:
            each.then(None, [self.thread], None, js=SAVE)
        self.stop.click(self.stopped, self.draft, None, **quiet)
        self.threads.open(
            self.switched,
            [self.thread, self.draft],
            self.outputs,
            js="(thread, draft) => [dateline.opened(), draft]",
            trigger_mode="always_last",
            **quiet,
        ).then(None, [self.thread], None, js="(thread) => dateline.switched(thread)")
        edits = [self.question, self.editing, self.editor]
        self.conversation.edit(self.edited, None, edits, **quiet).then(
            None, None, None, js="() => dateline.focusQuestion()"
        )
        self.editor.unedit(self.unedited, None, edits, **quiet)
        judging.wire(self.page, self.conversation, self.thread)
        self.page.blocks.load(self.frame, None, [self.threads, self.limits], **quiet).then(
            None, None, None, js="() => dateline.drawThreads()"
        )
        self.welcome.wire(changed)

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
            self.editor,
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
        care: str,
        request: gr.Request,
    ) -> Iterator[Shown]:
        """Answer what stands in the question box."""
        now = Thread.read(thread)
        wish = asking.Wish(
            words.strip(), Asked.read(asked), now.edited(editing), named(llm), length, care
        )
        yield from self.answer(wish, now, texts_for(request))

    def suggested(
        self,
        words: str,
        thread: Any,
        editing: int | None,
        asked: Any,
        llm: str | None,
        length: int,
        care: str,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Shown]:
        """Answer a question that was offered."""
        yield from self.typed(str(event.question), thread, None, asked, llm, length, care, request)

    def refiltered(
        self,
        words: str,
        thread: Any,
        editing: int | None,
        asked: Any,
        llm: str | None,
        length: int,
        care: str,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Shown]:
        """Ask an exchange again with the filters that its chips now say."""
        fields = dict(event._data)
        now = Thread.read(thread)
        question, filters, before = now.again(int(fields["turn"]), Asked.read(fields))
        wish = asking.Wish(question, filters, before, named(llm), length, care)
        yield from self.answer(wish, now, texts_for(request))

    def opened(
        self,
        words: str,
        thread: Any,
        editing: int | None,
        link: Any,
        llm: str | None,
        length: int,
        care: str,
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
        if self.page.backend.remote(model) and not link.get("again"):
            yield {self.question: asked}
            return
        before = now.edited(editing)
        wish = asking.Wish(asked, Asked.read(link), before, model, length, care)
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
            self.editor: "",
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

    def edited(self, event: gr.EventData, request: gr.Request) -> Shown:
        """Put an earlier question into the box; what followed it stays in its conversation."""
        texts = texts_for(request)
        turn = int(event.turn)
        return {
            self.question: str(event.question),
            self.editing: turn,
            self.editor: render.editing(turn, texts),
        }

    def unedited(self) -> Shown:
        """Let an earlier question be as it was."""
        return {self.question: "", self.editing: None, self.editor: ""}

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
            self.editor: "",
        }

    def shown(self, thread: Thread, texts: Texts) -> Shown:
        """Return a conversation with its sources and with questions to go on with."""
        cited = (each for said in thread.exchanges for each in said.answer.citations)
        outlets = self.page.backend.outlets(other for each in cited for other in each.also)
        return {
            self.conversation: render.conversation(thread.exchanges, texts),
            self.sources: panel.panel(thread.exchanges, outlets, texts),
            self.suggestions: suggestions.offered(thread, self.welcome.begun, texts),
        }
