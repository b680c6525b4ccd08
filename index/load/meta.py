"""What a web page says of its article: JSON-LD, Open Graph and meta tags, then guesses."""

from __future__ import annotations

import html as entities
import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from index.load.address import web_address
from index.load.clean import clean_line
from index.load.formats.fields import words
from index.load.markup import maybe_html

_log = logging.getLogger(__name__)

_ARTICLE = re.compile(r"Article|BlogPosting|Report|Review|LiveBlog|NewsMedia", re.IGNORECASE)
_DEEPEST = 12
_LONGEST_TITLE = 500
_TITLES = ("og:title", "twitter:title", "dc.title", "headline", "title")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date.published",
    "publication_date", "publish_date", "publishdate", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "pubdate",
    "article.published", "date", "citation_publication_date",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_SOURCES = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site")
_LANGUAGES = ("og:locale", "language", "dc.language", "content-language")


@dataclass(slots=True)
class PageFacts:
    """What is known of a page's article; empty where nothing is said.

    Attributes:
        dates: candidates for the day of publication, the surest first.
        url: canonical address.
        body: the publisher's own `articleBody`.
    """

    title: str = ""
    dates: list[Any] = field(default_factory=list)
    source: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    body: str = ""


def page_facts(tree: Any, fetched: str | None = None) -> PageFacts:
    """Read a page's metadata.

    Args:
        tree: the page, parsed by lxml.
        fetched: the address it came from. A canonical link to another host is then not
            believed, so that no page can pass itself off as another outlet's.
    """
    ld = _linked_data(tree)
    meta = _meta_tags(tree)
    source = _name(ld.get("publisher")) or _pick(meta, _SOURCES).lstrip("@") or None
    author = _people(ld.get("author")) or _names(_pick(meta, _AUTHORS))
    guess = _guess(tree, fetched)
    return PageFacts(
        title=_title(tree, ld, meta, source) or guess.get("title", ""),
        dates=[
            ld.get("datePublished"),
            *(meta[name] for name in _DATES if name in meta),
            *_times(tree),
            ld.get("dateCreated"),
            guess.get("date"),
        ],
        source=source or guess.get("sitename") or None,
        url=_canonical(tree, ld, meta, fetched),
        author=author or _names(guess.get("author", "")) or None,
        language=words(ld.get("inLanguage")) or tree.get("lang") or _pick(meta, _LANGUAGES) or None,
        body=maybe_html(entities.unescape(words(ld.get("articleBody")))),
    )


def _linked_data(tree: Any) -> Mapping[str, Any]:
    """Return the JSON-LD object that describes the article, an empty mapping if there is none."""
    found: list[Mapping[str, Any]] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        source = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", script.text or "")
        try:
            found.extend(_objects(json.loads(source, strict=False), 0))
        except (ValueError, RecursionError):
            _log.debug("linked data that is no JSON is passed over", exc_info=True)
            continue
    articles = [each for each in found if _ARTICLE.search(words(each.get("@type")))]
    dated = [each for each in articles if each.get("datePublished")]
    return next(iter([*dated, *articles]), {})


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _objects(value.get(name), depth + 1)
    elif isinstance(value, list):
        for each in value:
            yield from _objects(each, depth + 1)


def _meta_tags(tree: Any) -> dict[str, str]:
    """Return meta tags by name, property or itemprop in lower case, the first of each kept."""
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = clean_line(tag.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (tag.get(attribute) or "").strip().lower()
            if name and content:
                tags.setdefault(name, content)
    return tags


def _title(tree: Any, ld: Mapping[str, Any], meta: Mapping[str, str], source: str | None) -> str:
    headings = [clean_line(each.text_content())[:_LONGEST_TITLE] for each in tree.iter("h1")]
    headings = [each for each in headings if each]
    title = clean_line(entities.unescape(words(ld.get("headline")))) or _pick(meta, _TITLES)
    title = _without_site(title[:_LONGEST_TITLE], source)
    longer = [
        each for each in headings if title and each.startswith(title.rstrip("….")) and each != title
    ]
    if longer:  # JSON-LD headlines are often cut at 110 characters
        return min(longer, key=len) if len(min(longer, key=len)) < 2 * len(title) else title
    if title:
        return title
    return headings[0] if len(headings) == 1 else ""


def _without_site(title: str, source: str | None) -> str:
    """Cut the outlet's name off a title ("… | The Post")."""
    match = re.fullmatch(r"(.+?)(?<!\s)\s++(?:[|–—·-]|::)\s++([^\s|–—·][^|–—·]{0,200})", title)
    if match and source and _squashed(match[2]) == _squashed(source):
        return match[1].strip()
    return title


def _squashed(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _times(tree: Any) -> list[str]:
    """Return the machine-readable times that are marked as the publication's."""
    marked = tree.xpath(
        "//time[@pubdate or @itemprop='datePublished']/@datetime"
        "|//*[@itemprop='datePublished']/@content|//*[@itemprop='datePublished']/@datetime"
    )
    return [str(each) for each in marked][:3]


def _canonical(
    tree: Any, ld: Mapping[str, Any], meta: Mapping[str, str], fetched: str | None
) -> str | None:
    links = [str(each) for each in tree.xpath("//link[@rel='canonical']/@href")]
    page = ld.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, Mapping) else page
    for each in (*links, meta.get("og:url"), words(ld.get("url")), words(page)):
        address = urljoin(fetched or "", clean_line(each)) if each else ""
        if (
            web_address(address)
            and not _is_home(address)
            and (fetched is None or _host(address) == _host(fetched))
        ):
            return address
    return fetched


def _is_home(address: str) -> bool:
    """Tell an outlet's address from an article's; many a page names the former as its own."""
    try:
        parts = urlsplit(address)
    except ValueError:
        _log.debug("no web address", exc_info=True)
        return False
    return not parts.path.strip("/") and not parts.query


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        _log.debug("no web address", exc_info=True)
        return address
    return re.sub(r"^(?:www|m|amp|mobile)\.", "", host)


def _guess(tree: Any, fetched: str | None) -> dict[str, str]:
    """Return what trafilatura and htmldate conclude from the page's own layout."""
    from copy import deepcopy

    from trafilatura.metadata import extract_metadata

    found = extract_metadata(
        deepcopy(tree),
        default_url=fetched,
        date_config={"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"},
    )
    names = ("title", "date", "sitename", "author")
    return {name: str(getattr(found, name, None) or "") for name in names} if found else {}


def _pick(meta: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((entities.unescape(meta[name]) for name in names if meta.get(name)), "")


def _name(value: Any) -> str:
    return clean_line(
        entities.unescape(words(value[0] if isinstance(value, list) and value else value))
    )


def _people(value: Any) -> str:
    """Return the names of JSON-LD authors, addresses left out."""
    people = value if isinstance(value, list) else [value]
    names = [clean_line(entities.unescape(words(each))) for each in people]
    return ", ".join(dict.fromkeys(_names(name) for name in names if _names(name)))


def _names(text: str) -> str:
    """Return a byline without "By"; "" for an address or something too long to be names."""
    text = re.sub(r"^(?:by|von|par|por)\s+", "", clean_line(text).replace(";", ","), flags=re.I)
    return "" if "://" in text or "@" in text or len(text) > 150 else text.strip(" ,|")
