"""The page's look: Gradio's theme, our style sheet and our scripts, all served from here."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

STATIC = Path(__file__).parent / "static"
STYLES = (
    "tokens.css",
    "frame.css",
    "answer.css",
    "sources.css",
    "forms.css",
    "archive.css",
    "desk.css",
)
SCRIPTS = (
    "store.js", "route.js", "citations.js", "actions.js", "menus.js", "threads.js",
    "reader.js", "shelf.js", "desk.js",
)  # fmt: skip


@cache
def theme() -> gr.themes.Base:
    """Return Gradio's theme, with fonts that it serves itself; its colours are in tokens.css."""
    from gradio import themes
    from gradio.themes.utils import colors, sizes
    from gradio.themes.utils.fonts import LocalFont

    return themes.Base(
        primary_hue=colors.stone,
        neutral_hue=colors.stone,
        radius_size=sizes.radius_sm,
        font=[LocalFont("IBM Plex Sans", weights=(400, 700)), "system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )


@cache
def css() -> str:
    """Return the style sheets as one; all but the tokens weigh more than Gradio's resets."""
    tokens, *others = ((STATIC / name).read_text("utf-8") for name in STYLES)
    return "\n".join([tokens, *(f":root {{\n{sheet}\n}}" for sheet in others)])


def script(name: str) -> str:
    """Return one of our scripts."""
    return (STATIC / name).read_text("utf-8")


@cache
def head() -> str:
    """Return what goes into the page's head: our style sheets and scripts, in the page itself.

    They stand there, and not in Gradio's own style sheet, so that the first paint has them and
    that they hold for the whole page.
    """
    scripts = "\n".join(script(name) for name in SCRIPTS)
    colours = '<meta name="color-scheme" content="light dark">'
    referrer = '<meta name="referrer" content="no-referrer">'
    return f"{colours}{referrer}<style>{css()}</style><script>{scripts}</script>"
