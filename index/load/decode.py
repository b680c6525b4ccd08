"""Bytes to text: byte order marks, declared encodings, detection; binaries are refused."""

from __future__ import annotations

import codecs
import logging
import re

from index.errors import RefusedError

_log = logging.getLogger(__name__)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"OggS", "a media file"),
    (b"ID3", "a media file"),
    (b"\x00\x00\x00\x1cftyp", "a media file"),
)
# Encodings that news is found in, so that a short text is not taken for an exotic one.
_CANDIDATES = [
    "cp949", "cp932", "euc_jp", "gb18030", "big5", "cp1252", "cp1251", "cp1250", "koi8_r",
    "cp1253", "cp1254", "cp1255", "cp1256",
]  # fmt: skip
# The neighbours of Windows-1252 differ from it in few letters, and by their languages.
_NEIGHBOURS = {
    "cp1254": {"tr", "az"},
    "cp1250": {"pl", "cs", "sk", "hu", "sl", "hr", "sr", "bs", "ro", "sq"},
}
_SAMPLE = 60_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")


def kind_of_binary(data: bytes) -> str | None:
    """Return what a binary is by its first bytes, None for what may be text."""
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of a file.

    A byte order mark decides, then UTF-8 when it fits, then the declared encoding, then
    detection among the encodings of the world's newsrooms.

    Args:
        data: the bytes.
        declared: encoding named by the server or the document, trusted after UTF-8.

    Raises:
        RefusedError: the bytes are not text.
    """
    kind = kind_of_binary(data)
    if kind:
        raise RefusedError(f"is not text but {kind}")
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(name, "replace"))
    wide = _wide(data)
    if wide:
        return _checked(data.decode(wide, "replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4:  # cut in the middle of the last character
            return _checked(data[: error.start].decode("utf-8"))
    nearly = _nearly_utf8(data)
    if nearly is not None:
        return _checked(nearly)
    if declared:
        text = _declared(data, declared)
        if text is not None:
            return _checked(text)
    return _checked(_detected(data))


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 without mark that Latin text betrays by its zero bytes."""
    sample = data[:2000]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _nearly_utf8(data: bytes) -> str | None:
    """Return UTF-8 with a few torn bytes replaced; None when it is another encoding."""
    text = data.decode("utf-8", "replace")
    torn = text.count("\ufffd") - data.count("\ufffd".encode())
    sound = sum(1 for c in text[:_SAMPLE] if c > "\x7f" and c != "\ufffd")
    return text if sound >= 5 * torn or (torn * 2000 < len(data) and sound > torn) else None


def _declared(data: bytes, name: str) -> str | None:
    # Browsers read "latin-1" and "ascii" as Windows-1252, and EUC-KR as its superset.
    known = {"iso8859-1": "cp1252", "ascii": "cp1252", "euc_kr": "cp949", "shift_jis": "cp932"}
    try:
        codec = codecs.lookup(name.strip().strip("\"'")).name
        text = data.decode(known.get(codec, codec), "replace")
    except (LookupError, ValueError, UnicodeError, AssertionError):
        _log.debug("the declared encoding %.40r does not read it", name, exc_info=True)
        return None
    return text if isinstance(text, str) and text.count("\ufffd") * 200 <= len(text) else None


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES, enable_fallback=False).best()
    name = best.encoding if best else "cp1252"
    return data.decode(_western(data, name), "replace")


def _western(data: bytes, name: str) -> str:
    """Tell Windows-1252 from its neighbours by the language that a text then is in."""
    if name != "cp1252" and name not in _NEIGHBOURS:
        return name
    from index.load.language import detect_language

    for neighbour, languages in _NEIGHBOURS.items():
        if detect_language(data[:_SAMPLE].decode(neighbour, "replace")) in languages:
            return neighbour
    return "cp1252"


def _checked(text: str) -> str:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > max(2, 0.02 * len(sample)):
        raise RefusedError("is not text but binary data")
    return text
