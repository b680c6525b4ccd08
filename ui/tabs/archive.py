"""The tab of the archive: look through it, add to it, remove from it, see that it is well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from index.errors import DatelineError
from index.filters import Filters
from ui import adding, browse
from ui.context import LISTEN, Page, texts_for
from ui.render import archive as render
from ui.render.health import health
from ui.render.timeline import timeline
from ui.texts import Texts

SUFFIXES = [
    ".txt", ".md", ".markdown", ".html", ".htm", ".json", ".jsonl", ".csv", ".tsv", ".xml",
    ".rss", ".atom", ".pdf", ".gz",
]  # fmt: skip


class Archive:
    """Table, timeline, additions and health of the archive."""

    def __init__(self, page: Page) -> None:
        self.page = page
        label = page.label
        with gr.Accordion(label("add_articles"), open=False, elem_id="add"):
            with gr.Row():
                self.files = gr.File(
                    label=label("files"), file_count="multiple", elem_id="files", height=160
                )
                with gr.Column():
                    self.link = gr.Textbox(
                        label=label("page_link"),
                        info=label("page_link_info"),
                        placeholder="https://",
                        elem_id="link",
                        max_lines=1,
                    )
                    self.add = gr.Button(label("add"), variant="primary", elem_id="add-button")
            self.report = gr.HTML(elem_id="report", apply_default_css=False)
        self.form = gr.HTML(elem_id="shelf", js_on_load=LISTEN, apply_default_css=False)
        self.timeline = gr.HTML(elem_id="timeline", js_on_load=LISTEN, apply_default_css=False)
        self.table = gr.HTML(elem_id="articles", js_on_load=LISTEN, apply_default_css=False)
        with gr.Accordion(label("health"), open=False, elem_id="health"):
            self.check = gr.Button(label("check_now"), elem_id="check")
            self.state = gr.HTML(elem_id="state", apply_default_css=False)
        self.view = gr.JSON(visible=False)

    def wire(self, tab: gr.Tab) -> None:
        """Tie the events of the tab; it is filled when it is first opened."""
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        found = [self.timeline, self.table]
        fields = "() => [dateline.shelf()]"
        tab.select(self.selected, self.view, [self.form, *found], js=fields, **quiet)
        self.form.look(self.looked, None, found, trigger_mode="always_last", **quiet)
        gr.on(
            [self.add.click, self.link.submit],
            self.added,
            [self.files, self.link],
            [self.report, self.files, self.link, self.add],
            **quiet,
        ).then(self.opened, None, [self.form, *found], **quiet)
        self.table.remove(self.removed, None, self.report, **quiet).then(
            self.again, self.view, found, js=fields, **quiet
        )
        self.check.click(self.checked, None, self.state, **quiet)

    def selected(self, fields: Any, request: gr.Request) -> tuple[Any, str, str]:
        """Return the form and what it asks for; one that was filled in stays as it is."""
        if browse.View.read(fields) == browse.View():
            return self.opened(request)
        return gr.update(), *self.again(fields, request)

    def opened(self, request: gr.Request) -> tuple[str, str, str]:
        """Return the form and all articles, newest first."""
        texts = texts_for(request)
        try:
            outlets = self.page.backend.index().sources()
        except DatelineError as error:
            return "", "", render.trouble(str(error), texts)
        return render.form(outlets, texts), *self.found(browse.View(), texts)

    def looked(self, event: gr.EventData, request: gr.Request) -> tuple[str, str]:
        """Return what the form asks for."""
        return self.found(browse.View.read(event._data), texts_for(request))

    def again(self, fields: Any, request: gr.Request) -> tuple[str, str]:
        """Return what the form asks for, after the archive has changed."""
        return self.found(browse.View.read(fields), texts_for(request))

    def found(self, view: browse.View, texts: Texts) -> tuple[str, str]:
        """Return the timeline and the table of a view."""
        limits = view.limits
        filters = Filters(limits.since, limits.until, tuple(limits.sources))
        try:
            articles = self.page.backend.articles(filters)
        except DatelineError as error:
            return "", render.trouble(str(error), texts)
        found = browse.look(articles, view)
        return timeline(browse.days(articles), texts), render.table(found, view, texts)

    def added(
        self, files: list[str] | None, link: str, request: gr.Request
    ) -> Iterator[dict[Any, Any]]:
        """Add what was uploaded and linked, and say what became of it."""
        texts = texts_for(request)
        links = adding.addresses(link)
        if not files and not links:
            yield {self.report: render.trouble(texts("nothing_given"), texts)}
            return
        yield {self.add: gr.Button(interactive=False)}
        try:
            for step in adding.add(self.page.backend, [Path(each) for each in files or ()], links):
                if isinstance(step, tuple):
                    yield {self.report: render.adding(*step, texts)}
                else:
                    yield {
                        self.report: render.added(step, texts),
                        self.files: None,
                        self.link: "",
                    }
        except DatelineError as error:
            yield {self.report: render.trouble(str(error), texts)}
        yield {self.add: gr.Button(interactive=True)}

    def removed(self, event: gr.EventData, request: gr.Request) -> str:
        """Remove the articles that were ticked and confirmed."""
        texts = texts_for(request)
        ids = [str(each) for each in event.ids]
        try:
            return render.removed(self.page.backend.remove(ids), texts)
        except DatelineError as error:
            return render.trouble(str(error), texts)

    def checked(self, request: gr.Request) -> str:
        """Examine the index and return what was found."""
        texts = texts_for(request)
        try:
            return health(self.page.backend.doctor(), texts)
        except DatelineError as error:
            return render.trouble(str(error), texts)
