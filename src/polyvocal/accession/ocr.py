"""Pictures of pages read by Tesseract, where it is installed: words with their boxes and its confidence in each."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from statistics import median

from polyvocal.accession.page_layout.lines import goes_on, paragraphs
from polyvocal.accession.page_layout.words import SetLine, Word, line_of

LANGUAGES = "POLYVOCAL_OCR_LANGUAGES"
"""Environment variable: languages to read in Tesseract's codes ("eng+rus"), or "none" to read no pictures."""

PAGE_SECONDS = 120
"""Seconds that one picture may take."""

MISSING = "reading this needs Tesseract (package tesseract-ocr)"
"""What a loss says where Tesseract is not there or told to read nothing."""

_PREFERRED = ("eng", "rus")
_WORD, _FIELDS = "5", 12


@cache
def languages() -> str:
    """The languages to read, as Tesseract wants them; "" where it is not there, or is told to read none."""
    wanted = os.environ.get(LANGUAGES, "").strip()
    if wanted == "none" or shutil.which("tesseract") is None:
        return ""
    installed = _asked("--list-langs")[1:]
    chosen = [code for code in wanted.replace(",", "+").split("+") if code in installed] if wanted else []
    chosen = chosen or [code for code in _PREFERRED if code in installed] or [c for c in installed if c != "osd"][:1]
    return "+".join(chosen)


@cache
def reader() -> str:
    """The program with its version and languages, as a capture names what read it."""
    version = (_asked("--version") or [""])[0].removeprefix("tesseract").strip()
    return f"Tesseract {version} ({languages()})"


def _asked(option: str) -> list[str]:
    try:
        told = subprocess.run(["tesseract", option], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [line.strip() for line in (told.stdout or told.stderr).decode("utf-8", "replace").splitlines()]


class TooSlow(Exception):
    """A picture that took longer than `PAGE_SECONDS`, or at which Tesseract broke off."""


def read_picture(picture: bytes, dots_an_inch: int = 0) -> tuple[SetLine, ...]:
    """The lines on the *picture* (a PNG or PNM file) in Tesseract's order of its columns; raises `TooSlow`."""
    command = ["tesseract", "stdin", "stdout", "-l", languages(), "--psm", "3"]
    if dots_an_inch:
        command += ["--dpi", str(dots_an_inch)]
    # More threads make it slower wherever several files are read at once.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        told = subprocess.run(
            [*command, "tsv"], input=picture, capture_output=True, timeout=PAGE_SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        raise TooSlow(f"reading it took more than {PAGE_SECONDS} seconds") from None
    except OSError as error:
        raise TooSlow(f"Tesseract could not be run: {error}") from None
    if told.returncode:
        raise TooSlow(f"Tesseract broke off with status {told.returncode}")
    return tuple(_lines(told.stdout.decode("utf-8", "replace")))


def _lines(table: str) -> Iterator[SetLine]:
    """The lines of Tesseract's table of words, told how each begins."""
    blocks = [[line_of(row, "flow") for row in rows] for rows in _paragraphs(table)]
    usual = median(line.size for block in blocks for line in block) if blocks else 0.0
    before: SetLine | None = None
    for block in blocks:
        for line in paragraphs([_evened(line, usual) for line in block], 0.0):
            # Its paragraphs end with its columns: the sentence tells whether they go on.
            if before is not None and line.begins == "paragraph" and goes_on(before, line):
                line = replace(line, begins="flow")
            before = line
            yield line


def _evened(line: SetLine, usual: float) -> SetLine:
    """The line with the page's usual size where its own is near: boxes fit the letters that chance to be in them."""
    return replace(line, size=usual) if 0.7 * usual < line.size < 1.4 * usual else line


def _paragraphs(table: str) -> Iterator[list[list[Word]]]:
    rows: list[list[Word]] = []
    at: tuple[str, ...] = ()
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) != _FIELDS or fields[0] != _WORD or not fields[11].strip():
            continue
        place = tuple(fields[2:5])
        if place[:2] != at[:2] and rows:
            yield rows
            rows = []
        if place != at or not rows:
            rows.append([])
        at = place
        rows[-1].append(_word(fields))
    if rows:
        yield rows


def _word(fields: list[str]) -> Word:
    left, top, width, height = map(int, fields[6:10])
    return Word(
        fields[11].strip(), left, top, left + width, top + height, top + height, max(0, round(float(fields[10])))
    )
