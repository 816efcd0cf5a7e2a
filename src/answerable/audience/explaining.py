"""Sentences in pieces: cut at the words that the glossary explains, and for lay readers with plain words in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from answerable.audience.glossary import Entry, Form, Glossary, Mention, Wording
from answerable.audience.guard import other_meaning
from answerable.audience.rendition import Piece
from answerable.verification.words import stem

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]{3,}’")
# Names given as names: "also known as episacral lipomas".
_NAMING = re.compile(
    r"\b(?:(?:also|sometimes|otherwise|formerly|often) (?:called|known|named|termed|described)|known as|termed|so-called|"
    r"the (?:term|name)|synonyms?|as another name)\b",
    re.IGNORECASE,
)
_DETERMINERS = frozenset("a an the".split())
_TELLS_HOW = re.compile(r"\b(?:in|of|on|about|affects?|affected|shows?|showed|tests?|measures?|measured) $")
# A noun or adjective before: "saddle numbness" is no "saddle loss of feeling".
_MODIFIED = re.compile(
    r"\b(?!(?:the|an?|his|her|their|its|this|that|these|those|each|every|no|any|some|all|both|or|and|nor|of|in|on|at|by|to|for|with|from|as|"
    r"into|than|after|before|during|without|against|between|over|under|per|was|were|is|are|be|been|had|has|have|more|most|less|not|"
    r"when|if|while|but|which|who|about|including|against|like|plus|via|versus|cause[sd]?|one|two|three|four|five|six|\w+ing|\w+ed|\w+s)\b)"
    r"[a-z-]+ $"
)
_SHORT_FOR = re.compile(r" \(([A-Z][\w-]{1,9})\)")
# Explained and never replaced: where things lie in the body is told by names of several words, in which no single one has a
# plain word of its own; and no short word says what these do ("acute" is recent, and need not be sudden).
_NEVER_IN_PLACE = frozenset(
    "anterior posterior lateral medial proximal distal superior inferior acute benign adverse therapeutic injection".split()
)
# Under these topics a variant is often a narrower thing: "simvastatin" is a statin, and must not become one.
_NAMES_OF_THEIR_OWN = frozenset({"medicines", "studies and statistics", "treatments", "drugs"})
_MASS = frozenset(
    "pain bleeding tingling cancer fever treatment medicine disease infection illness pressure therapy surgery food blood fluid "
    "swelling sugar start outlook result care poo skin work damage loss lack".split()
)
_TOO_WIDE = frozenset(
    {"cancer", "growth", "disease", "illness", "infection", "medicine", "drug"}
)  # "adenocarcinoma" is one of many
_ADJECTIVE = re.compile(r"(?:al|ic|ive|ous|ary|ory|ent|ant|able|ible|ful|less|ar|ile|ed|ing|er|est) $")
_BARE_BEFORE = re.compile(
    r"(?:^|[.;:,(] |\b(?:of|in|on|for|with|without|and|or|to|from|after|before|by|during|following|against|than|as|about|like|"
    r"despite|between|is|are|was|were|had|has|have|showed|caused|causes|cause|reduced|reduces|had) )$"
)
_NAME_BEFORE = re.compile(r"(?<![.:;] )(?<!^)\b[A-Z][a-z]+(?:-[A-Z][a-z]+)? $")
_NOUN_BEHIND = re.compile(
    r" (?!(?:and|or|nor|but|of|in|on|at|by|to|for|with|from|as|than|after|before|during|without|against|between|over|under|was|"
    r"were|is|are|be|had|has|have|did|does|do|may|might|can|could|will|would|should|who|which|that|when|if|while|versus|compared|alone|"
    r"only|both|not|within|among|through|until|since|because|according|fell|rose|given|added|plus|then|also|\w+ed|\w+ly)\b)[A-Za-z]"
)
_PLAIN_PHRASE = re.compile(r"\b(?:of|on|in|with|for|from|by|to|at|over|that|who|which|after|around|between|during|when)\b")
_NO_BRACKETS = frozenset({"verb", "adverb"})


@dataclass(frozen=True)
class Reworded:
    """A sentence in pieces, with the terms that changed: as written and as shown, in order."""

    pieces: tuple[Piece, ...]
    changed: tuple[tuple[str, str], ...] = ()
    introduced: tuple[tuple[str, str], ...] = ()  # terms whose clinical word stands here in brackets

    @property
    def text(self) -> str:
        """The sentence as shown."""
        return "".join(piece.text for piece in self.pieces)


@dataclass
class Explained:
    """Cuts sentences into pieces, and remembers which terms were named, and which were introduced, in reading order."""

    glossary: Glossary
    named: dict[str, None] = field(default_factory=dict[str, None])
    introduced: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    own: set[str] = field(default_factory=set[str])  # terms of the question itself

    def as_written(self, text: str) -> tuple[Piece, ...]:
        """The sentence in pieces: joined they are the sentence."""
        return self.keep(Reworded(tuple(_cut(text, _mentions(self.glossary, text)))))

    def plainly(self, text: str) -> Reworded:
        """The sentence with plain words, the clinical one in brackets where it is met for the first time; remembers nothing."""
        pieces: list[Piece] = []
        changed: list[tuple[str, str]] = []
        introduced: list[tuple[str, str]] = []
        at = 0
        for mention in _mentions(self.glossary, text):
            if mention.start < at:
                continue
            entry = self.glossary.terms[mention.term_id]
            wording = None if _untouched(mention, text) else self._wording(entry, mention, text)
            if wording is None or wording.start < at:
                pieces += _between(text, at, mention.start)
                pieces.append(Piece(text[mention.start : mention.end], mention.term_id))
                at = mention.end
                continue
            first = not self._is_introduced(mention, text, introduced)
            was, end = text[wording.start : wording.end], wording.end
            shown = wording.text
            if first and _may_introduce(entry, mention, text) and not _says_it(wording.text, text[mention.start : mention.end]):
                clinical, end = _clinical(text, mention, entry)
                shown, was = f"{wording.text} ({clinical})", text[wording.start : end]
                if not other_meaning(was, shown):
                    introduced.append((mention.term_id, _known_by(text, mention)))
            if _not_the_same(text[wording.start : wording.end], wording.text):
                pieces += _between(text, at, mention.start)
                pieces.append(Piece(text[mention.start : mention.end], mention.term_id))
                at = mention.end
                continue
            pieces += _between(text, at, wording.start)
            pieces.append(Piece(shown, mention.term_id))
            changed.append((was, shown))
            at = end
        pieces += _between(text, at, len(text))
        return Reworded(tuple(pieces), tuple(changed), tuple(introduced))

    def _wording(self, entry: Entry, mention: Mention, text: str) -> Wording | None:
        """The plain words where they read well here; None where the clinical ones do better, explained."""
        if mention.term_id in _NEVER_IN_PLACE or (entry.topic in _NAMES_OF_THEIR_OWN and not _of_that_name(entry, mention, text)):
            return None
        if mention.term_id in self.own and any(term == mention.term_id for term, _ in self.introduced) and len(entry.plain) > 20:
            return None  # the reader's own word, once it is explained, is shorter than what explains it
        found = self.glossary.in_place(mention, text)
        return found if found and _reads_well(found, entry, mention, text) else None

    def _is_introduced(self, mention: Mention, text: str, here: list[tuple[str, str]]) -> bool:
        """Whether the reader has met the clinical word, this one and not another name of the same."""
        return (mention.term_id, _known_by(text, mention)) in {*self.introduced, *here}

    def keep(self, reworded: Reworded) -> tuple[Piece, ...]:
        """The pieces of a sentence that is shown; from now on its terms are named, and those in brackets introduced."""
        self.named.update(dict.fromkeys(piece.term for piece in reworded.pieces if piece.term))
        self.introduced.update(reworded.introduced)
        return reworded.pieces


@lru_cache(maxsize=8192)
def _mentions(glossary: Glossary, text: str) -> tuple[Mention, ...]:
    return glossary.mentions(text)


def _known_by(text: str, mention: Mention) -> str:
    """By what a name is known again in another inflection: how its words begin."""
    written = text[mention.start : mention.end]
    return written if mention.short else " ".join(word[:3] for word in re.findall(r"[a-z]+", written.lower()))


def _cut(text: str, mentions: tuple[Mention, ...]) -> Iterator[Piece]:
    at = 0
    for mention in mentions:
        yield from _between(text, at, mention.start)
        yield Piece(text[mention.start : mention.end], mention.term_id)
        at = mention.end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> list[Piece]:
    return [Piece(text[start:end])] if start < end else []


def _not_the_same(was: str, told: str) -> bool:
    """Whether the guard would refuse these words for those."""
    return bool(other_meaning(was, told))


def _of_that_name(entry: Entry, mention: Mention, text: str) -> bool:
    """Whether a mention shares a word with the name of its entry, or is its abbreviation."""
    written = {stem(word) for word in re.findall(r"[a-z]+", text[mention.start : mention.end].lower())}
    return mention.short or bool(written & {stem(word) for word in re.findall(r"[a-z]+", entry.name.lower())})


def _reads_well(found: Wording, entry: Entry, mention: Mention, text: str) -> bool:
    """Whether plain words can stand in a sentence without breaking its grammar or a name."""
    before, behind = text[: found.start], text[found.end :]
    words = found.text.split()
    noun_behind = bool(_NOUN_BEHIND.match(behind))
    if _NAME_BEFORE.search(before) or re.match(r" \d+(?:\.\d+)? ?(?:mg|g|µg|ml|mL|IU)\b", behind):
        return False  # "Roland-Morris disability"; what has a dose is a name
    if _PLAIN_PHRASE.search(found.text) and (behind.startswith(" of ") or noun_behind or _MODIFIED.search(before)):
        return False
    if noun_behind and (len(words) > 2 or mention.form is Form.PLURAL):
        return False
    if len(words) > 1 and words[0] not in _DETERMINERS and _MODIFIED.search(before) and not _ADJECTIVE.search(before):
        return False  # "rib fractures" are no "rib broken bones"
    if found.text.removesuffix("s") in _TOO_WIDE or (mention.short and entry.topic == "studies and statistics"):
        return False
    if words[0] == "how" and not _TELLS_HOW.search(before):
        return False
    if words[0].endswith("'s") and not _BARE_BEFORE.search(before):
        return False
    written = {stem(word) for word in re.findall(r"[a-z]+", text[mention.start : mention.end].lower())}
    if {stem(word) for word in words} < written:
        return False  # "removal" says less than "surgical removal"
    said = {stem(word) for word in re.findall(r"[a-z]{4,}", found.text.lower())}
    around = re.findall(r"[a-z]{4,}", " ".join((*before.lower().split()[-1:], *behind.lower().split()[:4])))
    if said & {stem(word) for word in around}:
        return False
    bare = entry.part == "noun" and mention.form is Form.BASE and not entry.mass and not entry.article
    head = re.split(r" (?:of|in|on|with|for|from|by|to|at|that|who|which|after|around|between|during|when) ", found.text)[0]
    return not (bare and head.split()[-1] not in _MASS and words[0] not in _DETERMINERS and _BARE_BEFORE.search(before))


def _untouched(mention: Mention, text: str) -> bool:
    """Whether a mention stands in a quote, is given as a name, or is itself the other name in brackets."""
    if any(found.start() < mention.start < found.end() for found in _QUOTED.finditer(text)):
        return True
    if _NAMING.search(text[: mention.start]):
        return True
    return _depth(text, mention.start) > 0 and text[mention.start - 1] == "(" and text[mention.end : mention.end + 1] == ")"


def _depth(text: str, place: int) -> int:
    return sum(text.count(sign, 0, place) for sign in "([") - sum(text.count(sign, 0, place) for sign in ")]")


def _may_introduce(entry: Entry, mention: Mention, text: str) -> bool:
    """Whether the clinical word can follow in brackets: not inside brackets, and not behind a word that goes on."""
    if entry.part in _NO_BRACKETS or _depth(text, mention.start) > 0:
        return False
    if text[mention.end :].startswith(" (") and not _SHORT_FOR.match(text[mention.end :]):
        return False
    return not text.startswith("-", mention.end) and not _NOUN_BEHIND.match(text[mention.end :])


def _says_it(plain: str, written: str) -> bool:
    """Whether the plain words hold the clinical one: "X-ray pictures" needs no "(X-rays)"."""
    said = {stem(word) for word in re.findall(r"[a-z]+", plain.lower())}
    return {stem(word) for word in re.findall(r"[a-z]+", written.lower())} <= said


def _clinical(text: str, mention: Mention, entry: Entry) -> tuple[str, int]:
    """The words as the article's source has them, with their abbreviation where that follows, and where they end."""
    written = text[mention.start : mention.end]
    if mention.start == 0 and written[:1].isupper() and written[1:2].islower() and not entry.name[:1].isupper():
        written = written[:1].lower() + written[1:]
    short = _SHORT_FOR.match(text[mention.end :])
    return (f"{written}, {short[1]}", mention.end + len(short[0])) if short else (written, mention.end)
