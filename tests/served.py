"""A reading room in a thread of its own, for tests that drive a real browser."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

import polyvocal
from polyvocal.build import build
from polyvocal.holdings import Library
from polyvocal.reading_room.editing.curators import Curators

SAMPLE = Path(polyvocal.__file__).parent / "sample"
NAME, PASSPHRASE = "Ada Archivist", "seven ships in the fog"


@contextmanager
def sample_library(place: Path) -> Iterator[Library]:
    """The library of the bundled sample, built in *place*, with one curator."""
    build(SAMPLE, place, workers=1)
    Curators(place).add(NAME, PASSPHRASE)
    with Library(place) as held:
        yield held


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """The address of *app* on a free port, until the block ends."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
