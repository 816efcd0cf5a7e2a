"""Whether two names can be one person's: initials, diacritics, titles and the order of the names make no difference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from answerable.corpus.record import Author

# Letters that no decomposition takes apart, by what is written where they cannot be.
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "", "'": "", "ʼ": ""}
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})  # "Müller" is also written "Mueller"
_TITLES = frozenset(
    "dr prof professor mr mrs ms mx miss sir dame lord lady rev doc med priv pd dent habil md phd mbbs mbchb bsc msc ma mph rn"
    " frcp frcs mrcp facp do dds dmd pharmd jr sr ii iii iv".split()
)
_PARTS = re.compile(r"[^\W\d_]+", re.UNICODE)


class _Name:
    """A person's name as family name and given names, each folded; given names may be initials."""

    __slots__ = ("family", "given")

    def __init__(self, family: frozenset[str], given: tuple[str, ...]) -> None:
        self.family = family
        self.given = given


def same_person(name: str, author: Author) -> bool:
    """Whether a name as somebody writes their own ("Dr Ada M. Müller, MD") can be that of an author ("Mueller AM").

    Family names have to be the same; of given names the first has to agree, by its initial where either gives no more.
    What cannot be told apart is taken for the same person: a conflict is looked into, not overlooked.
    """
    if author.collective or not author.family:
        return False
    given = _given(author.given) or _initials(author.initials)
    other = _Name(_spellings(author.family), given)
    return any(_agree(one, other) for one in _readings(name))


def same_name(one: str, other: str) -> bool:
    """Whether two names as people write them can be one person's."""
    return any(_agree(mine, theirs) for mine in _readings(one) for theirs in _readings(other))


def folded(text: str) -> str:
    """The text without marks above and below letters, in lower case."""
    taken_apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))


def _spellings(family: str) -> frozenset[str]:
    """A family name in the ways in which it is written, its parts joined."""
    composed = unicodedata.normalize("NFC", family.casefold())
    both = (folded(family), folded(composed.translate(_GERMAN)))
    return frozenset("".join(_PARTS.findall(one)) for one in both) - {""}


def _given(names: str) -> tuple[str, ...]:
    """The given names in their order; initials written in a run ("TM") each for itself."""
    found: list[str] = []
    for part in _PARTS.findall(names):
        initials = part.isupper() and 1 < len(part) <= 3 and not re.search(r"[AEIOUY]", folded(part).upper())
        found.extend(_initials(part) if initials else (folded(part),))
    return tuple(found)


def _initials(initials: str) -> tuple[str, ...]:
    return tuple(folded(letter) for letter in initials if letter.isalpha())


def _readings(name: str) -> Iterator[_Name]:
    """Every way in which a name can be read: the family name last, first, or before a comma, of one to three words."""
    before, comma, after = name.partition(",")
    rest = [part for part in _PARTS.findall(after) if folded(part) not in _TITLES]
    if comma and rest:
        yield _Name(_spellings(before), _given(after))
    words = re.findall(r"[^\s,]+", before)
    first = next((at for at, word in enumerate(words) if not _is_title(word)), 0)
    last = next((len(words) - at for at, word in enumerate(reversed(words)) if not _is_title(word)), len(words))
    # What looks like a title can be the name itself: Lord, Ma, Do.
    for start, end in {(first, last), (first, len(words)), (0, last), (0, len(words))}:
        yield from _orders(words[start:end])


def _is_title(word: str) -> bool:
    return "".join(_PARTS.findall(folded(word))) in _TITLES


def _orders(words: Sequence[str]) -> Iterator[_Name]:
    """The readings of a name in words: one to three of them as the family name, at the end or at the beginning."""
    for count in range(1, min(3, max(1, len(words) - 1), len(words)) + 1):
        yield _Name(_spellings(" ".join(words[-count:])), _given(" ".join(words[:-count])))
        if len(words) > count:  # "Nguyen Van An", "Weaver AB"
            tail = " ".join(words[count:])
            yield _Name(_spellings(" ".join(words[:count])), _run_of_initials(tail) or _given(tail))


def _run_of_initials(text: str) -> tuple[str, ...]:
    """Initials as reference lists write them behind the family name: "AB", "A.B."."""
    letters = text.replace(".", "").replace(" ", "").replace("-", "")
    return _initials(letters) if letters.isupper() and len(letters) <= 4 else ()


def _agree(one: _Name, other: _Name) -> bool:
    if not (one.family & other.family):
        return False
    if not one.given or not other.given:
        return True
    mine, theirs = one.given[0], other.given[0]
    if len(mine) == 1 or len(theirs) == 1:
        return mine[0] == theirs[0] and _middle_agrees(one.given, other.given)
    return mine.startswith(theirs) or theirs.startswith(mine)


def _middle_agrees(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether second given names, where both have one, begin alike: "Weaver AB" is not "Weaver AC"."""
    return len(one) < 2 or len(other) < 2 or one[1][0] == other[1][0]
