"""The editing mode of the room: who signs in may correct cards, take decisions back, and withdraw."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.routing import Route

from polyvocal.holdings import Library
from polyvocal.reading_room.editing.curators import Curators, session_key
from polyvocal.reading_room.editing.routes import Answer, Editing
from polyvocal.reading_room.editing.sessions import Desk, Sessions
from polyvocal.terms import PolyvocalError


def open_desk(library: Library, answer: Answer) -> tuple[Desk, list[Route], Middleware]:
    """The desk of a room, with the routes of the mode and what keeps its sessions.

    Raises `PolyvocalError` where nobody may sign in.
    """
    curators = Curators(library.place)
    if not curators.names():
        raise PolyvocalError(f"nobody may sign in yet; begin with: polyvocal curators {library.place} add NAME")
    key = session_key(library.place)
    desk = Desk(curators, key)
    return desk, Editing(library, desk, answer).routes(), Middleware(Sessions, key=key)
