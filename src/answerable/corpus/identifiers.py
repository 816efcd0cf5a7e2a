"""The identifiers of publications and people: brought to their one normal form, or found to be none.

Each function takes what a file says and gives the normal form, or "" where that is no such identifier. Check digits
are verified where the scheme has them (ISBN, ISSN, ORCID).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from answerable.text import clean

_PMID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/|pmid\s*[:#]?\s*)?0*([1-9]\d{0,8})/?"
)
_PMCID = re.compile(r"(?:.*/)?(?:pmcid\s*:?\s*)?(?:pmc)?\s*0*([1-9]\d{0,9})(?:\.\d+)?/?")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_ADDRESS = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\s*[:=]?\s*")
_DOI_IN_TEXT = re.compile(r"\b10\.\d{4,9}(?:\.\d+)*/[^\s\"<>|]+")
_PERCENT = re.compile(r"(?:%[0-9a-f]{2})+")
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
_NOT_A_WORD = re.compile(r"[\W_]+")


def pmid_of(text: str) -> str:
    """The PMID as bare digits without leading zeros: "PMID: 019078461" gives "19078461"."""
    found = _PMID.fullmatch(text.strip().lower())
    return found[1] if found else ""


def pmcid_of(text: str) -> str:
    """The PubMed Central identifier with its "PMC" and without a version: "1065073" and "PMC1065073.1" give "PMC1065073"."""
    found = _PMCID.fullmatch(text.strip().lower())
    return f"PMC{found[1]}" if found else ""


def doi_of(text: str) -> str:
    """The DOI in lower case, without the resolver's address, "doi:" or closing punctuation; DOIs have no case."""
    bare = clean(text).lower()
    address = _DOI_ADDRESS.match(bare)
    if address:
        bare = bare[address.end() :]
        if "%" in bare and "://" in text:
            bare = _PERCENT.sub(lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"), bare)
    bare = _without_closing_punctuation(bare)
    return bare if _DOI.fullmatch(bare) else ""


def doi_in(text: str) -> str:
    """The first DOI that stands in running text, such as a citation, or ""."""
    if "10." not in text:
        return ""
    found = _DOI_IN_TEXT.search(text)
    return doi_of(found[0]) if found else ""


def _without_closing_punctuation(doi: str) -> str:
    """The DOI without what belongs to the sentence around it: a full stop, a bracket that was never opened."""
    while doi:
        last = doi[-1]
        if last in ".,;:'\"" or (last in _PAIRS and doi.count(last) > doi.count(_PAIRS[last])):
            doi = doi[:-1]
        else:
            break
    return doi


def isbn_of(text: str) -> str:
    """The ISBN as thirteen digits; one of ten is turned into its thirteen. ISO 2108."""
    bare = re.sub(r"[\s‐-―-]|^isbn(?:-1[03])?:?", "", text.strip().lower()).upper()
    if re.fullmatch(r"\d{13}", bare) and bare[:3] in ("978", "979"):
        return bare if _isbn_check(bare[:12]) == bare[12] else ""
    if re.fullmatch(r"\d{9}[\dX]", bare):
        total = sum((10 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(bare))
        return f"978{bare[:9]}{_isbn_check('978' + bare[:9])}" if total % 11 == 0 else ""
    return ""


def _isbn_check(twelve: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return str(-total % 10)


@lru_cache(maxsize=8192)  # the same journals come again and again
def issn_of(text: str) -> str:
    """The ISSN as "1234-567X". ISO 3297."""
    bare = re.sub(r"[\s‐-―-]", "", text).upper()
    if not re.fullmatch(r"[0-9]{7}[0-9X]", bare):
        return ""
    total = sum((8 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(bare))
    return f"{bare[:4]}-{bare[4:]}" if total % 11 == 0 else ""


def orcid_of(text: str) -> str:
    """The ORCID as sixteen digits in fours, without the address before them. ISO 27729, check digit by ISO 7064 mod 11-2."""
    bare = re.sub(r"[\s‐-―-]", "", text.strip().rstrip("/").rpartition("/")[2]).upper().removeprefix("ORCID:")
    if not re.fullmatch(r"[0-9]{15}[0-9X]", bare):
        return ""
    total = 0
    for digit in bare[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if ("X" if check == 10 else str(check)) != bare[15]:
        return ""
    return "-".join(bare[at : at + 4] for at in (0, 4, 8, 12))


def folded(text: str) -> str:
    """Letters and digits only, without case and accents, single spaces: what two spellings of a title have in common."""
    plain = text
    if not text.isascii():
        plain = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return _NOT_A_WORD.sub(" ", plain.casefold()).strip()


def key_of(title: str, year: int | None, family: str) -> str:
    """The key of a record without identifiers: sixteen hexadecimal digits of its folded title, year and first family name."""
    parts = f"{folded(title)}|{year or ''}|{folded(family)}"
    return sha256(parts.encode("utf-8")).hexdigest()[:16]


def record_id(*, pmid: str = "", doi: str = "", pmcid: str = "", key: str = "") -> str:
    """The id under which a record is known, by the first it has of: PMID, DOI, PMCID, key."""
    if pmid:
        return f"pmid:{pmid}"
    if doi:
        return f"doi:{doi}"
    return f"pmcid:{pmcid}" if pmcid else f"key:{key}"
