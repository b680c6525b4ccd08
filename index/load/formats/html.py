"""Web pages: the article in them (trafilatura) and what their metadata say of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from index.errors import RefusedError
from index.load.base import Draft, Raw
from index.load.decode import decode
from index.load.markup import element_text
from index.load.meta import PageFacts, page_facts
from index.load.settings import LoadSettings

_CHARSET = re.compile(
    rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
# Characters that no XML tree can hold, written out or as references.
_NOT_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
    "|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));?"
)
_LARGEST = 8_000_000
_MOST_ELEMENTS = 30_000
_SHORT = 200
# The publisher's own text, when this much longer, shows that the extraction lost some.
_LOST = 1.5
_FEWEST_LETTERS = 60
# Lines that sites put between or after the paragraphs of an article; whole lines only.
_FURNITURE = re.compile(
    r"(?:[-*•]\s*)?(?:"
    r"(?:related|read more|see more|see also|read also|also read|more on this|read next|"
    r"recommended|don['’]t miss|more from [^.]{1,40})(?:\s*[:|–-].{0,200})?"
    r"|also on \S{1,40}.{0,200}"
    r"|(?:\d+ )?comments?|leave a comment|add a comment|join the conversation|"
    r"(?:share|tweet|print|email|e-mail|save|like|follow)(?: (?:this|us)(?: \S+){0,4})?|"
    r"advertisement|advertising|sponsored(?: content)?|story continues below.{0,60}|"
    r"(?:filed under|tags?|topics?|categor(?:y|ies)|posted in)\s*:.{0,200}"
    r"|(?:like|enjoy(?:ed)?) this (?:story|article|post)\?.{0,120}"
    r"|(?:click here to )?(?:sign up|subscribe) (?:for|to|here)\b"
    r"(?=.*\b(?:newsletters?|alerts?|inbox|updates|our|channel|podcast)\b).{0,160}"
    r"|tell us what you think.{0,60}"
    r"|follow .{1,80} on (?:twitter|facebook|instagram|x|threads|bluesky)\b.{0,120}"
    r")[.!…]*",
    re.IGNORECASE,
)


def read_html(raw: Raw, settings: LoadSettings) -> Iterator[Draft]:
    """Read the article of a page, with what its metadata say of it.

    Raises:
        RefusedError: no article was found in it.
    """
    from lxml import html
    from lxml.etree import LxmlError

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    if len(raw.data) > _LARGEST:
        raise RefusedError(f"is a page of more than {_LARGEST // 10**6} MB")
    declared = _CHARSET.search(raw.data[:4096])
    text = decode(raw.data, raw.charset or (declared[1].decode() if declared else None))
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", _NOT_XML.sub("", text))
    try:
        tree = html.document_fromstring(text) if text.strip() else None
    except (LxmlError, ValueError, AssertionError) as error:
        raise RefusedError(f"is not a readable page ({error})") from error
    if tree is None:
        raise RefusedError("has no text")
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise RefusedError(f"is a page of more than {_MOST_ELEMENTS} elements")
    facts = page_facts(tree, raw.url)
    body = page_body(text, facts) or _paragraphs(tree)
    if not body:
        raise RefusedError("no article text was found in the page")
    yield Draft(
        body,
        title=facts.title,
        dates=facts.dates,
        source=facts.source,
        url=facts.url,
        author=facts.author,
        declared=facts.language,
    )


def page_body(markup: str, facts: PageFacts) -> str:
    """Return the article's text of a page, one paragraph a block, "" when there is none.

    Trafilatura is asked for the surest text first; when that is too short to be an article,
    for more of it. The publisher's own `articleBody` counts when the extraction lost much of it.

    Args:
        markup: the page.
        facts: its metadata; the title, where the text repeats it as its first line, is cut.
    """
    best = _extracted(markup, favor_precision=True)
    if len(best) < _SHORT:
        others = [_extracted(markup), _extracted(markup, favor_recall=True)]
        best = max([best, *others], key=lambda text: len(text) if len(text) >= _SHORT else 0)
        best = best or next((text for text in others if text), "")
    in_one_line = "\n" not in best and "\n" in facts.body
    if len(facts.body) > (1 if in_one_line else _LOST) * len(best):
        best = facts.body
    lines = [line.strip() for line in best.split("\n")]
    kept = [line for line in lines if line and not _FURNITURE.fullmatch(line)]
    if len(kept) > 1 and facts.title and _same(kept[0], facts.title):
        del kept[0]
    return "\n\n".join(kept)


def _paragraphs(tree: Any) -> str:
    """Return the paragraphs of a page so small that no extractor sees an article in it."""
    text = "\n\n".join(element_text(each) for each in tree.iter("p"))
    return text if sum(c.isalpha() for c in text) >= _FEWEST_LETTERS else ""


def _extracted(markup: str, **options: Any) -> str:
    from trafilatura import bare_extraction

    page = bare_extraction(markup, include_comments=False, **options)
    text = getattr(page, "text", None)
    return text.strip() if isinstance(text, str) else ""


def _same(line: str, title: str) -> bool:
    one, other = (re.sub(r"\W+", "", each).casefold() for each in (line, title))
    return bool(one) and (one == other or (len(one) > 20 and other.startswith(one)))
