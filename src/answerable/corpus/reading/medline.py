"""MEDLINE text, which PubMed offers as "PubMed format" and saves as .nbib."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from answerable.corpus.identifiers import doi_in, doi_of, isbn_of, issn_of, orcid_of, pmcid_of, pmid_of
from answerable.corpus.reading.bytestream import Stream, at_line
from answerable.corpus.reading.dates import date_in
from answerable.corpus.reading.labels import labelled_sections
from answerable.corpus.reading.making import record_of, unique
from answerable.corpus.reading.model import Read, Unusable
from answerable.corpus.reading.registries import registry_numbers
from answerable.corpus.reading.tagged import MEDLINE_LINE, Tagged, tagged_records
from answerable.corpus.record import (
    Author,
    Grant,
    Journal,
    Link,
    MeshHeading,
    MeshQualifier,
    OtherAbstract,
    Record,
    Substance,
    TextSection,
)
from answerable.text import clean

# MEDLINE's tags for links -> RefType of PubMed's XML.
LINK_TAGS = {
    "CIN": "CommentIn",
    "CON": "CommentOn",
    "CRF": "CorrectedandRepublishedFrom",
    "CRI": "CorrectedandRepublishedIn",
    "DDIN": "AssociatedDataset",
    "DRIN": "AssociatedPublication",
    "ECF": "ExpressionOfConcernFor",
    "ECI": "ExpressionOfConcernIn",
    "EFR": "ErratumFor",
    "EIN": "ErratumIn",
    "ORI": "OriginalReportIn",
    "PRIN": "PartialRetractionIn",
    "PROF": "PartialRetractionOf",
    "RIN": "RetractionIn",
    "ROF": "RetractionOf",
    "RPF": "RepublishedFrom",
    "RPI": "RepublishedIn",
    "RRF": "RetractedandRepublishedFrom",
    "RRI": "RetractedandRepublishedIn",
    "SPIN": "SummaryForPatientsIn",
    "UIN": "UpdateIn",
    "UOF": "UpdateOf",
}
_STARTS = frozenset({"PMID", "PMC", "OWN", "STAT"})
_LINKED_PMID = re.compile(r"\s*PMID:\s*(\d+)\s*")
_SUBSTANCE = re.compile(r"(.+?) \((.+)\)")


def read_medline(stream: Stream) -> Iterator[Read]:
    """Every record of MEDLINE text, and a rejection for each that cannot be had."""
    previous: Tagged | None = None
    for tagged in tagged_records(stream, MEDLINE_LINE, _begins):
        if previous:
            yield _read(previous)
        previous = tagged
    if previous and (stream.failure or not previous.has("SO")):
        reason = f"{stream.ending} in the middle of it: its last line, SO, is not there"
        yield Unusable(reason, "Save the records again; those before it are kept.").at(at_line(previous.number, previous.line))
    elif previous:
        yield _read(previous)


def _begins(tag: str, record: Tagged | None) -> bool:
    if record is None:
        return True
    return (tag == "PMID" and record.has("PMID")) or (record.ended and tag in _STARTS and (tag != "PMID" or record.has("SO")))


def _read(tagged: Tagged) -> Read:
    try:
        tagged.check()
        return _record(tagged)
    except Unusable as bad:
        return bad.at(at_line(tagged.number, tagged.line))


def _record(tagged: Tagged) -> Record:
    pmid = tagged.first("PMID")
    if pmid and not pmid_of(pmid):
        raise Unusable(f"its PMID is no number of PubMed: {pmid[:40]}")
    book = tagged.first("BTI")
    found: dict[str, Any] = {
        "title": tagged.first("CTI", "TI") or book,
        "vernacular_title": tagged.first("TT"),
        "pmid": pmid_of(pmid),
        "doi": _doi(tagged),
        "pmcid": pmcid_of(tagged.first("PMC")),
        "isbn": next((isbn for text in tagged.all("ISBN") if (isbn := isbn_of(text.partition(" ")[0]))), ""),
        "authors": _people(tagged, "FAU", "AU", "CN"),
        "editors": _people(tagged, "FED", "ED", ""),
        "journal": Journal(
            name=tagged.first("JT") or book,
            abbreviation=tagged.first("TA"),
            issn=unique(issn_of(text.partition(" ")[0]) for text in tagged.all("IS")),
        ),
        "publisher": tagged.first("PB"),
        "published": date_in(tagged.first("DP") or tagged.first("DEP")),
        "revised": date_in(tagged.first("LR", "CTDT", "MHDA", "EDAT")),
        "volume": tagged.first("VI"),
        "issue": tagged.first("IP"),
        "pages": tagged.first("PG") or next((text for text in tagged.all("LID") if "[" not in text), ""),
        "languages": unique(tagged.all("LA")),
        "abstract": labelled_sections(tagged.first("AB")),
        "other_abstracts": _other_abstracts(tagged),
        "publication_types": unique(tagged.all("PT")),
        "mesh": tuple(_heading(text) for text in tagged.all("MH")),
        "keywords": unique(text.lstrip("*") for text in tagged.all("OT")),
        "substances": tuple(_substance(text) for text in tagged.all("RN")),
        "grants": tuple(_grant(text) for text in tagged.all("GR")),
        "competing_interests": tagged.first("COIS"),
        "links": tuple(_link(tag, clean(" ".join(lines))) for tag, lines in tagged.values if tag in LINK_TAGS),
        "registry_numbers": unique(number for text in tagged.all("SI") for number in _registered(text)),
        "licence": tagged.first("CI"),
        "source": "medline",
    }
    return record_of(found)


def _doi(tagged: Tagged) -> str:
    marked = [text.removesuffix("[doi]") for text in tagged.all("LID", "AID") if text.endswith("[doi]")]
    return next((doi for text in marked if (doi := doi_of(text))), "")


def _people(tagged: Tagged, full: str, short: str, group: str) -> tuple[Author, ...]:
    """People in order; a full name takes its initials from the short one after it, and its ORCID from the AUID after that."""
    people: list[Author] = []
    named = False  # whether the last author came with a full name, which the short form only repeats
    for tag, lines in tagged.values:
        text = clean(" ".join(lines))
        if not text:
            continue
        if tag == full:
            people.append(_full_name(text))
            named = True
        elif tag == short:
            initials, suffix = _short_name(text)
            if named and people:
                people[-1] = _with(people[-1], initials=initials, suffix=people[-1].suffix or suffix)
            else:
                family = text[: len(text) - len(f" {initials} {suffix}".rstrip())].strip() if initials else text
                people.append(Author(family=family, initials=initials, suffix=suffix))
            named = False
        elif tag == group:
            people.append(Author(collective=text))
        elif tag == "AUID" and people and text.upper().startswith("ORCID"):
            people[-1] = _with(people[-1], orcid=orcid_of(text.partition(":")[2]))
    return tuple(people)


_SUFFIX = re.compile(r"\s+(Jr\.?|Sr\.?|II|III|IV|2nd|3rd|4th)$")


def _full_name(text: str) -> Author:
    family, _, given = (part.strip() for part in text.partition(","))
    suffix = _SUFFIX.search(given)
    return Author(family=family, given=given[: suffix.start()] if suffix else given, suffix=suffix[1] if suffix else "")


def _short_name(text: str) -> tuple[str, str]:
    """The initials and the suffix of a name as "Penn AB Jr"."""
    suffix = _SUFFIX.search(text)
    initials = (text[: suffix.start()] if suffix else text).rpartition(" ")[2]
    return (initials if initials.isupper() and len(initials) <= 5 and " " in text else ""), (suffix[1] if suffix else "")


def _with(author: Author, **changes: str) -> Author:
    kept = {name: getattr(author, name) for name in ("family", "given", "initials", "suffix", "collective", "orcid")}
    return Author(**(kept | {name: value for name, value in changes.items() if value}))


def _other_abstracts(tagged: Tagged) -> tuple[OtherAbstract, ...]:
    languages = tagged.all("OABL")
    found: list[OtherAbstract] = []
    for number, text in enumerate(tagged.all("OAB")):
        kind, colon, words = text.partition(": ")
        if not colon or len(kind) > 25:
            kind, words = "", text
        if words and not words.startswith("Abstract available from"):
            language = languages[number] if number < len(languages) else ""
            found.append(OtherAbstract((TextSection(words),), language, kind))
    return tuple(found)


def _heading(text: str) -> MeshHeading:
    name, *qualifiers = text.split("/")
    return MeshHeading(
        name.lstrip("*"),
        name.startswith("*"),
        tuple(MeshQualifier(qualifier.lstrip("*"), qualifier.startswith("*")) for qualifier in qualifiers),
    )


def _substance(text: str) -> Substance:
    found = _SUBSTANCE.fullmatch(text)
    if not found:
        return Substance(text)
    return Substance(found[2], "" if found[1] == "0" else found[1])


def _grant(text: str) -> Grant:
    """ "X-12/IB/Fund for Invention/Sweden": number, acronym, agency, country; the first two may be absent."""
    *before, country = text.split("/") if "/" in text else [text, ""]
    agency = before.pop() if before else ""
    number = "/".join(before[:-1] if len(before) > 1 else before)
    return Grant(agency, number, country)


def _link(tag: str, text: str) -> Link:
    pmid = _LINKED_PMID.search(text)
    citation, note = (text[: pmid.start()].strip(), text[pmid.end() :].strip(" .")) if pmid else (text, "")
    return Link(
        ref_type=LINK_TAGS[tag], pmid=pmid_of(pmid[1]) if pmid else "", doi=doi_in(citation), citation=citation, note=note
    )


def _registered(text: str) -> list[str]:
    bank, _, number = text.partition("/")
    return registry_numbers(bank, [number])
