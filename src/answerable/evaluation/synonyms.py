"""Synonyms: short questions by another name than the one that the abstracts are indexed under, lay names first of all."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from io import TextIOWrapper
from typing import BinaryIO

import msgspec

from answerable.corpus.record import Record
from answerable.errors import UnreadableInput
from answerable.evaluation.model import Collection, Qrel, Topic
from answerable.question.words import stem

_LONGEST = 4  # words: longer names are descriptions
_MOST = 2  # names of one term that become topics, so that no term counts for many
_NOTE = (
    "Topics: “What is …?” with a name from the Human Phenotype Ontology for a heading of the abstracts, other than the heading "
    "in at least a word. Judged relevant: the abstracts that carry the heading; headings and keywords are not searched."
)
_WORD = re.compile(r"\w+")

Names = Mapping[str, frozenset[str]]  # for each term of the ontology its names in lower case


def read_synonyms(table: BinaryIO, records: Iterable[Record], *, lay_only: bool = False) -> Collection:
    """The collection of a table of synonyms (hpo_id, name, synonym, scope, type) and records with MeSH headings.

    With `lay_only` only what the ontology marks as a lay name is asked by. Raises `UnreadableInput` where the table
    lacks a column.
    """
    shelf = tuple(records)
    under: defaultdict[str, set[str]] = defaultdict(set)
    for record in shelf:
        for heading in record.mesh:
            under[straight(heading.name)].add(record.id)
    names, asked_by = _names(table, lay_only)
    topics: list[Topic] = []
    qrels: list[Qrel] = []
    for term in sorted(names):
        headings = sorted(name for name in names[term] if name in under)
        relevant = sorted({record for heading in headings for record in under[heading]})
        for name in _other_names(asked_by.get(term, frozenset()), headings):
            topic = f"{term} {name}"
            topics.append(Topic(topic, f"What is {name}?"))
            qrels += [Qrel(topic, record) for record in relevant]
    bare = tuple(msgspec.structs.replace(record, mesh=(), keywords=(), substances=()) for record in shelf)
    name = "Lay names" if lay_only else "Synonyms"
    return Collection(name=name, records=bare, topics=tuple(topics), qrels=tuple(qrels), notes=(_NOTE,))


def straight(heading: str) -> str:
    """A heading in lower case and in the order in which it is spoken: "Hypertension, Pulmonary" is pulmonary hypertension."""
    first, comma, rest = heading.partition(", ")
    return (f"{rest} {first}" if comma else heading).lower()


def _names(table: BinaryIO, lay_only: bool) -> tuple[Names, Names]:
    """All exact names of each term, and those that are to be asked by."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    asked_by: defaultdict[str, set[str]] = defaultdict(set)
    try:
        for row in csv.DictReader(TextIOWrapper(table, encoding="utf-8", newline=""), delimiter="\t"):
            if row["scope"] != "EXACT":
                continue
            names[row["hpo_id"]] |= {row["name"].lower(), row["synonym"].lower()}
            if row["type"] == "layperson" or not lay_only:
                asked_by[row["hpo_id"]].add(row["synonym"].lower())
    except (KeyError, AttributeError, csv.Error, UnicodeError) as error:
        raise UnreadableInput(
            f"The table of synonyms is not what was expected: {error!r}.",
            "Give a table parted by tabs with hpo_id, name, synonym, scope and type.",
        ) from error
    return _frozen(names), _frozen(asked_by)


def _frozen(names: Mapping[str, set[str]]) -> Names:
    return {term: frozenset(found) for term, found in names.items()}


def _other_names(names: Iterable[str], headings: Iterable[str]) -> list[str]:
    """The first few short names, in the order of the alphabet, that do not contain all the words of a heading."""
    known = [_stems(heading) for heading in headings]
    if not known:
        return []
    others = (name for name in sorted(names) if not any(heading <= _stems(name) for heading in known))
    return [name for name in others if len(name.split()) <= _LONGEST][:_MOST]


def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(name.lower()))
