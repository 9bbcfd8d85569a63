"""Small PDF files made by hand for tests: lines of Helvetica at given places, and what dictionaries are asked for."""

from __future__ import annotations

from collections.abc import Sequence

Lines = Sequence[tuple[float, float, str]]
"""Distance from the left and the foot of the page in points, and the words."""

SIZE = 10.0


def made_pdf(
    pages: Sequence[Lines],
    *,
    catalogue: str = "",
    facts: str = "",
    trailer: str = "",
    mode: int = 0,
    more: Sequence[str] = (),
    filled: bool = False,
) -> bytes:
    """A PDF of *pages*, each 400 by 600 points; *mode* 3 hides the text; objects of *more* begin at number 5.

    *filled* puts a grey picture over every page.
    """
    first = 5 + len(more)
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{first + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {facts} >>",
        *more,
    ]
    picture = "q 400 0 0 600 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xcc EI Q\n" if filled else ""
    for n, lines in enumerate(pages):
        words = "".join(f"1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj\n" for x, y, text in lines)
        stream = f"{picture}BT /F1 {SIZE} Tf {mode} Tr\n{words}ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents {first + 2 * n + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    return _file(objects, trailer)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[str], trailer: str) -> bytes:
    body, places = b"%PDF-1.7\n", []
    parts = []
    at = len(body)
    for n, written in enumerate(objects, 1):
        part = f"{n} 0 obj\n{written}\nendobj\n".encode("cp1252")
        places.append(at)
        parts.append(part)
        at += len(part)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {trailer} >>\nstartxref\n{at}\n%%EOF\n"
    )
    return body + b"".join(parts) + end.encode("ascii")


# Thousandths of the size, from Adobe's metrics of Helvetica; the letters not named here are 556 wide.
_WIDTHS = {
    **dict.fromkeys("ijl'", 222), **dict.fromkeys(" .,;:ft", 278), **dict.fromkeys("r-()", 333),
    **dict.fromkeys("cksvxyz", 500),
    **dict.fromkeys("ABEKPSVXY", 667), **dict.fromkeys("CDHNRUw", 722), **dict.fromkeys("GOQ", 778), "m": 833, "I": 278,
}  # fmt: skip


def width(words: str) -> float:
    """How wide *words* are set."""
    return sum(_WIDTHS.get(letter, 556) for letter in words) * SIZE / 1000


def column(text: str, x: float, top: float, wide: float, leading: float = 12.0) -> list[tuple[float, float, str]]:
    """*text* broken into lines of at most *wide* points, set downwards from *top* at *x*."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}") <= wide:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [(x, top - n * leading, line) for n, line in enumerate(lines)]
