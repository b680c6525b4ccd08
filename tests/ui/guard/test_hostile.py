"""What is made to harm, sent to a real server as its page would send it."""

import json
import socket
from urllib.parse import urlsplit

import pytest

from tests.support.driving import called
from tests.support.wire import get, post
from tests.ui.test_lying_state import THREAD

SOUND = "The lighthouse of Corran was sold on Friday to a beekeeper for nine crowns."


@pytest.fixture(scope="module")
def page(start):
    """A page over an empty archive: its address, and the numbers of its functions."""
    url = start()
    config = get(f"{url}/config").json()
    names = {each["id"]: each["props"].get("elem_id") for each in config["components"]}
    functions = {}
    for each in config["dependencies"]:
        for block, event in each["targets"]:
            functions.setdefault((names.get(block), event), each["id"])
    return url, functions


def uploaded(url, name, data):
    (path,) = post(f"{url}/gradio_api/upload", files={"files": (name, data)}).json()
    return [{"path": path, "orig_name": name, "meta": {"_type": "gradio.FileData"}}]


@pytest.mark.parametrize(
    "host",
    ["[::127.0.0.1]", "[64:ff9b:1::7f00:1]", "[fec0::1]", "[::ffff:0:127.0.0.1]", "192.0.0.192",
     "127.0.0.1", "169.254.169.254", "localhost"],
)  # fmt: skip
def test_no_link_leads_inside(page, host):
    url, functions = page
    link = f"http://{host}:{urlsplit(url).port}/healthz"
    said = called(url, functions["add-button", "click"], [None, link])
    assert "leads to a private address" in said
    assert "::1 " not in said


def test_an_upload_of_marks_without_end_is_read_and_others_are_answered_meanwhile(page):
    """240 kB of them held all askers for twelve seconds once."""
    url, functions = page
    files = uploaded(url, "marks.txt", (SOUND + " a" + "\u0301\u0323" * 60_000).encode())
    said = called(url, functions["add-button", "click"], [files, ""])
    assert "process_completed" in said
    listed = post(f"{url}/gradio_api/call/articles", json={"data": ["", "", [], 10]}).json()
    text = get(f"{url}/gradio_api/call/articles/{listed['event_id']}").text
    (found,) = json.loads(text.partition("data: ")[2].splitlines()[0])
    assert [each["characters"] < 200 for each in found] == [True]


def test_an_upload_of_eighty_thousand_attributes_is_given_up(page, monkeypatch):
    monkeypatch.setenv("DATELINE_LOAD_PARSE_SECONDS", "1")
    url, functions = page
    attributes = " ".join(f'a{number}="{number}"' for number in range(80_000))
    files = uploaded(url, "many.html", f"<html><body><p {attributes}>{SOUND}</p></html>".encode())
    said = called(url, functions["add-button", "click"], [files, ""])
    assert "takes more than 1 s to be read" in said


def test_a_file_larger_than_any_upload_is_refused_before_it_comes(page):
    parts = urlsplit(page[0])
    head = (
        f"POST /gradio_api/upload HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 200000000\r\n\r\n"
    )
    with socket.create_connection((parts.hostname, parts.port), timeout=60) as sender:
        sender.sendall(head.encode())
        said = sender.recv(1000)
    assert said.startswith(b"HTTP/1.1 413 ")


def test_a_term_of_400_kilobytes_is_cut_on_the_page_and_refused_to_programs(page):
    url, functions = page
    said = called(url, functions["shelf", "look"], [{"term": "x" * 400_000}])
    assert '"success":true' in said
    assert "x" * 501 not in said
    body = {"data": ["x" * 400_000, 10, "", "", []]}
    begun = post(f"{url}/gradio_api/call/search", json=body).json()["event_id"]
    told = get(f"{url}/gradio_api/call/search/{begun}").text
    assert "event: error" in told
    assert "400000 characters" in told


def test_a_note_of_five_megabytes_is_refused(page):
    url, functions = page
    fields = {"turn": 0, "verdict": "wrong", "note": "x" * 5_000_000}
    session = "note"
    body = {
        "fn_index": functions["conversation", "feedback"],
        "data": [THREAD],
        "event_data": fields,
        "session_hash": session,
    }
    assert post(f"{url}/gradio_api/queue/join", json=body).status_code == 200
    said = get(f"{url}/gradio_api/queue/data?session_hash={session}").text
    assert "the note has 5,000,000 characters" in said
