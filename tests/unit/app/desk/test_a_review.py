"""A review from submission to approval, act by act, as the board works."""

import pytest
from cases import CLINICIAN, METHODS
from desks import KINDS, opened
from editorial import ADDRESS, EditedDesk

from answerable.errors import GuardFailed, NotPermitted, VersionConflict
from answerable.publication.article import PublicState, ReviewStep
from answerable.review.model import AssignmentState, Judged, RevisionState
from answerable.review.transitions import Step


@pytest.fixture(params=KINDS)
def edited(request, tmp_path) -> EditedDesk:
    desk = EditedDesk(tmp_path, opened(request, tmp_path))
    yield desk
    desk.editorial.close()


def test_an_article_goes_from_submitted_to_approved_and_the_page_names_who_approved_it(edited):
    found = edited.submitted()
    assert edited.desk.article(ADDRESS).step is ReviewStep.SUBMITTED
    edited.take(found, Step.START_REVIEW)
    assert edited.desk.article(ADDRESS).step is ReviewStep.UNDER_REVIEW
    for reviewer in (CLINICIAN, METHODS):
        given = edited.editorial.assign(found.id, reviewer.id, reviewer.roles[0], by="ed")
        assert edited.editorial.accept(given.id, by=reviewer.id).state is AssignmentState.ACCEPTED
    edited.recommended(edited.editorial.submission(found.id))
    assert edited.take(found, Step.READY).state is RevisionState.READY
    assert edited.signed(found).state is RevisionState.APPROVED
    article = edited.desk.article(ADDRESS)
    assert article.approved
    assert article.state is PublicState.PUBLIC
    assert [one.name for one in article.latest.reviewers] == ["Clara Ladle", "Milo Sieve"]
    assert article.latest.number == 1
    assert article.latest.signature.content == edited.editorial.submission(found.id).latest.content_hash
    assert article.latest.reviewed == "2026-11-23"
    assert article.latest.review_due


def test_nobody_signs_without_two_reviewers_a_factor_and_a_meaning(edited):
    found = edited.under_review([CLINICIAN])
    edited.recommended(found, [CLINICIAN])
    with pytest.raises(GuardFailed, match="1 reviewer recommends"):
        edited.take(found, Step.READY)
    assert edited.editorial.submission(found.id).state is RevisionState.UNDER_REVIEW
    assert "approval signed" not in edited.acts()
    with pytest.raises(NotPermitted):
        edited.take(found, Step.READY, by="cl")


def test_a_judgement_is_kept_at_once_is_one_said_twice_and_is_taken_back(edited):
    found = edited.under_review()
    content, claim = found.latest.content_hash, found.latest.answer.claims()[0].id
    judge = edited.editorial.judge
    judge(found.id, claim, Judged.HOLDS, by="cl", content=content)
    before = edited.acts()
    judge(found.id, claim, Judged.HOLDS, by="cl", content=content)
    assert edited.acts() == before
    judge(found.id, claim, Judged.UNSURE, by="cl", content=content, comment="Which muscle?")
    assert edited.editorial.undo(found.id, claim, by="cl", content=content).judged is Judged.HOLDS
    assert edited.editorial.undo(found.id, claim, by="cl", content=content) is None
    assert edited.acts()[-3:] == ["claim judged", "judgement undone", "judgement undone"]
    with pytest.raises(VersionConflict):
        judge(found.id, claim, Judged.HOLDS, by="cl", content="0" * 64)
    with pytest.raises(NotPermitted, match="not assigned"):
        judge(found.id, claim, Judged.HOLDS, by="la", content=content)
