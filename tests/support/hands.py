"""Two ways to use the page that say the same of what they do: a pointer, and a keyboard alone."""

from __future__ import annotations

from typing import Any

from tests.support.driving import ASK

_AIM = """selector => {
  window.aim = [...document.querySelectorAll(selector)].find(each => each.checkVisibility());
  return document.activeElement === aim ? 0
    : document.activeElement.compareDocumentPosition(aim) & 4 ? 1 : -1;
}"""
_THERE = "() => document.activeElement === window.aim"


class Pointer:
    """A mouse or a finger; typing is done with the keys in any case.

    Attributes:
        presses: how often something was pressed; a question that is sent counts once.
    """

    def __init__(self, page: Any) -> None:
        self.page = page
        self.presses = 0

    def press(self, selector: str, key: str | None = None) -> None:
        """Press a part of the page; `key` is what does the same on the keyboard."""
        self.page.click(f"{selector} >> visible=true >> nth=0")
        self.presses += 1

    def look(self, selector: str) -> None:
        """Look at what a part shows without being pressed."""
        self.page.hover(f"{selector} >> nth=0")

    def tick(self, selector: str) -> None:
        """Choose one of several."""
        self.page.check(selector)
        self.presses += 1

    def write(self, selector: str, words: str, keys: str = "") -> None:
        """Press a box and type into it.

        Args:
            selector: the box.
            words: what it then holds.
            keys: what is typed where that differs, as the figures of a day; one whose day and
                month are the same number is typed alike in every locale.
        """
        self.page.fill(selector, words)
        self.presses += 1

    def ask(self, words: str) -> None:
        """Type a question and send it."""
        self.page.fill(ASK, words)
        self.page.press(ASK, "Enter")
        self.presses += 1


class Keys:
    """The keyboard alone."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, selector: str, key: str | None = None) -> None:
        """Go to a part of the page with Tab and press Enter; or press its own key."""
        if key is None:
            self._reach(selector)
        self.page.keyboard.press(key or "Enter")

    def look(self, selector: str) -> None:
        """Go to a part of the page."""
        self._reach(selector)

    def tick(self, selector: str) -> None:
        """Choose one of several: a box with Space, one of a round with the arrows."""
        name = self.page.get_attribute(selector, "name")
        if self.page.get_attribute(selector, "type") == "radio":
            self._reach(f"input[name='{name}']")
            while not self.page.is_checked(selector):
                self.page.keyboard.press("ArrowDown")
        else:
            self._reach(selector)
            self.page.keyboard.press("Space")

    def write(self, selector: str, words: str, keys: str = "") -> None:
        """Go to a box and type into it."""
        self._reach(selector)
        self.page.keyboard.type(keys or words)

    def ask(self, words: str) -> None:
        """Go to the question box with its key, type a question over what is there, send it."""
        if not self.page.evaluate("s => document.activeElement.matches(s)", ASK):
            self.page.keyboard.press("/")
            self.page.wait_for_function("s => document.activeElement.matches(s)", arg=ASK)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")

    def _reach(self, selector: str) -> None:
        self.page.wait_for_selector(f"{selector} >> visible=true")
        way = self.page.evaluate(_AIM, selector)
        for _ in range(150):
            if self.page.evaluate(_THERE):
                return
            self.page.keyboard.press("Tab" if way > 0 else "Shift+Tab")
        raise AssertionError(f"Tab does not reach {selector}")
