"""Languages, by the codes that PubMed has for them."""

from __future__ import annotations

import re

_LANGUAGES = {
    two: three
    for three, names in {
        "eng": "en english", "fre": "fr french fra", "ger": "de german deu", "spa": "es spanish", "ita": "it italian",
        "por": "pt portuguese", "dut": "nl dutch nld", "rus": "ru russian", "pol": "pl polish", "chi": "zh chinese zho",
        "jpn": "ja japanese", "kor": "ko korean", "swe": "sv swedish", "nor": "no norwegian nb nn", "dan": "da danish",
        "fin": "fi finnish", "cze": "cs czech ces", "hun": "hu hungarian", "tur": "tr turkish", "per": "fa persian fas",
        "ara": "ar arabic", "heb": "he hebrew", "ukr": "uk ukrainian", "gre": "el greek ell", "rum": "ro romanian ron",
        "bul": "bg bulgarian", "hrv": "hr croatian", "srp": "sr serbian", "slv": "sl slovenian", "slo": "sk slovak slk",
        "lit": "lt lithuanian", "lav": "lv latvian", "est": "et estonian", "ice": "is icelandic isl", "cat": "ca catalan",
        "lat": "la latin",
    }.items()
    for two in names.split()
}  # fmt: skip


def language_of(text: str) -> str:
    """The code of a language as PubMed has it (ISO 639-2, bibliographic): "English", "en" and "en-GB" give "eng"."""
    plain = text.strip().casefold()
    found = _LANGUAGES.get(plain) or _LANGUAGES.get(re.split(r"[-_]", plain)[0])
    return found or (plain if re.fullmatch(r"[a-z]{3}", plain) else "")
