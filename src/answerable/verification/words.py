"""The words of a claim and of its source as the checks compare them: cut, folded, stemmed, and told apart by what they do."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import Any

from msgspec import Struct

# One character for one character, so that positions in the plain text are positions in the text itself.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f", " "),
        **dict.fromkeys("\u2018\u2019\u02bc\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u2033", '"'),
        "\u2215": "/",
        "\u2044": "/",
        "\u03bc": "\u00b5",  # Greek mu, for the micro sign
        "\u2266": "≤",
        "\u2267": "≥",
        "\u2a7d": "≤",
        "\u2a7e": "≥",
        "\uff1c": "<",
        "\uff1e": ">",
        "\uff05": "%",
        "²": "2",
        "³": "3",
    }
)
_MIDDLE_DOT = re.compile(r"(?<=\d)[\u00b7\u2027\u22c5\u30fb](?=\d)")
_TOKEN = re.compile(r"[^\W_]+(?:['.,][^\W_]+)*|[^\w\s]|_", re.UNICODE)


def plain(text: str) -> str:
    """The text with one sign for each dash, space, quotation mark and decimal point; as long as it was."""
    if text.isascii():
        return text
    return _MIDDLE_DOT.sub(".", text.translate(_PLAIN))


class Token(Struct, frozen=True):
    """A word, a number or a sign: folded, and where it stands."""

    word: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number rather than a sign."""
        return self.word[0].isalnum()


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text in order; "don't", "i.v" and "0.05" are one each, and hyphens stand alone."""
    return tuple(Token(m.group().casefold(), m.start(), m.end()) for m in _TOKEN.finditer(plain(text)))


# Words that carry no claim of their own. Negations, comparators, hedges and the prepositions of time and place in an
# order ("before", "after", "above") are left out on purpose: they are meaning.
FUNCTION_WORDS = frozenset(
    "a an the of to in on at by for from with as and is are was were be been being am has have had having do does did it its "
    "this that these those there here their they them he she his her we our us i you your which who whom whose what into upon "
    "so such also both all each own same very just can will would shall should s t respectively among amongst within through "
    "thus hence therefore however moreover furthermore additionally overall further".split()
)
NEGATORS = frozenset(
    "not no never neither nor without cannot none nobody nothing n't lack lacked lacks lacking absence absent".split()
)
HEDGES = frozenset(
    "may might could can possibly possible potential potentially perhaps probably probable likely unlikely suggest suggests "
    "suggested suggesting suggestive appear appears appeared seem seems seemed propose proposed proposes "
    "hypothesise hypothesised "
    "hypothesize hypothesized believed thought presumed presumably speculate speculated tend tended trend preliminary".split()
)

# Words that name the same thing in this field, so that rewording them is not a change of meaning.
_SAME = {
    name: group[0]
    for group in (
        "patient participant subject individual people person persons",
        "woman women female females",
        "man men male males",
        "child children paediatric pediatric",
        "adult adults",
        "randomise randomize randomised randomized randomly",
        "fall fell fallen",
        "rise rose risen",
        "versus vs v",
        "percent percentage",
    )
    for group in [group.split()]
    for name in group
}
_BRITISH = (
    (re.compile(r"isation"), "ization"),
    (re.compile(r"is(e|ed|es|ing)$"), r"iz\1"),
    (re.compile("aem"), "em"),
    (re.compile("oed"), "ed"),
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem under which inflections and both spellings of a word meet."""
    if word in _SAME:
        return _SAME[word]
    if not word.isascii() or not word.isalpha():
        return word.removesuffix("'s")
    for pattern, american in _BRITISH:
        if len(word) > 5:
            word = pattern.sub(american, word)
    found = str(_stemmer().stemWord(word))
    return _SAME.get(found, found)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    stemmers: Any = import_module("Stemmer")  # loaded late: the command line starts without it

    return stemmers.Stemmer("english")


def is_content(word: str) -> bool:
    """Whether a folded word carries meaning of its own; single letters count where they name something ("vitamin d")."""
    return word[0].isalpha() and word not in FUNCTION_WORDS


def content_stems(text: str) -> frozenset[str]:
    """The stems of every word of a text that carries meaning."""
    return frozenset(stem(token.word) for token in tokens(text) if is_content(token.word))
