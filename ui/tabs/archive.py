"""The tab of the archive: search it, add to it, remove from it, see that it is well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import gradio as gr

from index.errors import DatelineError, SearchQueryError
from ui import adding, browse, changes
from ui.context import LISTEN, Page, texts_for
from ui.guard.roles import writes
from ui.render import archive as render
from ui.render.health import health
from ui.render.results import results, told
from ui.render.timeline import timeline
from ui.texts import Texts

Shown: TypeAlias = dict[Any, Any]

SAMPLES = Path(__file__).resolve().parents[2] / "index" / "samples"
_SHEET = 100_000
"""The most articles of a table for spreadsheets."""


class Archive:
    """Search, results, timeline, additions and health of the archive."""

    def __init__(self, page: Page) -> None:
        self.page = page
        label = page.label
        self.drawer = gr.Accordion(label("add_articles"), open=False, elem_id="add")
        with self.drawer, gr.Row():
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
        self.report = gr.HTML(elem_id="report", js_on_load=LISTEN, apply_default_css=False)
        self.form = gr.HTML(elem_id="shelf", js_on_load=LISTEN, apply_default_css=False)
        self.timeline = gr.HTML(elem_id="timeline", js_on_load=LISTEN, apply_default_css=False)
        self.table = gr.HTML(
            elem_id="articles",
            js_on_load=f"{LISTEN} dateline.watchShelf(element);",
            apply_default_css=False,
        )
        with gr.Accordion(label("health"), open=False, elem_id="health"):
            self.check = gr.Button(label("check_now"), elem_id="check")
            self.state = gr.HTML(elem_id="state", apply_default_css=False)
        self.view = gr.JSON(visible=False)
        self.given = gr.JSON(visible=False)
        self.gone = gr.State([])

    def wire(self, tab: gr.Tab) -> None:
        """Tie the events of the tab; it is filled when it is first opened."""
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        fields = "() => [dateline.shelf()]"
        all_of_it = [self.form, *self.found, self.drawer]
        tab.select(self.selected, self.view, all_of_it, js=fields, **quiet)
        self.form.look(
            self.again, self.view, self.found, js=fields, trigger_mode="always_last", **quiet
        )
        for added in (
            gr.on([self.add.click, self.link.submit], self.added, [self.files, self.link],
                  [self.report, self.files, self.link, self.add], **quiet),
            self.table.samples(self.sampled, None, [self.report, self.add], **quiet),
        ):  # fmt: skip
            added.then(self.opened, None, all_of_it, **quiet)
        for changed in (
            self.table.remove(self.removed, None, [self.report, self.gone], **quiet),
            self.report.undo(self.undone, self.gone, [self.report, self.gone], **quiet),
            self.table.amend(self.amended, None, self.report, **quiet),
        ):
            changed.then(self.again, self.view, self.found, js=fields, **quiet)
        for wished in (self.table.pick, self.table.only, self.table.sheet):
            wished(self.handed, None, self.given, **quiet).then(
                None, self.given, None, js="(given) => dateline.shelfGiven(given)"
            )
        self.check.click(self.checked, None, self.state, **quiet)

    @property
    def found(self) -> list[Any]:
        """What a search changes."""
        return [self.timeline, self.table]

    def selected(self, fields: Any, request: gr.Request) -> Shown:
        """Return the form and what it asks for; one that was filled in stays as it is."""
        if browse.View.read(fields) == browse.View():
            return self.opened(request)
        return self.again(fields, request)

    def opened(self, request: gr.Request) -> Shown:
        """Return the form and all articles, newest first; an empty archive invites."""
        texts = texts_for(request)
        try:
            index = self.page.backend.index()
            if not len(index):
                return {
                    self.form: "",
                    self.timeline: "",
                    self.table: render.invite(texts),
                    self.drawer: gr.Accordion(open=True),
                }
            form = render.form(index.find_shares(), texts)
        except DatelineError as error:
            return {self.form: "", self.timeline: "", self.table: render.trouble(str(error), texts)}
        return {self.form: form, **self.shelf(browse.View(), texts)}

    def again(self, fields: Any, request: gr.Request) -> Shown:
        """Return what the form asks for now, however many letters ago this was wished."""
        return self.shelf(browse.View.read(fields), texts_for(request))

    def shelf(self, view: browse.View, texts: Texts) -> Shown:
        """Return the timeline and the articles of a view."""
        try:
            shelf = browse.look(self.page.backend.index(), view)
        except SearchQueryError as error:
            return {self.timeline: gr.skip(), self.table: render.unread(str(error))}
        except DatelineError as error:
            return {self.timeline: "", self.table: render.trouble(str(error), texts)}
        limits = view.limits
        return {
            self.timeline: timeline(shelf.days, limits.since, limits.until, texts),
            self.table: results(shelf, view, texts),
        }

    @writes
    def added(self, files: list[str] | None, link: str, request: gr.Request) -> Iterator[Shown]:
        """Add what was uploaded and linked, and say what became of it."""
        texts = texts_for(request)
        links = adding.addresses(link)
        if not files and not links:
            yield {self.report: render.trouble(texts("nothing_given"), texts)}
            return
        after = {self.files: None, self.link: ""}
        yield from self.taken([Path(each) for each in files or ()], links, after, texts)

    @writes
    def sampled(self, request: gr.Request) -> Iterator[Shown]:
        """Add the sample articles."""
        yield from self.taken([SAMPLES], [], {}, texts_for(request))

    def taken(
        self, files: Sequence[Path], links: Sequence[str], after: Shown, texts: Texts
    ) -> Iterator[Shown]:
        """Yield how far an addition is, then what became of it.

        Args:
            files: files and folders.
            links: addresses.
            after: what else is shown once all is in.
            texts: the language of the page.
        """
        yield {self.add: gr.Button(interactive=False)}
        try:
            for step in adding.add(self.page.backend, files, links):
                if isinstance(step, adding.Step):
                    yield {self.report: render.adding(step, texts)}
                else:
                    yield {self.report: render.added(step, texts), **after}
        except DatelineError as error:
            yield {self.report: render.trouble(str(error), texts)}
        yield {self.add: gr.Button(interactive=True)}

    @writes
    def removed(self, event: gr.EventData, request: gr.Request) -> Shown:
        """Remove the articles that were ticked; they are kept for the case that it was an error."""
        texts = texts_for(request)
        try:
            gone = changes.remove(self.page.backend, [str(each) for each in event.ids])
        except DatelineError as error:
            return {self.report: render.trouble(str(error), texts)}
        return {self.report: render.removed(len(gone), texts), self.gone: gone}

    @writes
    def undone(self, gone: list[Any], request: gr.Request) -> Shown:
        """Put back what was removed last."""
        texts = texts_for(request)
        try:
            count = changes.restore(self.page.backend, gone)
        except DatelineError as error:
            return {self.report: render.trouble(str(error), texts)}
        return {self.report: render.done(texts("restored", count=count)), self.gone: []}

    @writes
    def amended(self, event: gr.EventData, request: gr.Request) -> str:
        """Correct what is known of an article."""
        texts = texts_for(request)
        try:
            changed = changes.amend(self.page.backend, event._data)
        except DatelineError as error:
            return render.trouble(str(error), texts)
        return render.done(texts("amended" if changed else "not_amended"))

    def handed(self, event: gr.EventData, request: gr.Request) -> dict[str, Any]:
        """Return the ids of all articles found, or a table of them, for the browser to act on."""
        texts = texts_for(request)
        fields = dict(event._data)
        view = browse.View.read(fields)
        try:
            index = self.page.backend.index()
            if fields.get("wish") == "sheet":
                from index.find.table import as_csv

                order, descending = view.sorted_by
                found = index.find(
                    view.query, view.filters, order=order, descending=descending, limit=_SHEET
                )
                return {"wish": "sheet", "table": as_csv(found)}
            picked = [str(each) for each in fields.get("ids") or ()]
            ids = picked or index.find_ids(view.query, view.filters)
        except DatelineError as error:
            raise gr.Error(str(error), print_exception=False) from error
        number = texts("found", count=len(ids))
        wanted = told(view.query) if view.query and not picked else ()
        name = f"{number}: {', '.join(filter(None, wanted))}" if wanted else number
        words = texts("only_these", name=name)
        drop = texts("remove_chip", name=name)
        return {
            "wish": fields.get("wish"), "ids": ids, "name": name, "words": words, "drop": drop,
        }  # fmt: skip

    def checked(self, request: gr.Request) -> str:
        """Examine the index and return what was found."""
        texts = texts_for(request)
        try:
            return health(self.page.backend.doctor(), texts)
        except DatelineError as error:
            return render.trouble(str(error), texts)
