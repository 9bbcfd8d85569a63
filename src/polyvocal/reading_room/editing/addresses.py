"""Where the pages of the editing mode live."""

from __future__ import annotations

from polyvocal.reading_room.addresses import RoomAddresses


class EditingAddresses(RoomAddresses):
    """The addresses of a room with the editing mode on.

    >>> EditingAddresses("/jutland").edit("r1")
    '/jutland/edit/records/r1'
    """

    def sign_in(self, record: str = "") -> str:
        """``/edit/sign-in?record=r1``: after it, the reader is at the desk of that record."""
        return self._at("/edit/sign-in", [("record", record)] if record else [])

    def sign_out(self) -> str:
        """``/edit/sign-out``."""
        return self._at("/edit/sign-out")

    def edit(self, record: str, saved: int = 0) -> str:
        """``/edit/records/r1``."""
        return self._at(f"/edit/records/{record}", [("saved", str(saved))] if saved else [])

    def undo(self, record: str) -> str:
        """``/edit/records/r1/undo``."""
        return self._at(f"/edit/records/{record}/undo")

    def withdraw(self, record: str) -> str:
        """``/edit/records/r1/withdraw``."""
        return self._at(f"/edit/records/{record}/withdraw")

    def perhaps(self, *, saved: bool = False) -> str:
        """``/edit/events``: the pairs of events that may be one."""
        return self._at("/edit/events", [("saved", "1")] if saved else [])

    def edit_event(self, event: str, *, saved: bool = False) -> str:
        """``/edit/events/e1``."""
        return self._at(f"/edit/events/{event}", [("saved", "1")] if saved else [])
