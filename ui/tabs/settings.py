"""The tab of settings; the browser keeps them."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.context import Page, Settings

LENGTHS = (("length_short", 1), ("length_normal", 3), ("length_long", 5))
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
    kept = gr.JSON(visible=False)
    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    restored = page.blocks.load(
        restore, kept, [llm, length, theme], js="() => [dateline.settings()]", **quiet
    )
    gr.on(
        [llm.blur, llm.submit, length.input, theme.input],
        None,
        [llm, length, theme],
        None,
        js="(llm, length, theme) => dateline.keep({ llm, length, theme })",
    )
    return Settings(llm, length, restored)


def restore(known: Any) -> tuple[str, int, str]:
    """Return model, length and theme as the browser remembers them, the usual ones for others."""
    known = known if isinstance(known, dict) else {}
    length, look = known.get("length"), known.get("theme")
    return (
        str(known.get("llm") or ""),
        length if length in {value for _, value in LENGTHS} else 3,
        look if look in {value for _, value in THEMES} else "system",
    )
