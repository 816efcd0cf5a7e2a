"""The queue by risk: what waits for review in the order in which harm could come of it, each place with its reasons in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct

from answerable.audience.reader import Reader
from answerable.composition.answer import Answer
from answerable.corpus.evidence import EvidenceLevel
from answerable.drafting.model import SectionKind
from answerable.question.model import QuestionType
from answerable.review.freshness import Freshness, sensitive_topics
from answerable.text import how_many


class Factor(StrEnum):
    """What makes an article's review more urgent; the value is its name at the desk."""

    EVIDENCE = "evidence changed"
    AUDIENCE = "audience"
    CONTENT = "content"
    LEVEL = "level of evidence"
    FINDINGS = "open findings"
    REPORTS = "reports"
    READERS = "readers"
    AGE = "waiting"


class Waiting(Struct, frozen=True, kw_only=True):
    """What the queue knows of an article that waits.

    `readers` is how many have asked further under it lately, since nobody counts who reads; `reports` how many readers said that
    something is wrong; `findings` how many open findings there are. `audiences` are the readers that it is written for; `since`
    is when it came (ISO time).
    """

    id: str
    answer: Answer
    since: str
    audiences: frozenset[Reader] = frozenset()
    public: bool = False
    readers: int = 0
    reports: int = 0
    findings: int = 0
    freshness: Freshness | None = None


class Reason(Struct, frozen=True):
    """Why something stands where it does: the factor, how many points it gives, and it in words."""

    factor: Factor
    points: int
    words: str


class Placed(Struct, frozen=True, kw_only=True):
    """Something in the queue: its place from 1, its points, and the reasons, the weightiest first."""

    id: str
    place: int
    points: int
    reasons: tuple[Reason, ...]

    @property
    def why(self) -> str:
        """Why it stands there, in a sentence."""
        told = [reason.words for reason in self.reasons]
        return f"{'; '.join(told)}." if told else "nothing speaks for haste."


def queue(waiting: Iterable[Waiting], now: str) -> tuple[Placed, ...]:
    """What waits, the riskiest first; of the same risk what came first, and then by id: the same in any order of input."""
    weighed = [(one, reasons_for(one, now)) for one in waiting]
    weighed.sort(key=lambda pair: (-sum(reason.points for reason in pair[1]), pair[0].since, pair[0].id))
    return tuple(
        Placed(id=one.id, place=place, points=sum(reason.points for reason in reasons), reasons=reasons)
        for place, (one, reasons) in enumerate(weighed, 1)
    )


def reasons_for(one: Waiting, now: str) -> tuple[Reason, ...]:
    """Every reason for haste with its points, the weightiest first."""
    found = (
        _evidence(one),
        _audience(one),
        _content(one),
        _level(one),
        _findings(one),
        _reports(one),
        _readers(one),
        _age(one, now),
    )
    given = [reason for reason in found if reason and reason.points]
    return tuple(sorted(given, key=lambda reason: (-reason.points, reason.factor)))


# -- each factor ---------------------------------------------------------------------------------------------------
# Points never fall where there is more of something: more risk never ranks lower.

_STEPS_OF_READERS = ((1, 2), (10, 6), (100, 12), (1_000, 18), (10_000, 24))
_STEPS_OF_DAYS = ((2, 2), (7, 5), (14, 9), (30, 14), (90, 20))
_FRESH: Mapping[Freshness, int] = MappingProxyType(
    {Freshness.EVIDENCE_CHANGED: 60, Freshness.OVERDUE: 20, Freshness.DUE_SOON: 8, Freshness.CURRENT: 0}
)
_LEVELS: Mapping[EvidenceLevel, int] = MappingProxyType(
    {
        EvidenceLevel.GUIDELINE: 0,
        EvidenceLevel.ONE: 0,
        EvidenceLevel.TWO: 3,
        EvidenceLevel.THREE: 7,
        EvidenceLevel.FOUR: 11,
        EvidenceLevel.FIVE: 14,
        EvidenceLevel.UNKNOWN: 14,
        EvidenceLevel.NEVER: 20,
    }
)
_HARM = re.compile(
    r"\b(?:harm\w*|adverse|death|died|fatal|mortality|toxic\w*|overdose|contraindicat\w*|bleeding|suicid\w*)\b", re.IGNORECASE
)


def _evidence(one: Waiting) -> Reason | None:
    if one.freshness is None:
        return None
    told = {
        Freshness.EVIDENCE_CHANGED: "something was said of a source since it was made",
        Freshness.OVERDUE: "its review is overdue",
        Freshness.DUE_SOON: "its review is due soon",
        Freshness.CURRENT: "",
    }
    return Reason(Factor.EVIDENCE, _FRESH[one.freshness], told[one.freshness])


def _audience(one: Waiting) -> Reason | None:
    """Patients cannot be expected to notice what is wrong; what is public is read by anybody."""
    if Reader.PATIENT in one.audiences and one.public:
        return Reason(Factor.AUDIENCE, 24, "patients read it, and it is public")
    if one.public:
        return Reason(Factor.AUDIENCE, 16, "it is public")
    if Reader.PATIENT in one.audiences:
        return Reason(Factor.AUDIENCE, 12, "it is written for patients")
    return None


def _content(one: Waiting) -> Reason | None:
    """Doses, pregnancy, children and emergencies, as the rule for the next review finds them; and harms."""
    about = list(sensitive_topics(one.answer))
    points = 20 if about else 0
    answer = one.answer
    harms = answer.question.type is QuestionType.HARM or any(
        (section.kind is SectionKind.HARM and section.claims) for section in answer.sections
    )
    if harms or any(_HARM.search(claim.text) for claim in answer.claims()):
        about.append("harms")
        points += 12
    return Reason(Factor.CONTENT, points, f"it is about {', '.join(about)}") if about else None


def _level(one: Waiting) -> Reason | None:
    """The claim that rests on least: of each claim the best of its sources, of the article the weakest claim."""
    levels = {reference.number: reference.appraisal.level for reference in one.answer.references}
    best = [
        min(
            (levels[number] for number in claim.numbers if number in levels),
            key=lambda level: _LEVELS[level],
            default=EvidenceLevel.UNKNOWN,
        )
        for claim in one.answer.claims()
    ]
    if not best:
        return None
    weakest = max(best, key=lambda level: _LEVELS[level])
    named = {EvidenceLevel.UNKNOWN: "evidence that is not graded", EvidenceLevel.NEVER: "what is never to be cited"}
    return Reason(Factor.LEVEL, _LEVELS[weakest], f"a claim rests on {named.get(weakest, f'level {weakest.value} at best')}")


def _findings(one: Waiting) -> Reason:
    return Reason(Factor.FINDINGS, min(5 * one.findings, 30), how_many(one.findings, "open finding"))


def _reports(one: Waiting) -> Reason:
    return Reason(Factor.REPORTS, min(8 * one.reports, 32), how_many(one.reports, "report from readers", "reports from readers"))


def _readers(one: Waiting) -> Reason:
    return Reason(
        Factor.READERS,
        _reached(one.readers, _STEPS_OF_READERS),
        how_many(one.readers, "reader asked", "readers asked") + " further under it lately",
    )


def _age(one: Waiting, now: str) -> Reason:
    days = max(0, (datetime.fromisoformat(now) - datetime.fromisoformat(one.since)).days)
    return Reason(Factor.AGE, _reached(days, _STEPS_OF_DAYS), f"it has waited {how_many(days, 'day')}")


def _reached(number: int, steps: tuple[tuple[int, int], ...]) -> int:
    """The points of the last step that a number has reached."""
    return max((points for least, points in steps if number >= least), default=0)
