"""The tab of settings; the browser keeps them."""

from __future__ import annotations

from typing import Any

import gradio as gr

from index.errors import DatelineError
from ui import models
from ui.context import LISTEN, Page, Settings, named, texts_for
from ui.render import settings as render

LENGTHS = (("length_short", 1), ("length_normal", 3), ("length_long", 5))
CARES = (("care_balanced", "balanced"), ("care_careful", "careful"))
THEMES = (("theme_system", "system"), ("theme_light", "light"), ("theme_dark", "dark"))
LANGUAGES = (("English", "en"), ("한국어", "ko"))
KEEP = (
    "(llm, length, care, theme, language) => dateline.keep({ llm, length, care, theme, language })"
)


def build(page: Page) -> Settings:
    """Lay out the tab, and let the browser remember what is set in it."""
    label = page.label
    with gr.Column(elem_id="settings", elem_classes="dl-narrow"):
        length = _radio(label, "length", LENGTHS, 3)
        care = _radio(label, "care", CARES, "balanced", info=label("care_info"))
        language = gr.Radio(
            list(LANGUAGES), value="en", label=label("language"), elem_id="language"
        )
        theme = _radio(label, "theme", THEMES, "system")
        llm = gr.Textbox(
            label=label("model"),
            info=label("model_info"),
            placeholder="openai:gpt-4.1-mini",
            elem_id="model",
            max_lines=1,
        )
        with gr.Row(elem_id="model-row"):
            look = gr.Button(label("models_find"), elem_id="models-find")
            test = gr.Button(label("models_test"), elem_id="models-test")
        told = gr.HTML(elem_id="models", js_on_load=LISTEN, apply_default_css=False)
        keys = gr.HTML(elem_id="keyboard", apply_default_css=False)
    kept = gr.JSON(visible=False)
    own = [llm, length, care, theme, language]
    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    restored = page.blocks.load(restore, kept, own, js="() => [dateline.settings()]", **quiet)
    gr.on(
        [llm.blur, llm.submit, length.input, care.input, theme.input, language.input],
        None,
        own,
        None,
        js=KEEP,
    )

    def found(request: gr.Request) -> str:
        return render.models(models.local(), page.backend.offered, texts_for(request))

    def tried(spec: str | None, request: gr.Request) -> str:
        try:
            said = models.test(page.backend.model(named(spec)))
        except DatelineError as error:
            said = models.Tried(named(spec) or "", trouble=str(error))
        return render.tried(said, texts_for(request))

    def helped(request: gr.Request) -> str:
        return render.keys(texts_for(request))

    look.click(found, None, told, show_progress="minimal", api_visibility="private")
    test.click(tried, llm, told, show_progress="minimal", api_visibility="private")
    told.choose(chosen, None, llm, **quiet).then(None, own, None, None, js=KEEP)
    page.blocks.load(helped, None, keys, **quiet)
    return Settings(llm, length, care, restored)


def _radio(label: Any, name: str, choices: Any, value: Any, **more: Any) -> gr.Radio:
    """Return one choice among few, its words in the language of the page."""
    return gr.Radio(
        [(label(key), each) for key, each in choices],
        value=value,
        label=label(name),
        elem_id=name,
        **more,
    )


def chosen(event: gr.EventData) -> str:
    """Return the name of the model that was pressed."""
    return str(event.model)


def restore(known: Any, request: gr.Request) -> tuple[str, int, str, str, str]:
    """Return what the browser remembers, the usual value for what it does not."""
    known = known if isinstance(known, dict) else {}
    length, look, care = known.get("length"), known.get("theme"), known.get("care")
    return (
        str(known.get("llm") or ""),
        length if length in {value for _, value in LENGTHS} else 3,
        care if care in {value for _, value in CARES} else "balanced",
        look if look in {value for _, value in THEMES} else "system",
        texts_for(request).language,
    )
