"""The tab of settings; the browser keeps them."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.parts import Page, Settings

LENGTHS = (("length_short", 1), ("length_normal", 3), ("length_long", 5))
STORE = "dateline:settings"
THEMES = (("theme_system", "system"), ("theme_light", "light"), ("theme_dark", "dark"))


def build(page: Page) -> Settings:
    """Lay out the tab, and let the browser remember what is set in it."""
    label = page.label
    with gr.Column(elem_id="settings", elem_classes="dl-narrow"):
        llm = gr.Textbox(
            label=label("model"),
            info=label("model_info"),
            placeholder="openai:gpt-4.1-mini",
            elem_id="model",
            max_lines=1,
        )
        length = gr.Radio(
            [(label(key), value) for key, value in LENGTHS],
            value=3,
            label=label("length"),
            elem_id="length",
        )
        theme = gr.Radio(
            [(label(key), value) for key, value in THEMES],
            value="system",
            label=label("theme"),
            elem_id="theme",
        )
        gr.Markdown(label("keyboard"), elem_id="keyboard", sanitize_html=True)
    kept = gr.BrowserState(
        {"llm": "", "length": 3, "theme": "system"},
        storage_key=STORE,
        secret=STORE,
    )

    def restore(known: Any) -> tuple[str, int, str]:
        known = known if isinstance(known, dict) else {}
        length = known.get("length")
        look = known.get("theme")
        return (
            str(known.get("llm") or ""),
            length if length in {value for _, value in LENGTHS} else 3,
            look if look in {value for _, value in THEMES} else "system",
        )

    def remember(llm: str, length: int, theme: str) -> dict[str, Any]:
        return {"llm": llm, "length": length, "theme": theme}

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    page.blocks.load(restore, kept, [llm, length, theme], **quiet)
    gr.on(
        [llm.blur, llm.submit, length.input, theme.input],
        remember,
        [llm, length, theme],
        kept,
        **quiet,
    )
    theme.change(None, theme, None, js="(look) => dateline.look(look)")
    return Settings(llm, length)
