"""Accounts in a file, and the command that writes it."""

import os
import stat

import pytest
from typer.testing import CliRunner

import dateline
from ui.guard.accounts import Account, AccountError, Accounts, read, write


def run(*arguments, words=""):
    return CliRunner().invoke(dateline.app, ["account", *arguments], input=words)


def test_the_command_writes_what_the_server_reads(tmp_path):
    path = tmp_path / "accounts"
    for name, role in (("ann", "edit"), ("bob", "read"), ("ann", "read")):
        result = run("set", name, "--role", role, "--file", str(path), words=f"{name} 123\n")
        assert result.exit_code == 0, result.output
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "123" not in path.read_text()
    known = read(path)
    assert len(known) == 2
    assert known.check("ann", "ann 123").role == "read"
    assert known.check("ann", "bob 123") is None
    assert known.check("eve", "") is None
    assert known.check("ann", "x" * 5_000_000) is None
    assert run("remove", "ann", "--file", str(path)).exit_code == 0
    assert read(path).named("ann") is None
    assert isinstance(run("remove", "ann", "--file", str(path)).exception, AccountError)


@pytest.mark.parametrize("name", ["", "a:b", "a b", "a\nb", "#a"])
def test_a_name_that_would_tear_the_file_is_refused(name):
    with pytest.raises(AccountError, match="cannot be a user's name"):
        Account.make(name, "word")


@pytest.mark.parametrize("password", ["", "x" * 1025])
def test_a_password_has_bounds(password):
    with pytest.raises(AccountError, match="from 1 to 1024"):
        Account.make("ann", password)


@pytest.mark.parametrize(
    "text",
    ["", "# nothing\n", "ann\n", "ann:read:secret\n", "ann:root:$argon2id$x\n", ":read:$argon2"],
)
def test_a_file_that_lies_is_named(tmp_path, text):
    path = tmp_path / "accounts"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(AccountError, match=r"dateline account set|holds no account"):
        read(path)


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_a_file_that_others_may_read_is_refused(tmp_path):
    path = tmp_path / "accounts"
    write(path, Account("ann", "read", "$argon2id$x"))
    path.chmod(0o644)
    with pytest.raises(AccountError, match="can be read by others"):
        read(path)


def test_a_hash_that_is_none_lets_nobody_in():
    assert Accounts([Account("ann", "edit", "$argon2id$nonsense")]).check("ann", "x") is None
