"""What was said of a publication after it appeared: read from either side, told once, and what follows for citing it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum

from msgspec import Struct, structs

from answerable.corpus.evidence import Appraisal, EvidenceLevel
from answerable.corpus.record import Link, NoticeKind, PartialDate, PublicationNotice, Record

_K = NoticeKind

FROM_ARTICLE = "the article's record"
FROM_NOTICE = "the notice's record"


class _LinkRule(Struct, frozen=True):
    """What one of PubMed's links says: the kind of notice, and whether the record that holds it is the notice."""

    kind: NoticeKind
    is_notice: bool


# PubMed's `CommentsCorrections@RefType`. Comments, citations and reprints say nothing that bears on citing.
_LINKS: dict[str, _LinkRule] = {
    "RetractionIn": _LinkRule(_K.RETRACTION, False),
    "RetractionOf": _LinkRule(_K.RETRACTION, True),
    "PartialRetractionIn": _LinkRule(_K.ERRATUM, False),  # the rest of the article stands
    "PartialRetractionOf": _LinkRule(_K.ERRATUM, True),
    "RetractedandRepublishedIn": _LinkRule(_K.RETRACTION_AND_REPLACEMENT, False),
    "RetractedandRepublishedFrom": _LinkRule(_K.RETRACTION_AND_REPLACEMENT, True),
    "CorrectedandRepublishedIn": _LinkRule(_K.CORRECTED_REPUBLICATION, False),
    "CorrectedandRepublishedFrom": _LinkRule(_K.CORRECTED_REPUBLICATION, True),
    "ExpressionOfConcernIn": _LinkRule(_K.EXPRESSION_OF_CONCERN, False),
    "ExpressionOfConcernFor": _LinkRule(_K.EXPRESSION_OF_CONCERN, True),
    "ErratumIn": _LinkRule(_K.ERRATUM, False),
    "ErratumFor": _LinkRule(_K.ERRATUM, True),
    "UpdateIn": _LinkRule(_K.UPDATE, False),
    "UpdateOf": _LinkRule(_K.UPDATE, True),
}
# Words by which a publisher marks the article itself; the first that matches says the kind.
_TITLES: tuple[tuple[re.Pattern[str], NoticeKind], ...] = (
    (
        re.compile(r"^\W*(?:RETRACTED AND REPLACED|Retracted and replaced)\b\s*(?:ARTICLE)?\s*[:\]—–-]"),
        _K.RETRACTION_AND_REPLACEMENT,
    ),
    (re.compile(r"^\W*(?:RETRACTED|Retracted)(?: (?:ARTICLE|article|CHAPTER|PAPER))?\s*[:\]—–-]"), _K.RETRACTION),
    (re.compile(r"^\W*(?:WITHDRAWN|Withdrawn|TEMPORARY REMOVAL|REMOVED)(?: (?:ARTICLE|article))?\s*[:\]—–-]"), _K.WITHDRAWAL),
    (re.compile(r"\[\s*retracted\s*\]\s*\.?$", re.IGNORECASE), _K.RETRACTION),
    (re.compile(r"\[\s*withdrawn\s*\]\s*\.?$", re.IGNORECASE), _K.WITHDRAWAL),
)
# A note or a notice's title that takes a retraction or a concern back.
_REINSTATES = re.compile(
    r"\b(?:reinstat\w+|retraction of (?:the )?retraction|removal of (?:the )?expression of concern|un-?retract\w*)\b",
    re.IGNORECASE,
)
_REPLACES = re.compile(r"\b(?:retract\w* and (?:replac|republi)\w+|replac\w+ (?:and retract)\w*)\b", re.IGNORECASE)
_WITHDRAWS = re.compile(r"\bwithdraw(?:n|al)\b", re.IGNORECASE)

# By their abbreviations and names; a season stands for the month in the middle of it.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january winter win", "feb february", "mar march", "apr april spring spr", "may", "jun june",
            "jul july summer sum", "aug august", "sep sept september", "oct october autumn aut fall fal", "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_CITED_DATE = re.compile(
    r"(?:^|[.;,(]\s*|\s)(?P<year>(?:18|19"
    r"|20)\d\d)(?:[ -](?P<month>[A-Z][a-z]{2,8})(?:[-/][A-Z][a-z]{2,8})?(?: (?P<day>\d{1,2}))?)?(?=[-;:.,)\s]|$)"
)
_CITED_DOI = re.compile(r"\bdoi:?\s*(?P<doi>10\.\d{4,9}/\S+?)(?=[.,;]?(?:\s|$))", re.IGNORECASE)


class Standing(IntEnum):
    """Where a publication stands after everything that was said of it, from unblemished to not to be cited."""

    CLEAR = 0  # nothing that bears on citing it was told; whether anybody looked is another matter
    CORRECTED = 1
    CONCERN = 2
    RETRACTED = 3


# An update outdates a text without faulting it; readers see it among the notices.
_STANDINGS: dict[NoticeKind, Standing] = {
    _K.RETRACTION: Standing.RETRACTED,
    _K.RETRACTION_AND_REPLACEMENT: Standing.RETRACTED,
    _K.WITHDRAWAL: Standing.RETRACTED,
    _K.EXPRESSION_OF_CONCERN: Standing.CONCERN,
    _K.ERRATUM: Standing.CORRECTED,
    _K.CORRECTED_REPUBLICATION: Standing.CORRECTED,
    _K.UPDATE: Standing.CLEAR,
    _K.REINSTATEMENT: Standing.CLEAR,
}


def notices_told_by(record: Record) -> tuple[PublicationNotice, ...]:
    """Every notice that a record tells of: about itself, and about others where it is the notice; merged, oldest first."""
    told = [notice for link in record.links if (notice := _of_link(record, link)) is not None]
    own = {notice.kind for notice in told if notice.told_by == FROM_ARTICLE}
    told.extend(_without_link(record, own))
    return settle(told)


def settle(notices: Iterable[PublicationNotice]) -> tuple[PublicationNotice, ...]:
    """The notices with what both sides told made one, undated first, then oldest; the same in any order of input."""
    merged = sorted(set(notices), key=_order)
    while True:
        fewer = _merge_twins(merged)
        if len(fewer) == len(merged):
            return tuple(fewer)
        merged = fewer


def standing(notices: Iterable[PublicationNotice]) -> Standing:
    """Where the publication stands that all these notices are about; a reinstatement clears what came before it.

    A reinstatement without a date, or with too rough a one, clears only what has none either: what may still hold,
    holds. An article that was retracted and replaced stays retracted: its replacement is another publication.
    """
    held: list[Standing] = []
    for notice in settle(notices):
        if notice.kind is NoticeKind.REINSTATEMENT:
            held = [one for one in held if one is Standing.CORRECTED]
        else:
            held.append(_STANDINGS[notice.kind])
    return max(held, default=Standing.CLEAR)


def is_citable(appraisal: Appraisal, where: Standing) -> bool:
    """Whether a statement may rest on the record: neither retracted nor itself a notice. A concern is shown and may be cited."""
    if where is Standing.RETRACTED:
        return False
    return appraisal.level is not EvidenceLevel.NEVER


def identifier_of(pmid: str, doi: str) -> str:
    """An article's identifier as notices name it: "pmid:…", else "doi:…", else nothing."""
    return f"pmid:{pmid}" if pmid else f"doi:{doi.lower()}" if doi else ""


def date_cited(citation: str) -> PartialDate | None:
    """The date in a citation such as "J Clin. 2010 May 4;3(2):12", as exactly as it gives it, or None."""
    for match in _CITED_DATE.finditer(citation):
        month = _MONTHS.get((match["month"] or "").lower(), 0)
        return PartialDate(int(match["year"]), month, int(match["day"] or 0) if month else 0)
    return None


def _of_link(record: Record, link: Link) -> PublicationNotice | None:
    rule = _LINKS.get(link.ref_type)
    if rule is None:
        return None
    doi = link.doi or _doi_cited(link.citation)
    other, this = identifier_of(link.pmid, doi), identifier_of(record.pmid, record.doi) or record.id
    words = f"{link.note} {link.citation}" if not rule.is_notice else f"{link.note} {record.title}"
    kind = _exact_kind(rule.kind, words)
    if rule.is_notice:
        return (
            PublicationNotice(kind=kind, date=record.published, about=other, notice=this, reason=link.note, told_by=FROM_NOTICE)
            if other
            else None
        )
    return PublicationNotice(
        kind=kind, date=date_cited(link.citation), about=this, notice=other, reason=link.note, told_by=FROM_ARTICLE
    )


def _exact_kind(kind: NoticeKind, words: str) -> NoticeKind:
    """What a link's note or the notice's title says more exactly than the link: a reinstatement, a replacement, a withdrawal."""
    if kind in (_K.RETRACTION, _K.EXPRESSION_OF_CONCERN, _K.ERRATUM) and _REINSTATES.search(words):
        return _K.REINSTATEMENT
    if kind is _K.RETRACTION and _REPLACES.search(words):
        return _K.RETRACTION_AND_REPLACEMENT
    if kind is _K.RETRACTION and _WITHDRAWS.search(words) and "retract" not in words.lower():
        return _K.WITHDRAWAL
    return kind


def _without_link(record: Record, own: set[NoticeKind]) -> Iterator[PublicationNotice]:
    """What types and title say of the article itself, where no link says it already."""
    this = identifier_of(record.pmid, record.doi) or record.id
    for pattern, kind in _TITLES:
        if pattern.search(record.title):
            if not any(_STANDINGS[told] is Standing.RETRACTED for told in own):
                yield PublicationNotice(kind=kind, about=this, reason="its title is marked so", told_by=FROM_ARTICLE)
            return
    typed = "Retracted Publication" in record.publication_types or "retracted-article" in record.publication_types
    if typed and not any(_STANDINGS[told] is Standing.RETRACTED for told in own):
        yield PublicationNotice(
            kind=_K.RETRACTION, about=this, reason="it is typed as Retracted Publication", told_by=FROM_ARTICLE
        )


def _doi_cited(citation: str) -> str:
    match = _CITED_DOI.search(citation)
    return match["doi"].lower() if match else ""


def _order(notice: PublicationNotice) -> tuple[object, ...]:
    """Oldest first, the undated before all; a reinstatement after what happened on the same day."""
    date = notice.date or PartialDate(0)
    return (
        date,
        notice.kind is NoticeKind.REINSTATEMENT,
        notice.kind,
        notice.about,
        notice.notice,
        notice.told_by,
        notice.reason,
    )


def _merge_twins(notices: list[PublicationNotice]) -> list[PublicationNotice]:
    """The sorted notices with the first two that tell of one thing made one, and so on; sorted again."""
    merged: list[PublicationNotice] = []
    for notice in notices:
        twin = next((number for number, known in enumerate(merged) if _same(known, notice)), None)
        if twin is None:
            merged.append(notice)
        else:
            merged[twin] = _merged(merged[twin], notice)
    return sorted(merged, key=_order)


def _same(known: PublicationNotice, other: PublicationNotice) -> bool:
    """Whether two tell of one notice: the same kind about the same article, and nothing that tells them apart."""
    if known.about != other.about or not _kinds_agree(known.kind, other.kind):
        return False
    if known.notice and other.notice:
        return known.notice == other.notice
    if known.kind in (_K.ERRATUM, _K.UPDATE) and not (known.date and other.date):
        return False  # an article may have several; one without number or date cannot be told from the others
    return known.date is None or other.date is None or _dates_agree(known.date, other.date)


def _kinds_agree(one: NoticeKind, other: NoticeKind) -> bool:
    withdrawals = {_K.RETRACTION, _K.WITHDRAWAL, _K.RETRACTION_AND_REPLACEMENT}
    return one is other or {one, other} <= withdrawals


def _dates_agree(one: PartialDate, other: PartialDate) -> bool:
    return one.year == other.year and (not one.month or not other.month or one.month == other.month)


def _merged(known: PublicationNotice, other: PublicationNotice) -> PublicationNotice:
    """One notice of two, with the more exact of what each has; both tellers are named."""
    dates = [date for date in (known.date, other.date) if date is not None]
    tellers = sorted({*known.told_by.split(" and "), *other.told_by.split(" and ")} - {""})
    kinds = {known.kind, other.kind}
    return structs.replace(
        known,
        kind=next(kind for kind in (_K.RETRACTION_AND_REPLACEMENT, _K.RETRACTION, known.kind) if kind in kinds),
        date=max(dates, key=lambda date: (date.month > 0, date.day > 0, (-date.year, -date.month, -date.day))) if dates else None,
        notice=known.notice or other.notice,
        reason=max((known.reason, other.reason), key=lambda reason: (_says_why(reason), len(reason), reason)),
        told_by=" and ".join(tellers),
    )


def _says_why(reason: str) -> bool:
    """Whether a reason is more than our own remark that type or title told us."""
    return bool(reason) and not reason.startswith(("its title", "it is typed"))
