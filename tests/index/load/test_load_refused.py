"""Addresses and places that are refused."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

import pytest

from index.load import Refusal, load
from tests.index.load.test_load_bad import ADDRESSES, expect
from tests.support.newsfiles import BODY


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_is_refused(address: str) -> None:
    (item,) = load([address])
    expect(item, address, ADDRESSES[address])


def test_places_that_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    plug = socket.socket(socket.AF_UNIX)
    place = os.getcwd()
    os.chdir(tmp_path)
    try:
        plug.bind("plug.txt")
    finally:
        os.chdir(place)
        plug.close()
    items = list(load([tmp_path, tmp_path / "missing.txt", "a\0b.txt", "x" * 5000]))
    reasons = {Path(item.name).name[:9]: item.reason for item in items if isinstance(item, Refusal)}
    assert reasons["broken.tx"] == "is a broken link"
    assert reasons["loop.txt"] == "is a broken link"
    assert reasons["pipe.txt"] == "is not a regular file"
    assert reasons["plug.txt"] == "is not a regular file"
    assert reasons["missing.t"] == "does not exist"
    assert len(items) == len(reasons) == 7


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(BODY)
    path.chmod(0)
    (item,) = load([path])
    expect(item, str(path), "cannot be read (Permission denied)")


def test_unreadable_for_anyone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(BODY)

    def denied(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    (item,) = load([path])
    expect(item, str(path), "cannot be read (Permission denied)")


def test_one_line_whatever_the_name(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines\x1b[31m.txt"
    path.write_text("")
    (item,) = load([path])
    assert isinstance(item, Refusal)
    assert re.search(r"two lines\\x1b\[31m\.txt: is empty$", str(item))
    raw = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    with open(raw, "wb"):
        pass
    (item,) = load([os.fsdecode(raw)])
    assert isinstance(item, Refusal)
    str(item).encode("utf-8")
