"""A record as `show` prints it: all that a reader would want to know of a publication before reading it."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.app.holdings import Shown
from answerable.corpus.evidence import Appraisal
from answerable.corpus.record import Record, TextSection, link_of
from answerable.publication.references import graded, in_words
from answerable.text import how_many
from answerable.writing import Ink, inked, tidy, wrapped

_NAMED = 12  # authors named before the rest is counted
_SECTIONS = {"figure": "Figure", "table": "Table"}


def shown(one: Shown, width: int, ink: Ink) -> str:
    """The record with its level, notices, text and links."""
    return "\n".join(_lines(one, width, ink)) + "\n"


def _lines(one: Shown, width: int, ink: Ink) -> Iterator[str]:
    record = one.record
    yield from inked(wrapped(record.title, width), ink.strong)
    yield from wrapped(record.vernacular_title, width)
    yield from wrapped(_authors(record), width)
    yield from wrapped(_where(record), width)
    yield ""
    for notice in in_words(one.notices):
        yield from inked(wrapped(notice[:1].upper() + notice[1:], width, "⚠ NOTICE: "), ink.alert)
    if record.digest:
        words = f"Digest: the text below is a summary in Answerable's own words. The original: {record.digest.original}"
        yield from inked(wrapped(words, width, "⚠ "), ink.alert)
    if one.notices or record.digest:
        yield ""
    for name, words in _facts(one):
        yield from wrapped(words, width, f"{name + ':':<14}", " " * 14)
    yield from _texts(record.abstract, "Abstract", width, ink)
    for other in record.other_abstracts:
        heading = ", ".join(part for part in ("Abstract", other.kind, other.language) if part)
        yield from _texts(other.sections, heading, width, ink)
    if record.full_text:
        yield ""
        yield ink.strong(f"Full text: {how_many(len(record.full_text), 'section')}")
        for section in record.full_text:
            kind = _SECTIONS.get(section.kind, "")
            label = ": ".join(part for part in (kind, tidy(section.label)) if part) or "without a heading"
            yield from wrapped(f"{label} ({how_many(len(section.text.split()), 'word')})", width, "  • ")
    yield from _listed(
        "Indexed under (MeSH)", [_heading(h.name, h.major, [q.name for q in h.qualifiers]) for h in record.mesh], width, ink
    )
    yield from _listed("Keywords", list(record.keywords), width, ink)
    yield from _listed("Related publications", _related(record), width, ink)


def _facts(one: Shown) -> Iterator[tuple[str, str]]:
    record, appraisal = one.record, one.appraisal
    yield "Identifiers", _identifiers(record) or "none"
    if link := link_of(record):
        yield "Link", link
    yield "Evidence", f"{graded(appraisal)}. {_sentence(appraisal.reason)}"
    yield "Size", _size(appraisal)
    yield "Species", appraisal.species + (f": {appraisal.species_reason}" if appraisal.species_reason else "")
    if record.publication_types:
        yield "Typed as", ", ".join(record.publication_types)
    if record.languages:
        yield "Language", ", ".join(record.languages)
    if record.registry_numbers:
        yield "Registered", ", ".join(record.registry_numbers)
    if record.grants:
        yield "Funded by", "; ".join(" ".join(part for part in (grant.agency, grant.number) if part) for grant in record.grants)
    if record.competing_interests:
        yield "Interests", record.competing_interests
    if record.licence:
        yield "Licence", record.licence
    yield "Held in", one.shelf + (f", read from {record.source}" if record.source and record.source != "starter" else "")


def _size(appraisal: Appraisal) -> str:
    sample = appraisal.sample
    return f"{sample.number:,} {sample.unit}, read from “{sample.words}”" if sample else "not known"


def _sentence(words: str) -> str:
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "?", "!")) else words + "."


def _authors(record: Record) -> str:
    names = [author.name for author in record.authors]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _where(record: Record) -> str:
    volume = record.volume + (f"({record.issue})" if record.issue else "") + (f":{record.pages}" if record.pages else "")
    name = record.journal.name or record.publisher
    return ". ".join(part for part in (name, str(record.published) if record.published else "year unknown", volume) if part) + "."


def _identifiers(record: Record) -> str:
    known = (("PMID", record.pmid), ("DOI", record.doi), ("", record.pmcid), ("ISBN", record.isbn))
    return " · ".join(f"{name} {value}".strip() for name, value in known if value)


def _texts(sections: tuple[TextSection, ...], heading: str, width: int, ink: Ink) -> Iterator[str]:
    if not sections:
        return
    yield ""
    yield ink.strong(tidy(heading))
    for section in sections:
        label = f"{tidy(section.label).capitalize()}: " if section.label else ""
        yield from wrapped(label + section.text, width, "  ")


def _heading(name: str, major: bool, qualifiers: list[str]) -> str:
    return f"{name}{' / ' + ', '.join(qualifiers) if qualifiers else ''}{' (main topic)' if major else ''}"


def _listed(heading: str, items: list[str], width: int, ink: Ink) -> Iterator[str]:
    if items:
        yield ""
        yield ink.strong(heading)
        yield from wrapped("; ".join(items), width, "  ")


def _related(record: Record) -> list[str]:
    """Comments and corrections in PubMed's words, with where they stand."""
    related: list[str] = []
    for link in record.links:
        where = ", ".join(
            part
            for part in (f"PMID {link.pmid}" if link.pmid else "", f"DOI {link.doi}" if link.doi else "", link.citation)
            if part
        )
        related.append(f"{link.ref_type}: {where or link.note}")
    return related
