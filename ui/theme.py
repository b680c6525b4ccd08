"""The page's look: Gradio's theme, our style sheet and our scripts, all served from here."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

STATIC = Path(__file__).parent / "static"
STYLES = ("page.css", "archive.css")
SCRIPTS = ("store.js", "citations.js", "actions.js", "threads.js", "reader.js", "shelf.js")


@cache
def theme() -> gr.themes.Base:
    """Return Gradio's theme in the page's colours, with fonts that Gradio serves itself."""
    from gradio import themes
    from gradio.themes.utils import colors, sizes
    from gradio.themes.utils.fonts import LocalFont

    return themes.Base(
        primary_hue=colors.blue,
        neutral_hue=colors.stone,
        radius_size=sizes.radius_sm,
        font=[LocalFont("IBM Plex Sans", weights=(400, 700)), "system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    ).set(
        body_background_fill="#faf8f4",
        body_background_fill_dark="#16181b",
        body_text_color="#1d1b18",
        body_text_color_dark="#e9e6df",
        body_text_color_subdued="#5c574f",
        body_text_color_subdued_dark="#b3aea4",
        block_background_fill="#ffffff",
        block_background_fill_dark="#1e2125",
        button_primary_background_fill="#1f3a5f",
        button_primary_background_fill_hover="#16294a",
        button_primary_background_fill_dark="#2f5c94",
        button_primary_background_fill_hover_dark="#3a6cab",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#ffffff",
        input_background_fill="#ffffff",
        input_background_fill_dark="#1e2125",
        input_border_color="#8a847a",
        input_border_color_dark="#7d786f",
    )


@cache
def css() -> str:
    """Return the style sheets as one."""
    return "\n".join((STATIC / name).read_text("utf-8") for name in STYLES)


@cache
def head() -> str:
    """Return what goes into the page's head: our scripts, in the page itself."""
    scripts = "\n".join((STATIC / name).read_text("utf-8") for name in SCRIPTS)
    colours = '<meta name="color-scheme" content="light dark">'
    referrer = '<meta name="referrer" content="no-referrer">'
    return f"{colours}{referrer}<script>{scripts}</script>"
