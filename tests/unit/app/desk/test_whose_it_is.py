"""Nobody has a part in the review of what is their own, by whatever account and whatever other roles."""

import pytest
from cases import AUTHOR, CHAIR, CLINICIAN, EDITOR, METHODS
from editorial import ADDRESS, SPECIALTY, EditedDesk, in_memory
from msgspec.structs import replace

from answerable.app.acts import Door
from answerable.app.desk.acting import Acting
from answerable.app.desk.submitting import submit_for_asker
from answerable.errors import EditRefused, GuardFailed, NotPermitted
from answerable.people.model import Role
from answerable.publication.article import PublicState
from answerable.publication.public_state import Change, PublicStep
from answerable.review import edits as e
from answerable.review.assigning import AssignmentStep
from answerable.review.model import AssignmentState, Judged, RevisionState, Submission
from answerable.review.transitions import Step

ASKER = "a" * 64


@pytest.fixture
def edited(tmp_path) -> EditedDesk:
    desk = in_memory(tmp_path)
    yield desk
    desk.editorial.close()


def asked(edited: EditedDesk) -> Submission:
    """An article that a visitor asked for and sent to the editors."""
    article = edited.article(ADDRESS)
    with edited.desk.work() as work:
        found = submit_for_asker(Acting(work, None, edited.clock(), Door.WEB, actor="asker:x"), article, ASKER)
    return edited.editorial.classify(found.id, SPECIALTY, by=EDITOR.id)


def reviewed(edited: EditedDesk) -> Submission:
    """The same, with two who review it."""
    found = asked(edited)
    edited.take(found, Step.START_REVIEW)
    for one in (CLINICIAN, METHODS):
        place = edited.editorial.assign(found.id, one.id, one.roles[0], by=EDITOR.id)
        edited.editorial.accept(place.id, by=one.id)
    return edited.editorial.submission(found.id)


def test_whoever_asked_neither_decides_nor_chooses_who_reviews_it(edited):
    found = asked(edited)
    with pytest.raises(GuardFailed, match="own article"):
        edited.editorial.asking_as(ASKER).take(found.id, Step.START_REVIEW, by=EDITOR.id)
    with pytest.raises(GuardFailed, match="own article"):
        edited.editorial.assign(found.id, METHODS.id, Role.METHODS_REVIEWER, by=EDITOR.id)


def test_whoever_asked_does_not_review_it(edited):
    found = asked(edited)
    edited.take(found, Step.START_REVIEW)
    place = edited.editorial.assign(found.id, CLINICIAN.id, Role.CLINICAL_REVIEWER, by=EDITOR.id)
    for browser in (edited.editorial.asking_as(ASKER), edited.editorial):
        with pytest.raises(GuardFailed, match="asked for it"):
            browser.accept(place.id, by=CLINICIAN.id)


def test_whoever_asked_judges_no_claim_of_it(edited):
    found = reviewed(edited)
    content, claim = found.latest.content_hash, found.latest.answer.claims()[0].id
    for browser in (edited.editorial.asking_as(ASKER), edited.editorial):
        with pytest.raises(NotPermitted, match="asked for"):
            browser.judge(found.id, claim, Judged.HOLDS, by=CLINICIAN.id, content=content)


def test_whoever_asked_does_not_sign_it(edited):
    found = reviewed(edited)
    edited.recommended(found)
    edited.take(found, Step.READY)
    held = edited.editorial
    for browser in (held.asking_as(ASKER), held):
        edited.editorial = browser
        with pytest.raises(GuardFailed, match="own article"):
            edited.signed(found)


def test_who_asked_something_else_signs_it(edited):
    found = reviewed(edited)
    edited.recommended(found)
    edited.take(found, Step.READY)
    edited.editorial = edited.editorial.asking_as("b" * 64)
    assert edited.signed(found).state is RevisionState.APPROVED


def test_what_somebody_asked_in_one_browser_they_do_not_review_in_another(edited):
    own = edited.editorial.asking_as(ASKER)
    with pytest.raises(NotPermitted):
        own.commission("What is a back mouse?", by=CLINICIAN.id)  # refused, and known from then on
    found = asked(edited)
    with edited.desk.view() as view:
        assert ASKER not in view.people.account(CLINICIAN.id).asked
    edited.take(found, Step.START_REVIEW)
    with pytest.raises(GuardFailed, match="wrote or asked for it"):
        edited.editorial.assign(found.id, CLINICIAN.id, Role.CLINICAL_REVIEWER, by=EDITOR.id)


def test_who_is_found_out_to_have_asked_it_counts_no_more_among_its_reviewers(edited):
    found = reviewed(edited)
    edited.recommended(found)
    edited.take(found, Step.READY)
    with pytest.raises(NotPermitted):
        edited.editorial.asking_as(ASKER).commission("What is a back mouse?", by=METHODS.id)
    with pytest.raises(GuardFailed, match="asked for it"):
        edited.signed(found)


def test_an_author_who_edits_too_neither_names_the_specialty_nor_moves_reviewers_of_their_own(edited):
    found = edited.under_review()
    with edited.desk.work() as work:
        author = work.people.account(AUTHOR.id)
        work.people.save_account(replace(author, roles=(Role.AUTHOR, Role.EDITOR)))
    edited.recommended(found, [METHODS])
    place = next(one for one in edited.editorial.case(found.id).assignments if one.reviewer == METHODS.id)
    with pytest.raises(GuardFailed, match="own article"):
        edited.editorial.classify(found.id, "Surgery", by=AUTHOR.id)
    for step in (AssignmentStep.ASK_AGAIN, AssignmentStep.EXTEND):
        act = edited.editorial.ask_again if step is AssignmentStep.ASK_AGAIN else edited.editorial.extend
        with pytest.raises(GuardFailed, match="own article"):
            act(place.id, due="2027-01-01T00:00:00+00:00", by=AUTHOR.id)
    given, left = edited.editorial.reassign(METHODS.id, CHAIR.id, by=AUTHOR.id)
    assert (given, len(left)) == ((), 1)
    assert edited.editorial.case(found.id).assignments[1].state is AssignmentState.SUBMITTED


def test_an_author_who_edits_too_lifts_no_concern_on_their_own(edited):
    edited.approved()
    edited.editorial.show(ADDRESS, PublicStep.EXPRESS_CONCERN, by=EDITOR.id, brings=Change(words="A figure is in doubt."))
    with edited.desk.work() as work:
        author = work.people.account(AUTHOR.id)
        work.people.save_account(replace(author, roles=(Role.AUTHOR, Role.EDITOR)))
    lifts = Change(words="It was looked at again.")
    with pytest.raises(GuardFailed, match="own article"):
        edited.editorial.show(ADDRESS, PublicStep.LIFT_CONCERN, by=AUTHOR.id, brings=lifts)
    shown = edited.editorial.show(ADDRESS, PublicStep.LIFT_CONCERN, by=EDITOR.id, brings=lifts)
    assert shown.state is PublicState.PUBLIC


def test_what_is_decided_keeps_its_specialty(edited):
    found = edited.approved()
    with pytest.raises(GuardFailed, match="approved"):
        edited.editorial.classify(found.id, "Surgery", by=EDITOR.id)


def test_only_an_editor_gives_an_opinion_in_the_place_of_evidence(edited):
    found = edited.under_review()
    opinion = e.AddClaim(section=0, position=0, text="I would try porridge first", opinion=True)
    with pytest.raises(EditRefused, match="editor"):
        edited.editorial.preview(found.id, [opinion], by=AUTHOR.id)
    assert edited.editorial.preview(found.id, [opinion], by=EDITOR.id).opinions
