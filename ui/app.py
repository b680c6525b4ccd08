"""The page as one Gradio Blocks app."""

from __future__ import annotations

import logging

import gradio as gr

from index.errors import DatelineError
from ui import api, texts
from ui.backend import Backend
from ui.context import Page, named, texts_for
from ui.render import page as render
from ui.tabs import settings
from ui.tabs.archive import Archive
from ui.tabs.ask import Ask
from ui.tabs.beside import Beside
from ui.tabs.desk import Desk

_log = logging.getLogger(__name__)

_UPLOADS = (600, 7200)
"""Seconds between looks for uploads that nobody added, and after which they go."""


def translations() -> gr.I18n:
    """Return the labels of all components in every language of the page."""
    return gr.I18n(**{code: texts.catalogue(code) for code in texts.languages()})


def build(backend: Backend, label: gr.I18n) -> gr.Blocks:
    """Return the page over an archive."""
    with gr.Blocks(
        title="Dateline", analytics_enabled=False, fill_width=True, delete_cache=_UPLOADS
    ) as blocks:
        page = Page(backend, label, blocks)
        masthead = gr.HTML(elem_id="masthead", apply_default_css=False)
        with gr.Row(elem_id="frame"):
            with gr.Column(elem_id="main", min_width=0), gr.Tabs(elem_id="tabs"):
                with gr.Tab(label("tab_ask"), id="ask"):
                    ask = Ask(page)
                with gr.Tab(label("tab_archive"), id="archive") as shelf:
                    archive = Archive(page)
                with gr.Tab(label("tab_desk"), id="desk") as desk_tab:
                    desk = Desk(page)
                with gr.Tab(label("tab_settings"), id="settings"):
                    wishes = settings.build(page)
            beside = Beside(page)
        ask.wire(wishes, beside.sources, archive.report)
        beside.wire(ask.thread)
        archive.wire(shelf)
        desk.wire(desk_tab, beside.article, ask.thread, wishes.llm)
        api.build(backend)

        def head(llm: str | None, request: gr.Request) -> str:
            try:
                articles = backend.articles()
            except DatelineError:
                _log.debug("the page opens without articles", exc_info=True)
                articles = []
            outlets = {each.source for each in articles if each.source}
            remote = backend.remote(named(llm))
            return render.masthead(len(articles), len(outlets), remote, texts_for(request))

        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        wishes.restored.then(head, wishes.llm, masthead, **quiet)
        gr.on([wishes.llm.change, archive.report.change], head, wishes.llm, masthead, **quiet)
    return blocks
