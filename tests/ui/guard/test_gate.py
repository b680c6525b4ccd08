"""Other sites, other names: attacked over the wire as a visitor's browser would be used."""

import stat
from pathlib import Path

import httpx
import pytest

from tests.support.driving import free_port
from tests.support.wire import get, options, post
from ui.backend import Backend
from ui.server import Door, serve

EVIL = "http://evil.example"


def join(url, function=0, data=(), **headers):
    body = {"fn_index": function, "data": list(data), "session_hash": "abc"}
    return post(f"{url}/gradio_api/queue/join", json=body, headers=headers)


def port_of(url):
    return url.rpartition(":")[2]


@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/info", "/gradio_api/app_id"])
def test_a_name_that_others_own_leads_nowhere(anyone, path):
    host = f"evil.example:{port_of(anyone)}"
    answer = get(anyone + path, headers={"host": host, "origin": f"http://{host}"})
    assert answer.status_code == 403
    assert "is not a name of this server" in answer.json()["detail"]
    assert "access-control-allow-origin" not in answer.headers


def test_neither_does_it_list_or_remove_articles(anyone):
    host = f"evil.example:{port_of(anyone)}"
    for function in range(40):
        assert join(anyone, function, host=host, origin=f"http://{host}").status_code == 403


@pytest.mark.parametrize(
    "host", ["", "evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "[::1",
             "a:b:c", "localhost.evil.example:80", "8.8.8.8"]
)  # fmt: skip
def test_names_that_look_like_ours_are_not(anyone, host):
    assert get(anyone, headers={"host": host}).status_code in (400, 403)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:1", "127.0.0.1:9999", "[::1]:7", "127.9.9.9"]
)
def test_our_own_names_are_known_at_any_port(anyone, host):
    assert get(f"{anyone}/healthz", headers={"host": host}).text == "ok\n"


@pytest.mark.parametrize(
    "origin",
    [EVIL, "http://localhost:9999", "http://127.0.0.1:1", "null", "https://127.0.0.1:1", "file://",
     "http://127.0.0.1.evil.example"],
)  # fmt: skip
def test_pages_of_other_origins_may_not_speak_to_us(anyone, origin):
    for answer in (
        get(f"{anyone}/config", headers={"origin": origin}),
        join(anyone, origin=origin),
        post(f"{anyone}/gradio_api/upload", files={"files": b"x"}, headers={"origin": origin}),
        options(
            f"{anyone}/gradio_api/queue/join",
            headers={"origin": origin, "access-control-request-method": "POST"},
        ),
    ):
        assert answer.status_code == 403
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_browser_that_says_it_comes_from_elsewhere_is_believed(anyone):
    cross = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert get(f"{anyone}/config", headers=cross).status_code == 403
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert get(anyone, headers=link).status_code == 200


def test_our_own_page_may(anyone):
    answer = get(f"{anyone}/config", headers={"origin": anyone, "sec-fetch-site": "same-origin"})
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_every_answer_says_what_a_browser_may_do_with_it(anyone):
    for path in ("/", "/config", "/nothing", "/healthz"):
        headers = get(anyone + path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "connect-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert len(headers["x-request-id"]) == 16
        assert "server" not in headers


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/proxy=https://evil.hf.space/x", "/gradio_api/vibe-code/", "/monitoring",
     "/gradio_api/dev/reload", "/gradio_api/component_server", "/gradio_api/deep_link", "/docs",
     "/gradio_api/process_recording", "/gradio_api/token", "/gradio_api/../vibe-code"],
)  # fmt: skip
def test_what_gradio_offers_beyond_the_page_is_not_there(anyone, path):
    assert get(anyone + path).status_code == 404
    assert post(anyone + path, json={}).status_code == 404


def test_a_body_that_is_too_large_is_not_read(anyone):
    huge = b'{"data": ["' + b"x" * 60_000_000 + b'"]}'
    try:
        answer = post(f"{anyone}/gradio_api/queue/join", content=huge)
    except httpx.WriteError:
        return
    assert answer.status_code == 413
    assert "larger than 8 MiB" in answer.json()["detail"]


def test_neither_is_one_that_does_not_say_its_length(anyone):
    def parts():
        for _ in range(200):
            yield b"x" * 100_000

    with httpx.Client() as client:
        try:
            answer = client.post(f"{anyone}/gradio_api/queue/join", content=parts())
        except (httpx.WriteError, httpx.RemoteProtocolError, httpx.ReadError):
            return
    assert answer.status_code == 413


def test_json_that_is_nested_without_end_is_refused(anyone):
    deep = b"[" * 200_000
    answer = post(
        f"{anyone}/gradio_api/queue/join",
        content=deep,
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 400


def test_what_is_being_done_can_be_watched(anyone):
    assert get(f"{anyone}/readyz").status_code == 200
    text = get(f"{anyone}/metrics").text
    assert 'dateline_requests_total{method="GET",status="200"}' in text
    assert "dateline_waiting 0.0" in text


def place_of(answer):
    """The server's own folder, above the one that an upload was put into."""
    (path,) = answer.json()
    return next(each for each in Path(path).parents if each.name.startswith("dateline-"))


def test_uploads_are_the_servers_alone_and_go_with_it(tmp_path):
    backend = Backend(tmp_path / "index")
    port = free_port()
    server = serve(backend, Door(port=port), block=False)
    try:
        place = place_of(post(f"http://127.0.0.1:{port}/gradio_api/upload", files={"files": b"x"}))
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert place.name != "gradio"
    finally:
        server.close(drain=0)
    assert not place.exists()


def test_uploads_have_a_total(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_GUARD_UPLOAD_TOTAL_BYTES", "100000")
    backend = Backend(tmp_path / "index")
    port = free_port()
    server = serve(backend, Door(port=port), block=False)
    try:
        said = [
            post(
                f"http://127.0.0.1:{port}/gradio_api/upload", files={"files": b"x" * 40_000 + each}
            )
            for each in (b"1", b"2", b"3")
        ]
    finally:
        server.close(drain=0)
    assert [answer.status_code for answer in said] == [200, 200, 413]
    assert said[-1].json()["detail"] == "no room for more uploads now"
