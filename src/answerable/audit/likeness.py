"""How like a printed title, journal or author is to a record's: damage is allowed for, another number never is."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from answerable.corpus.identifiers import folded
from answerable.corpus.record import Record

SAME_TITLE = 0.95
"""From here on two titles are the same: at most a letter in twenty differs after punctuation, case and accents are gone."""
DAMAGED_TITLE = 0.75
"""From here on a title is the other one damaged, if year or journal agree: about a word in six may be lost or broken."""
_LEAST_WORDS, _LEAST_LETTERS = 4, 20  # a shorter title ("Low back pain") tells no article from another
_PART = 5  # words from which the beginning of a title is enough to know it by: the subtitle may be gone
_NUMBERS = re.compile(r"\d+")
_NO_JOURNAL = re.compile(
    r"\W*(?:web ?(?:page|site)|online|internet|report|guideline|book|press release|leaflet|pdf)\W*", re.IGNORECASE
)
_OF_ARTICLES = frozenset({"the", "of", "and", "for", "in", "on", "de", "la", "a", "an", "et", "und", "der", "die"})


@lru_cache(maxsize=4096)
def title_likeness(listed: str, held: str) -> float:
    """Between 0 and 1 how like two titles are; 0 where they hold different numbers, as "Part 1" and "Part 2" do."""
    one, other = folded(_bare(listed)), folded(_bare(held))
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    ours, theirs = set(_NUMBERS.findall(one)), set(_NUMBERS.findall(other))
    if ours and theirs and not (ours <= theirs or theirs <= ours):
        return 0.0
    if _is_beginning(one, other) or _is_beginning(other, one):
        return SAME_TITLE
    letters = SequenceMatcher(None, one, other, autojunk=False).ratio()
    words = _share_of_words(one.split(), other.split())
    return round(max(letters if letters >= SAME_TITLE else 0.0, words), 4)


def _bare(title: str) -> str:
    """A title without the brackets that PubMed puts around a translated one, and without marks of a notice."""
    bare = re.sub(r"^\W*(?:retracted|withdrawn)(?: article)?\s*:\s*", "", title.strip(), flags=re.IGNORECASE)
    return re.sub(r"^\[(.*)\]\.?$", r"\1", bare)


def _is_beginning(one: str, other: str) -> bool:
    """Whether a title of some length is the beginning of another: its subtitle was left out."""
    return len(one.split()) >= _PART and other.startswith(f"{one} ")


def _share_of_words(one: list[str], other: list[str]) -> float:
    """The share of words that stand in both in the same order, where a broken word counts as far as its letters go."""
    matched = 0.0
    for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            matched += j - i
        elif tag == "replace":
            left, right = " ".join(one[i:j]), " ".join(other[k:m])
            near = SequenceMatcher(None, left, right, autojunk=False).ratio()
            matched += near * min(j - i, m - k) if near >= 0.6 else 0.0
    return 2 * matched / (len(one) + len(other))


def stands_in(title: str, entry: str) -> bool:
    """Whether a telling title stands whole in a printed entry, whatever else was read from it."""
    return is_telling(title) and f" {folded(_bare(title))} " in f" {folded(entry)} "


def is_telling(title: str) -> bool:
    """Whether a title is long enough to tell an article from others by itself."""
    words = folded(title).split()
    return len(words) >= _LEAST_WORDS and sum(map(len, words)) >= _LEAST_LETTERS


def same_journal(listed: str, record: Record) -> bool | None:
    """Whether a printed journal is the record's, by name or abbreviation, subtitles left out; None where either is not known."""
    names = [name for name in (record.journal.name, record.journal.abbreviation) if name]
    if not listed.strip() or not names or not (record.pmid or record.doi) or _NO_JOURNAL.fullmatch(listed.strip()):
        return None
    ours = _journal_words(listed)
    return any(_same_words(ours, _journal_words(name)) for name in names) or any(_is_part(name, listed) for name in names)


def _is_part(name: str, listed: str) -> bool:
    """Whether the journal's words end what was taken for its name, because a part of the title stands before them."""
    ours, theirs = _journal_words(listed.rpartition(". ")[2]), _journal_words(name)
    return ". " in listed and _same_words(ours, theirs)


def _journal_words(name: str) -> list[str]:
    """The words that make a journal's name, without its subtitle and without "the", "of", "and"."""
    head = re.split(r"\s*[:(=]|\s+--?\s+", name.strip(), maxsplit=1)[0]
    return [word for word in folded(head).split() if word not in _OF_ARTICLES]


def _same_words(one: list[str], other: list[str]) -> bool:
    """Whether two names have the same words in order, each the other's beginning where it is abbreviated."""
    if not one or not other:
        return False
    if len(one) != len(other):
        initials = "".join(word[0] for word in max(one, other, key=len))  # BMJ, JAMA, NEJM
        short, long = sorted((one, other), key=len)
        return short == [initials] or (len(short) > 1 and _same_words(short, long[: len(short)]))
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=True))


def same_authors(listed: tuple[str, ...], record: Record) -> bool | None:
    """Whether any printed author is one of the record's by family name; None where either has none."""
    families = [folded(one.family or one.collective) for one in (*record.authors, *record.editors)]
    families = [family for family in families if family]
    if not listed or not families:
        return None
    printed = [f" {folded(name)} " for name in listed]
    return any(f" {family} " in name for family in families for name in printed)
