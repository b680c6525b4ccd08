"""What makes two articles the same one, and the name an article gets."""

from __future__ import annotations

import hashlib
import logging
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from index.article import Article
from index.text.marks import normalized

_log = logging.getLogger(__name__)

_TRACKING = re.compile(
    r"^(utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref|ref_src|cmpid|ocid|"
    r"at_medium|at_campaign|smid|guccounter|amp)$"
)
_PORTS = {"http": ":80", "https": ":443"}
_TELLING = 30
_NOT_WORDS = re.compile(r"[\W_]+")


def canonical_url(url: str) -> str:
    """Return one spelling for the addresses that lead to the same page.

    Scheme and host are lower-cased, `http` and `https`, `www.` and default ports are not told
    apart, the fragment, tracking parameters and a trailing slash are dropped, and the other
    parameters are sorted. What is not a web address is returned without surrounding space.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        _log.debug("no web address", exc_info=True)
        return url
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.netloc:
        return url
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(_PORTS[scheme])
    host = host.removeprefix("www.").rstrip(".")
    query = urlencode(
        sorted(
            (name, value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
            if not _TRACKING.match(name.lower())
        )
    )
    return urlunsplit(("https", host, parts.path.rstrip("/"), query, ""))


@lru_cache(maxsize=8)
def normalise(text: str) -> str:
    """Return the words of a text alone: compatibility forms folded, case and marks dropped."""
    folded = normalized("NFKC", text).casefold()
    return _NOT_WORDS.sub(" ", folded.replace("\u00ad", "")).strip()


def text_key(text: str, title: str = "") -> str:
    """Return the hex SHA-256 of a text's words; of its characters where it has no words.

    A short text ("Qtly div 15 cts, pay March 3") may be that of several articles, so the words
    of its title count too.
    """
    words = normalise(text) or text.strip()
    if words.count(" ") < _TELLING:
        words += f"\n{normalise(title)}"
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Identity:
    """What an article is recognised by.

    Attributes:
        id: the id that the source gave; empty when it gave none.
        address: canonical URL; None when it has none.
        text: key of the normalised text.
    """

    id: str
    address: str | None
    text: str

    @classmethod
    def of(cls, article: Article) -> Identity:
        """Return what the article is recognised by."""
        address = canonical_url(article.url) if article.url and article.url.strip() else None
        return cls(article.id.strip(), address, text_key(article.text, article.title))

    def derived(self, length: int = 12) -> str:
        """Return an id made from the address, else from the text: hex digits of a SHA-256."""
        if self.address is None:
            return self.text[:length]
        return hashlib.sha256(self.address.encode("utf-8")).hexdigest()[:length]
