"""`Entry` and `Mention`: a clinical term with its plain name and definition, and a place in a text where it is named."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

Part = Literal["noun", "adjective", "verb", "adverb"]

_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Form(StrEnum):
    """In which inflection a term stands in the text."""

    BASE = "base"  # "biopsy", "administer", "renal"
    PLURAL = "plural"  # "biopsies"
    THIRD = "third"  # "administers"
    PAST = "past"  # "administered": past tense or participle, only the words around tell
    ING = "ing"  # "administering"


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A clinical term for readers who do not know it.

    `plain` can stand in the place of `name` in a sentence (the same part of speech, singular or base form); it is empty where
    the term is only explained, as the names of drugs are. `plural` is the plural of `plain` where it is not regular, and `mass`
    says that `plain` is a mass noun: no "a" before it and no plural. `alone` says that it cannot stand before another noun
    ("young person girls"); plain names with a function word in them never do. `forms` are those of an irregular `plain` verb:
    third person, past, participle, and the form in -ing. `article` is what `plain` takes where the bare name, a mass noun, has
    none: "after myocardial infarction", "after a heart attack".

    `variants` can stand for `name` and be put in plain words as it is. What is `related` is explained by the definition and not
    replaced: another part of speech, or a narrower thing ("inflamed" under "inflammation").

    `abbreviations` count in exactly these letters. Those of `ambiguous` count only where the text explains them, "name (PE)",
    or has one of the words listed with them nearby; the list may be empty. `only_with` and `unless` are words of which one has
    to stand, or none may stand, near the term for this meaning of it; the ending `*` stands for any letters.
    """

    id: str
    name: str
    plain: str = ""
    definition: str
    part: Part = "noun"
    topic: str = ""
    variants: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    ambiguous: Mapping[str, tuple[str, ...]] = _NOTHING
    plural: str = ""
    mass: bool = False
    alone: bool = False
    forms: tuple[str, ...] = ()
    article: Literal["", "a", "the"] = ""
    only_with: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its variants: everything but abbreviations."""
        return (self.name, *self.variants)


class Mention(Struct, frozen=True):
    """Characters `start` to `end` of a text name the term with this id, in this form; `short` where an abbreviation does."""

    start: int
    end: int
    term_id: str
    form: Form = Form.BASE
    short: bool = False
    related: bool = False  # only a related name: to be explained and not replaced


class Wording(Struct, frozen=True):
    """Plain words for characters `start` to `end` of a text: a mention, with the article before it where that changes."""

    start: int
    end: int
    text: str
