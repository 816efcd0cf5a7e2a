"""`ReadArticle`: somebody else's article as the audit reads it, every part of it with its place in one plain text."""

from __future__ import annotations

from msgspec import Struct


class Place(Struct, frozen=True, order=True):
    """Characters `start` to `end` of the article's plain text, and the line on which they begin, counted from 1."""

    start: int
    end: int
    line: int


class Marker(Struct, frozen=True, kw_only=True):
    """A citation as it is written in the text: "1", "[3–5]", "(Smith et al., 2010)".

    `numbers` are the references that a numbered marker names, ranges spelled out; an author–year marker has `author` and
    `year` in their place, one marker for each work.
    """

    place: Place
    words: str
    numbers: tuple[int, ...] = ()
    author: str = ""
    year: int | None = None


class ReadClaim(Struct, frozen=True, kw_only=True):
    """A sentence or bullet that says something: its words without markers and bullet signs, where it stands, what it cites.

    `number` counts the article's claims from 1. `stem` is the words that a list of bullets goes on from
    ("Back mice may be confused with:"), which a bullet that is no sentence needs to mean anything.
    """

    number: int
    place: Place
    words: str
    section: str = ""  # the heading that it stands under
    stem: str = ""
    markers: tuple[Marker, ...] = ()

    @property
    def said(self) -> str:
        """What the claim says in full: its stem, where it has one, and its words."""
        return f"{self.stem.rstrip(' :')} {self.words}" if self.stem else self.words


class ReadSection(Struct, frozen=True, kw_only=True):
    """A heading and where it stands; `level` counts from 1, the title not among them."""

    place: Place
    heading: str
    level: int = 1


class ReadReference(Struct, frozen=True, kw_only=True):
    """An entry of the reference list, as well as it can be read; what could not be read is empty.

    `position` counts the entries from 1; `number` is the one printed before it, None where the list is not numbered.
    """

    position: int
    place: Place
    words: str  # the entry whole, as printed
    number: int | None = None
    kind: str = ""  # what the list calls it: "Research", "Guideline"
    authors: tuple[str, ...] = ()
    title: str = ""
    journal: str = ""
    year: int | None = None
    pmid: str = ""
    doi: str = ""
    link: str = ""


class Stated(Struct, frozen=True, kw_only=True):
    """Something that the article says of itself, in its words: a date, a status, a disclaimer; `value` where it has one."""

    place: Place
    words: str
    value: str = ""  # a date in ISO 8601, the status's word


class ReadArticle(Struct, frozen=True, kw_only=True):
    """An article as it was read: `text` is the plain text that all places count in, blocks divided by empty lines.

    `not_found` names, in words for a reader, the parts that were looked for and not found: "a reference list".
    """

    layout: str  # "plain text", "Markdown", "HTML", "DOCX", "PDF", "JATS"
    text: str
    title: str = ""
    question: str = ""  # what the article answers, where it says so above its title
    sections: tuple[ReadSection, ...] = ()
    claims: tuple[ReadClaim, ...] = ()
    references: tuple[ReadReference, ...] = ()
    dates: tuple[Stated, ...] = ()  # updated, reviewed, searched; `words` says which
    status: Stated | None = None
    reviewers: tuple[Stated, ...] = ()  # named people; "our Medical Advisory Board" names nobody
    disclaimer: Stated | None = None
    audiences: tuple[Stated, ...] = ()  # whom it is for, or offers to be worded for
    not_found: tuple[str, ...] = ()
