"""When two ways of naming a source mean one: addresses, titles and names reduced to what they have in common."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from polyvocal.terms.reading import Citation

# After ISO 9 and BGN/PCGN, with the letters that they write differently made one (y, j, i; kh, h; ts, c).
_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ї": "i", "є": "e", "ґ": "g",
}  # fmt: skip
_LETTERS = str.maketrans(_LATIN)
_ARTICLE = re.compile(r"^(?:the|a|an|le|la|les|der|die|das|il|gazeta|zhurnal) ")
_ARCHIVED = re.compile(
    r"^(?:https?://)?(?:web\.archive\.org/web/\d+[a-z_]*/|archive\.(?:is|ph|today)/\d*/?)(?=\w)", re.I
)
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|php|aspx?)$")
_HEAD = re.compile(r"^(?:[a-z]*t?t?ps?:)?/*(?:www\d?\.)?", re.I)


def plain_words(words: str) -> str:
    """Words without case, accents, marks and script, to tell whether two titles or names are one.

    >>> plain_words("«Известия», ЦИК"), plain_words("The Izvestiya!"), plain_words("Vorwärts")
    ('izvestiia tsik', 'izvestiia', 'vorwarts')
    """
    latin = words.casefold().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    spaced = " ".join(
        re.findall(r"[^\W_]+", bare.replace("'", "").replace("’", "").replace("j", "i").replace("y", "i"))
    )
    return _ARTICLE.sub("", spaced)


def plain_address(address: str) -> str:
    """A web address without what varies: scheme, www, fragment, index page, last stroke, and the archive it came by.

    >>> plain_address("https://web.archive.org/web/2014id_/http://www.A.example/x/index.html#top")
    'a.example/x'
    >>> plain_address("http:// www . example . org"), plain_address("ttp://a.example/b/"), plain_address("…/c/d.html")
    ('example.org', 'a.example/b', '/c/d.html')
    """
    whole = _ARCHIVED.sub("", re.sub(r"\s+", "", address))
    if whole.startswith(("...", "…")):
        whole = whole.lstrip(".…")
        return whole if whole.startswith("/") else plain_address(whole)
    if whole.startswith("/") and not whole.startswith("//"):
        return unquote(whole).partition("#")[0].rstrip("/")
    try:
        parts = urlsplit("//" + _HEAD.sub("", whole))
        host = parts.netloc.lower().rpartition("@")[2].removesuffix(":80").removesuffix(":443")
    except ValueError:  # brackets that are no IPv6 address
        return whole.lower()
    path = _INDEX.sub("", unquote(parts.path)).rstrip("/")
    return host + path + (f"?{parts.query}" if parts.query else "")


def family(name: str) -> str:
    """The family name of an author as cited, made plain: "J. Smith", "Smith, John", "Иванов И. И.".

    >>> family("J. Smith"), family("Kern, Otto"), family("Иванов И. И., Петров П. П.")
    ('smith', 'kern', 'ivanov')
    """
    first = re.split(r" and | & |; | и ", name)[0].strip()
    if "," in first:
        first = first.partition(",")[0]
    long = [word for word in first.split() if len(word.strip(".")) > 1 and not word.endswith(".")]
    if not long:
        return plain_words(first)
    turned = re.search(r"\b\w\.(?:\s?\w\.)*$", first)
    return plain_words(long[0] if turned else long[-1])


def cited_key(citation: Citation) -> str:
    """What groups the citations of one source, whoever cites it; "" where too little is said.

    >>> from polyvocal.terms import Locus
    >>> cited_key(Citation(Locus("r", 0, "x"), "periodical", container="The Times", date="1916-06-03", pages="3"))
    'periodical times 1916-06-03'
    """
    made = citation
    if made.kind == "address":
        return f"address {plain_address(made.address or made.locus.words)}"
    if made.signature:
        return f"{made.kind} {plain_words(made.signature)}"
    if made.kind == "periodical":
        when = made.date or ""
        number = f" no {made.number}" if made.number and len(when) < 10 else ""
        return f"periodical {plain_words(made.container or '')} {when}{number}"
    if made.title:
        return f"work {family(made.author or '')} {plain_words(made.title)}"
    return ""
