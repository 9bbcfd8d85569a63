"""Who else had a part in a page of the web: translators, editors, photographers named beside its headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyvocal.catalogue.days_shown import NEVER, distance_shown, region_of
from polyvocal.catalogue.draft import Draft
from polyvocal.catalogue.names import contributors, until_stop
from polyvocal.catalogue.page_authors import inner
from polyvocal.catalogue.page_dates import place_of_title
from polyvocal.catalogue.sheet import Sheet
from polyvocal.catalogue.wording import patterns
from polyvocal.terms.description import Role

_ROLES: tuple[Role, ...] = ("translator", "editor", "transcriber", "photographer", "illustrator", "recorder")
_RUN = re.compile(r">\s*+([^<]++)<")
_LONGEST = 160
CREDIT = "credit by the headline 1"


def read_credits(sheet: Sheet, draft: Draft) -> None:
    """Add those whom the page names in a role beside its headline; captions name those of their pictures."""
    headline = place_of_title(sheet, draft)
    page = sheet.captured
    open_mark: Role | None = None
    for run in _RUN.finditer(page, *sheet.record.place):
        start, end = inner(page, *run.span(1))
        marks = list(_marks(page, start, end)) if end - start <= _LONGEST else []
        if not (marks or open_mark) or end - start > _LONGEST or not _is_beside(sheet, start, headline):
            open_mark = None
            continue
        if open_mark is not None and not marks:
            marks = [(start, start, open_mark)]
        open_mark = marks[-1][2] if marks and marks[-1][1] >= end else None
        for n, (_, at, role) in enumerate(marks):
            stop = until_stop(page, at, marks[n + 1][0] if n + 1 < len(marks) else end)
            draft.add(contributors(sheet, at, stop, role, CREDIT, layer="capture", strict=True))


def _is_beside(sheet: Sheet, at: int, headline: int) -> bool:
    page = sheet.captured
    opened, closed = (page.rfind(tag, max(0, at - 2000), at) for tag in ("<figcaption", "</figcaption"))
    return (
        opened <= closed and region_of(sheet, at) not in NEVER and distance_shown(page, at, headline) is not None
    )  # fmt: skip


def _marks(page: str, start: int, end: int) -> Iterator[tuple[int, int, Role]]:
    """Words that give a role, with what follows them: where they begin and end."""
    found = [
        (m.start(), m.end(), role)
        for role in _ROLES
        for pattern in patterns("contributors", role)
        for m in pattern.finditer(page, start, end)
        if m.start() == start or not page[m.start() - 1].isalnum()
    ]
    yield from sorted(found)
