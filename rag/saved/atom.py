"""Alerts as a feed (Atom, RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from xml.etree.ElementTree import Element, SubElement, tostring

from rag.saved.alert import SAID, Alert

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 100


def atom(alerts: Sequence[Alert], *, name: str = "Dateline") -> str:
    """Return a feed of alerts.

    Args:
        alerts: the newest first.
        name: title of the feed.
    """
    feed = Element("feed", xmlns=_ATOM)
    SubElement(feed, "title").text = f"{name}: saved questions"
    SubElement(feed, "id").text = f"urn:dateline:{sha256(name.encode()).hexdigest()[:16]}"
    newest = alerts[0].at if alerts else datetime.fromtimestamp(0, UTC)
    SubElement(feed, "updated").text = newest.isoformat()
    author = SubElement(feed, "author")
    SubElement(author, "name").text = "Dateline"
    for alert in alerts[:_MOST]:
        _entry(feed, alert)
    return tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _entry(feed: Element, alert: Alert) -> None:
    entry = SubElement(feed, "entry")
    SubElement(entry, "title").text = f"{alert.name}: {SAID[alert.kind]}: {alert.text}"
    mark = f"{alert.name}\0{alert.kind}\0{alert.article_id}\0{alert.text}\0{alert.generation}"
    digest = sha256(mark.encode("utf-8", "replace")).hexdigest()[:32]
    SubElement(entry, "id").text = f"urn:dateline:alert:{digest}"
    SubElement(entry, "updated").text = alert.at.isoformat()
    if alert.url:
        SubElement(entry, "link", href=alert.url)
    where = ", ".join(str(each) for each in (alert.source, alert.date, alert.title) if each)
    said = f"“{alert.quote}” " if alert.quote else ""
    before = f"\nBefore: {alert.before}" if alert.before else ""
    SubElement(entry, "summary").text = f"{alert.question}\n{said}({where}){before}"
