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
from answerable.review import edits as e
from answerable.review.assigning import AssignmentStep
from answerable.review.model import AssignmentState, Judged, Submission
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


def test_whoever_asked_neither_reviews_decides_nor_signs_it_by_their_account(edited):
    found = asked(edited)
    own = edited.editorial.asking_as(ASKER)
    with pytest.raises(GuardFailed, match="own article"):
        own.take(found.id, Step.START_REVIEW, by=EDITOR.id)
    edited.take(found, Step.START_REVIEW)
    with pytest.raises(GuardFailed, match="own article"):
        own.assign(found.id, METHODS.id, Role.METHODS_REVIEWER, by=EDITOR.id)
    places = [edited.editorial.assign(found.id, one.id, one.roles[0], by=EDITOR.id) for one in (CLINICIAN, METHODS)]
    with pytest.raises(GuardFailed, match="asked for it"):
        own.accept(places[0].id, by=CLINICIAN.id)
    for place in places:
        edited.editorial.accept(place.id, by=place.reviewer)
    content, claim = found.latest.content_hash, found.latest.answer.claims()[0].id
    with pytest.raises(NotPermitted, match="asked for"):
        own.judge(found.id, claim, Judged.HOLDS, by=CLINICIAN.id, content=content)
    edited.recommended(edited.editorial.submission(found.id))
    edited.take(found, Step.READY)
    edited.editorial, held = own, edited.editorial
    with pytest.raises(GuardFailed, match="own article"):
        edited.signed(found)
    edited.editorial = held.asking_as("b" * 64)  # who asked for something else
    assert edited.signed(found).latest.content_hash == content


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
