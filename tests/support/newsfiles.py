"""Small files of every format, made in memory for the tests."""

from __future__ import annotations

import io
import json
import zlib
from pathlib import Path

from index.load import Found, Loaded, LoadSettings, load

BODY = (
    "The harbour was closed on Monday after a storm broke the northern pier, the port "
    "authority said. Repairs will take three weeks."
)
SECOND = "The mayor said “we will pay” and left."
HTML = f"<p>{BODY}</p><p>The mayor said &ldquo;we will pay&rdquo; and left.</p>"
TWO = f"{BODY}\n\n{SECOND}"
NAR = "http://iptc.org/std/nar/2006-10-01/"


def pdf(*pages: list[str], title: str = "", author: str = "", password: str = "") -> bytes:
    """Return a PDF whose pages hold the given lines as text; no lines make an empty page."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        drawn = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {drawn} ET" if lines else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({_escaped(title)}) /Author ({_escaped(author)}) >>")
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    data += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
    ).encode("latin-1") + f"startxref\n{data.rfind(b'endobj') + 7}\n%%EOF\n".encode()
    if not password:
        return data
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def page(*paragraphs: str, head: str = "", lang: str = "en", title: str = "") -> str:
    """Return a web page with navigation, an article and a footer."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>'
        "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
        f"<article><h1>{title}</h1>{body}</article>"
        "<footer>Imprint and terms of use</footer></body></html>"
    )


def linked_data(**values: object) -> str:
    """Return a JSON-LD script that describes a news article."""
    article = {"@context": "https://schema.org", "@type": "NewsArticle", **values}
    return f'<script type="application/ld+json">{json.dumps({"@graph": [article]})}</script>'


def news_item(
    content: str,
    *,
    guid: str = "urn:newsml:acme:1",
    status: str = "usable",
    item_class: str = "text",
) -> str:
    """Return a NewsML-G2 item around the content of its contentSet."""
    return (
        f'<newsItem xmlns="{NAR}" guid="{guid}" version="1" xml:lang="en-US">'
        f'<itemMeta><itemClass qcode="ninat:{item_class}"/>'
        '<provider qcode="p"><name>Acme</name></provider>'
        "<versionCreated>2017-11-21T16:25:32-05:00</versionCreated>"
        "<firstCreated>2016-11-20T17:30:00-05:00</firstCreated>"
        f'<pubStatus qcode="stat:{status}"/></itemMeta>'
        "<contentMeta><by>By Meredith Jameson</by>"
        "<headline>Storm breaks pier</headline></contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def nitf(*, doctype: str = "", body: str = "") -> str:
    """Return an NITF document."""
    body = body or f"<p>{BODY}</p><p>{SECOND}</p>"
    return (
        f'<?xml version="1.0"?>{doctype}<nitf><head><title>Slug</title><docdata>'
        '<doc-id id-string="acme-17"/><date.issue norm="20251216T101500+0900"/></docdata>'
        '<pubdata name="Harbour Post" date.publication="20251216"/></head><body><body.head>'
        "<hedline><hl1>Storm breaks pier</hl1></hedline>"
        "<byline>By Meredith Jameson, <byttl>Staff Reporter</byttl></byline></body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    )


def rss(*items: str) -> str:
    """Return an RSS feed of items."""
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Post</title>'
        f"<link>https://post.example</link><language>en</language>{''.join(items)}</channel></rss>"
    )


def entry(title: str, link: str, text: str, date: str = "Tue, 16 Dec 2025 18:40:00 +0900") -> str:
    """Return an item of an RSS feed."""
    return (
        f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>"
        f"<dc:creator>Jo Bo</dc:creator><description><![CDATA[{text}]]></description></item>"
    )


def squeezed(size: int) -> bytes:
    """Return gzip data that unpacks to `size` zero-free bytes."""
    packer = zlib.compressobj(9, wbits=31)
    return packer.compress(b"a" * size) + packer.flush()


def load_all(tmp_path: Path, name: str, data: str | bytes, **settings: object) -> list[Loaded]:
    """Write a file and return all that it holds."""
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(load([path], settings=LoadSettings(**settings)))


def load_one(tmp_path: Path, name: str, data: str | bytes, **settings: object) -> Found:
    """Write a file and return the one article that it holds."""
    (item,) = load_all(tmp_path, name, data, **settings)
    assert isinstance(item, Found), item
    return item


def facts(item: Found) -> tuple[object, ...]:
    """Return title, day, outlet, address and author."""
    return item.title, str(item.date), item.source, item.url, item.author


EXPECTED = ("Storm", "2025-12-16", "Post", "https://post.example/a", "Jo Bo")
FIELDS = {
    "title": "Storm",
    "date": "2025-12-16T18:40:00+09:00",
    "source": "Post",
    "url": "https://post.example/a",
    "author": "Jo Bo",
}
