"""The claims of a revision as a reviewer sees them: the words, what they rest on, what was found, what one said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from statistics import median

from msgspec import Struct

from answerable.app.sources import SourceNow
from answerable.composition.answer import Answer, AnsweredClaim
from answerable.corpus.notices import Standing
from answerable.entrypoints.web.cards import Card, Texts, cards_of
from answerable.publication.levels import OPINION, Badge, badge_of, strongest
from answerable.review.comment import Comment
from answerable.review.model import Judged, Judgement, Submission
from answerable.review.open_findings import OpenFinding, open_findings
from answerable.text import how_many
from answerable.verification.model import Report

KEYS: Mapping[Judged, str] = {
    Judged.HOLDS: "1",
    Judged.HOLDS_WITH_CHANGE: "2",
    Judged.DOES_NOT_HOLD: "3",
    Judged.UNSURE: "4",
}
"""The one key for each judgement; the page shows them, and its script reads them from the page."""

_SECONDS = 60.0  # for a claim, where nobody has been timed yet
_REWORDED = {
    Judged.HOLDS: "Holds",
    Judged.HOLDS_WITH_CHANGE: "Holds with a change",
    Judged.DOES_NOT_HOLD: "Does not hold",
    Judged.UNSURE: "Unsure",
}


class Choice(Struct, frozen=True):
    """One of the judgements as a button: its value, its words, its key, whether it is the one that was given."""

    value: str
    label: str
    key: str
    chosen: bool


class JudgedClaim(Struct, frozen=True, kw_only=True):
    """A claim with everything that bears on it, ready for a template; `number` counts from 1 in reading order."""

    number: int
    id: str
    text: str
    section: str
    about: str  # what its sources disagree on with the claims beside it, or empty
    badge: Badge
    basis: str
    indirect: str
    opinion: str  # who vouches for it where no source does
    cards: tuple[Card, ...]
    found: tuple[OpenFinding, ...]
    retracted: bool
    choices: tuple[Choice, ...]
    mine: Judgement | None
    comments: tuple[Comment, ...]

    @property
    def judged(self) -> str:
        """What one said of it, or nothing."""
        return self.mine.judged.value if self.mine else ""

    @property
    def clean(self) -> bool:
        """Whether no check leaves anything to be looked at."""
        return not self.found and not self.retracted


class Progress(Struct, frozen=True):
    """How far somebody is: of so many claims so many judged, the first that is not, and what is left in words."""

    done: int
    total: int
    first: str
    left: str


def claims_of(
    submission: Submission,
    *,
    report: Report | None,
    now: Mapping[str, SourceNow],
    texts: Texts,
    mine: Iterable[Judgement] = (),
    comments: Iterable[Comment] = (),
) -> tuple[JudgedClaim, ...]:
    """Every claim of the latest revision in reading order, with one's own judgements on exactly its content."""
    revision = submission.latest
    answer = revision.answer
    opinions = dict(revision.opinions)
    said = {one.claim: one for one in mine if one.revision == revision.content_hash}
    found: dict[str, list[OpenFinding]] = {}
    for finding in open_findings(answer, report, frozenset(opinions)):
        found.setdefault(finding.claim, []).append(finding)
    on: dict[str, list[Comment]] = {}
    for comment in comments:
        if comment.anchor and comment.anchor.claim:
            on.setdefault(comment.anchor.claim, []).append(comment)
    references = {one.number: one for one in answer.references}
    made: list[JudgedClaim] = []
    for number, (section, about, claim) in enumerate(_placed(answer), 1):
        best = strongest(references[one].appraisal for one in claim.numbers)
        cards = cards_of(answer, claim, now, texts, f"/articles/{submission.article}")
        judgement = said.get(claim.id)
        made.append(
            JudgedClaim(
                number=number,
                id=claim.id,
                text=claim.text,
                section=section,
                about=about,
                badge=badge_of(best.level) if best else OPINION,
                basis=claim.basis,
                indirect=claim.indirect,
                opinion=opinions.get(claim.id, ""),
                cards=cards,
                found=tuple(found.get(claim.id, ())),
                retracted=any(_is_retracted(now.get(one.checked.span.record)) for one in claim.citations),
                choices=choices(judgement),
                mine=judgement,
                comments=tuple(on.get(claim.id, ())),
            )
        )
    return tuple(made)


def _is_retracted(source: SourceNow | None) -> bool:
    return source is not None and source.standing is Standing.RETRACTED


def _placed(answer: Answer) -> Iterator[tuple[str, str, AnsweredClaim]]:
    """Each claim with its section's heading and what it is one side of, in the order of `Answer.claims`."""
    for section in answer.sections:
        for difference in section.disagreements:
            for claim in difference.claims:
                yield section.heading, difference.about, claim
        for claim in section.claims:
            yield section.heading, "", claim


def choices(mine: Judgement | None) -> tuple[Choice, ...]:
    """The judgements that can be given, in the order of their keys."""
    return tuple(Choice(one.value, _REWORDED[one], KEYS[one], mine is not None and mine.judged is one) for one in Judged)


def progress_of(claims: Iterable[JudgedClaim]) -> Progress:
    """How far somebody is with these claims, and how long the rest takes at their own pace."""
    every = tuple(claims)
    open_ones = [one for one in every if one.mine is None]
    timed = [one.mine.seconds for one in every if one.mine and one.mine.seconds]
    pace = median(timed) if timed else _SECONDS
    left = f"{how_many(len(open_ones), 'claim')} left, about {in_minutes(pace * len(open_ones))}" if open_ones else "all judged"
    return Progress(len(every) - len(open_ones), len(every), open_ones[0].id if open_ones else "", left)


def in_minutes(seconds: float) -> str:
    """A time as one says it: "40 seconds", "5 minutes", "1 hour 10 minutes"."""
    if seconds < 90:
        return how_many(max(1, round(seconds)), "second")
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return how_many(minutes, "minute")
    return how_many(hours, "hour") + (f" {how_many(rest, 'minute')}" if rest else "")
