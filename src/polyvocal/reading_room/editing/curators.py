"""Who may sign in: names with hashed passphrases, in one file of the library that only its owner may read."""

from __future__ import annotations

import json
import os
import secrets
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

from polyvocal.terms import PolyvocalError

LEAST, MOST = 12, 1000
"""How many letters a passphrase has."""

_IGNORED = "# Secrets of the editing mode\ncurators.json\nsession.key\n"


@dataclass(frozen=True, slots=True)
class Account:
    """A curator's passphrase as argon2 hashes it, and the *turn*: sessions of an earlier turn are over."""

    hash: str
    turn: int = 0


class Curators:
    """The accounts of a library, in its folder *place*."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._file = place / "curators.json"
        # Hashing takes 64 MiB on purpose; many at once must not fill the memory.
        self._hashing = threading.BoundedSemaphore(2)
        self._writing = threading.Lock()
        self._dummy = ""

    def names(self) -> tuple[str, ...]:
        """Everybody who may sign in."""
        return tuple(sorted(self._held()))

    def add(self, name: str, passphrase: str) -> None:
        """Let somebody sign in, or give a known name a new passphrase, which ends all its sessions."""
        name = " ".join(name.split())
        if not name or len(name) > 100:
            raise PolyvocalError("a curator needs a name of at most 100 letters")
        if not LEAST <= len(passphrase) <= MOST:
            raise PolyvocalError(f"a passphrase has {LEAST} to {MOST} letters: a few words that nobody would guess")
        hashed = self._hash(passphrase)
        with self._writing:
            held = self._held()
            turn = held[name].turn + 1 if name in held else secrets.randbelow(1_000_000)
            self._keep({**held, name: Account(hashed, turn)})

    def remove(self, name: str) -> None:
        """Let somebody sign in no longer; what they decided stays."""
        with self._writing:
            held = self._held()
            if name not in held:
                raise PolyvocalError(f"no curator {name!r}; there are: {', '.join(sorted(held)) or 'none'}")
            self._keep({known: account for known, account in held.items() if known != name})

    def turn(self, name: str) -> int | None:
        """The number that a session of that name must have; None where nobody of that name may sign in."""
        account = self._held().get(name)
        return account.turn if account else None

    def sign_out(self, name: str) -> None:
        """End every session of that name, wherever its cookie is."""
        with self._writing:
            held = self._held()
            if name in held:
                self._keep({**held, name: Account(held[name].hash, held[name].turn + 1)})

    def knows(self, name: str, passphrase: str) -> bool:
        """Whether that is the passphrase of that name; takes as long for a name that nobody has."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        account = self._held().get(name)
        if account is None and not self._dummy:
            self._dummy = self._hash(secrets.token_urlsafe(16))
        hashed = account.hash if account else self._dummy
        try:
            with self._hashing:
                right = PasswordHasher().verify(hashed, passphrase[:MOST])
        except (VerificationError, InvalidHashError):
            return False
        return right and account is not None

    def _hash(self, passphrase: str) -> str:
        try:
            from argon2 import PasswordHasher
        except ModuleNotFoundError:
            raise PolyvocalError("the editing mode needs the package argon2-cffi") from None
        with self._hashing:
            return PasswordHasher().hash(passphrase)

    def _held(self) -> dict[str, Account]:
        try:
            told = json.loads(self._file.read_text("utf-8"))
            return {name: Account(**account) for name, account in told.items()}
        except FileNotFoundError:
            return {}
        except (ValueError, TypeError, AttributeError) as error:
            raise PolyvocalError(f"{self._file} cannot be read: {error}") from None

    def _keep(self, held: dict[str, Account]) -> None:
        told = {name: asdict(account) for name, account in sorted(held.items())}
        keep_secret(self._file, json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")
        unversioned(self._place)


def keep_secret(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read; it stands whole or not at all."""
    draft = path.with_name(f".{uuid4().hex}.part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def unversioned(place: Path) -> None:
    """Keep the secrets out of a library's git, unless somebody has said what to ignore there."""
    ignored = place / ".gitignore"
    if not ignored.exists():
        ignored.write_text(_IGNORED, "utf-8")


def session_key(place: Path) -> str:
    """The key that sessions are signed with; made where there is none."""
    path = place / "session.key"
    if not path.is_file():
        keep_secret(path, secrets.token_hex(32).encode())
        unversioned(place)
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise PolyvocalError(f"{path} can be read by others than its owner; delete it, and all must sign in again")
    return path.read_text("ascii")
