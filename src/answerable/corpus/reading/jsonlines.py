"""JSON, one record a line: our own records, and the layout in which the open-access trial articles come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

import msgspec

from answerable.corpus.identifiers import doi_of, pmcid_of, pmid_of, record_id
from answerable.corpus.reading.article_types import publication_types_of
from answerable.corpus.reading.bytestream import RECORD_LIMIT, Stream, at_line
from answerable.corpus.reading.labels import category_of
from answerable.corpus.reading.making import LONGEST_TITLE, record_of
from answerable.corpus.reading.model import Read, Unusable
from answerable.corpus.reading.names import initials_of
from answerable.corpus.record import Author, Journal, PartialDate, Record, TextSection
from answerable.text import clean

_own = msgspec.json.Decoder(Record)
_encoder = msgspec.json.Encoder()


def write_record(record: Record) -> bytes:
    """A record as a line of our own JSON Lines, without the line's end."""
    return _encoder.encode(record)


def read_own(stream: Stream) -> Iterator[Read]:
    """Our own JSON Lines: each line a `Record`."""
    return _lines(stream, _own_record)


def read_trials(stream: Stream) -> Iterator[Read]:
    """Trial articles: objects with pmid, pmcid, doi, title, authors, journal, year, abstract, licence and type."""
    return _lines(stream, _trial_record)


def _lines(stream: Stream, make: Callable[[bytes], Record]) -> Iterator[Read]:
    number = 0
    for line, content in stream.lines():
        if not content.strip():
            continue
        number += 1
        try:
            if len(content) > RECORD_LIMIT:
                raise Unusable(f"it is larger than {RECORD_LIMIT >> 20} MB")
            yield make(content)
        except Unusable as bad:
            yield bad.at(at_line(number, line))


def _own_record(line: bytes) -> Record:
    try:
        record = _own.decode(line)
        if not _is_clean(line):
            record = msgspec.convert(_cleaned(msgspec.to_builtins(record)), Record)
    except msgspec.ValidationError as error:
        raise Unusable(f"it is no record of ours: {error}") from None
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Unusable(f"it is no JSON: {error}") from None
    return _checked(record)


def _checked(record: Record) -> Record:
    """The record, if its id is the one that its identifiers make; raises `Unusable` where not."""
    if not record.title:
        raise Unusable("it has no title")
    if len(record.title) > LONGEST_TITLE:
        raise Unusable(f"its title has {len(record.title):,} characters, and the longest that is taken in has {LONGEST_TITLE:,}")
    for name, held, normal in (
        ("PMID", record.pmid, pmid_of(record.pmid)),
        ("DOI", record.doi, doi_of(record.doi)),
        ("PMCID", record.pmcid, pmcid_of(record.pmcid)),
    ):
        if held != normal:
            raise Unusable(f"its {name} is not in its normal form: {held}", f"Write it as {normal}." if normal else "")
    if record.pmid or record.doi or record.pmcid:
        expected = record_id(pmid=record.pmid, doi=record.doi, pmcid=record.pmcid)
        if record.id != expected:
            raise Unusable(f"its id is {record.id}, and its identifiers make {expected}")
    elif not re.fullmatch(r"key:\S+", record.id):
        raise Unusable(f"it has neither PMID nor DOI nor PMCID, and its id, {record.id}, is no key")
    return record


def _is_clean(line: bytes) -> bool:
    """Whether cleaning would change nothing: the usual case, told without looking at each field."""
    if b"\\" in line and re.search(rb"\\[ubfnrt]", line):
        return False
    text = line.decode("utf-8").strip()
    return clean(text) == text and not re.search(r'" (?!")|[^\\] "', text)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in cast("dict[str, Any]", value).items()}
    return value


class _TrialSection(msgspec.Struct):
    text: str
    label: str | None = None


class _Trial(msgspec.Struct):
    """A line of the trial articles' layout."""

    title: str
    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    authors: list[str] = []
    journal: str | None = None
    year: int | None = None
    abstract: list[_TrialSection] = []
    licence: str | None = None
    type: str | None = None


_trial = msgspec.json.Decoder(_Trial)


def _trial_record(line: bytes) -> Record:
    try:
        trial = _trial.decode(line)
    except msgspec.ValidationError as error:
        raise Unusable(f"it is not in the layout of the lines before it: {error}") from None
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Unusable(f"it is no JSON: {error}") from None
    sections = [(clean(section.text), clean(section.label or "")) for section in trial.abstract]
    year = trial.year if trial.year and 1500 <= trial.year < 2200 else None
    return record_of(
        {
            "title": clean(trial.title),
            "pmid": pmid_of(trial.pmid or ""),
            "pmcid": pmcid_of(trial.pmcid or ""),
            "doi": doi_of(trial.doi or ""),
            "authors": tuple(author for name in trial.authors if (author := _family_first(name))),
            "journal": Journal(name=clean(trial.journal or "")),
            "published": PartialDate(year) if year else None,
            "abstract": tuple(TextSection(text, label, category_of(label)) for text, label in sections if text),
            "publication_types": publication_types_of(trial.type or ""),
            "licence": clean(trial.licence or ""),
            "source": "trials",
        }
    )


_PARTICLES = frozenset(
    "van von der den de del della di da das do dos du la le ter ten 't bin ibn al el st san santa zu zur".split()
)


def _family_first(name: str) -> Author | None:
    """An author written family name first without a comma ("Memiş Dilek", "van der Horst Iwan CC")."""
    words = clean(name).split()
    if len(words) < 2:
        return Author(family=words[0]) if words else None
    length = 1
    while length < len(words) - 1 and words[length - 1].casefold() in _PARTICLES:
        length += 1
    given = " ".join(words[length:])
    return Author(family=" ".join(words[:length]), given=given, initials=initials_of(given))
