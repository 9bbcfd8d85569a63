"""What a path says: the page that a file is a part of, and the address and moment of a file in a mirror of the web."""

from __future__ import annotations

import re
from datetime import datetime

from polyvocal.accession.extract import Wrapper

_PAGE = re.compile(r"\.(?:x?html?|shtml|php\d?|aspx?|jsp)$", re.I)
# What browsers append to a page's name for the folder of its parts: Firefox and Chrome in English, Windows in its
# languages (the list that Windows itself keeps for "connected files").
_PARTS = re.compile(
    r"(?:[_.\- ]files|[_-]filer|[_-]Dateien|_fichiers|_archivos|_ficheros|_ficheiros|_arquivos|_file|_bestanden|_bylos"
    r"|_datoteke|_dosyalar|_elemei|_failid|_fails|_fajlovi|_fitxategiak|_fitxers|_pliki|_soubory|_subory|_tiedostot"
    r"|_файлы|_файли|_arkhiv)$",
    re.I,
)
_MIRROR = "path of a web mirror"
_MOMENT = re.compile(r"^(\d{14})(?:[a-z]{2}_)?$")
_SCHEME = re.compile(r"^https?:$", re.I)
_HOST = re.compile(r"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,6})(?::\d{2,5})?$")
# Endings of hosts that no file and no program bears: not ".md", ".pl", ".py", ".sh", ".rs", ".ps" and the like.
_SURE = (
    "com org net edu gov mil int info museum aero coop ac ad ae af ag al ar au az ba bb bd bf bg bh bi bj bn bo "
    "br bs bt bw by bz ca cd cf cg ch ci ck cl cm cn cr cu cv cy cz de dj dk dm dz ec ee eg er es et eu fi fj fo "
    "fr ga ge gh gl gm gn gr gt gy hk hn hr ht hu ie il iq ir je jm jo jp ke kg kh ki kr kw kz lb li lk lr lt lu "
    "lv ly ma mc mk mm mn mr mt mu mv mw mx mz na ne ng ni nl np nz om pa pe pg ph pk pt qa ro ru rw sa sd se sg "
    "si sk sl sm sn sr su sv sy sz td tg th tj tm tn tr tt tw tz ua ug uk us uy uz va ve vn vu ws ye za zm zw "
)
# Endings that are words, too: believed where a moment or a scheme stands beside the host, not of a folder alone.
_WORDS = "am at be do id in is it la me my no so to"
_ENDINGS, _DOUBTFUL = frozenset(_SURE.split()), frozenset(_WORDS.split())


class Pages:
    """The web pages seen in a pile or an archive, for the folders of parts that lie beside them."""

    def __init__(self) -> None:
        self._endings: dict[str, str] = {}

    def note(self, source: str) -> None:
        """Remember *source* where it is called like a page."""
        if ending := _PAGE.search(source):
            self._endings[source[: ending.start()]] = ending[0]

    def page_of(self, source: str) -> str | None:
        """The page that *source* is a part of, None where it is none's.

        >>> pages = Pages()
        >>> pages.note("web/Приказ.html")
        >>> pages.page_of("web/Приказ_files/map.png"), pages.page_of("web/Other_files/map.png")
        ('web/Приказ.html', None)
        """
        folders = source.split("/")[:-1]
        for n, folder in enumerate(folders):
            if parts := _PARTS.search(folder):
                stem = "/".join([*folders[:n], folder[: parts.start()]])
                if ending := self._endings.get(stem):
                    return stem + ending
        return None


def mirrored(source: str) -> Wrapper:
    """The address, and the moment of capture, that a mirror's path says; an empty wrapper where it says none.

    >>> found = mirrored("mirror/web/20190304101112id_/http:/example.org/a/b.html")
    >>> found.address, found.captured
    ('http://example.org/a/b.html', '2019-03-04T10:11:12Z')
    >>> mirrored("sites/www.example.org/1916/report.html").address
    'http://www.example.org/1916/report.html'
    >>> mirrored("letters/1916.05.31/report.html").address
    """
    parts = source.split("/")
    for n, part in enumerate(parts[:-1]):
        when = _MOMENT.match(part)
        if when and (captured := _moment(when[1])):
            address = _behind(parts[n + 1 :]) or (_host_before(parts, n) if n else None)
            if address:
                return Wrapper(address=address, captured=captured, captured_by=_MIRROR)
    for n, part in enumerate(parts[:-1]):
        if _SCHEME.match(part) and (address := _behind(parts[n:])):
            return Wrapper(address=address)
        if _is_host(part, sure=True) and not any(_HOST.match(other) for other in parts[:n]):
            return Wrapper(address="http://" + "/".join(parts[n:]))
    return Wrapper()


def _moment(digits: str) -> str | None:
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").strftime("%Y-%m-%dT%H:%M:%SZ") if digits >= "1990" else None
    except ValueError:
        return None


def _behind(parts: list[str]) -> str | None:
    """The address that begins with these parts: a scheme and a host, or a host."""
    scheme = "http:"
    said = bool(parts) and _SCHEME.match(parts[0]) is not None
    if said:
        scheme, parts = parts[0].lower(), [part for part in parts[1:] if part]
    if len(parts) > (0 if said else 1) and _is_host(parts[0], sure=False):
        return f"{scheme}//{'/'.join(parts)}"
    return None


def _host_before(parts: list[str], n: int) -> str | None:
    host = parts[n - 1]
    return f"http://{'/'.join([host, *parts[n + 1 :]])}" if _is_host(host, sure=False) else None


def _is_host(part: str, *, sure: bool) -> bool:
    found = _HOST.match(part)
    if not found or not re.search("[a-z]", part.partition(".")[0]):
        return False
    return found[1] in _ENDINGS or (not sure and found[1] in _DOUBTFUL) or part.startswith("www.")
