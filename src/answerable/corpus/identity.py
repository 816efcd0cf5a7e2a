"""When two records are the same article, which of them is the newer, and what the newer keeps of the older."""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec
from msgspec import structs

from answerable.corpus.identifiers import folded, key_of, record_id
from answerable.corpus.record import Journal, Record
from answerable.text import sha256

_LEAST_LETTERS, _LEAST_WORDS = 25, 4  # below these a title ("Editorial", "Low back pain") tells no article from another
_BRACKETS = re.compile(r"^\[(.*)\]\.?$", re.DOTALL)

Change = Literal["updated", "unchanged"]


def identifiers_of(record: Record) -> tuple[str, ...]:
    """The identifiers of an article, surest first: "pmid:…", "doi:…", "pmcid:…", and "key:…" of its title, year and first author.

    The key is there where all three are known and the title is long enough to be telling, or where there is nothing else.
    """
    found: list[str] = []
    if record.pmid:
        found.append(f"pmid:{record.pmid}")
    if record.doi:
        found.append(f"doi:{record.doi.lower()}")
    if record.pmcid:
        found.append(f"pmcid:{record.pmcid.upper()}")
    key = _key(record)
    if key:
        found.append(key)
    return tuple(found)


def same_article(one: Record, other: Record) -> bool:
    """Whether two records describe one article: the surest kind of identifier that both have decides."""
    mine, theirs = _by_kind(one), _by_kind(other)
    for kind in ("pmid", "doi", "pmcid", "key"):
        if kind in mine and kind in theirs:
            return mine[kind] == theirs[kind]
    return False


def newer(one: Record, other: Record) -> bool:
    """Whether `one` is the newer description of their article; of two that differ exactly one is, of equals neither.

    A real record goes before any digest; then PubMed's version, then the date of revision (none is oldest), then
    richness: full text, an abstract, more indexing, more fields, more words; the hash of the content parts the rest,
    so that the same files in any order make the same library.
    """
    return _rank(one) > _rank(other)


def supersedes(new: Record, old: Record) -> bool:
    """Whether `new` takes the place of `old`; the same content does not, and a digest never does of a real record."""
    return newer(new, old)


def merge(new: Record, old: Record) -> Record:
    """The newer record with what it lacks taken from the older: PMCID, abstract, full text, indexing.

    The text of a digest is never taken over into a real record, only identifiers and bibliography are. The id is the
    surest identifier of the outcome. Merging again changes nothing.
    """
    same_kind = (new.digest is None) == (old.digest is None)
    changes: dict[str, Any] = {}
    for field in structs.fields(Record):
        if field.name in _NEVER_TAKEN or (not same_kind and field.name in _WORDS):
            continue
        mine, theirs = getattr(new, field.name), getattr(old, field.name)
        if isinstance(mine, Journal):
            mine_full = _journal(mine, theirs)
            if mine_full != mine:
                changes[field.name] = mine_full
        elif not mine and theirs:
            changes[field.name] = theirs
    merged = structs.replace(new, **changes)
    surest = identifiers_of(merged)
    return structs.replace(merged, id=surest[0]) if surest and surest[0] != merged.id else merged


def reconcile(held: Record, read: Record) -> tuple[Record, Change]:
    """What the library holds after reading another record of the same article, and whether that is a change."""
    first, second = (read, held) if newer(read, held) else (held, read)
    outcome = merge(first, second)
    return (held, "unchanged") if content_hash(outcome) == content_hash(held) and outcome.id == held.id else (outcome, "updated")


def content_hash(record: Record) -> str:
    """The SHA-256 of everything a record says, as canonical JSON, without the id that a library gave it."""
    return sha256(_json(record).decode("utf-8"))


_NEVER_TAKEN = frozenset({"id", "title", "digest", "version", "revised", "source"})
_WORDS = frozenset({"abstract", "other_abstracts", "full_text", "publication_types", "mesh", "keywords", "licence"})


def _json(record: Record) -> bytes:
    return msgspec.json.encode(structs.replace(record, id=""), order="deterministic")


def _rank(record: Record) -> tuple[object, ...]:
    revised = record.revised
    filled = sum(1 for field in structs.fields(Record) if getattr(record, field.name))
    content = _json(record)
    return (
        record.digest is None,
        record.version,
        (revised.year, revised.month, revised.day) if revised else (0, 0, 0),
        bool(record.full_text),
        bool(record.abstract),
        len(record.mesh) + len(record.publication_types),
        filled,
        len(content),
        content,
    )


def _journal(mine: Journal, theirs: Journal) -> Journal:
    return Journal(
        name=mine.name or theirs.name, abbreviation=mine.abbreviation or theirs.abbreviation, issn=mine.issn or theirs.issn
    )


def _by_kind(record: Record) -> dict[str, str]:
    return {identifier.partition(":")[0]: identifier for identifier in identifiers_of(record)}


def _key(record: Record) -> str:
    """The "key:" of an article, or nothing where title, year or first author do not make it unmistakable.

    A record without any other identifier keeps the key that it is known by, however short its title.
    """
    year = record.year
    author = record.authors[0] if record.authors else None
    family = (author.family or author.collective) if author else ""
    bracketed = _BRACKETS.match(record.title.strip())
    title = bracketed[1] if bracketed else record.title
    words = folded(title).split()
    if year and family and len(words) >= _LEAST_WORDS and sum(map(len, words)) >= _LEAST_LETTERS:
        return record_id(key=key_of(title, year, family))
    nameless = not (record.pmid or record.doi or record.pmcid)
    return record.id if nameless and record.id.startswith("key:") else ""
