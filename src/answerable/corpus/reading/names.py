"""People's names as citation exports write them."""

from __future__ import annotations

import re

from answerable.corpus.record import Author
from answerable.text import clean

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "2nd", "3rd", "4th"})
_GROUP = re.compile(
    r"\b(?:group|consortium|network|collaborat\w+|committee|society|association|investigators|team|study|trial|registry"
    r"|organi[sz]ation|initiative|centre|center|council|federation|foundation|institute|programme|program|agency|department"
    r"|ministry|college)\b",
    re.IGNORECASE,
)


def author_of(text: str) -> Author | None:
    """A person as citation exports write one: "Motyka, Thomas M", "Motyka TM", "Liu R.", or a group as it signs."""
    name = clean(text).strip(" ;,")
    if not name:
        return None
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and given:
        given, _, suffix = (part.strip() for part in given.partition(","))
        if given.casefold() in _SUFFIXES and suffix:
            given, suffix = suffix, given
        return _person(family, given, suffix)
    if comma:
        return Author(family=family)
    words = name.split()
    if len(words) > 1 and not _GROUP.search(name):
        suffix = words.pop() if words[-1].casefold() in _SUFFIXES and len(words) > 2 else ""
        if re.fullmatch(r"(?:[^\W\d_]\.?-?){1,4}", words[-1]) and words[-1].upper() == words[-1]:
            return Author(family=" ".join(words[:-1]), initials=re.sub(r"[.\-]", "", words[-1]), suffix=suffix)
    return Author(collective=name) if len(words) > 1 else Author(family=name)


def _person(family: str, given: str, suffix: str = "") -> Author:
    """An author whose given names may be mere initials ("J. M.", "JM")."""
    bare = re.sub(r"[.\s\-]", "", given)
    if bare and bare.isupper() and len(bare) <= 4 and ("." in given or " " in given or len(bare) <= 3):
        return Author(family=family, initials=bare, suffix=suffix)
    return Author(family=family, given=given, initials=initials_of(given), suffix=suffix)


def initials_of(given: str) -> str:
    """The initials of given names: "Maja Lo" gives "ML", "Iwan CC" "ICC", "J.-P." "JP"."""
    parts = [part for part in re.split(r"[\s\-.]+", given) if part]
    return "".join(part if part.isupper() and len(part) <= 3 else part[0].upper() for part in parts)
