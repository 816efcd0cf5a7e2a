"""The names of all entries by a key that spelling, hyphens and plurals do not change; made quickly, for a reader waits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from answerable.audience.glossary.entry import Entry, Form
from answerable.audience.glossary.inflection import IRREGULAR, plurals, respelled, spelled, verb_forms

HEAD = 6  # letters that tell most words with which no name begins
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LETTERS = re.compile(r"(?=.*[A-Z].*[A-Z])[^\s]{2,12}")  # "HbA1", "TKA": these letters and no others
_PARTING = " -'.,/+()&–%:"  # what stands between the words of names
_JOINTS = re.compile(r" (?:of|in|to|for|with|from) ")
_VERB_FORMS = (Form.THIRD, Form.PAST, Form.ING)
_ODD_PLURALS = tuple(word[-4:] for word in IRREGULAR)
# Endings of plurals, in keys, by their last letter, each with what stands for it in the singular.
_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "s": (("s", ""), ("es", ""), ("es", "is"), ("ies", "y"), ("ides", "is")), "e": (("e", "a"),), "i": (("i", "us"),),
    "a": (("a", "um"), ("mata", "ma")),
}  # fmt: skip


class Name(NamedTuple):
    """One name of an entry, in the form that its key is of; `exact` are the letters in which alone it counts."""

    entry: Entry
    written: str
    form: Form
    related: bool
    exact: str
    ambiguous: bool


class Index:
    """All names by their keys."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        names = [name for entry in entries for name in _names(entry)]
        self._names: dict[str, tuple[Name, ...]] = {}
        for key, name in zip(keys_of(name.written for name in names), names, strict=True):
            known = self._names.get(key)
            if known is None:
                self._names[key] = (name,)
            elif all(other.entry is not name.entry or other.exact != name.exact for other in known):
                self._names[key] = (*known, name)
        heads = {key[:HEAD] for key in self._names}
        heads.update(plural[:HEAD] for key in self._names if len(key) <= HEAD + 1 for plural in _plural_keys(key))
        self.heads = frozenset(head[:length] for head in heads for length in range(1, HEAD + 1))
        self._longest = max(map(len, self._names), default=0) + 4

    def may_begin(self, key: str) -> bool:
        """Whether a name could begin with this key."""
        return key[:HEAD] in self.heads and len(key) <= self._longest

    def may_be(self, key: str) -> bool:
        """Whether a name, or the plural of one, could have this key: a quick question before `named`."""
        return key in self._names or key[-1:] in _ENDINGS

    def named(self, key: str) -> Iterator[tuple[Form, Name]]:
        """The names of a key, and those of which it is the plural."""
        for name in self._names.get(key, ()):
            yield name.form, name
        for ending, singular in _ENDINGS.get(key[-1:], ()):
            if key.endswith(ending) and len(key) - len(ending) > 1:
                for name in self._names.get(key[: -len(ending)] + singular, ()):
                    if name.form is Form.BASE and (name.entry.part == "noun" or name.exact):
                        yield Form.PLURAL, name


def keys_of(names: Iterable[str]) -> list[str]:
    """The keys of many names, folded in one go, many times faster than one by one."""
    lines = "\n".join((*names, ""))[:-1].lower().replace("’", "'") + "\n"
    lines = respelled(lines).replace("'s ", " ").replace("'s\n", "\n")
    for sign in _PARTING:
        lines = lines.replace(sign, "")  # quicker than a table where a text has Greek letters
    return lines.split("\n")[:-1]


@lru_cache(maxsize=20_000)
def key_of(name: str) -> str:
    """The key of one name."""
    return keys_of((name,))[0] if name else ""


@lru_cache(maxsize=5_000)
def parted_at(name: str) -> frozenset[int]:
    """At which places of its key a name is parted by spaces or hyphens."""
    places: list[int] = []
    length = 0
    for word in _WORD.findall(name):
        length += len(spelled(word))
        places.append(length)
    return frozenset(places)


def _plural_keys(key: str) -> tuple[str, ...]:
    """What the plural of a key may look like, by the endings above."""
    return tuple(
        key[: len(key) - len(singular)] + ending
        for endings in _ENDINGS.values()
        for ending, singular in endings
        if key.endswith(singular)
    )


def _names(entry: Entry) -> Iterator[Name]:
    """Every name of an entry, with the forms that the endings of plurals do not tell."""
    part = entry.part
    for names, related in (((entry.name, *entry.variants), False), (entry.related, True)):
        for written in names:
            exact = written if not written.islower() and _LETTERS.fullmatch(written) else ""
            yield Name(entry, written, Form.BASE, related, exact, False)
            if part == "verb":
                for form, inflected in zip(_VERB_FORMS, verb_forms(written), strict=True):
                    yield Name(entry, inflected, form, related, "", False)
            elif part == "noun" and (written.endswith(_ODD_PLURALS) or (" " in written and _JOINTS.search(written))):
                for inflected in plurals(written):
                    yield Name(entry, inflected, Form.PLURAL, related, "", False)
    for short in entry.abbreviations:
        yield Name(entry, short, Form.BASE, False, short, False)
    for short in entry.ambiguous:
        yield Name(entry, short, Form.BASE, False, short, True)
