"""Accounts: nothing is open without a login, roles hold, guessing gets slow."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from gradio_client import Client

from tests.support.wire import get, post, request
from tests.ui.guard.conftest import PASSWORDS
from ui.context import LANGUAGE
from ui.guard.login import COOKIE


def log_in(url, name="ann", password=None, **headers):
    form = {"username": name, "password": password or PASSWORDS[name]}
    return post(f"{url}/login", data=form, headers=headers)


def cookie_of(answer):
    return {"cookie": f"{COOKIE}={answer.cookies[COOKIE]}"}


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/gradio_api/reset"), ("POST", "/gradio_api/cancel"), ("GET", "/gradio_api/app_id"),
     ("GET", "/gradio_api/openapi.json"), ("GET", "/config"), ("POST", "/gradio_api/queue/join"),
     ("GET", "/gradio_api/mcp/schema"), ("POST", "/gradio_api/mcp/"), ("GET", "/metrics"),
     ("POST", "/gradio_api/upload"), ("GET", "/gradio_api/heartbeat/abc"), ("GET", "/theme.css"),
     ("GET", "/gradio_api/startup-events"), ("POST", "/gradio_api/call/ask")],
)  # fmt: skip
def test_nothing_is_open_without_a_login(locked, method, path):
    answer = request(method, locked + path, json={} if method == "POST" else None)
    assert answer.status_code == 401
    assert answer.json()["detail"] == "log in first"


def test_the_page_leads_to_the_login(locked):
    answer = get(locked)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert "password" in get(f"{locked}/login").text
    chosen = {"cookie": f"{LANGUAGE}=ko", "accept-language": "en"}
    assert "비밀번호" in get(f"{locked}/login", headers=chosen).text


def test_the_cookie_stays_with_its_site(locked):
    said = log_in(locked).headers["set-cookie"]
    assert "SameSite=Lax" in said
    assert "HttpOnly" in said
    assert "Secure" in said
    assert "none" not in said.lower()


def test_a_site_elsewhere_cannot_use_a_visitors_cookie(locked):
    cookie = cookie_of(log_in(locked))
    assert get(f"{locked}/config", headers=cookie).status_code == 200
    for host in ("news.example", locked.removeprefix("http://")):
        evil = {**cookie, "host": host, "origin": "https://evil.example"}
        answer = get(f"{locked}/config", headers=evil)
        assert answer.status_code == 403
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert log_in(locked, origin="https://evil.example", host=host).status_code == 403
    ours = {**cookie, "host": "news.example", "origin": "https://news.example"}
    assert get(f"{locked}/config", headers=ours).status_code == 200


def test_logging_out_everywhere_ends_every_login(locked):
    first, second = cookie_of(log_in(locked)), cookie_of(log_in(locked))
    other = cookie_of(log_in(locked, "bob"))
    post(f"{locked}/logout", headers=first)
    assert get(f"{locked}/config", headers=first).status_code == 401
    assert get(f"{locked}/config", headers=second).status_code == 200
    post(f"{locked}/logout", data={"everywhere": "1"}, headers=second)
    assert get(f"{locked}/config", headers=second).status_code == 401
    assert get(f"{locked}/config", headers=other).status_code == 200


def test_a_reader_may_read_and_not_change(locked):
    bob = ("bob", PASSWORDS["bob"])
    config = get(f"{locked}/config", auth=bob).json()

    def status(path, number):
        body = {"fn_index": number, "data": [], "session_hash": "abc"}
        return post(f"{locked}/gradio_api/{path}", json=body, auth=bob).status_code

    numbers = [each["id"] for each in config["dependencies"]]
    writing = [number for number in numbers if status("queue/join", number) == 403]
    assert 2 <= len(writing) < len(numbers) / 2
    for number in writing:
        assert status("run/predict", number) == status("api/x", number) == 403
    upload = post(f"{locked}/gradio_api/upload", files={"files": b"x"}, auth=bob)
    assert upload.status_code == 403


def test_neither_by_the_name_of_a_function_nor_with_the_number_of_another(locked):
    for name in ("added", "removed", "sampled", "undone", "amended"):
        for path in (f"call/{name}", f"run/{name}", f"api/{name}", f"call/v2/{name}"):
            for body in ({"data": []}, {"data": [], "fn_index": 0}, {"fn_index": "0"}, []):
                answer = post(
                    f"{locked}/gradio_api/{path}", json=body, auth=("bob", PASSWORDS["bob"])
                )
                assert answer.status_code == 403, (path, body)


def test_programs_log_in_as_ever(locked):
    client = Client(locked, auth=("bob", PASSWORDS["bob"]), verbose=False)
    assert client.predict(limit=1, api_name="/articles") == []


def test_mcp_takes_the_same_login(locked):
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    async def calls(auth):
        async with (
            streamablehttp_client(f"{locked}/gradio_api/mcp/", auth=auth) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            result = await session.call_tool("articles", {"limit": 1})
            return json.loads(result.content[0].text)

    def run(auth):
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, calls(auth)).result()

    assert run(httpx.BasicAuth("bob", PASSWORDS["bob"])) == []
    with pytest.raises(BaseExceptionGroup):
        run(None)


def test_guessing_gets_slow(start, accounts):
    url = start(accounts=accounts)
    with httpx.Client(base_url=url, timeout=300) as client:

        def guess(number):
            form = {"username": "ann", "password": f"guess {number}"}
            return client.post("/login", data=form).status_code

        with ThreadPoolExecutor(10) as pool:
            said = list(pool.map(guess, range(100)))
    assert set(said) == {400, 429}
    assert said.count(400) < 25
