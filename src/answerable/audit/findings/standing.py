"""Findings on where the cited publications stand: retracted, under a concern, superseded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answerable.audit.bearing import Said, quoted
from answerable.audit.case import Case, Listed, Source, Weighed
from answerable.audit.findings import cues
from answerable.audit.findings.severity import counted, finding, listing, shortened
from answerable.audit.likeness import title_likeness
from answerable.audit.report import AuditFinding, FindingKind
from answerable.corpus.evidence import Design
from answerable.corpus.identifiers import folded
from answerable.corpus.notices import Standing, standing
from answerable.corpus.record import NoticeKind, PublicationNotice, Record

_GRAVE: dict[Standing, frozenset[NoticeKind]] = {
    Standing.RETRACTED: frozenset({NoticeKind.RETRACTION, NoticeKind.RETRACTION_AND_REPLACEMENT, NoticeKind.WITHDRAWAL}),
    Standing.CONCERN: frozenset({NoticeKind.EXPRESSION_OF_CONCERN}),
}


def _notices(one: Listed) -> Sequence[PublicationNotice]:
    return one.source.notices if one.source else one.told


def retracted(case: Case) -> Iterator[AuditFinding]:
    """References to publications that were retracted or withdrawn: they bear nothing out."""
    yield from _in_standing(case, Standing.RETRACTED, FindingKind.RETRACTED_SOURCE, "was retracted", "bears nothing out")


def questioned(case: Case) -> Iterator[AuditFinding]:
    """References to publications under an expression of concern."""
    yield from _in_standing(
        case, Standing.CONCERN, FindingKind.QUESTIONED_SOURCE, "is under an expression of concern", "may not hold"
    )


def _in_standing(case: Case, where: Standing, kind: FindingKind, what: str, hence: str) -> Iterator[AuditFinding]:
    for one in case.listed:
        if standing(_notices(one)) is not where:
            continue
        told = [notice for notice in _notices(one) if notice.kind in _GRAVE[where]]
        dates = listing([f"{notice.kind.value} of {notice.date}" for notice in told if notice.date])
        why = next((notice.reason for notice in told if notice.reason), "")
        title = shortened(one.resolved.title or one.reference.title or one.reference.words, 90)
        claims = [each for each in case.claims if one.reference.position in each.positions and each.sure]
        about = f", and {counted(len(claims), 'claim')} {'rests' if len(claims) == 1 else 'rest'} on it" if claims else ""
        details = "; ".join(part for part in (dates, why) if part)
        yield finding(
            kind,
            f"“{title}” {what}{f' ({details})' if details else ''}: it {hence}{about}.",
            place=one.reference.place,
            claims=claims,
            references=[one.reference.position],
            next_step="Take it out, and say what remains without it."
            if where is Standing.RETRACTED
            else "Say so beside it, or do without it.",
        )


# -- guidelines ----------------------------------------------------------------------------------------------------

_CODE = re.compile(r"\b[A-Z]{1,4}\d{2,4}\b")
_SAME_TOPIC = 0.7  # how like two guidelines' titles are, years left out, that are of one topic
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def superseded(case: Case) -> Iterator[AuditFinding]:
    """Guidelines that lapsed, were replaced, or have a newer edition by the same body in the library."""
    for one in case.listed:
        if one.source is None or one.source.appraisal.design is not Design.GUIDELINE:
            continue
        why = _by_notice(one.source) or _by_its_own_words(case, one.source) or _by_another(case, one.source)
        if why is None:
            continue
        reason, source, said = why
        claims: list[Weighed] = [each for each in case.claims if one.reference.position in each.positions and each.sure]
        yield finding(
            FindingKind.SUPERSEDED_GUIDELINE,
            f"The guideline “{shortened(one.resolved.title, 90)}” ({one.resolved.year or 'year not known'}) {reason}.",
            place=one.reference.place,
            claims=claims,
            references=[one.reference.position],
            sources=[quoted(said, source.record)] if said else [],
            next_step="Cite what is in force, and see whether the claims still hold.",
        )


_Why = tuple[str, Source, Said | None]


def _by_notice(source: Source) -> _Why | None:
    told = [notice for notice in source.notices if notice.kind is NoticeKind.UPDATE and notice.notice]
    return (f"was updated by {told[-1].notice.replace('pmid:', 'PMID ').replace('doi:', 'DOI ')}", source, None) if told else None


def _by_its_own_words(case: Case, source: Source) -> _Why | None:
    said = next(
        (one for one in case.reader.sentences(source.record) if cues.LAPSED.search(one.words) and "not " not in one.words), None
    )
    return ("is no longer in force, by its own record", source, said) if said else None


def _by_another(case: Case, source: Source) -> _Why | None:
    """Another guideline that names this one's number as replaced, or is a later edition by the same body."""
    codes = set(_CODE.findall(source.record.title))
    others = [other for other in case.find(source.record.title) if other.record.id != source.record.id]
    for other in others:
        for said in case.reader.sentences(other.record):
            match = cues.REPLACES.search(said.words)
            if match and match["code"] in codes:
                return (
                    f"was replaced by “{shortened(other.record.title, 90)}” ({other.record.year or 'year not known'})",
                    other,
                    said,
                )
    for other in others:
        if other.appraisal.design is Design.GUIDELINE and _is_later_edition(other.record, source.record):
            first = case.reader.sentences(other.record)[0]
            return f"has a newer edition of {other.record.year}, “{shortened(other.record.title, 90)}”", other, first
    return None


def _is_later_edition(new: Record, old: Record) -> bool:
    if new.year is None or old.year is None or new.year <= old.year or not _bodies(new) & _bodies(old):
        return False
    return title_likeness(_YEAR.sub("", new.title), _YEAR.sub("", old.title)) >= _SAME_TOPIC


def _bodies(record: Record) -> frozenset[str]:
    """Who issues a guideline: the groups that sign it, its publisher, and a journal that is named after its guidelines."""
    names = [one.collective for one in record.authors if one.collective] + [record.publisher]
    names += [record.journal.name] if "guideline" in record.journal.name.lower() or not record.authors else []
    return frozenset(folded(name) for name in names if name)
