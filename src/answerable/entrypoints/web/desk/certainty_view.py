"""What the page of certainties shows: what is set and whether it stands, what is proposed, and the form of each outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from answerable.composition.answer import Answer
from answerable.entrypoints.web.desk.words import choice_of
from answerable.errors import UsageProblem
from answerable.review.case import Case
from answerable.review.certainty import (
    ASKS,
    MEANS,
    STEPS,
    Certainty,
    Domain,
    GradeReason,
    SetCertainty,
    last_set,
    same_outcome,
    stands_on,
)
from answerable.review.grade import Proposal, as_known, propose
from answerable.review.outcomes import outcomes_of
from answerable.review.wordings import WordingPoint, wording_points

_STEPS = {
    0: "changes nothing",
    -1: "serious: one step down",
    -2: "very serious: two steps down",
    1: "one step up",
    2: "two steps up",
}


class DomainRow(Struct, frozen=True, kw_only=True):
    """A domain in the form: what it asks, the steps that it can rate, what is chosen, and what was proposed."""

    key: str
    name: str
    asks: str
    steps: tuple[tuple[int, str, bool], ...]
    words: str
    proposed: str


class ClaimChoice(Struct, frozen=True):
    """A claim that may bear on an outcome: its id, number, words, and whether it is chosen."""

    id: str
    number: int
    text: str
    chosen: bool


class RatingForm(Struct, frozen=True, kw_only=True):
    """The form of one outcome, filled in with what was proposed, set or sent."""

    key: str
    outcome: str
    claims: tuple[ClaimChoice, ...]
    proposal: Proposal
    certainties: tuple[tuple[str, bool], ...]
    begins: tuple[tuple[str, bool], ...]
    rows: tuple[DomainRow, ...]
    words: str
    open: bool


class Shown(Struct, frozen=True, kw_only=True):
    """A certainty that is set: whether it stands in this revision, what it means, its reasons, its history, its form."""

    set: SetCertainty
    stands: bool
    means: str
    reasons: tuple[tuple[str, str, str], ...]  # domain, what it does, in words
    claims: tuple[ClaimChoice, ...]
    wordings: tuple[WordingPoint, ...]
    history: tuple[SetCertainty, ...]
    form: RatingForm | None

    @property
    def differs(self) -> bool:
        """Whether the machine would propose another one now than it did."""
        return self.form is not None and self.form.proposal.certainty is not self.set.proposed


def shown_of(case: Case, sent: Mapping[str, str]) -> tuple[Shown, ...]:
    """What is set for each outcome, the last of each; `sent` is a form that was refused, and is shown again as it was."""
    answer = as_known(case.submission.latest.answer, case.notices)
    ids = [claim.id for claim in answer.claims()]
    points = wording_points(case)
    made: list[Shown] = []
    for one in last_set(case.certainties):
        stands = stands_on(one, ids)
        left = [claim for claim in one.claims if claim in ids]
        made.append(
            Shown(
                set=one,
                stands=stands,
                means=MEANS[one.certainty],
                reasons=tuple((each.domain.value, _STEPS[each.steps], each.words) for each in one.reasons),
                claims=tuple(each for each in choices(answer, left) if each.chosen),
                wordings=tuple(each for each in points if same_outcome(each.outcome, one.outcome)),
                history=tuple(each for each in reversed(case.certainties) if same_outcome(each.outcome, one.outcome)),
                form=form_of(answer, one.outcome, left, f"set-{len(made)}", before=one, sent=sent),
            )
        )
    return tuple(made)


def proposed_of(case: Case, sent: Mapping[str, str]) -> tuple[RatingForm, ...]:
    """The outcomes that the machine proposes and for which nothing is set, each with its form."""
    answer = as_known(case.submission.latest.answer, case.notices)
    set_already = [one.outcome for one in last_set(case.certainties)]
    forms = (
        form_of(answer, one.name, one.claims, f"proposed-{number}", sent=sent)
        for number, one in enumerate(outcomes_of(answer))
        if not any(same_outcome(one.name, other) for other in set_already)
    )
    return tuple(form for form in forms if form)


def choices(answer: Answer, chosen: Iterable[str]) -> tuple[ClaimChoice, ...]:
    """Every claim with evidence, in reading order."""
    held = set(chosen)
    return tuple(
        ClaimChoice(one.id, number, one.text, one.id in held) for number, one in enumerate(answer.claims(), 1) if one.citations
    )


def form_of(
    answer: Answer,
    outcome: str,
    claims: Sequence[str],
    key: str,
    *,
    before: SetCertainty | None = None,
    sent: Mapping[str, str] | None = None,
) -> RatingForm | None:
    """The form of an outcome, None where none of its claims is left; filled in with what was `sent`, else set, else proposed."""
    nothing: Mapping[str, str] = {}
    again = sent if sent and same_outcome(sent.get("outcome", ""), outcome) else nothing
    chosen = chosen_in(again) if again else tuple(claims)
    try:
        proposal = propose(answer, outcome, chosen or claims)
    except UsageProblem:
        return None
    held = {one.domain: one for one in (before.reasons if before else proposal.reasons)}
    thought = {one.domain: one for one in proposal.reasons}
    level = again.get("certainty") or (before.certainty if before else proposal.certainty).value
    begins = again.get("begins") or (before.begins if before else proposal.begins).value
    return RatingForm(
        key=key,
        outcome=outcome,
        claims=choices(answer, chosen),
        proposal=proposal,
        certainties=tuple((one.value, one.value == level) for one in Certainty),
        begins=tuple((one.value, one.value == begins) for one in Certainty if one is not Certainty.MODERATE),
        rows=tuple(_row(held.get(one), thought[one], again) for one in Domain),
        words=again.get("words", before.words if before else ""),
        open=bool(again),
    )


def _row(held: GradeReason | None, thought: GradeReason, sent: Mapping[str, str]) -> DomainRow:
    key = _key(thought.domain)
    filled = held or thought
    steps = sent.get(f"steps-{key}", str(filled.steps))
    return DomainRow(
        key=key,
        name=thought.domain.value,
        asks=ASKS[thought.domain],
        steps=tuple((one, _STEPS[one], str(one) == steps) for one in STEPS[thought.domain]),
        words=sent.get(f"words-{key}", filled.words),
        proposed=""
        if (filled.steps, filled.words) == (thought.steps, thought.words)
        else f"{_STEPS[thought.steps]}. {thought.words}",
    )


def _key(domain: Domain) -> str:
    return domain.value.replace(" ", "-")


# -- what a form says ----------------------------------------------------------------------------------------------------


def chosen_in(form: Mapping[str, str]) -> tuple[str, ...]:
    """The claims that are ticked in a form, by their ids."""
    return tuple(name.removeprefix("claim-") for name in form if name.startswith("claim-"))


def reasons_in(form: Mapping[str, str]) -> tuple[GradeReason, ...]:
    """The reasons that a form gives; one whose steps are no number is left out, and so comes up as missing."""
    found: list[GradeReason] = []
    for domain in Domain:
        steps = form.get(f"steps-{_key(domain)}", "0" if domain is Domain.DESIGN else "")
        if steps in {str(one) for one in STEPS[domain]}:
            found.append(GradeReason(domain, int(steps), form.get(f"words-{_key(domain)}", "")))
    return tuple(found)


def level_in(form: Mapping[str, str], name: str) -> Certainty:
    """The certainty that a field of a form names; raises `UsageProblem` where it is none."""
    return choice_of(Certainty, form.get(name, ""), "certainty")
