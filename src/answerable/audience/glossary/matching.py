"""`Glossary`: every place in a text where a term is named: the longest name, in any inflection, in the meaning of its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

import msgspec
from msgspec import Struct

from answerable.audience.glossary.entry import Entry, Form, Mention, Wording
from answerable.audience.glossary.explaining import Explanations
from answerable.audience.glossary.inflection import plurals, spelled, verb_forms
from answerable.audience.glossary.wording import wording

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_JOINING = frozenset((" ", "-", "‐", "‑", "–", "\n", "\u00a0", "/"))
_LETTERS = re.compile(r"(?=.*[A-Z].*[A-Z])[^\s]{2,12}")  # "HbA1", "TKA": these letters and no others
_LONGEST = 8  # words in a name
_HEAD = 4  # letters that tell most words with which no name begins
_NEAR = 10  # words on either side that say what an ambiguous word means


class _Sense(Struct, frozen=True):
    """One meaning of a key: its entry and the inflection that the key is of; `exact` are the letters of an abbreviation."""

    entry: Entry
    form: Form
    exact: str = ""
    ambiguous: bool = False
    related: bool = False


class _Word(NamedTuple):
    key: str
    start: int
    end: int


class Glossary:
    """Terms by their ids, and the places in a text where they are named. Immutable, and safe in several threads."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Takes the entries; raises ValueError where two have one id."""
        self._terms: dict[str, Entry] = {}
        self._senses: dict[str, list[_Sense]] = {}
        for entry in entries:
            if entry.id in self._terms:
                raise ValueError(f"two entries of the glossary have the id {entry.id}")
            self._terms[entry.id] = entry
            self._index(entry)
        self._heads = frozenset(key[:_HEAD] for key in self._senses)
        self._longest = max(map(len, self._senses), default=0)

    @property
    def terms(self) -> Mapping[str, Entry]:
        """Every entry by its id."""
        return MappingProxyType(self._terms)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Where the text names terms, in order and without overlap; where two begin at one word the longer is meant."""
        words = _words(text)
        explanations = Explanations(text)
        heads = self._heads
        found: list[Mention] = []
        free = 0  # the first word that no mention has taken yet
        for at, word in enumerate(words):
            if at < free or (word.key[:_HEAD] not in heads and len(word.key) >= _HEAD):
                continue
            if mention_and_count := self._longest_at(at, words, text, explanations):
                mention, count = mention_and_count
                found.append(mention)
                free = at + count
        return tuple(found)

    def in_place(self, mention: Mention, text: str) -> Wording | None:
        """The plain words that can stand in the text instead of the mention, in the inflection that the place needs.

        None where the term is only explained, or where its plain words would not fit: inside a proper name or a compound with
        a hyphen, in a form that the plain words do not have, or beside the same word. The wording reaches back over "a" or
        "an" where the article changes, so replace its own characters and not those of the mention.
        """
        entry = self._terms.get(mention.term_id)
        return wording(entry, mention, text) if entry and entry.plain and not mention.related else None

    def _index(self, entry: Entry) -> None:
        for number, name in enumerate((*entry.names, *entry.related)):
            related = number > len(entry.variants)
            for form, written in _forms(name, entry.part):
                self._add(written, _Sense(entry, form, written if _LETTERS.fullmatch(name) else "", related=related))
        for short in (*entry.abbreviations, *entry.ambiguous):
            for form, written in ((Form.BASE, short), (Form.PLURAL, short + "s")):
                self._add(written, _Sense(entry, form, written, short in entry.ambiguous))

    def _add(self, written: str, sense: _Sense) -> None:
        key = "".join(spelled(word) for word in _WORD.findall(written))
        senses = self._senses.setdefault(key, [])
        if not any(known.entry is sense.entry and known.exact == sense.exact for known in senses):
            senses.append(sense)

    def _longest_at(self, at: int, words: list[_Word], text: str, explanations: Explanations) -> tuple[Mention, int] | None:
        """The longest mention that begins at this word, and of how many words it is."""
        for count, senses in reversed(self._named_at(at, words, text)):
            for sense in senses:
                if self._meant(sense, at, count, words, text, explanations):
                    start, end = words[at].start, words[at + count - 1].end
                    return Mention(start, end, sense.entry.id, sense.form, bool(sense.exact), sense.related), count
        return None

    def _named_at(self, at: int, words: list[_Word], text: str) -> list[tuple[int, list[_Sense]]]:
        """The senses of one word, two words and so on from here, as long as they could be of a name."""
        named: list[tuple[int, list[_Sense]]] = []
        key, end = "", words[at].start - 1
        for count, word in enumerate(words[at : at + _LONGEST], 1):
            if count > 1 and (word.start - end != 1 or text[end] not in _JOINING):
                break
            key, end = key + word.key, word.end
            if len(key) > self._longest or (len(key) >= _HEAD and key[:_HEAD] not in self._heads):
                break
            if senses := self._senses.get(key):
                named.append((count, senses))
        return named

    def _meant(self, sense: _Sense, at: int, count: int, words: list[_Word], text: str, explanations: Explanations) -> bool:
        entry = sense.entry
        if sense.exact:
            written = text[words[at].start : words[at + count - 1].end]
            if written != sense.exact:
                return False
            short = written[:-1] if sense.form is Form.PLURAL else written
            explained = explanations.meaning(short)
            if explained is not None:
                return self._names(entry, explained)
            if not sense.ambiguous:
                return True
            return _near(entry.ambiguous[short], at, count, words)
        if entry.unless and _near(entry.unless, at, count, words):
            return False
        return not entry.only_with or _near(entry.only_with, at, count, words)

    def _names(self, entry: Entry, explained: str) -> bool:
        """Whether the words before "(ABBR)" end with a name of the entry."""
        keys = [spelled(word) for word in _WORD.findall(explained)]
        endings = {"".join(keys[start:]) for start in range(len(keys))}
        return any(sense.entry is entry for ending in endings for sense in self._senses.get(ending, ()))


def _forms(name: str, part: str) -> Iterator[tuple[Form, str]]:
    """A name in all its inflections."""
    yield Form.BASE, name
    if part == "noun":
        for plural in plurals(name):
            yield Form.PLURAL, plural
    elif part == "verb":
        yield from zip((Form.THIRD, Form.PAST, Form.ING), verb_forms(name), strict=True)


def _words(text: str) -> list[_Word]:
    return [_Word(spelled(found[0]), *found.span()) for found in _WORD.finditer(text)]


def _near(wanted: Iterable[str], at: int, count: int, words: list[_Word]) -> bool:
    """Whether one of these words stands within a few words of those at this place."""
    around = {word.key for word in (*words[max(0, at - _NEAR) : at], *words[at + count : at + count + _NEAR])}
    for word in wanted:
        if word.endswith("*"):
            begins = spelled(word[:-1])
            if any(near.startswith(begins) for near in around):
                return True
        elif spelled(word) in around:
            return True
    return False


@cache
def glossary() -> Glossary:
    """The glossary that comes with the package; it is read once."""
    decoder = msgspec.json.Decoder(Entry)
    folder = files("answerable.audience.glossary") / "terms"
    tables = sorted((table for table in folder.iterdir() if table.name.endswith(".jsonl")), key=lambda table: table.name)
    return Glossary(entry for table in tables for entry in decoder.decode_lines(table.read_bytes()))
