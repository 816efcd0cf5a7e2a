"""A `Card`: what a catalogue of public articles has of each, and a `Search` of them."""

from __future__ import annotations

from msgspec import Struct

from answerable.publication.article import ArticleSummary


class Card(Struct, frozen=True, kw_only=True):
    """An article as a catalogue has it: how lists show it, the texts that it is found by with their weights, and its records.

    `records` are the ids of its references and the names that these go by. Only a public article is found by its card.
    """

    summary: ArticleSummary
    texts: tuple[tuple[str, int], ...] = ()
    records: tuple[str, ...] = ()


class Search(Struct, frozen=True, kw_only=True):
    """What is looked for among the public articles; everything given has to be met."""

    words: str = ""
    topic: str = ""
    specialty: str = ""
    start: int = 0
    count: int = 20
