"""ZIP archives, whole and hostile."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from index.load import Found, LoadSettings, Refusal, load
from tests.support.newsfiles import BODY, SECOND


def packed(**members: bytes | str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return file.getvalue()


def reasons(path: Path, **settings: object) -> list[str]:
    items = load([path], settings=LoadSettings(**settings))
    return [item.reason if isinstance(item, Refusal) else item.text for item in items]


def test_files_are_read_as_in_a_folder(tmp_path: Path) -> None:
    inner = packed(deep__b_txt=SECOND)
    path = tmp_path / "a.zip"
    path.write_bytes(packed(news__a_txt=BODY, news__b_zip=inner, news___hidden=b"x"))
    first, second = load([path])
    assert isinstance(first, Found) and isinstance(second, Found)
    assert (first.text, second.text) == (BODY, SECOND)
    assert first.location == str(path)


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed(a_exe=b"MZ\x90" + bytes(60), b_txt=BODY))
    refused, found = load([path])
    assert isinstance(refused, Refusal) and isinstance(found, Found)
    assert str(refused) == f"{path} a.exe: is a program, which Dateline does not read"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(packed(a_txt=bytes(50_000_000)))
    (reason,) = reasons(path)
    assert "unpacks to" in reason and "DATELINE_LOAD_MAX_RATIO" in reason
    (reason,) = reasons(path, max_inside_bytes=1_000_000, max_ratio=1e9)
    assert reason.startswith("is a ZIP archive of 48 MiB unpacked; the limit is 1 MiB")


def test_a_document_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(packed(word__document_xml=bytes(50_000_000)))
    (reason,) = reasons(path)
    assert reason.startswith("is a Word document that unpacks to")


def test_count_and_size_are_bounded_at_any_depth(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed(a_txt=BODY + "1", b_txt=BODY + "2", c_txt=BODY + "3"))
    (reason,) = reasons(path, max_inside_files=2)
    assert reason.startswith("is a ZIP archive of 3 files; the limit is 2")
    one = packed(a_txt=BODY)
    path.write_bytes(packed(a_zip=one, b_zip=one))
    for limits, part in (
        ({"max_inside_files": 3}, "is one file too many inside another"),
        ({"max_inside_bytes": 2 * len(one) + len(BODY)}, "is too much for what one file may hold"),
    ):
        first, second = reasons(path, **limits)
        assert first == BODY
        assert second.startswith(part)


def test_depth_is_bounded(tmp_path: Path) -> None:
    data = packed(a_txt=BODY)
    for _ in range(6):
        data = packed(a_zip=data)
    (tmp_path / "a.zip").write_bytes(data)
    (reason,) = reasons(tmp_path / "a.zip", max_depth=3)
    assert reason.startswith("lies 4 files deep; the limit is 3")


def test_a_lie_about_the_size_gives_no_more(tmp_path: Path) -> None:
    data = bytearray(packed(a_txt=b"a" * 5_000_000))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (100).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data)
    (reason,) = reasons(tmp_path / "a.zip")
    assert "damaged member" in reason
