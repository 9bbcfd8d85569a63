"""Control words of Rich Text by what they do (RTF specification 1.9.1, appendix B)."""

from __future__ import annotations

import codecs

SIGNS = {
    "tab": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "nbsp": "\xa0",
}  # fmt: skip
"""Words that stand for a character."""

SAID = frozenset(("title", "subject", "author", "manager", "company", "operator", "category", "keywords", "doccomm",
                  "creatim"))  # fmt: skip
"""Fields of the information group that are quoted."""

DROPPED = frozenset(
    ("colortbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl", "generator", "pict", "object", "objdata",
     "themedata", "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "filetbl", "revtbl", "fldinst",
     "bkmkstart", "bkmkend", "nonshppict", "shpinst", "sp", "upr", "atnid", "atnauthor", "atnref", "atndate",
     "atntime", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "pgptbl", "private", "xe", "tc",
     "pnseclvl", "panose", "falt", "fname", "passwordhash", "userprops", "docvar", "template", "nextfile", "rxe",
     "listpicture", "background", "protusertbl", "wgrffmtfilter", "mmathPr", "levelnumbers", "leveltext")
)  # fmt: skip
"""Destinations without words of the text; what they hold is passed over."""

CHARSETS = {
    0: "cp1252", 1: "", 2: "latin-1", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp437",
}  # fmt: skip
"""The encodings of the character sets that fonts name; "" is the document's own."""

_PLATFORMS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


def encoding_of(word: str, number: int | None) -> str:
    """The encoding that a code page stands for; Latin where Python knows none.

    >>> encoding_of("ansicpg", 1251), encoding_of("ansicpg", 99999)
    ('cp1251', 'cp1252')
    """
    name = _PLATFORMS.get(word) or {65001: "utf-8", 10000: "mac_roman", 10007: "mac_cyrillic"}.get(number or 0)
    try:
        return codecs.lookup(name or f"cp{number or 1252}").name
    except LookupError:
        return "cp1252"
