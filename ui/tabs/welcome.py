"""The part of the ask tab that stands there before the first question."""

from __future__ import annotations

import gradio as gr

from ui import welcome
from ui.context import Page, part, texts_for
from ui.questions import Questions


class Welcome:
    """A headline over the question box; under it questions, and the archive at a glance."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.made = Questions(page.backend)
        self.hero: gr.HTML
        self.examples: gr.HTML
        self.overview: gr.HTML

    def above(self) -> None:
        """Lay out what stands over the question box."""
        self.hero = part("hero")

    def below(self) -> None:
        """Lay out what stands under it."""
        self.examples = part("examples")
        self.overview = part("overview")

    def wire(self, changed: gr.HTML) -> None:
        """Fill it when the page opens and when the archive changes."""
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        first, then = [self.hero, self.overview], self.examples
        for event in (self.page.blocks.load, changed.change):
            event(self.shown, None, first, **quiet).then(self.offered, None, then, **quiet)

    def shown(self, request: gr.Request) -> tuple[str, str]:
        """Return the headline, and the archive at a glance."""
        return welcome.page(self.page.backend, texts_for(request))

    def offered(self, request: gr.Request) -> str:
        """Return questions to begin with."""
        return welcome.questions(self.page.backend, self.made, texts_for(request))

    def begun(self) -> list[str]:
        """Return the questions that are known by now."""
        return welcome.begun(self.page.backend, self.made, wait=0)
