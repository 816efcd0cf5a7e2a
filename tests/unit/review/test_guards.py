"""No step past a guard that does not hold, and each says in words what is not so."""

import pytest
from answers import a_record, an_answer
from cases import (
    ADMINISTRATOR,
    AUTHOR,
    BEFORE,
    CHAIR,
    CLINICIAN,
    EDITOR,
    LAY,
    METHODS,
    NOW,
    a_case,
    a_credential,
    a_disclosure,
    a_recommendation,
    a_submission,
    an_assignment,
    given,
    judgements,
    made_ready,
)
from msgspec.structs import replace

from answerable.corpus.record import NoticeKind, PartialDate, PublicationNotice
from answerable.errors import GuardFailed, NotPermitted
from answerable.people.asking import seen_asking
from answerable.people.model import Account, DisclosedInterest, Interest, Licence, Role
from answerable.review.case import certainties_of
from answerable.review.certainty import Certainty, SetCertainty
from answerable.review.comment import Comment, Settlement
from answerable.review.desk import Case, failures, move, open_steps, revise, vouching
from answerable.review.guards import GUARDS
from answerable.review.model import AssignmentState, Decided, Decision, Judged, Recommended, Revision, RevisionState
from answerable.review.open_findings import open_findings
from answerable.review.transitions import TABLE, Guard, Step
from answerable.verification.model import CheckedCitation, Finding, Report, Verdict

LAPSED = Licence(authority="Council", number="1", country="GB", expires="2026-11-22")


def not_so(case: Case, step: Step = Step.READY, by: Account = EDITOR, **more: object) -> dict[Guard, str]:
    """The guards that do not hold, each with its words."""
    return {guard: " ".join(words) for guard, words in failures(case, step, by, NOW, given(case, **more))}


def with_account(case: Case, account: Account) -> Case:
    return replace(case, accounts={**case.accounts, account.id: account})


# -- the way through ---------------------------------------------------------------------------------------------


def test_an_article_that_two_have_reviewed_is_made_ready_and_signed():
    case = a_case()
    ready = move(case, Step.READY, EDITOR, NOW, given(case))
    assert ready.state is RevisionState.READY
    signed = made_ready(case)
    assert move(signed, Step.APPROVE, CHAIR, NOW, given(signed)).state is RevisionState.APPROVED
    assert vouching(signed, NOW) == (CLINICIAN.id, METHODS.id)


def test_every_guard_has_a_function_and_every_function_a_row():
    named = {guard for row in TABLE for guard in row.guards}
    assert named == set(GUARDS)
    assert set(Guard) - named == {Guard.FROM_HERE}


def test_a_step_that_leads_nowhere_from_here_says_what_can_be_done():
    case = a_case(a_submission(state=RevisionState.SUBMITTED))
    with pytest.raises(GuardFailed, match="submitted, and from there one can do: start review") as failed:
        move(case, Step.APPROVE, CHAIR, NOW, given(case))
    assert failed.value.http_status == 409
    assert failed.value.failed[0][0] == "from_here"


def test_all_that_is_not_so_is_told_at_once():
    case = replace(a_case(), recommendations=(), report=None)
    with pytest.raises(GuardFailed) as failed:
        move(case, Step.READY, EDITOR, NOW, given(case))
    assert {name for name, _ in failed.value.failed} == {"checked", "reviewed", "of_specialty"}
    assert "0 reviewers recommend accepting exactly this content; it takes 2." in str(failed.value)


def test_roles_come_before_guards():
    case = a_case()
    with pytest.raises(NotPermitted):
        move(case, Step.READY, CLINICIAN, NOW, given(case))
    with pytest.raises(NotPermitted):
        move(made_ready(case), Step.APPROVE, EDITOR, NOW, given(case))


def test_the_desk_knows_what_somebody_can_do_from_here():
    assert open_steps(a_case(), EDITOR, NOW) == (Step.REVISE, Step.REQUEST_CHANGES, Step.READY, Step.REJECT, Step.WITHDRAW)
    assert open_steps(a_case(), CLINICIAN, NOW) == ()


# -- the content -----------------------------------------------------------------------------------------------


def a_finding_on(case: Case, verdict: Verdict) -> Case:
    assert case.report
    claim, *others = case.report.claims
    cited = claim.citations[0]
    findings = (*cited.findings[1:], Finding(cited.findings[0].check, verdict, "The figure 12 is not in the quote."))
    worse = replace(claim, citations=(CheckedCitation(cited.span, cited.wording, verdict, findings),), verdict=verdict)
    return replace(case, report=Report((worse, *others)))


@pytest.mark.parametrize("verdict", [one for one in Verdict if one is not Verdict.SUPPORTED])
def test_an_open_finding_holds_the_article_up_until_somebody_answers_it(verdict: Verdict):
    case = a_finding_on(a_case(), verdict)
    assert "The figure 12 is not in the quote." in not_so(case)[Guard.CHECKED]
    key = open_findings(case.submission.latest.answer, case.report)[0].key
    answered = replace(case, submission=replace(case.submission, answered=((key, EDITOR.id, "It stands in the table."),)))
    assert not_so(answered) == {}


@pytest.mark.parametrize(
    "answer", [(EDITOR.id, "  "), (AUTHOR.id, "It is fine."), (ADMINISTRATOR.id, "Fine."), ("nobody", "Fine.")]
)
def test_a_finding_is_not_answered_without_words_nor_by_just_anybody(answer: tuple[str, str]):
    case = a_finding_on(a_case(), Verdict.NOT_SUPPORTED)
    key = open_findings(case.submission.latest.answer, case.report)[0].key
    answered = replace(case, submission=replace(case.submission, answered=((key, *answer),)))
    assert Guard.CHECKED in not_so(answered)


def test_what_nobody_checked_is_not_clean():
    case = a_case()
    assert case.report
    assert "was not checked as it now stands" in not_so(replace(case, report=None))[Guard.CHECKED]
    assert Guard.CHECKED in not_so(replace(case, report=Report(case.report.claims[1:])))
    claim, *others = case.report.claims
    cited = claim.citations[0]
    fewer = replace(claim, citations=(CheckedCitation(cited.span, cited.wording, cited.verdict, cited.findings[1:]),))
    assert "was not made" in not_so(replace(case, report=Report((fewer, *others))))[Guard.CHECKED]


def test_a_retracted_source_cannot_be_answered_away():
    case = a_case()
    record = case.submission.latest.answer.references[0].record.id
    notice = PublicationNotice(kind=NoticeKind.RETRACTION, date=PartialDate(2026), about=record)
    retracted = replace(case, notices={**case.notices, record: (notice,)})
    assert "Reference 1 (Trial number 1 of porridge) was retracted" in not_so(retracted)[Guard.NO_RETRACTION]
    back = PublicationNotice(kind=NoticeKind.REINSTATEMENT, date=PartialDate(2026, 5), about=record)
    assert not_so(replace(case, notices={**case.notices, record: (notice, back)})) == {}


def test_where_nobody_could_look_nothing_is_known_to_be_clean():
    case = a_case()
    record = case.submission.latest.answer.references[0].record.id
    for notices in ({**case.notices, record: None}, {k: v for k, v in case.notices.items() if k != record}):
        assert "Nobody could look" in not_so(replace(case, notices=notices))[Guard.NO_RETRACTION]


def test_who_decides_looked_at_the_latest_content():
    assert "look at it again" in not_so(a_case(), content="0" * 64)[Guard.SAME_CONTENT]


def test_what_is_signed_is_what_was_made_ready():
    case = a_case(a_submission(state=RevisionState.READY))
    assert "not the one that was made ready" in not_so(case, Step.APPROVE, CHAIR)[Guard.SAME_CONTENT]


def test_an_edit_voids_every_approval():
    case = made_ready(a_case())
    revision = a_revision(case, an_answer(("Porridge helped 13 of 20 people (65%).",)))
    edited = replace(case, submission=revise(case, revision, EDITOR, NOW))
    assert edited.submission.state is RevisionState.UNDER_REVIEW
    assert vouching(edited, NOW) == ()
    assert {Guard.REVIEWED, Guard.OF_SPECIALTY, Guard.CHECKED} <= set(not_so(edited))


def a_revision(case: Case, answer: object, by: Account = EDITOR) -> Revision:
    latest = case.submission.latest
    return Revision(
        number=latest.number + 1,
        answer=answer,
        by=by.id,
        made=NOW,
        checklist=latest.checklist,
        supersedes=latest.content_hash,  # type: ignore[arg-type]
    )


def test_a_revision_follows_the_latest_one():
    case = a_case()
    with pytest.raises(ValueError, match="follows the latest one"):
        revise(case, replace(a_revision(case, an_answer()), supersedes="0" * 64), EDITOR, NOW)
    with pytest.raises(GuardFailed):
        revise(
            replace(case, submission=replace(case.submission, state=RevisionState.APPROVED)),
            a_revision(case, an_answer()),
            EDITOR,
            NOW,
        )


def test_only_its_author_or_an_editor_changes_the_text_and_no_reviewer():
    case = a_case()
    with pytest.raises(GuardFailed, match="Only its author or an editor"):
        revise(case, a_revision(case, an_answer(), AUTHOR), AUTHOR, NOW)
    own = a_case(a_submission(author=AUTHOR.id))
    assert revise(own, a_revision(own, an_answer(), AUTHOR), AUTHOR, NOW).latest.by == AUTHOR.id
    both = replace(METHODS, roles=(Role.METHODS_REVIEWER, Role.EDITOR))
    with pytest.raises(GuardFailed, match="You review it and cannot change it"):
        revise(with_account(case, both), a_revision(case, an_answer(), both), both, NOW)


def test_what_was_asked_for_is_changed_before_it_comes_back_or_it_is_said_why_not():
    case = a_case(a_submission(state=RevisionState.CHANGES_REQUESTED))
    content = case.submission.latest.content_hash
    asked = replace(
        case, decisions=(Decision(submission="s1", revision=content, decided=Decided.REQUEST_CHANGES, by=EDITOR.id, at=BEFORE),)
    )
    assert "Nothing was changed" in not_so(asked, Step.RESUBMIT, EDITOR)[Guard.CHANGED]
    assert not_so(asked, Step.RESUBMIT, EDITOR, words="The trial says so.") == {}
    edited = replace(asked, submission=revise(asked, a_revision(asked, an_answer(("Another.",))), EDITOR, NOW))
    assert Guard.CHANGED not in not_so(edited, Step.RESUBMIT, EDITOR)


# -- the reviewers ---------------------------------------------------------------------------------------------


def test_one_reviewer_is_not_enough():
    assert "1 reviewer recommends" in not_so(a_case(reviewers=(CLINICIAN,)))[Guard.REVIEWED]


def test_one_reviewer_who_says_it_twice_is_one():
    case = a_case(reviewers=(CLINICIAN,))
    assert Guard.REVIEWED in not_so(replace(case, recommendations=case.recommendations * 2))


@pytest.mark.parametrize("recommended", [Recommended.MINOR, Recommended.MAJOR, Recommended.REJECT])
def test_a_recommendation_of_changes_vouches_for_nothing(recommended: Recommended):
    case = a_case()
    changed = a_recommendation(case.submission, METHODS, recommended=recommended)
    failed = not_so(replace(case, recommendations=(case.recommendations[0], changed)))
    assert Guard.REVIEWED in failed
    assert "say why you decide otherwise" in failed[Guard.REASONS]


def test_an_editor_may_decide_against_one_of_three_with_reasons():
    case = a_case(reviewers=(CLINICIAN, METHODS, LAY))
    against = a_recommendation(case.submission, LAY, recommended=Recommended.REJECT)
    case = replace(case, recommendations=(*case.recommendations[:2], against))
    assert set(not_so(case)) == {Guard.REASONS}
    assert not_so(case, words="Its wording was judged by another lay reader.") == {}
    assert vouching(case, NOW) == (CLINICIAN.id, METHODS.id)


def test_the_last_recommendation_on_the_same_content_counts():
    case = a_case()
    later = a_recommendation(case.submission, METHODS, recommended=Recommended.REJECT, at=NOW)
    assert Guard.REVIEWED in not_so(replace(case, recommendations=(later, *case.recommendations)))


@pytest.mark.parametrize(
    "state", [AssignmentState.INVITED, AssignmentState.DECLINED, AssignmentState.RECUSED, AssignmentState.EXPIRED]
)
def test_who_does_not_fill_a_place_recommends_nothing(state: AssignmentState):
    case = a_case()
    places = (an_assignment(CLINICIAN), an_assignment(METHODS, state=state))
    assert Guard.REVIEWED in not_so(replace(case, assignments=places))


def test_a_change_of_role_takes_effect_at_once():
    for account in (replace(METHODS, roles=(Role.READER,)), replace(METHODS, active=False), replace(METHODS, machine=True)):
        assert Guard.REVIEWED in not_so(with_account(a_case(), account))


def test_somebody_elses_assignment_is_no_place():
    case = a_case()
    borrowed = a_recommendation(case.submission, METHODS, assignment=f"as-{CLINICIAN.id}")
    assert Guard.REVIEWED in not_so(replace(case, recommendations=(case.recommendations[0], borrowed)))


def test_one_of_them_is_of_the_articles_specialty():
    case = a_case()
    other = replace(case, credentials={**case.credentials, CLINICIAN.id: a_credential(CLINICIAN, specialties=("Dermatology",))})
    assert "is of Gastroenterology and hepatology" in not_so(other)[Guard.OF_SPECIALTY]
    assert "set one" in not_so(a_case(a_submission(specialty=" ")))[Guard.OF_SPECIALTY]
    lay = a_case(reviewers=(METHODS, LAY), credentials={one.id: a_credential(one) for one in (METHODS, LAY)})
    assert Guard.OF_SPECIALTY in not_so(lay)


def test_somebody_in_conflict_has_no_part_in_it():
    paid = DisclosedInterest(category=Interest.CONSULTING, company="Oats Ltd", product="porridge")
    case = a_case()
    others = tuple(one for one in case.disclosures if one.account != METHODS.id)
    conflicted = replace(case, disclosures=(*others, a_disclosure(METHODS, interests=(paid,))))
    words = not_so(conflicted)[Guard.UNCONFLICTED]
    assert words.startswith("Milo Sieve has an interest in what the article is about")
    assert "porridge" in words


@pytest.mark.parametrize("who", [CLINICIAN, METHODS, EDITOR])
def test_without_a_disclosure_nobody_has_a_part_in_it(who: Account):
    case = a_case()
    others = tuple(one for one in case.disclosures if one.account != who.id)
    assert "disclosed nothing" in not_so(replace(case, disclosures=others))[Guard.UNCONFLICTED]
    expired = (*others, a_disclosure(who, until="2026-11-22"))
    assert "valid until 2026-11-22" in not_so(replace(case, disclosures=expired))[Guard.UNCONFLICTED]


def test_the_chair_too_has_to_be_free_of_conflicts():
    case = made_ready(a_case())
    others = tuple(one for one in case.disclosures if one.account != CHAIR.id)
    assert Guard.UNCONFLICTED in not_so(replace(case, disclosures=others), Step.APPROVE, CHAIR)


def test_an_authors_colleague_has_no_part_in_it():
    case = a_case(a_submission(author=AUTHOR.id))
    assert not_so(case) == {}
    colleague = replace(METHODS, employer="The Mill College")
    assert "same" not in not_so(with_account(case, colleague))[Guard.UNCONFLICTED]
    assert "employer of an author" in not_so(with_account(case, colleague))[Guard.UNCONFLICTED]


def test_every_claim_was_judged_by_each_of_them_on_exactly_this_content():
    case = a_case()
    assert "has not judged 1 claim of 3" in not_so(replace(case, judgements=case.judgements[:-1]))[Guard.JUDGED]
    stale = tuple(replace(one, revision="0" * 64) for one in case.judgements)
    assert Guard.JUDGED in not_so(replace(case, judgements=stale))


def test_each_of_them_went_through_the_whole_checklist():
    case = a_case()
    partly = a_recommendation(case.submission, METHODS, checklist=case.recommendations[1].checklist[1:])
    assert "accuracy" in not_so(replace(case, recommendations=(case.recommendations[0], partly)))[Guard.CHECKLIST]


@pytest.mark.parametrize("judged", [one for one in Judged if one is not Judged.HOLDS])
def test_what_a_reviewer_does_not_hold_is_settled_in_words_by_who_decides(judged: Judged):
    case = a_case()
    doubted = replace(case.judgements[-1], judged=judged)
    case = replace(case, judgements=(*case.judgements[:-1], doubted))
    assert f"says “{judged.value}”" in not_so(case)[Guard.SETTLED]
    settlement = Settlement(
        submission="s1",
        revision=case.submission.latest.content_hash,
        on=doubted.claim,
        by=EDITOR.id,
        at=NOW,
        words="Both agreed.",
    )
    assert not_so(replace(case, settlements=(settlement,))) == {}
    for bad in (replace(settlement, words=" "), replace(settlement, by=METHODS.id), replace(settlement, revision="0" * 64)):
        assert Guard.SETTLED in not_so(replace(case, settlements=(bad,)))


def test_a_no_in_the_checklist_is_settled():
    case = a_case()
    no = a_recommendation(
        case.submission, METHODS, checklist=(("harms", "no"), *(x for x in case.recommendations[1].checklist if x[0] != "harms"))
    )
    case = replace(case, recommendations=(case.recommendations[0], no))
    assert "“no” to harms" in not_so(case)[Guard.SETTLED]
    done = Settlement(
        submission="s1",
        revision=case.submission.latest.content_hash,
        on="checklist: harms",
        by=EDITOR.id,
        at=NOW,
        words="None known.",
    )
    assert not_so(replace(case, settlements=(done,))) == {}


def test_a_blocking_comment_blocks_until_its_maker_or_an_editor_settles_it():
    case = a_case()
    comment = Comment(
        id="c1", submission="s1", revision="0" * 64, by=METHODS.id, at=BEFORE, words="Where is the dose?", blocking=True
    )
    assert "Where is the dose?" in not_so(replace(case, comments=(comment,)))[Guard.SETTLED]
    assert not_so(replace(case, comments=(replace(comment, blocking=False),))) == {}
    for who, open_still in ((METHODS, False), (EDITOR, False), (CLINICIAN, True), (AUTHOR, True)):
        settled = replace(comment, settled_by=who.id, settled_words="Done.")
        assert (Guard.SETTLED in not_so(replace(case, comments=(settled,)))) is open_still


# -- who may -----------------------------------------------------------------------------------------------------


def a_certainty(case: Case, text: str = "", certainty: Certainty = Certainty.LOW, **more: object) -> SetCertainty:
    """A certainty that somebody set for the claims of a case, or for the one of that text."""
    claims = tuple(one.id for one in case.submission.latest.answer.claims() if text in one.text)
    described = {"begins": certainty, "reasons": (), "proposed": certainty, "proposal": (), "by": CLINICIAN.id, "at": BEFORE}
    described |= {"revision": case.submission.latest.content_hash, "outcome": "hiccups", "claims": claims}
    return SetCertainty(submission=case.submission.id, certainty=certainty, **(described | more))


def test_no_claim_is_worded_more_surely_than_the_certainty_that_was_set():
    case = a_case()
    case = replace(case, certainties=(a_certainty(case, "Salt"),))
    assert "reads as high certainty, more surely than the low" in not_so(case)[Guard.WORDED]
    sure = replace(case, certainties=(a_certainty(case, "Salt", Certainty.HIGH),))
    assert Guard.WORDED not in not_so(sure)
    later = a_certainty(case, "Salt", Certainty.HIGH, at=NOW)
    assert Guard.WORDED not in not_so(replace(case, certainties=(*case.certainties, later)))
    withdrawn = a_certainty(case, "Salt", at=NOW, withdrawn=True)
    assert Guard.WORDED not in not_so(replace(case, certainties=(*case.certainties, withdrawn)))


def test_what_reads_less_surely_or_tells_what_one_study_found_holds_nothing_up():
    case = a_case()
    assert Guard.WORDED not in not_so(replace(case, certainties=(a_certainty(case, "Porridge"),)))


def test_wording_that_is_too_sure_is_settled_in_words_by_who_decides():
    case = a_case()
    case = replace(case, certainties=(a_certainty(case, "Salt"),))
    claim = case.certainties[0].claims[0]
    done = Settlement(
        submission="s1", revision=case.submission.latest.content_hash, on=f"wording: {claim}", by=EDITOR.id, at=NOW, words="So."
    )
    assert Guard.WORDED not in not_so(replace(case, settlements=(done,)))
    for bad in (
        replace(done, words=" "),
        replace(done, by=CLINICIAN.id),
        replace(done, on=claim),
        replace(done, revision="0" * 64),
    ):
        assert Guard.WORDED in not_so(replace(case, settlements=(bad,)))


def test_a_certainty_that_was_set_for_other_words_stands_no_more():
    case = a_case()
    gone = a_certainty(case, "Salt", claims=("c0",))
    assert certainties_of(replace(case, certainties=(gone,))) == ()
    assert Guard.WORDED not in not_so(replace(case, certainties=(gone,)))


def test_nobody_decides_on_their_own_article():
    case = a_case(a_submission(author=EDITOR.id))
    assert "your own article" in not_so(case)[Guard.NOT_OWN]
    asked = with_account(a_case(a_submission(asker="a" * 64)), seen_asking(EDITOR, "a" * 64))
    assert Guard.NOT_OWN in not_so(asked, by=seen_asking(EDITOR, "a" * 64))


def test_an_author_or_asker_never_reviews_their_own():
    both = replace(METHODS, roles=(Role.METHODS_REVIEWER, Role.AUTHOR))
    case = with_account(a_case(a_submission(author=METHODS.id)), both)
    assert "Milo Sieve wrote or asked for it" in not_so(case)[Guard.NOT_OWN]
    assert Guard.NOT_OWN in not_so(with_account(a_case(a_submission(asker="a" * 64)), seen_asking(METHODS, "a" * 64)))


def test_who_wrote_a_part_of_it_does_not_sign():
    case = a_case()
    edited = revise(case, a_revision(case, an_answer(("Other words.",)), CHAIR), CHAIR, NOW)
    signed = made_ready(a_case(edited))
    assert "You wrote a part of it" in not_so(signed, Step.APPROVE, CHAIR)[Guard.NOT_OWN]


def test_nobody_fills_two_places_of_one_approval():
    both = replace(EDITOR, roles=(Role.EDITOR, Role.METHODS_REVIEWER))
    case = with_account(
        a_case(
            reviewers=(CLINICIAN, EDITOR),
            assignments=(an_assignment(CLINICIAN), an_assignment(EDITOR, role=Role.METHODS_REVIEWER)),
        ),
        both,
    )
    assert "reviews it and cannot decide" in not_so(case, by=both)[Guard.TWO_PLACES]
    case = a_case()
    twice = replace(case, assignments=(*case.assignments, an_assignment(CLINICIAN, id="as-2", role=Role.METHODS_REVIEWER)))
    assert "fills two places of a reviewer" in not_so(twice)[Guard.TWO_PLACES]


def test_who_handled_it_as_its_editor_does_not_sign():
    for case in (made_ready(a_case(a_submission(editor=CHAIR.id))), made_ready(a_case(), by=CHAIR)):
        assert "You handled it" in not_so(case, Step.APPROVE, CHAIR)[Guard.TWO_PLACES]


def test_an_administrator_never_approves():
    both = replace(CHAIR, roles=(Role.MEDICAL_EDITOR, Role.ADMINISTRATOR))
    case = with_account(made_ready(a_case()), both)
    with pytest.raises(NotPermitted):
        move(case, Step.APPROVE, both, NOW, given(case))
    assert "administers the system" in not_so(case, Step.APPROVE, both)[Guard.NO_ADMINISTRATOR]


@pytest.mark.parametrize(
    ("credential", "why"),
    [
        (None, "has no credential"),
        (a_credential(CHAIR, licence=LAPSED), "expired on 2026-11-22"),
        (a_credential(CHAIR, verified_by=""), "nobody else has verified"),
        (a_credential(CHAIR, verified_by=CHAIR.id), "nobody else has verified"),
        (a_credential(CHAIR, verified=""), "not verified yet"),
        (a_credential(EDITOR), "has no credential"),
    ],
)
def test_a_credential_that_does_not_count_cannot_sign(credential: object, why: str):
    case = made_ready(a_case())
    credentials = {CLINICIAN.id: case.credentials[CLINICIAN.id]} | ({CHAIR.id: credential} if credential else {})
    assert why in not_so(replace(case, credentials=credentials), Step.APPROVE, CHAIR)[Guard.CREDENTIALED]


def test_a_clinical_reviewers_licence_is_valid_when_it_is_signed():
    case = made_ready(a_case())
    expired = a_credential(CLINICIAN, licence=LAPSED)
    failed = not_so(replace(case, credentials={**case.credentials, CLINICIAN.id: expired}), Step.APPROVE, CHAIR)
    assert {Guard.CREDENTIALED, Guard.OF_SPECIALTY} == set(failed)


@pytest.mark.parametrize("when", ["", "2026-11-23T08:54:59+00:00", "2026-11-23T09:00:01+00:00"])
def test_a_second_factor_that_is_not_fresh_signs_nothing(when: str):
    assert set(not_so(made_ready(a_case()), Step.APPROVE, CHAIR, factor_at=when)) == {Guard.SECOND_FACTOR}


def test_a_signature_states_its_meaning():
    assert set(not_so(made_ready(a_case()), Step.APPROVE, CHAIR, meaning=" \u200b ")) == {Guard.MEANING}


# -- what is decided -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "holds"), [(None, True), ("2027-11-23", True), ("2027-01-01", True), ("2027-11-24", False), ("2026-11-23", False)]
)
def test_the_next_review_can_be_sooner_and_not_later_than_the_rule_says(due: str | None, holds: bool):
    failed = not_so(made_ready(a_case()), Step.APPROVE, CHAIR, review_due=due)
    assert failed.keys() == (set() if holds else {Guard.NEXT_REVIEW})


@pytest.mark.parametrize("step", [Step.REQUEST_CHANGES, Step.REJECT])
def test_a_decision_against_the_author_gives_its_reasons(step: Step):
    assert "Say why" in not_so(a_case(), step)[Guard.REASONS]
    assert not_so(a_case(), step, words="The dose is missing.") == {}


def test_an_approved_revision_gives_way_only_to_a_newer_one_that_is_approved():
    case = a_case(a_submission(state=RevisionState.APPROVED))
    assert "No newer revision" in not_so(case, Step.SUPERSEDE, CHAIR)[Guard.NEWER]
    newer = a_submission(id="s2", state=RevisionState.APPROVED)
    assert not_so(replace(case, successor=newer), Step.SUPERSEDE, CHAIR) == {}
    for other in (replace(newer, state=RevisionState.READY), replace(newer, article="other"), replace(newer, id="s1")):
        assert Guard.NEWER in not_so(replace(case, successor=other), Step.SUPERSEDE, CHAIR)


def test_only_who_submitted_or_handles_it_withdraws_it():
    case = a_case(a_submission(author=AUTHOR.id))
    assert not_so(case, Step.WITHDRAW, AUTHOR) == {}
    assert not_so(case, Step.WITHDRAW, EDITOR) == {}
    other = replace(AUTHOR, id="other")
    assert Guard.OWN_OR_HANDLED in not_so(with_account(case, other), Step.WITHDRAW, other)


def test_who_starts_the_review_handles_it():
    case = a_case(a_submission(state=RevisionState.SUBMITTED, editor=""))
    assert move(case, Step.START_REVIEW, EDITOR, NOW).editor == EDITOR.id


def test_the_names_on_an_approval_are_those_who_judged_this_content():
    case = a_case(reviewers=(CLINICIAN, METHODS, LAY))
    assert vouching(case, NOW) == tuple(sorted((CLINICIAN.id, METHODS.id, LAY.id)))
    assert {one.reviewer for one in judgements(case.submission, LAY)} == {LAY.id}
    assert a_record(1).id in case.notices
