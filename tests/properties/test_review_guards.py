"""Whatever people do at the desk, in whatever order, nothing is ready or approved that should not be.

The oracle is written anew from the promises, with none of the functions that it judges.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from answers import an_answer
from cases import (
    ADMINISTRATOR,
    AUTHOR,
    CHAIR,
    CLINICIAN,
    EDITOR,
    LAY,
    METHODS,
    NOW,
    PEOPLE,
    a_clean_report,
    a_credential,
    a_disclosure,
    a_submission,
    an_assignment,
    judgements,
    made_ready,
)
from cases import a_case as whole_case
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from answerable.corpus.record import NoticeKind, PublicationNotice
from answerable.errors import GuardFailed, NotPermitted
from answerable.people.model import Account, DisclosedInterest, Interest, Role
from answerable.review.case import Case, Given
from answerable.review.checklist import ITEMS
from answerable.review.comment import Comment
from answerable.review.desk import move, revise
from answerable.review.model import (
    AssignmentState,
    Decided,
    Decision,
    Judged,
    Recommendation,
    Recommended,
    Revision,
    RevisionState,
)
from answerable.review.transitions import Step
from answerable.verification.model import Verdict

REVIEWERS = (CLINICIAN, METHODS, LAY)
TEXTS = ("Porridge helped 12 of 20 adults (60%).", "Porridge helped nobody.", "Salt makes no difference.")
DECIDED = {
    Step.READY: Decided.READY,
    Step.APPROVE: Decided.APPROVE,
    Step.REQUEST_CHANGES: Decided.REQUEST_CHANGES,
    Step.REJECT: Decided.REJECT,
}
ANYBODY = st.sampled_from(PEOPLE)
A_REVIEWER = st.sampled_from(REVIEWERS)
PAID = DisclosedInterest(category=Interest.STOCK, company="Oats Ltd", product="porridge")


class Desk(RuleBasedStateMachine):
    """People at the desk, each doing whatever they like."""

    @initialize(count=st.sampled_from([2, 3]))
    def opened(self, count: int) -> None:
        self.case: Case = whole_case(reviewers=REVIEWERS[:count])
        self.clock = datetime.fromisoformat(NOW)
        self.ready_on = ""
        self.amiss = 0

    @property
    def now(self) -> str:
        self.clock += timedelta(seconds=1)
        return self.clock.isoformat()

    def put(self, **changed: object) -> None:
        self.case = replace(self.case, **changed)

    def amend(self, **changed: object) -> None:
        """Something that may put things amiss: never much at a time, or all would be refused for the same few reasons."""
        if self.amiss > 2:
            self.put_all_right()
        self.amiss += 1
        self.put(**changed)

    # -- what people do --------------------------------------------------------------------------------------------

    @rule(who=A_REVIEWER, state=st.sampled_from(AssignmentState), second=st.booleans())
    def assign(self, who: Account, state: AssignmentState, second: bool) -> None:
        name = f"as-{who.id}" + ("-2" if second else "")
        others = tuple(one for one in self.case.assignments if one.id != name)
        self.amend(assignments=(*others, an_assignment(who, id=name, state=state)))

    @rule(
        who=A_REVIEWER,
        recommended=st.sampled_from(Recommended),
        old=st.booleans(),
        whole=st.booleans(),
    )
    def recommend(self, who: Account, recommended: Recommended, old: bool, whole: bool) -> None:
        revisions = self.case.submission.revisions
        revision = revisions[0] if old else revisions[-1]
        items = ITEMS if whole else ITEMS[1:]
        one = Recommendation(
            assignment=f"as-{who.id}", reviewer=who.id, revision=revision.content_hash, recommended=recommended, at=self.now,
            checklist=tuple((item, "yes") for item in items),
        )  # fmt: skip
        self.amend(recommendations=(*self.case.recommendations, one))

    @rule(who=A_REVIEWER, judged=st.sampled_from([Judged.HOLDS] * 3 + list(Judged)), some=st.booleans())
    def judge(self, who: Account, judged: Judged, some: bool) -> None:
        made = [replace(one, at=self.now) for one in judgements(self.case.submission, who, judged)]
        self.amend(judgements=(*self.case.judgements, *(made[1:] if some else made)))

    @rule(text=st.sampled_from(TEXTS), by=st.sampled_from([EDITOR, CHAIR, AUTHOR]), checked=st.booleans())
    def edit(self, text: str, by: Account, checked: bool) -> None:
        latest = self.case.submission.latest
        answer = an_answer((text,))
        revision = Revision(
            number=latest.number + 1, answer=answer, by=by.id, made=self.now, checklist=ITEMS, supersedes=latest.content_hash,
        )  # fmt: skip
        was = self.case.submission.state
        try:
            submission = revise(self.case, revision, by, self.now)
        except GuardFailed:
            over = (RevisionState.APPROVED, RevisionState.REJECTED, RevisionState.WITHDRAWN, RevisionState.SUPERSEDED)
            assert was in over or (by.id == AUTHOR.id and self.case.submission.author != by.id)
            return
        assert submission.state is not RevisionState.READY, "an edit voids every approval"
        self.amend(submission=submission)
        if checked:
            self.put(report=a_clean_report(answer))

    @rule(verdict=st.sampled_from([None, *Verdict]))
    def check_again(self, verdict: Verdict | None) -> None:
        """The library says something else of the first claim, or nobody can check at all."""
        report = a_clean_report(self.case.submission.latest.answer)
        claim = report.claims[0]
        cited = claim.citations[0]
        findings = (replace(cited.findings[0], verdict=verdict or Verdict.UNCHECKED), *cited.findings[1:])
        worse = replace(claim, citations=(replace(cited, findings=findings),))
        self.amend(report=None if verdict is None else replace(report, claims=(worse, *report.claims[1:])))

    @rule(specialty=st.sampled_from(["", "Dermatology"]))
    def another_specialty(self, specialty: str) -> None:
        self.amend(submission=replace(self.case.submission, specialty=specialty))

    @rule(who=st.sampled_from([EDITOR, CHAIR, CLINICIAN]))
    def administers(self, who: Account) -> None:
        changed = replace(who, roles=(*who.roles, Role.ADMINISTRATOR))
        self.amend(accounts={**self.case.accounts, who.id: changed})

    @rule(kind=st.sampled_from([None, (), NoticeKind.RETRACTION, NoticeKind.ERRATUM]))
    def notice(self, kind: object) -> None:
        record = self.case.submission.latest.answer.references[0].record.id
        told = (PublicationNotice(kind=kind, about=record),) if isinstance(kind, NoticeKind) else kind
        self.amend(notices={**self.case.notices, record: told})

    @rule(who=ANYBODY, disclosed=st.sampled_from(["nothing", "none", "money", "lapsed"]))
    def disclose(self, who: Account, disclosed: str) -> None:
        others = tuple(one for one in self.case.disclosures if one.account != who.id)
        more = {"none": {}, "money": {"interests": (PAID,)}, "lapsed": {"until": "2026-01-01"}}.get(disclosed)
        self.amend(disclosures=others if more is None else (*others, a_disclosure(who, **more)))

    @rule(
        who=ANYBODY,
        more=st.sampled_from([(), (Role.ADMINISTRATOR,), (Role.METHODS_REVIEWER,)]),
        active=st.booleans(),
        own=st.booleans(),
    )
    def change_roles(self, who: Account, more: tuple[Role, ...], active: bool, own: bool) -> None:
        roles = (*(who.roles if own else ()), *more)
        changed = replace(who, roles=tuple(dict.fromkeys(roles)), active=active)
        self.amend(accounts={**self.case.accounts, changed.id: changed})

    @rule(who=st.sampled_from([CHAIR, CLINICIAN]), valid=st.booleans())
    def credential(self, who: Account, valid: bool) -> None:
        held = a_credential(who) if valid else a_credential(who, verified_by="")
        self.amend(credentials={**self.case.credentials, who.id: held})

    @rule(blocking=st.booleans(), settled=st.sampled_from(["", EDITOR.id, METHODS.id]))
    def comment(self, blocking: bool, settled: str) -> None:
        one = Comment(
            id="c", submission="s1", revision="", by=METHODS.id, at=self.now, words="Why?", blocking=blocking, settled_by=settled
        )
        self.amend(comments=(one,))

    @rule(author=st.sampled_from([AUTHOR, EDITOR, CHAIR, METHODS]), editor=st.sampled_from([EDITOR, EDITOR, CHAIR, METHODS]))
    def whose(self, author: Account, editor: Account) -> None:
        submission = replace(self.case.submission, author=author.id, editor=editor.id)
        self.amend(submission=submission)

    @rule(count=st.sampled_from([2, 3]))
    def put_all_right(self, count: int = 2) -> None:
        """Everything as an approval needs it, so that approvals are reached and not refused throughout."""
        submission, kept = self.case.submission, self.case.decisions
        last = replace(submission.revisions[-1], by="machine")
        bare = replace(submission, author="", editor=EDITOR.id, specialty=a_submission().specialty, revisions=(last,))
        self.case = whole_case(bare, REVIEWERS[:count])
        self.put(decisions=kept)
        self.amiss = 0

    # -- what they try ---------------------------------------------------------------------------------------------

    @rule(
        step=st.sampled_from([one for one in Step if one is not Step.REVISE]),
        who=ANYBODY,
        words=st.sampled_from(["", "Because."]),
    )
    def anything(self, step: Step, who: Account, words: str) -> None:
        """Any step by anybody, and it is taken where it can be."""
        now = self.now
        by = self.case.accounts[who.id]
        try:
            submission = move(self.case, step, by, now, self.given(now, words=words))
        except (GuardFailed, NotPermitted):
            return
        if step in DECIDED:
            made = Decision(submission="s1", revision=submission.latest.content_hash, decided=DECIDED[step], by=by.id, at=now)
            self.put(decisions=(*self.case.decisions, made))
        if step is Step.READY:
            self.ready_on = submission.latest.content_hash
        if submission.state in (RevisionState.REJECTED, RevisionState.WITHDRAWN, RevisionState.APPROVED):
            submission = replace(submission, state=RevisionState.UNDER_REVIEW)  # and on it goes
        self.put(submission=submission)

    def given(self, now: str, **more: object) -> Given:
        described: dict[str, object] = {
            "content": self.case.submission.latest.content_hash,
            "meaning": "I approve it.",
            "factor": "totp",
            "factor_at": now,
        }
        return Given(**(described | more))

    @invariant()
    def nobody_makes_ready_what_should_not_be(self) -> None:
        case = replace(self.case, submission=replace(self.case.submission, state=RevisionState.UNDER_REVIEW))
        for by in case.accounts.values():
            for words in ("", "Because."):
                if taken(case, Step.READY, by, self.now, self.given(NOW, words=words)):
                    assert not wrong_with_approval(case, by.id, self.now, words)
                    REACHED.add(Step.READY)

    @invariant()
    def nobody_signs_what_should_not_be(self) -> None:
        case = replace(self.case, submission=replace(self.case.submission, state=RevisionState.READY))
        content = case.submission.latest.content_hash
        readied = Decision(submission="s1", revision=content, decided=Decided.READY, by=EDITOR.id, at=NOW)
        ready, now = replace(case, decisions=(readied,)), self.now
        for by in case.accounts.values():
            if taken(ready, Step.APPROVE, by, now, self.given(now)):
                assert not wrong_with_approval(ready, by.id, now, "")
                assert not wrong_with_signer(ready, by, now)
                REACHED.add(Step.APPROVE)
        ago = (datetime.fromisoformat(now) - timedelta(minutes=5, seconds=1)).isoformat()
        for amiss in (
            {"content": "0" * 64}, {"meaning": " "}, {"factor": ""}, {"factor_at": ago}, {"review_due": "2029-01-01"},
            {"review_due": now[:10]},
        ):  # fmt: skip
            assert not taken(ready, Step.APPROVE, case.accounts[CHAIR.id], now, self.given(now, **amiss))
        other = replace(case, decisions=(replace(readied, revision="0" * 64),))
        assert not taken(other, Step.APPROVE, case.accounts[CHAIR.id], now, self.given(now))

    @invariant()
    def content_is_never_changed(self) -> None:
        numbers = [one.number for one in self.case.submission.revisions]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


REACHED: set[Step] = set()


def taken(case: Case, step: Step, by: Account, now: str, brings: Given) -> bool:
    """Whether somebody can take a step."""
    try:
        move(case, step, by, now, brings)
    except (GuardFailed, NotPermitted):
        return False
    return True


def wrong_with_signer(case: Case, by: Account, now: str) -> list[str]:
    """What would make a signature by somebody wrong, beside the approval."""
    submission = case.submission
    credential = case.credentials.get(by.id)
    wrong = {
        "not the chair": Role.MEDICAL_EDITOR not in by.roles,
        "wrote it": by.id in {submission.author, *(one.by for one in submission.revisions)},
        "handled it": by.id == submission.editor or any(one.by == by.id for one in case.decisions),
        "no credential": credential is None or not credential.verified_by or credential.verified > now[:10],
    }
    return [what for what, so in wrong.items() if so]


def wrong_with_approval(case: Case, by: str, now: str, words: str) -> list[str]:
    """What would make an approval by somebody now wrong, by the promises alone."""
    submission = case.submission
    content = submission.latest.content_hash
    claims = {one.id for one in submission.latest.answer.claims()}
    last = {one.reviewer: one for one in sorted(case.recommendations, key=lambda one: one.at) if one.revision == content}
    active = {AssignmentState.ACCEPTED, AssignmentState.SUBMITTED}
    placed = {
        who: one
        for who, one in last.items()
        if case.accounts[who].active
        and Role.ADMINISTRATOR not in case.accounts[who].roles
        and any(
            place.reviewer == who and place.state in active and place.role in case.accounts[who].roles
            for place in case.assignments
        )
    }
    behind = [who for who, one in placed.items() if one.recommended is Recommended.ACCEPT]
    disclosed = {one.account for one in case.disclosures if one.made <= now[:10] <= one.until}
    paid = {one.account for one in case.disclosures if one.interests}
    porridge = "orridge" in " ".join((submission.latest.answer.title, *(one.text for one in submission.latest.answer.claims())))
    judged = {
        (one.reviewer, one.claim): one.judged
        for one in sorted(case.judgements, key=lambda one: one.at)
        if one.revision == content
    }
    of_specialty = [
        who
        for who in behind
        if who in case.credentials and case.credentials[who].verified_by
        and submission.specialty in case.credentials[who].specialties
        and any(place.reviewer == who and place.role is Role.CLINICAL_REVIEWER for place in case.assignments)
    ]  # fmt: skip
    records = [one.record.id for one in submission.latest.answer.references]
    wrong = {
        "fewer than two": len(behind) < 2,
        "no specialist": not of_specialty,
        "retracted or nobody looked": any(
            case.notices.get(one) is None or any(told.kind is NoticeKind.RETRACTION for told in case.notices[one] or ())
            for one in records
        ),
        "not disclosed": not {*placed, by} <= disclosed,
        "paid": porridge and bool({*placed, by} & paid),
        "own": submission.author in {*placed, by} - {""} or bool({one.by for one in submission.revisions} & set(placed)),
        "two places": by in placed or submission.editor in placed,
        "reviews twice": any(
            sum(one.reviewer == who and one.state in active | {AssignmentState.INVITED} for one in case.assignments) > 1
            for who in placed
        ),
        "not judged": any((who, claim) not in judged for who in placed for claim in claims),
        "doubted": any(judged.get((who, claim)) is not Judged.HOLDS for who in placed for claim in claims),
        "against a reviewer without a word": not words
        and any(one.recommended is not Recommended.ACCEPT for one in placed.values()),
        "no valid credential": any(
            place.role is Role.CLINICAL_REVIEWER and not (who in case.credentials and case.credentials[who].verified_by)
            for who in placed
            for place in case.assignments
            if place.reviewer == who and place.state in active and place.role in case.accounts[who].roles
        ),
        "checklist": any(len(one.checklist) != len(ITEMS) for one in placed.values()),
        "blocked": any(one.blocking and not one.settled_by for one in case.comments),
        "not borne out": case.report is not None
        and any(
            finding.verdict is not Verdict.SUPPORTED
            for claim in case.report.claims
            for one in claim.citations
            for finding in one.findings
        ),
        "unchecked": case.report is None
        or {one.text for one in case.report.claims} != {c.text for c in submission.latest.answer.claims()},
        "administrator": any(
            Role.ADMINISTRATOR in case.accounts[who].roles for who in {by, submission.editor} & set(case.accounts)
        ),
        "gone": not case.accounts[by].active,
    }
    return [what for what, so in wrong.items() if so]


Desk.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


class TestNoGuardIsPassedThatDoesNotHold(Desk.TestCase):
    """The machine, and that it was not refused throughout: what never gets through proves nothing."""

    def tearDown(self) -> None:
        assert {Step.READY, Step.APPROVE} <= REACHED
        super().tearDown()


def test_the_oracle_lets_the_way_through_open():
    case = made_ready(whole_case())
    assert wrong_with_approval(case, CHAIR.id, NOW, "") == []
    assert wrong_with_signer(case, CHAIR, NOW) == []
    assert wrong_with_approval(replace(case, recommendations=()), CHAIR.id, NOW, "") == ["fewer than two", "no specialist"]
    assert wrong_with_approval(case, ADMINISTRATOR.id, NOW, "") == ["administrator"]
