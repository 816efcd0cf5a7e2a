"""Which record of the library a printed reference is: by identifier, or by title despite damage; what differs is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answerable.audit.article import ReadReference
from answerable.audit.likeness import DAMAGED_TITLE, SAME_TITLE, is_telling, same_authors, same_journal, stands_in, title_likeness
from answerable.audit.ports import Bibliography
from answerable.audit.report import Certainty, Mismatch, ResolvedReference
from answerable.corpus.appraisal import appraise
from answerable.corpus.identifiers import doi_of, pmid_of
from answerable.corpus.record import Record, link_of


def resolve(references: Sequence[ReadReference], library: Bibliography) -> tuple[ResolvedReference, ...]:
    """Each printed reference with the record that it is, how surely, and what differs; unresolved where none fits."""
    return tuple(_resolved(reference, library) for reference in references)


def names_of(reference: ReadReference) -> tuple[str, ...]:
    """The identifiers that a reference prints, in their normal form."""
    pmid, doi = pmid_of(reference.pmid), doi_of(reference.doi)
    return tuple(name for name in (f"pmid:{pmid}" if pmid else "", f"doi:{doi}" if doi else "") if name)


def _resolved(reference: ReadReference, library: Bibliography) -> ResolvedReference:
    names = names_of(reference)
    named = list(library.identified(names)) if names else []
    fitting = next((record for record in named if _title_fits(reference, record)), None)
    if fitting is not None:
        return _match(reference, fitting, Certainty.CERTAIN, _by(reference, fitting))
    found = _by_title(reference, library)
    if named:  # the identifier leads to a publication of another title
        if found is not None:
            return _match(reference, found[0], Certainty.LIKELY, found[2], _leads_elsewhere(reference, named[0]))
        return _match(reference, named[0], Certainty.LIKELY, _by(reference, named[0]))
    if found is not None:
        return _match(reference, *found)
    return ResolvedReference(position=reference.position, certainty=Certainty.UNRESOLVED)


def _title_fits(reference: ReadReference, record: Record) -> bool:
    """Whether the record has the printed title, or none is printed that could be compared."""
    if not reference.title:
        return True
    return _likeness(reference, record) >= DAMAGED_TITLE


def _likeness(reference: ReadReference, record: Record) -> float:
    titles = [title for title in (record.title, record.vernacular_title) if title]
    if any(stands_in(title, reference.words) for title in titles):
        return 1.0
    return max((title_likeness(reference.title, title) for title in titles), default=0.0)


def _by(reference: ReadReference, record: Record) -> str:
    return "PMID" if record.pmid and pmid_of(reference.pmid) == record.pmid else "DOI"


def _leads_elsewhere(reference: ReadReference, record: Record) -> Mismatch:
    """The identifier that is printed and the publication that it really is of."""
    by = _by(reference, record)
    return Mismatch(by, reference.pmid if by == "PMID" else reference.doi, f"the {by} of “{record.title}”")


def _by_title(reference: ReadReference, library: Bibliography) -> tuple[Record, Certainty, str] | None:
    """The record of the printed title, or None where none fits well enough; two that fit equally well fit neither."""
    if not reference.title:
        return None
    ranked = sorted(
        ((_likeness(reference, record), _agreeing(reference, record), record) for record in library.titled(reference.title)),
        key=lambda one: (-one[0], -one[1], one[2].id),
    )
    fitting = [one for one in ranked if _fits(reference, *one)]
    if not fitting or (len(fitting) > 1 and fitting[0][:2] == fitting[1][:2]):
        return None
    likeness, _, record = fitting[0]
    differs = any(_mismatches(reference, record))
    if likeness >= SAME_TITLE:
        return record, Certainty.LIKELY if differs else Certainty.CERTAIN, _parts(reference, record)
    return record, Certainty.LIKELY, "title despite damage"


def _agreeing(reference: ReadReference, record: Record) -> int:
    """How many of year, journal and authors agree, less how many differ."""
    told = (_same_year(reference, record), same_journal(reference.journal, record), same_authors(reference.authors, record))
    return sum(one is True for one in told) - sum(one is False for one in told)


def _fits(reference: ReadReference, likeness: float, agreeing: int, record: Record) -> bool:
    """Whether a title as like as this makes the record the one: the less like or telling it is, the more has to agree."""
    if likeness >= SAME_TITLE:
        return agreeing >= (0 if is_telling(record.title) else 2) or (is_telling(record.title) and likeness == 1.0)
    return likeness >= DAMAGED_TITLE and is_telling(record.title) and agreeing >= 1


def _parts(reference: ReadReference, record: Record) -> str:
    """By what a title's match was made: "title, journal and year"."""
    parts = ["title"]
    if same_authors(reference.authors, record):
        parts.append("authors")
    if same_journal(reference.journal, record):
        parts.append("journal")
    if _same_year(reference, record):
        parts.append("year")
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _same_year(reference: ReadReference, record: Record) -> bool | None:
    return None if reference.year is None or record.year is None else reference.year == record.year


def _mismatches(reference: ReadReference, record: Record) -> Iterator[Mismatch]:
    """What the record says otherwise than the printed reference."""
    if reference.title and _likeness(reference, record) < DAMAGED_TITLE:
        yield Mismatch("title", reference.title, record.title)
    if same_authors((*reference.authors, reference.words), record) is False and reference.authors:
        yield Mismatch("authors", ", ".join(reference.authors), ", ".join(one.name for one in record.authors))
    if same_journal(reference.journal, record) is False:
        yield Mismatch("journal", reference.journal, record.journal.name or record.journal.abbreviation)
    if _same_year(reference, record) is False and not re.search(
        rf"\b{record.year}\b", reference.words.replace(reference.title, "")
    ):
        yield Mismatch("year", str(reference.year), str(record.year))
    pmid, doi = pmid_of(reference.pmid), doi_of(reference.doi)
    if pmid and record.pmid and pmid != record.pmid:
        yield Mismatch("PMID", pmid, record.pmid)
    if doi and record.doi and doi != record.doi.lower():
        yield Mismatch("DOI", doi, record.doi)


def _match(reference: ReadReference, record: Record, certainty: Certainty, by: str, *more: Mismatch) -> ResolvedReference:
    """The reference as it was matched."""
    parts = {one.part for one in more}
    return ResolvedReference(
        position=reference.position,
        certainty=certainty,
        record=record.id,
        by=by,
        title=record.title,
        year=record.year,
        link=link_of(record),
        design=appraise(record, with_sample=False).design.value,
        mismatches=(*more, *(one for one in _mismatches(reference, record) if one.part not in parts)),
    )
