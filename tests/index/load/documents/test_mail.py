"""Messages and what is attached to them."""

from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document

from index.load import Found, Refusal, load
from tests.support.newsfiles import BODY, SECOND

OUTLOOK = pytest.importorskip("extract_msg", reason="extract-msg is not installed")


def word(words: str) -> bytes:
    document = Document()
    document.add_paragraph(words)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def message(subject: str = "Ferry returns", body: str = BODY, **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Ada Berg <ada@harbour.example>"
    made["Subject"] = subject
    made["Date"] = "Fri, 11 Apr 2025 08:00:00 +0200"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(body)
    return made


def attach(made: EmailMessage, data: bytes, name: str, media: str) -> None:
    main, sub = media.split("/")
    made.add_attachment(data, maintype=main, subtype=sub, filename=name)


def test_a_message_and_its_attachments(tmp_path: Path) -> None:
    made = message()
    attach(
        made,
        word(SECOND),
        "note",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    attach(made, b"\x89PNG\r\n\x1a\n" + bytes(60), "photo.bin", "application/octet-stream")
    inner = message("Re: Ferry", "The mayor wrote that the ferry is late.")
    made.add_attachment(inner)
    (tmp_path / "a.eml").write_bytes(made.as_bytes())
    words, note, photo, forwarded = load([tmp_path / "a.eml"])
    assert isinstance(words, Found) and isinstance(note, Found) and isinstance(forwarded, Found)
    assert (words.title, words.author, words.text) == ("Ferry returns", "Ada Berg", BODY)
    assert words.date is not None and words.date.isoformat() == "2025-04-11"
    assert (note.text, note.date) == (SECOND, words.date)
    assert isinstance(photo, Refusal)
    assert photo.name.endswith("a.eml photo.bin") and "PNG image" in photo.reason
    assert forwarded.title == "Re: Ferry"


def test_a_newsletter_is_an_outlet(tmp_path: Path) -> None:
    made = message(List_Id="<morning.harbour.example>")
    made.replace_header("From", "The Morning Brief <brief@harbour.example>")
    made.set_content(f"<p>{BODY}</p><p>{SECOND}</p>", subtype="html")
    (tmp_path / "a.eml").write_bytes(made.as_bytes())
    (found,) = load([tmp_path / "a.eml"])
    assert isinstance(found, Found)
    assert (found.source, found.author) == ("The Morning Brief", None)
    assert found.text == f"{BODY}\n\n{SECOND}"


def test_a_mailbox(tmp_path: Path) -> None:
    first, second = message(), message("Second", "It begins.\n\nFrom there it went on.\n")
    attach(first, word(SECOND), "note.docx", "application/octet-stream")
    data = b""
    for each in (first, second, EmailMessage()):
        body = each.as_bytes().replace(b"\nFrom there", b"\n>From there")
        data += b"From ada@harbour.example Fri Apr 11 08:00:00 2025\n" + body + b"\n\n"
    for name in ("Inbox", "a.mbox"):
        (tmp_path / name).write_bytes(data)
        items = list(load([tmp_path / name]))
        texts = [item.text for item in items if isinstance(item, Found)]
        assert texts == [BODY, SECOND, "It begins.\n\nFrom there it went on."]
        (refused,) = [item for item in items if isinstance(item, Refusal)]
        assert refused.name.endswith(f"{name} message 3")
        assert refused.reason == "is a message without words"


def test_a_message_of_outlook(tmp_path: Path) -> None:
    from extract_msg import OleWriter

    path = tmp_path / "a.msg"
    writer = OleWriter()

    def put(where: list[str], text: bytes) -> None:
        writer.addEntry(where, text)

    put(["__properties_version1.0"], bytes(32))
    put(["__substg1.0_0037001F"], "Ferry returns".encode("utf-16-le"))
    put(["__substg1.0_1000001F"], f"{BODY}\r\n".encode("utf-16-le"))
    put(["__substg1.0_0C1A001F"], "Ada Berg".encode("utf-16-le"))
    put(["__substg1.0_007D001F"], "Date: Fri, 11 Apr 2025 08:00:00 +0200\r\n".encode("utf-16-le"))
    folder = "__attach_version1.0_#00000000"
    writer.addEntry([folder], storage=True)
    put([folder, "__substg1.0_37010102"], word(SECOND))
    put([folder, "__substg1.0_3707001F"], "note.docx".encode("utf-16-le"))
    writer.write(str(path))
    words, note = load([path])
    assert isinstance(words, Found) and isinstance(note, Found)
    assert (words.title, words.author, words.text) == ("Ferry returns", "Ada Berg", BODY)
    assert str(words.date) == "2025-04-11"
    assert (note.text, note.date) == (SECOND, words.date)
