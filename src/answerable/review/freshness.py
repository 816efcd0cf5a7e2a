"""How fresh an approved article is: computed from dates, the rule for the next review, and what was said of its sources since."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from answerable.composition.answer import Answer, AnsweredClaim, Reference
from answerable.corpus.ages import AGE_WORDINGS
from answerable.corpus.notices import Standing, settle, standing
from answerable.corpus.record import PublicationNotice
from answerable.drafting.model import SectionKind
from answerable.intake.model import Urgency
from answerable.question.model import QuestionType

SOON = 60  # days before the next review is due
SHORT, LONG = 6, 12  # months


class Freshness(StrEnum):
    """How an approved article stands towards its next review; never set by hand."""

    CURRENT = "current"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    EVIDENCE_CHANGED = "evidence changed"


class NextReview(Struct, frozen=True):
    """When the next review is due at the latest (ISO date), after how many months, and why."""

    due: str
    months: int
    why: str


class Touched(Struct, frozen=True, kw_only=True):
    """A claim that rests on a source of which something was said since the article was made.

    `reference` is the source's number, `news` what is new, `standing` where the source now stands. `alone` is True where the
    claim has no other source that stands.
    """

    claim: str
    reference: int
    record: str
    news: tuple[PublicationNotice, ...]
    standing: Standing
    alone: bool


# -- the next review ---------------------------------------------------------------------------------------------

# A dose: a number with a unit of what is given, of concentration, or of frequency.
_DOSE = re.compile(
    r"\b\d[\d,.]*\s?(?:[–-]\s?\d[\d,.]*\s?)?(?:mg|g|µg|mcg|ug|micrograms?|milligrams?|grams?|ml|mL|IU|units?|mmol|tablets?|drops|puffs)"
    r"\b(?!\s?/\s?d?[lL]\b)"
)
_EMERGENCY = re.compile(r"\b(?:emergenc\w+|life-threatening|resuscitat\w+|anaphyla\w+|overdose|poisoning)\b", re.IGNORECASE)
_YOUNG = {"children": "children", "adolescents": "children", "pregnant": "pregnancy"}


def latest_review(answer: Answer, approved: str) -> NextReview:
    """When an article approved on that day (ISO) has to be reviewed again at the latest, and by which rule."""
    why = " and ".join(sensitive_topics(answer))
    months = SHORT if why else LONG
    return NextReview(months_after(approved[:10], months), months, f"{months} months{f': it is about {why}' if why else ''}")


def sensitive_topics(answer: Answer) -> tuple[str, ...]:
    """What an article is about that has to be looked at sooner: doses, children, pregnancy, emergencies; or nothing."""
    claims = answer.claims()
    text = " ".join((answer.question.text, answer.question.pico.population, answer.title, *(claim.text for claim in claims)))
    dosed = any(section.kind is SectionKind.DOSE and section.claims for section in answer.sections)
    groups = {_YOUNG[one.group] for one in AGE_WORDINGS if one.group in _YOUNG and one.pattern.search(text.lower())}
    about: list[str] = []
    if answer.question.type is QuestionType.DOSE or dosed or _DOSE.search(text):
        about.append("doses")
    about.extend(sorted(groups))
    if any(block.urgency is Urgency.EMERGENCY for block in answer.warnings) or _EMERGENCY.search(text):
        about.append("emergencies")
    return tuple(about)


def months_after(day: str, months: int) -> str:
    """The same day of the month so many months later; the last of the month where it is shorter."""
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).isoformat()


# -- what was said since -------------------------------------------------------------------------------------------


def touched_claims(answer: Answer, notices: Mapping[str, Sequence[PublicationNotice] | None]) -> tuple[Touched, ...]:
    """The claims that something said since bears on, in reading order; `notices` are by record, as the library has them now."""
    now = {one.record.id: _now(one, notices) for one in answer.references}
    news = {one.record.id: _news(one, now[one.record.id]) for one in answer.references}
    stands = {record: standing(told) for record, told in now.items()}
    numbers = {one.record.id: one.number for one in answer.references}
    return tuple(
        Touched(
            claim=claim.id,
            reference=numbers.get(record, 0),
            record=record,
            news=news[record],
            standing=stands[record],
            alone=_stands_alone(claim, record, stands),
        )
        for claim in answer.claims()
        for record in dict.fromkeys(citation.checked.span.record for citation in claim.citations)
        if news.get(record)
    )


def _now(reference: Reference, notices: Mapping[str, Sequence[PublicationNotice] | None]) -> tuple[PublicationNotice, ...]:
    """What is known of a source now; where nobody could look, what was known when the article was made."""
    told = notices.get(reference.record.id)
    return reference.notices if told is None else tuple(told)


def _news(reference: Reference, now: Sequence[PublicationNotice]) -> tuple[PublicationNotice, ...]:
    """Notices that were not known when the article was made; told again with a date or a teller more they are not new."""
    known = list(settle(reference.notices))
    return tuple(one for one in settle(now) if len(settle((*known, one))) > len(known) or _kind_changed(one, known))


def _kind_changed(notice: PublicationNotice, known: Sequence[PublicationNotice]) -> bool:
    return notice.kind not in {one.kind for one in known}


def _stands_alone(claim: AnsweredClaim, record: str, stands: Mapping[str, Standing]) -> bool:
    others = {citation.checked.span.record for citation in claim.citations} - {record}
    return all(stands.get(other, Standing.RETRACTED) >= Standing.CONCERN for other in others)


def loses_support(touched: Sequence[Touched]) -> bool:
    """Whether a claim is left without a source that stands, so that the article falls to an expression of concern."""
    return any(one.alone and one.standing >= Standing.CONCERN for one in touched)


# -- freshness -----------------------------------------------------------------------------------------------------


def freshness_of(*, review_due: str | None, today: str, touched: Sequence[Touched] = ()) -> Freshness:
    """How fresh an approved article is on a day (ISO); changed evidence comes before all dates."""
    if any(one.news for one in touched):
        return Freshness.EVIDENCE_CHANGED
    if review_due is None or today > review_due[:10]:
        return Freshness.OVERDUE  # a review that was never set is not one that is kept
    if (date.fromisoformat(review_due[:10]) - date.fromisoformat(today)).days <= SOON:
        return Freshness.DUE_SOON
    return Freshness.CURRENT
