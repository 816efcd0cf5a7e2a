"""How public articles are found by words, whichever store keeps them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from answerable.adapters.analysis import terms

MOST_WORDS = 12  # of a search; more say no more


def weighed(texts: Iterable[tuple[str, int]]) -> Counter[str]:
    """The stems of texts, each with the weight of the weightiest text it stands in."""
    found: Counter[str] = Counter()
    for text, weight in texts:
        for term in terms(text):
            found[term.stem] = max(found[term.stem], weight)
    return found


def sought(words: str) -> tuple[str, ...]:
    """The stems of a search, each once."""
    return tuple(dict.fromkeys(term.stem for term in terms(words)))[:MOST_WORDS]


def enough(stems: int) -> int:
    """How many of so many stems an article has to have: two of three, rounded up."""
    return -(-stems * 2 // 3)
