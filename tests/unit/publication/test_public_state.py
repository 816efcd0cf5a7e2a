"""What the public sees changes by one table, leaves a dated notice, and never goes back from a retraction."""

import pytest
from answers import an_answer
from articles import an_approved_article, an_article
from cases import AUTHOR, CHAIR, CLINICIAN, EDITOR, NOW
from msgspec.structs import replace

from answerable.corpus.record import NoticeKind, PublicationNotice
from answerable.errors import GuardFailed, NotPermitted
from answerable.people.model import Account
from answerable.publication.article import Article, NoticeOf, PublicState, ReviewStep
from answerable.publication.public_state import (
    GUARDS,
    TABLE,
    Change,
    PublicGuard,
    PublicStep,
    Removal,
    change,
    fall_to_concern,
    kind_of_correction,
    seen_as,
    told_of,
)
from answerable.review.freshness import touched_claims

WHY = Change(words="A reader found an error.")


def refusal(article: Article, step: PublicStep, by: Account = CHAIR, brings: Change = WHY) -> str:
    with pytest.raises(GuardFailed) as failed:
        change(article, step, by, NOW, brings)
    return str(failed.value)


def in_state(state: PublicState) -> Article:
    return replace(an_approved_article(), state=state)


def test_every_guard_of_the_table_has_a_function():
    assert {guard for row in TABLE for guard in row.guards} == set(GUARDS) == set(PublicGuard) - {PublicGuard.FROM_HERE}


def test_public_and_approved_is_told_from_public_and_pending():
    assert seen_as(an_approved_article()) == "public and approved"
    assert seen_as(an_article(state=PublicState.PUBLIC, step=ReviewStep.SUBMITTED)) == "public and pending"
    assert seen_as(an_article()) == "unpublished"


def test_what_nobody_approved_can_be_published_and_taken_back():
    published = change(an_article(), PublicStep.PUBLISH, EDITOR, NOW)
    assert published.state is PublicState.PUBLIC
    assert published.notices == ()
    assert change(published, PublicStep.UNPUBLISH, EDITOR, NOW).state is PublicState.UNPUBLISHED


def test_what_people_approved_does_not_vanish():
    assert "retract or archive it" in refusal(an_approved_article(), PublicStep.UNPUBLISH, EDITOR)


@pytest.mark.parametrize(
    ("step", "state", "notice"),
    [
        (PublicStep.EXPRESS_CONCERN, PublicState.CONCERN, NoticeOf.CONCERN),
        (PublicStep.RETRACT, PublicState.RETRACTED, NoticeOf.RETRACTED),
        (PublicStep.ARCHIVE, PublicState.ARCHIVED, NoticeOf.ARCHIVED),
    ],
)
def test_each_step_leaves_a_dated_notice_with_its_reason(step: PublicStep, state: PublicState, notice: NoticeOf):
    article = change(an_approved_article(), step, CHAIR, NOW, WHY)
    assert article.state is state
    assert [(one.kind, one.made, one.words, one.version) for one in article.notices] == [(notice, NOW, WHY.words, 2)]
    assert told_of(article).endswith(WHY.words)
    assert "Say why" in refusal(an_approved_article(), step, CHAIR, Change())


def test_a_text_is_removed_by_law_for_privacy_or_a_serious_risk_alone():
    assert "Only law, privacy or a serious risk" in refusal(an_approved_article(), PublicStep.REMOVE)
    for ground in Removal:
        removed = change(an_approved_article(), PublicStep.REMOVE, CHAIR, NOW, Change(words="A court said so.", removal=ground))
        assert removed.state is PublicState.REMOVED


@pytest.mark.parametrize("state", [PublicState.RETRACTED, PublicState.REMOVED])
@pytest.mark.parametrize("step", [one for one in PublicStep if one is not PublicStep.REMOVE])
def test_nothing_leads_back_from_a_retraction_or_removal(state: PublicState, step: PublicStep):
    assert "cannot be done" in refusal(in_state(state), step)


def test_only_the_chair_retracts():
    for who in (EDITOR, CLINICIAN, AUTHOR):
        with pytest.raises(NotPermitted):
            change(an_approved_article(), PublicStep.RETRACT, who, NOW, WHY)


def test_a_minor_correction_changes_no_claim():
    article = an_approved_article()
    answer = article.latest.answer
    other_heading = replace(article, versions=(replace(article.latest, answer=replace(answer, title="Porridge for hiccups")),))
    other_claim = replace(article, versions=(replace(article.latest, answer=an_answer(("Porridge helped 13 of 20.",))),))
    assert kind_of_correction(article, other_heading) is NoticeOf.MINOR_CORRECTION
    assert kind_of_correction(article, other_claim) is NoticeOf.MAJOR_CORRECTION
    minor = Change(words="The title had a spelling mistake.", before=article)
    assert change(other_heading, PublicStep.CORRECT_MINOR, EDITOR, NOW, minor).notices[0].kind is NoticeOf.MINOR_CORRECTION
    assert "a major correction" in refusal(other_claim, PublicStep.CORRECT_MINOR, EDITOR, minor)


def test_a_major_correction_went_through_review():
    assert change(an_approved_article(), PublicStep.CORRECT_MAJOR, EDITOR, NOW, WHY).state is PublicState.PUBLIC
    pending = an_article(state=PublicState.PUBLIC)
    assert "goes through review" in refusal(pending, PublicStep.CORRECT_MAJOR, EDITOR)


def test_a_retracted_source_that_stood_alone_brings_an_article_under_concern_until_its_claims_stand_again():
    article = an_approved_article()
    record = article.latest.answer.references[0].record.id
    notice = PublicationNotice(kind=NoticeKind.RETRACTION, about=record)
    touched = touched_claims(article.latest.answer, {record: (notice,)})
    fallen = fall_to_concern(article, NOW, "Reference 1 was retracted.", touched)
    assert fallen.state is PublicState.CONCERN
    assert fall_to_concern(fallen, NOW, "Again.", touched) == fallen
    assert fall_to_concern(article, NOW, "Nothing.", ()) == article
    still = replace(WHY, touched=touched)
    assert "without a source that stands" in refusal(fallen, PublicStep.LIFT_CONCERN, EDITOR, still)
    assert change(fallen, PublicStep.LIFT_CONCERN, EDITOR, NOW, WHY).state is PublicState.PUBLIC
