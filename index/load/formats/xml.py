"""XML: which of the news formats a document is in."""

from __future__ import annotations

from collections.abc import Iterator

from index.errors import RefusedError
from index.load.base import Draft, Raw, Refusal
from index.load.markup import local_name, parse_xml, refuse_entities
from index.load.settings import LoadSettings

_FEEDS = {"rss", "feed", "rdf"}


def read_xml(raw: Raw, settings: LoadSettings) -> Iterator[Draft | Refusal]:
    """Read feeds, NewsML-G2 and NITF, told apart by their root element.

    Raises:
        RefusedError: another kind of XML, or one that is not safe or not well formed.
    """
    refuse_entities(raw.data)
    head = raw.data[:2000].replace(b"\0", b"").lower()
    if any(b"<" + name in head for name in (b"rss", b"feed", b"rdf:rdf")):
        from index.load.formats.feed import read_feed

        yield from read_feed(raw, settings)
        return
    root = parse_xml(raw.data)
    name = local_name(root)
    if name in _FEEDS:
        from index.load.formats.feed import read_feed

        yield from read_feed(raw, settings)
    elif name in ("newsitem", "newsmessage", "packageitem"):
        from index.load.formats.newsml import read_newsml

        yield from read_newsml(root, raw.name)
    elif name == "nitf":
        from index.load.formats.nitf import read_nitf

        yield read_nitf(root)
    elif name == "html":
        from index.load.formats.html import read_html

        yield from read_html(raw, settings)
    else:
        raise RefusedError(f"is XML of a kind that Dateline does not read (root element <{name}>)")
