"""What the page of a submission shows: the steps with what each still needs, reviewers and how far they are, what to settle."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from answerable.app.people_ports import PeopleReading
from answerable.entrypoints.web.desk.claims import in_minutes
from answerable.people.model import REVIEWERS, Account, Role
from answerable.people.permissions import Act, may
from answerable.publication.article import Article
from answerable.review.agreement import agreements
from answerable.review.assigning import against
from answerable.review.case import Case, Given, content_of, owners_of, recommending
from answerable.review.desk import failures, open_steps
from answerable.review.eligibility import judgements_of
from answerable.review.freshness import freshness_of, touched_claims
from answerable.review.guards import Asked, points_to_settle
from answerable.review.model import Assignment, AssignmentState, Judged, Judgement, RevisionState
from answerable.review.transitions import PUBLIC, Guard, Step, row_of
from answerable.review.wordings import too_sure
from answerable.text import clean

# What the form of a step brings with it, and so is not missing before it is sent.
_BROUGHT = frozenset({Guard.SAME_CONTENT, Guard.SECOND_FACTOR, Guard.MEANING, Guard.NEXT_REVIEW, Guard.REASONS, Guard.CHANGED})
_ORDER = (
    Step.START_REVIEW, Step.READY, Step.APPROVE, Step.RESUBMIT, Step.REQUEST_CHANGES, Step.SEND_BACK, Step.REJECT, Step.WITHDRAW,
)  # fmt: skip
_SAID = {
    Step.START_REVIEW: ("Start the review", "Reviewers may judge from now on; you handle it as its editor."),
    Step.READY: ("Ready for sign-off", "Hand it to the medical editor, who signs or does not."),
    Step.APPROVE: ("Sign the approval", "Your signature makes exactly this content the approved one."),
    Step.RESUBMIT: ("Resubmit", "Say that what was asked for has been changed, so that it is reviewed again."),
    Step.REQUEST_CHANGES: ("Request changes", "Give it back to its author with what has to change."),
    Step.SEND_BACK: ("Send back to review", "It is not ready to be signed."),
    Step.REJECT: ("Reject", "It will not be published by this desk."),
    Step.WITHDRAW: ("Withdraw", "Take it out of review."),
}
_NEEDS_WORDS = frozenset({Step.REQUEST_CHANGES, Step.SEND_BACK, Step.REJECT})


class Check(Struct, frozen=True):
    """A guard of a step: what has to be so, and in words what is not; no words mean that it is met."""

    name: str
    wrong: tuple[str, ...]


class NextStep(Struct, frozen=True, kw_only=True):
    """A step that one may take: how it is called, what it does, its guards, and whether it can be taken now."""

    step: str
    label: str
    does: str
    checks: tuple[Check, ...]
    needs_words: bool
    signs: bool

    @property
    def missing(self) -> tuple[Check, ...]:
        """The guards that are not met."""
        return tuple(one for one in self.checks if one.wrong)


class Axis(Struct, frozen=True):
    """Where something stands on one of the three axes, with a word on what that means."""

    name: str
    value: str
    means: str


class Reviewing(Struct, frozen=True, kw_only=True):
    """A reviewer's place: how far they are, what they recommend, how long a claim takes them."""

    assignment: Assignment
    name: str
    state: str
    late: bool
    judged: int
    total: int
    recommends: str
    words: str
    pace: str


class Candidate(Struct, frozen=True):
    """Somebody who could be invited: their role, their specialties, and in words what stands against it."""

    account: str
    name: str
    role: str
    specialties: tuple[str, ...]
    wrong: tuple[str, ...]


class Point(Struct, frozen=True):
    """Something that an editor has to settle: what it is on, it in words, and what was settled already."""

    on: str
    words: str
    settled: str
    by: str = ""  # who settled it


def axes_of(case: Case, article: Article | None, today: str) -> tuple[Axis, Axis, Axis]:
    """The three axes: the revision's state, what the public sees, and how fresh it is; the last is computed, never set."""
    state = case.submission.state
    public = article.state.value if article else "deleted"
    seen = PUBLIC.get(state, "nothing")
    if article is not None and article.approved:
        touched = touched_claims(article.latest.answer, case.notices)
        fresh = freshness_of(review_due=article.latest.review_due, today=today, touched=touched).value
        means = f"next review due {article.latest.review_due or 'never set'}"
    else:
        fresh, means = "not approved yet", "counted from the day of approval"
    return (
        Axis("Revision", state.value, f"revision {case.submission.latest.number}; the public sees “{seen}”"),
        Axis("Public state", public, "who may read the article, and how it is marked"),
        Axis("Freshness", fresh, means),
    )


def steps_of(case: Case, me: Account, now: str) -> tuple[NextStep, ...]:
    """The steps that somebody's roles permit from here, each with every guard; what a form brings with it is not missing."""
    made: list[NextStep] = []
    permitted = open_steps(case, me, now)
    for step in (one for one in _ORDER if one in permitted):
        row = row_of(step, case.submission.state)
        if row is None:
            continue
        failed = dict(failures(case, step, me, now, Given(content=content_of(case), words="–", meaning="–")))
        checks = tuple(Check(guard.value, failed.get(guard, ())) for guard in row.guards if guard not in _BROUGHT)
        label, does = _SAID[step]
        made.append(
            NextStep(
                step=step.value,
                label=label,
                does=does,
                checks=checks,
                needs_words=step in _NEEDS_WORDS,
                signs=step is Step.APPROVE,
            )
        )
    return tuple(made)


def reviewing_of(case: Case, now: str) -> tuple[Reviewing, ...]:
    """Everybody who has or had a place, as they were invited."""
    total = len(case.submission.latest.answer.claims())
    said = recommending(case, now)
    made: list[Reviewing] = []
    for one in case.assignments:
        account, mine = case.accounts.get(one.reviewer), judgements_of(case, one.reviewer)
        timed = sorted(judgement.seconds for judgement in mine if judgement.seconds)
        recommendation = said.get(one.reviewer) if one.state is not AssignmentState.RECUSED else None
        running = one.state in (AssignmentState.INVITED, AssignmentState.ACCEPTED)
        made.append(
            Reviewing(
                assignment=one,
                name=account.name if account and account.name else "somebody",
                state=one.state.value,
                late=running and one.due < now,
                judged=len(mine),
                total=total,
                recommends=recommendation.recommended.value if recommendation else "",
                words=recommendation.words if recommendation else "",
                pace=in_minutes(timed[len(timed) // 2]) if timed else "",
            )
        )
    return tuple(made)


def knowing(case: Case, people: PeopleReading, accounts: tuple[Account, ...]) -> Case:
    """The case with the papers of everybody who could be invited: without them something would stand against each of them."""
    others = [one.id for one in accounts if one.id not in case.accounts and may(one, Act.RECOMMEND)]
    credentials = {who: held for who in others if (held := people.credential(who)) is not None}
    disclosures = tuple(one for who in others for one in people.disclosures(who))
    return replace(case, credentials={**case.credentials, **credentials}, disclosures=(*case.disclosures, *disclosures))


def nobody_of(case: Case, candidates: tuple[Candidate, ...]) -> bool:
    """Whether no clinical reviewer of the desk has the article's specialty, so that it could not be approved."""
    wanted = clean(case.submission.specialty).casefold()
    clinical = (one.specialties for one in candidates if one.role == Role.CLINICAL_REVIEWER.value)
    return bool(wanted) and not any(wanted == clean(known).casefold() for specialties in clinical for known in specialties)


def candidates_of(case: Case, accounts: tuple[Account, ...], by: Account, now: str) -> tuple[Candidate, ...]:
    """Who could be invited into which place, those with nothing against them first; why not, of the others."""
    made = [
        Candidate(
            one.id,
            one.name or one.email,
            role.value,
            held.specialties if (held := case.credentials.get(one.id)) else (),
            tuple(dict.fromkeys(words for _, words in against(case, one, role, by, now))),
        )
        for one in accounts
        for role in Role
        if role in REVIEWERS and role in one.roles and may(one, Act.RECOMMEND)
    ]
    return tuple(sorted(made, key=lambda one: (bool(one.wrong), one.name.casefold())))


def points_of(case: Case, me: Account, now: str) -> tuple[Point, ...]:
    """What reviewers do not agree on, or do not agree to, with what an editor said of each."""
    done = {one.on: one for one in case.settlements if one.revision == content_of(case)}
    asked = Asked(case, Step.READY, me, now, Given())
    grouped: dict[str, list[str]] = {}
    for on, words in points_to_settle(asked):
        grouped.setdefault(on, []).append(words.removesuffix(", and it is not settled."))
    for one in too_sure(case):
        grouped.setdefault(one.on, []).append(one.words)
    return tuple(
        Point(on, " ".join(words), done[on].words if on in done else "", done[on].by if on in done else "")
        for on, words in grouped.items()
    )


def checklists_of(case: Case, now: str) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    """The reviewers who recommend on the latest content, and what each of them answers to every item of its checklist."""
    said = recommending(case, now)
    filled = [dict(one.checklist) for one in said.values()]
    rows = tuple((item, tuple(one.get(item, "") for one in filled)) for item in case.submission.latest.checklist)
    return tuple(_name(case, who) for who in said), rows


class Row(Struct, frozen=True):
    """A claim with what each reviewer says of it, for the table of agreement."""

    number: int
    claim: str
    text: str
    said: tuple[str, ...]
    comments: tuple[tuple[str, str], ...]

    @property
    def plain(self) -> bool:
        """Whether nobody says anything but that it holds."""
        return {one for one in self.said if one} <= {Judged.HOLDS.value} and not self.comments


def table_of(case: Case) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The reviewers by name, and each claim with what each of them says of the latest content."""
    who = tuple(dict.fromkeys(one.reviewer for one in case.assignments if judgements_of(case, one.reviewer)))
    said = {one: {judgement.claim: judgement for judgement in judgements_of(case, one)} for one in who}
    names = tuple(_name(case, one) for one in who)
    rows = tuple(
        Row(
            number,
            claim.id,
            claim.text,
            tuple(said[one][claim.id].judged.value if claim.id in said[one] else "" for one in who),
            tuple(_comments(case, claim.id, who, said)),
        )
        for number, claim in enumerate(case.submission.latest.answer.claims(), 1)
    )
    return names, rows


def agreement_of(case: Case) -> tuple[str, ...]:
    """How far each two reviewers agree beyond chance, in a sentence each."""
    return tuple(
        f"{_name(case, one.first)} and {_name(case, one.second)}: {one.words}"
        for one in agreements(case.judgements, content_of(case))
        if one.both
    )


def _comments(case: Case, claim: str, who: tuple[str, ...], said: dict[str, dict[str, Judgement]]) -> Iterator[tuple[str, str]]:
    for one in who:
        judgement = said[one].get(claim)
        if judgement and judgement.comment:
            yield _name(case, one), judgement.comment


def _name(case: Case, who: str) -> str:
    account = case.accounts.get(who)
    return account.name if account and account.name else f"account {who[:8]}"


def sees_judgements(case: Case, me: Account) -> bool:
    """Whether somebody may see what others judged: who decides or audits, and a reviewer once their own recommendation is given.

    Before that a reviewer judges alone, or their agreement would mean nothing. Who wrote it sees it when changes are asked.
    """
    if may(me, Act.DECIDE) or may(me, Act.READ_LEDGER):
        return True
    if any(one.reviewer == me.id for one in case.assignments):
        return any(one.reviewer == me.id and one.revision == content_of(case) for one in case.recommendations)
    return me.id in owners_of(case) and case.submission.state is RevisionState.CHANGES_REQUESTED
