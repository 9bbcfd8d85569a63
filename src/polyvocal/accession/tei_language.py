"""Languages as editions name them, brought to BCP 47, and the script that each is written in."""

from __future__ import annotations

# Older editions use the three letters of ISO 639-2 or a word; BCP 47 wants the shortest code there is.
_SHORT = {
    "lat": "la", "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "rus": "ru", "ita": "it", "spa": "es",
    "gre": "el", "ell": "el", "greek": "grc", "latin": "la", "heb": "he", "ara": "ar", "pol": "pl", "ukr": "uk",
    "dut": "nl", "nld": "nl", "por": "pt", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "chu": "cu", "bul": "bg",
    "srp": "sr", "bel": "be", "arm": "hy", "hye": "hy", "geo": "ka", "kat": "ka", "yid": "yi", "tur": "tr", "per": "fa",
}  # fmt: skip
_SCRIPTS = {
    "grc": "Grek", "el": "Grek", "ru": "Cyrl", "uk": "Cyrl", "be": "Cyrl", "bg": "Cyrl", "cu": "Cyrl", "sr": "Cyrl",
    "mk": "Cyrl", "he": "Hebr", "yi": "Hebr", "ar": "Arab", "fa": "Arab", "hy": "Armn", "ka": "Geor", "ja": "Jpan",
    "zh": "Hani", "ko": "Kore", "hi": "Deva", "sa": "Deva", "syc": "Syrc", "cop": "Copt",
}  # fmt: skip


def language_of(told: str) -> tuple[str, str]:
    """The language and script that an attribute names; ("", "") where it names none, or several.

    >>> language_of("lat"), language_of("grc"), language_of("sr-Latn"), language_of("mul")
    (('la', 'Latn'), ('grc', 'Grek'), ('sr-Latn', 'Latn'), ('', ''))
    """
    parts = told.strip().replace("_", "-").split("-")
    language = _SHORT.get(parts[0].lower(), parts[0].lower())
    if not 2 <= len(language) <= 3 or not language.isalpha() or language in ("mul", "und", "zxx", "mis"):
        return "", ""
    script = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    return "-".join([language, *parts[1:]]), script or _SCRIPTS.get(language, "Latn")
