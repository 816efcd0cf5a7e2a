"""Plain words in the place of a term: in its number or tense, with its capital and the right article, or none that fit."""

from __future__ import annotations

import re

from answerable.audience.glossary.entry import Entry, Form, Mention, Wording
from answerable.audience.glossary.inflection import article, plurals, verb_forms

_ARTICLE = re.compile(r"(?:^|(?<=[\s(\[“\"]))(an?)\s$", re.IGNORECASE)
_NAMED_A = re.compile(
    r"(?:vitamin|hepatitis|influenza|group|type|grade|class|category|level|arm|haemophilia|hemophilia)\s$", re.IGNORECASE
)
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:]['\"”’)\]]?\s+|\n\s*|^\s*[•*–-]\s+)$")
_HYPHENS = frozenset("-‐‑–/")
_LAST_WORD = re.compile(r"([^\W_]+)\W{0,2}$")
_FIRST_WORD = re.compile(r"^\W{0,2}([^\W_]+)")
_BEFORE_PARTICIPLE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|gets?|got|when|if|once|as)(?:\s+(?:not|also|then|first|usually|often|only|\w+ly))?\s+$",
    re.IGNORECASE,
)


# What may follow a noun: function words and the verbs that abstracts use most.
_FUNCTION = frozenset(
    """a an the and or but nor to by in on at of for from with without than as if when while who which that during after
    before within between among through until was were is are be been has had have did does do may might can could will
    would should not into under over against because since per compared versus vs only also than both either fell falls
    fall rose rises occurred occurs developed died remained remains improved improves led leads resulted results appeared
    appears caused causes differed differs dropped declined grew gave gives made makes took takes went goes had received
    showed shows became becomes""".split()
)  # fmt: skip
# After what a noun may stand without article or adjective.
_BARE = frozenset(
    """of in on for with without and or to from after before by during following against than as about reduce reduces reduced
    reducing increase increases increased lower lowers lowered raise raises raised cause causes caused prevent prevents
    prevented had have has having is was are were be of between since versus vs decrease decreases decreased improve
    improves improved""".split()
)  # fmt: skip


def wording(entry: Entry, mention: Mention, text: str) -> Wording | None:
    """The plain words of an entry for its mention in a text, or None where they do not fit there."""
    before, after, written = (
        text[max(0, mention.start - 60) : mention.start],
        text[mention.end : mention.end + 40],
        text[mention.start : mention.end],
    )
    if before[-1:] in _HYPHENS or after[:1] in _HYPHENS:
        return None  # part of a compound: "placebo-controlled"
    if mention.short and before[-1:] in {"(", "["}:
        return None  # the text is explaining the abbreviation
    begins = bool(_SENTENCE_ENDS.search(before)) or mention.start == 0
    if _proper(entry, mention, written) and not begins:
        return None  # part of a name: "Hamilton Depression Rating Scale"
    if entry.part != "verb" and (entry.alone or _FUNCTION & set(entry.plain.split())) and _noun_follows(after):
        return (
            None  # "randomised patients", "disability score": "assigned by chance" and "limits in daily life" cannot stand there
        )
    words = _inflected(entry, mention.form, before)
    if not words or words.lower() == written.lower() or _said_twice(words, before, after):
        return None
    start = mention.start
    if entry.article and mention.form is Form.BASE and _stands_bare(before, after):
        words = f"{article(words) if entry.article == 'a' else entry.article} {words}"
    found = _ARTICLE.search(before)
    if found and not _NAMED_A.search(before[: found.start(1)]):
        written_article = found[1]
        now = "" if entry.mass else article(words) + " "
        if now.strip() != written_article.lower():
            start -= len(before) - found.start(1)
            words = now + words
            begins = written_article[0].isupper()
    return Wording(start, mention.end, words[:1].upper() + words[1:] if begins else words)


def _proper(entry: Entry, mention: Mention, written: str) -> bool:
    return not mention.short and written[:1].isupper() and not any(name[:1].isupper() for name in entry.names)


def _noun_follows(after: str) -> bool:
    """Whether a word follows at once that is no function word, so that the mention stands before a noun."""
    found = re.match(r"\s([^\W\d_]+)", after)
    return bool(found) and found[1].lower() not in _FUNCTION


def _stands_bare(before: str, after: str) -> bool:
    """Whether a noun stands here without article or adjective, and is not part of a longer noun."""
    last = _LAST_WORD.search(before)
    if _noun_follows(after):
        return False
    return (
        not before.strip()
        or bool(_SENTENCE_ENDS.search(before))
        or bool(last and last[1].lower() in _BARE and before.endswith(" "))
    )


def _inflected(entry: Entry, form: Form, before: str) -> str:
    """The plain words in a form; empty where they have none."""
    if form is Form.BASE:
        return entry.plain
    if form is Form.PLURAL:
        return entry.plural or ("" if entry.mass else plurals(entry.plain)[0])
    third, past, participle, ing = entry.forms or _regular(entry.plain)
    if form is Form.PAST:
        if past == participle or _BEFORE_PARTICIPLE.search(before):
            return participle
        return ""  # "nurses administered", "iron administered": gave or given, and nothing tells which
    return third if form is Form.THIRD else ing


def _regular(plain: str) -> tuple[str, str, str, str]:
    third, past, ing = verb_forms(plain)
    return third, past, past, ing


def _said_twice(words: str, before: str, after: str) -> bool:
    """Whether the plain words would stand beside one of their own: "growth growth"."""
    plain = words.lower().split()
    last, first = _LAST_WORD.search(before), _FIRST_WORD.search(after)
    return bool((last and last[1].lower() == plain[0]) or (first and first[1].lower() == plain[-1]))
