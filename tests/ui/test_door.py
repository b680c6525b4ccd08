import importlib.util
import socket

import pytest
import typer
from typer.testing import CliRunner

from ui import cli
from ui.guard.accounts import Account, Accounts
from ui.privacy import loopback
from ui.server import Door, ServeError, check

KNOWN = Accounts([Account("user", "edit", "$argon2id$")])


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_this_machine_alone(host):
    assert loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_an_address_that_others_reach_needs_a_password(host):
    assert not loopback(host)
    with pytest.raises(ServeError, match=r"add --auth-file FILE .*, or --no-auth"):
        check(Door(host=host, port=1))


def free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_password_or_a_typed_wish_opens_the_door():
    check(Door(host="0.0.0.0", port=free(), accounts=KNOWN))
    check(Door(host="0.0.0.0", port=free(), open_to_all=True))
    check(Door(port=free()))


def test_a_port_in_use_is_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=f"port {port} on 127.0.0.1 is in use"):
            check(Door(port=port))


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(ServeError, match=r"cannot listen on 203\.0\.113\.1:"):
        check(Door(host="203.0.113.1", port=free(), accounts=KNOWN))


def test_what_mcp_needs_is_looked_for_before_an_address_is_told(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, package=None: None)
    result = run("--mcp", "--port", str(free()))
    assert isinstance(result.exception, ServeError)
    assert 'pip install "dateline[mcp]"' in str(result.exception)
    assert result.output == ""


def run(*arguments):
    app = typer.Typer()
    app.command()(cli.chat)
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize("auth", ["user", "user:", ":word"])
def test_half_a_password_is_bad_usage(auth):
    result = run("--auth", auth)
    assert result.exit_code == 2
    assert "USER:PASSWORD" in result.output


def test_the_command_refuses_before_anything_is_loaded():
    result = run("--host", "0.0.0.0")
    assert isinstance(result.exception, ServeError)
