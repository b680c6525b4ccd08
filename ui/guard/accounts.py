"""Who may come in: names, roles and hashed passwords, from a file or the environment."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from index.errors import DatelineError

_log = logging.getLogger(__name__)

Role: TypeAlias = Literal["read", "edit"]
ROLES: tuple[Role, ...] = get_args(Role)
LONGEST = 1024
"""Most characters of a password; hashing a longer one costs the server more than the asker."""


class AccountError(DatelineError):
    """A file of accounts cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Account:
    """A name with its role and the Argon2id hash of its password."""

    name: str
    role: Role
    hashed: str

    @classmethod
    def make(cls, name: str, password: str, role: Role = "edit") -> Account:
        """Return an account, its password hashed.

        Raises:
            AccountError: the name cannot stand in a file, or the password is too long or empty.
        """
        from argon2 import PasswordHasher

        if not name or not name.isprintable() or any(c in name for c in ": #"):
            raise AccountError(f"{name!r} cannot be a user's name: leave out colons and blanks")
        if not 0 < len(password) <= LONGEST:
            raise AccountError(f"a password has from 1 to {LONGEST} characters")
        return cls(name, role, PasswordHasher().hash(password))

    def line(self) -> str:
        """Return the account as a line of a file."""
        return f"{self.name}:{self.role}:{self.hashed}"


class Accounts:
    """All accounts of a server."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        self._known = {each.name: each for each in accounts}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._known)

    def named(self, name: str) -> Account | None:
        """Return the account of a name."""
        return self._known.get(name)

    @cached_property
    def _nobody(self) -> str:
        from argon2 import PasswordHasher

        return PasswordHasher().hash(os.urandom(16))

    def check(self, name: str, password: str) -> Account | None:
        """Return the account when the password is right; an unknown name takes as long."""
        from argon2 import PasswordHasher
        from argon2.exceptions import Argon2Error, InvalidHashError

        account = self._known.get(name)
        if len(password) > LONGEST:
            return None
        try:
            PasswordHasher().verify(account.hashed if account else self._nobody, password)
        except (Argon2Error, InvalidHashError):
            _log.debug("a wrong password")
            return None
        return account


def read(path: Path) -> Accounts:
    """Return the accounts of a file: a line each, NAME:ROLE:HASH, as `dateline account` writes.

    Raises:
        AccountError: the file cannot be read, others may read it, or a line is no account.
    """
    try:
        text = path.read_text("utf-8")
        mode = path.stat().st_mode
    except (OSError, UnicodeDecodeError) as error:
        raise AccountError(f"the accounts of {path} cannot be read ({error})") from error
    if os.name == "posix" and mode & 0o077:
        raise AccountError(f"{path} can be read by others than you: chmod 600 {path}")
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, role, hashed = (*line.strip().split(":", 2), "", "")[:3]
        known = next((each for each in ROLES if each == role), None)
        if known is None or not name or not hashed.startswith("$argon2"):
            raise AccountError(
                f"{path}, line {number} is not NAME:ROLE:HASH with a role of "
                f"{' or '.join(ROLES)}; write it with `dateline account set NAME --file {path}`"
            )
        found.append(Account(name, known, hashed))
    if not found:
        raise AccountError(f"{path} holds no account; add one with `dateline account set NAME`")
    return Accounts(found)


def write(path: Path, account: Account | None, without: str = "") -> None:
    """Put an account into a file in place of one of the same name; the file is its owner's alone.

    Args:
        path: need not exist yet.
        account: the new one, or None to take one away.
        without: name to take away.

    Raises:
        AccountError: the file cannot be read or written.
    """
    gone = account.name if account else without
    try:
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        kept = [line for line in lines if line.partition(":")[0] != gone]
        if account:
            kept.append(account.line())
        aside = path.with_name(path.name + ".new")
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in kept))
        aside.replace(path)
    except (OSError, UnicodeDecodeError) as error:
        raise AccountError(f"{path} cannot be written ({error})") from error
