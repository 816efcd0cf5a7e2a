"""`Glossary`: every place in a text where a term is named: the longest name, in any inflection, in the meaning of its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from answerable.audience.glossary.entry import Entry, Form, Mention, Wording
from answerable.audience.glossary.explaining import Explanations
from answerable.audience.glossary.inflection import spelled
from answerable.audience.glossary.names import HEAD, Index, Name, key_of, parted_at
from answerable.audience.glossary.wording import wording

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_JOINING = frozenset((" ", "-", "‐", "‑", "–", "\n", "\u00a0", "/"))
_SPACES = frozenset((" ", "\n", "\u00a0"))
_LONGEST = 8  # words in a name
_NEAR = 10  # words on either side that say what an ambiguous word means


class _Word(NamedTuple):
    key: str
    start: int
    end: int


class _Place(NamedTuple):
    """Some words of a text in a row, `length` of them, which may name a term.

    `spaces` are the offsets in the key at which a space parts them.
    """

    at: int
    length: int
    key: str
    spaces: tuple[int, ...]


class Glossary:
    """Terms by their ids, and the places in a text where they are named. Immutable, and safe in several threads."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Takes the entries; raises ValueError where two have one id."""
        self._terms: dict[str, Entry] = {}
        for entry in entries:
            if entry.id in self._terms:
                raise ValueError(f"two entries of the glossary have the id {entry.id}")
            self._terms[entry.id] = entry
        self._index = Index(self._terms.values())

    @property
    def terms(self) -> Mapping[str, Entry]:
        """Every entry by its id."""
        return MappingProxyType(self._terms)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Where the text names terms, in order and without overlap; where two begin at one word the longer is meant."""
        words = [_Word(spelled(found[0]), *found.span()) for found in _WORD.finditer(text)]
        explanations = Explanations(text)
        heads = self._index.heads
        found: list[Mention] = []
        free = 0  # the first word that no mention has taken yet
        for at, word in enumerate(words):
            if at < free or word.key[:HEAD] not in heads:
                continue
            for place in reversed(self._places(at, words, text)):
                if mention := self._mention(place, words, text, explanations):
                    found.append(mention)
                    free = at + place.length
                    break
        return tuple(found)

    def in_place(self, mention: Mention, text: str) -> Wording | None:
        """The plain words that can stand in the text instead of the mention, in the inflection that the place needs.

        None where the term is only explained, or where its plain words would not fit: inside a proper name or a compound with
        a hyphen, in a form that the plain words do not have, or beside the same word. The wording reaches back over "a" or
        "an" where the article changes, so replace its own characters and not those of the mention.
        """
        entry = self._terms.get(mention.term_id)
        return wording(entry, mention, text) if entry and entry.plain and not mention.related else None

    def _places(self, at: int, words: list[_Word], text: str) -> list[_Place]:
        """One word, two words and so on from here, as long as they could be a name."""
        places: list[_Place] = []
        key, end, spaces = "", words[at].start - 1, ()
        for count, word in enumerate(words[at : at + _LONGEST], 1):
            if count > 1:
                if not _joined(text, end, word.start):
                    break
                if text[end] in _SPACES:
                    spaces = (*spaces, len(key))
            key, end = key + word.key, word.end
            if not self._index.may_begin(key):
                break
            if self._index.may_be(key):
                places.append(_Place(at, count, key, spaces))
        return places

    def _mention(self, place: _Place, words: list[_Word], text: str, explanations: Explanations) -> Mention | None:
        start, end = words[place.at].start, words[place.at + place.length - 1].end
        for form, name in self._index.named(place.key):
            if self._meant(name, form, place, words, text[start:end], explanations):
                if text[end : end + 1] == "." and text[end + 1 : end + 2].isalnum():
                    return None  # part of an address: "ClinicalTrials.gov"
                return Mention(start, end, name.entry.id, form, bool(name.exact), name.related)
        return None

    def _meant(self, name: Name, form: Form, place: _Place, words: list[_Word], written: str, explanations: Explanations) -> bool:
        if name.exact:
            if written != name.exact and (form is not Form.PLURAL or written != name.exact + "s"):
                return False
            explained = explanations.meaning(name.exact)
            if explained is not None:
                return self._says(name.entry, explained)
            return not name.ambiguous or _near(name.entry.ambiguous[name.exact], place, words)
        if place.spaces and not set(place.spaces) <= parted_at(name.written):
            return False  # "a trial" is not "atrial"
        if name.entry.unless and _near(name.entry.unless, place, words):
            return False
        return not name.entry.only_with or _near(name.entry.only_with, place, words)

    def _says(self, entry: Entry, explained: str) -> bool:
        """Whether the words before "(ABBR)" end with a name of the entry."""
        keys = [spelled(word) for word in _WORD.findall(explained)]
        endings = ("".join(keys[start:]) for start in range(len(keys)))
        return any(name.entry is entry for ending in endings for _, name in self._index.named(ending))


def _joined(text: str, end: int, start: int) -> bool:
    """Whether two words stand as those of a name do: parted by one space or hyphen, or as in "H. pylori"."""
    if start - end == 1:
        return text[end] in _JOINING
    return start - end == 2 and text[end:start] == ". " and text[end - 1].isupper() and not text[end - 2 : end - 1].isalnum()


def _near(wanted: Iterable[str], place: _Place, words: list[_Word]) -> bool:
    """Whether one of these words stands within a few words of those at this place."""
    after = place.at + place.length
    around = {word.key for word in (*words[max(0, place.at - _NEAR) : place.at], *words[after : after + _NEAR])}
    return any(_fits(word, around) for word in wanted)


def _fits(wanted: str, around: set[str]) -> bool:
    if wanted.endswith("*"):
        begins = spelled(wanted[:-1])
        return any(word.startswith(begins) for word in around)
    return key_of(wanted) in around


@cache
def glossary() -> Glossary:
    """The glossary that comes with the package; it is read once."""
    return Glossary(_entries())


def _entries() -> Iterator[Entry]:
    decoder = msgspec.json.Decoder(Entry)
    folder = files("answerable.audience.glossary") / "terms"
    for table in sorted((table for table in folder.iterdir() if table.name.endswith(".jsonl")), key=lambda table: table.name):
        yield from decoder.decode_lines(table.read_bytes())
