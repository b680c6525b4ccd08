"""The desk: files of questions, saved questions, what is worth keeping, the dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import gradio as gr

from index.errors import DatelineError
from ui.context import Page, named, part, texts_for
from ui.desk import batch, dossier, kept, saved
from ui.desk.file import handed, received
from ui.guard.roles import writes
from ui.render import desk as render
from ui.render import kept as lists
from ui.render.archive import done, trouble
from ui.texts import Texts
from ui.thread import Thread

Shown: TypeAlias = dict[Any, Any]

GIVEN = "(given) => dateline.deskGiven(given)"
AGAIN = " dateline.batchAgain(trigger);"
ENDED = "() => dateline.batchEnded()"


class Desk:
    """Four sections, each a form with what came of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        with gr.Column(elem_id="desk", min_width=0):
            self.batch, self.answers = part("desk-batch", AGAIN), part("desk-answers")
            self.saving, self.news, self.saved = (
                part("desk-saving"), part("desk-news"), part("desk-saved"),
            )  # fmt: skip
            self.kept, self.changed = part("desk-kept"), part("desk-changed")
            self.dossier, self.written = part("desk-dossier"), part("desk-written")
        self.given = gr.JSON(visible=False)

    def wire(self, tab: gr.Tab, reader: gr.HTML, thread: gr.JSON, llm: gr.Textbox) -> None:
        """Tie the events of the tab.

        Args:
            tab: is filled whenever it is opened.
            reader: where an article is read, and kept.
            thread: the conversation, whose answers a dossier may have.
            llm: the model that phrases answers.
        """
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        forms = [self.batch, self.saving, self.dossier]
        self.page.blocks.load(self.forms, None, forms, **quiet)
        tab.select(self.listed, None, [self.saved, self.kept], **quiet)
        saved_parts, kept_parts = [self.news, self.saved], [self.changed, self.kept]
        self.saving.saving(self.save, None, saved_parts, **quiet)
        self.saving.news(self.looked, None, saved_parts, **quiet)
        self.saved.unsave(self.unsaved, None, saved_parts, **quiet)
        self.kept.unkeep(self.unkept, None, kept_parts, **quiet)
        self.kept.uncollect(self.uncollected, None, kept_parts, **quiet)
        reader.keep(self.keep, None, self.kept, **quiet)
        long = {"concurrency_limit": 1, **quiet}
        batch_run = self.batch.batch(self.answered, llm, [self.answers, self.given], **long)
        batch_run.success(None, None, None, js=ENDED)
        self.answers.halt(self.halted, None, self.answers, js=ENDED, cancels=[batch_run], **quiet)
        for giving in (
            batch_run,
            self.dossier.dossier(self.write, [thread, llm], [self.written, self.given], **long),
            self.kept.scope(self.scoped, None, [self.changed, self.given], **quiet),
            self.saved.scope(self.scoped, None, [self.news, self.given], **quiet),
        ):
            giving.then(None, self.given, None, js=GIVEN)

    def forms(self, request: gr.Request) -> tuple[str, str, str]:
        """Return the forms, which stay as they are filled in."""
        texts = texts_for(request)
        return render.batch_form(texts), render.saving_form(texts), render.dossier_form(texts)

    def listed(self, request: gr.Request) -> tuple[str, str]:
        """Return what is saved and what is kept."""
        texts = texts_for(request)
        return self.saved_now(texts), self.kept_now(texts)

    def saved_now(self, texts: Texts) -> str:
        """Return what is saved, with its news."""
        return _said(lambda: lists.waiting(saved.waiting(self.page.backend), texts), texts)

    def kept_now(self, texts: Texts) -> str:
        """Return notes and collections."""
        return _said(lambda: lists.kept(kept.kept(self.page.backend), texts), texts)

    def answered(
        self, llm: str | None, event: gr.EventData, request: gr.Request
    ) -> Iterator[Shown]:
        """Answer a file of questions, and hand the answers to the browser."""
        texts = texts_for(request)
        fields = dict(event._data)
        kind = str(fields.get("kind") or "")
        yield {self.given: None}
        try:
            name, data = received(fields)
            for step in batch.answers(self.page.backend, name, data, kind, named(llm)):
                shown: Shown = {self.answers: render.batch_step(step, texts)}
                if step.data is not None:
                    shown[self.given] = handed(f"{Path(name).stem}-answers", kind, step.data)
                yield shown
        except DatelineError as error:
            yield {self.answers: trouble(str(error), texts)}

    def halted(self, request: gr.Request) -> str:
        """Say that a batch was stopped and can go on."""
        texts = texts_for(request)
        return done(texts("batch_halted"))

    @writes
    def save(self, event: gr.EventData, request: gr.Request) -> tuple[str, str]:
        """Save a question or a search."""
        texts = texts_for(request)

        def said() -> str:
            name = saved.keep(self.page.backend, dict(event._data)).name
            return done(texts("saved_done", name=name))

        return _said(said, texts), self.saved_now(texts)

    @writes
    def unsaved(self, event: gr.EventData, request: gr.Request) -> tuple[str, str]:
        """Save a question no longer."""
        texts = texts_for(request)

        def said() -> str:
            saved.forget(self.page.backend, str(event.name))
            return done(texts("saved_gone", name=event.name))

        return _said(said, texts), self.saved_now(texts)

    @writes
    def looked(self, request: gr.Request) -> tuple[str, str]:
        """Run what is saved over what is new."""
        texts = texts_for(request)

        def said() -> str:
            count, problems = saved.look(self.page.backend)
            wrong = "".join(trouble(each, texts) for each in problems)
            return done(texts("saved_news", count=count)) + wrong

        return _said(said, texts), self.saved_now(texts)

    @writes
    def keep(self, event: gr.EventData, request: gr.Request) -> str:
        """Star, note or collect the article that is read."""
        texts = texts_for(request)
        try:
            kept.keep(self.page.backend, dict(event._data))
        except DatelineError as error:
            raise gr.Error(str(error), print_exception=False) from error
        gr.Info(texts("kept_done"))
        return self.kept_now(texts)

    @writes
    def unkept(self, event: gr.EventData, request: gr.Request) -> tuple[str, str]:
        """Delete a note."""
        texts = texts_for(request)

        def said() -> str:
            kept.forget(self.page.backend, int(event.number))
            return done(texts("removed", count=1))

        return _said(said, texts), self.kept_now(texts)

    @writes
    def uncollected(self, event: gr.EventData, request: gr.Request) -> tuple[str, str]:
        """Take an article out of a collection, or delete the collection."""
        texts = texts_for(request)

        def said() -> str:
            kept.drop(self.page.backend, str(event.name), str(event.article))
            return done(texts("removed", count=1))

        return _said(said, texts), self.kept_now(texts)

    def scoped(self, event: gr.EventData, request: gr.Request) -> Shown:
        """Hand the browser the articles of a collection or a saved search, to ask them alone."""
        texts = texts_for(request)
        fields = dict(event._data)
        query = str(fields.get("query") or "")
        name = query or str(fields.get("name") or "")
        told = self.news if query else self.changed
        try:
            if query:
                ids = self.page.backend.index().find_ids(query)
            else:
                ids = kept.scope(self.page.backend, name)
        except DatelineError as error:
            return {told: trouble(str(error), texts)}
        if not ids:
            return {told: done(texts("none_found"))}
        words, drop = texts("only_these", name=name), texts("remove_chip", name=name)
        given = {"wish": "only", "ids": ids, "name": name, "words": words, "drop": drop}
        return {self.given: given}

    def write(
        self, thread: Any, llm: str | None, event: gr.EventData, request: gr.Request
    ) -> Shown:
        """Write a dossier, and hand it to the browser."""
        texts = texts_for(request)
        try:
            title, kind, data = dossier.write(
                self.page.backend, dict(event._data), Thread.read(thread), named(llm)
            )
        except DatelineError as error:
            return {self.written: trouble(str(error), texts), self.given: None}
        name = "-".join("".join(c if c.isalnum() else " " for c in title).split())[:60]
        given = handed(name or "dossier", kind, data)
        return {self.written: done(texts("dossier_done", name=given["name"])), self.given: given}


def _said(work: Callable[[], str], texts: Texts) -> str:
    """Return what a piece of work shows, or why it could not be done."""
    try:
        return work()
    except DatelineError as error:
        return trouble(str(error), texts)
