"""The page as one Gradio Blocks app."""

from __future__ import annotations

import gradio as gr

from ui import texts
from ui.backend import Backend
from ui.parts import Page, texts_for
from ui.render import page as render
from ui.tabs import ask


def translations() -> gr.I18n:
    """Return the labels of all components in every language of the page."""
    return gr.I18n(**{code: texts.catalogue(code) for code in texts.languages()})


def build(backend: Backend, label: gr.I18n) -> gr.Blocks:
    """Return the page over an archive."""
    with gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True) as blocks:
        page = Page(backend, label, blocks)
        masthead = gr.HTML(elem_id="masthead", apply_default_css=False)
        with gr.Tabs(elem_id="tabs"), gr.Tab(label("tab_ask"), id="ask"):
            ask.build(page)

        def head(request: gr.Request) -> str:
            articles = backend.articles()
            outlets = {each.source for each in articles if each.source}
            remote = backend.remote()
            return render.masthead(len(articles), len(outlets), remote, texts_for(request))

        blocks.load(head, None, masthead, show_progress="hidden", api_visibility="private")
    return blocks
