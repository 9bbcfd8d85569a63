"""Opening the reading room at a local address."""

from __future__ import annotations

import errno
import socket
import sys
import threading
import webbrowser
from contextlib import suppress

import uvicorn

from polyvocal.holdings import Library
from polyvocal.reading_room import room
from polyvocal.terms import PolyvocalError

PORT = 8916
_OWN = ("127.0.0.1", "::1", "localhost")


def open_room(library: Library, host: str, port: int | None, *, browser: bool, editing: bool = False) -> None:
    """Serve a library until somebody interrupts; prints the address once it answers there."""
    made = room(library, editing=editing)
    if editing and host not in _OWN:
        print(
            "Passphrases must not travel in the open: put a server that speaks https before this room.", file=sys.stderr
        )
    with _listening(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listener.getsockname()[1]}/"
        server = uvicorn.Server(uvicorn.Config(made, log_level="warning", lifespan="off"))
        print(f"The reading room is open at {address} (Ctrl+C closes it)", flush=True)
        if browser:
            # The socket listens already, so the browser waits for its answer at worst.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        # Ctrl+C is how a reader closes the room, not a failure.
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])


def _listening(host: str, port: int | None) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, PORT if port is None else port), family=family)
    except OSError as error:
        if port is None and error.errno == errno.EADDRINUSE:
            return socket.create_server((host, 0), family=family)
        reason = error.strerror or str(error)
        raise PolyvocalError(f"cannot open the reading room at {host}, port {port or PORT}: {reason}") from None
