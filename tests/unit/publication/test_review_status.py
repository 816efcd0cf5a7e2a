"""The three public steps of a review, and the caution that follows from them."""

import msgspec
import pytest
from articles import an_article

from answerable.publication.article import Article, Reviewer, ReviewStep, Version
from answerable.publication.review_status import review_status

SIGNED = {
    "reviewers": (Reviewer(name="Ada Weaver", credentials="MD"),),
    "reviewed": "2026-11-20",
    "review_due": "2027-11-20",
}


@pytest.fixture
def article() -> Article:
    return an_article()


def _states(article: Article, version: Version | None = None) -> list[str]:
    return [step.state for step in review_status(article, version or article.latest).steps]


def test_the_steps_are_the_same_three_words_whatever_the_state(article: Article):
    for step in (None, *ReviewStep):
        status = review_status(msgspec.structs.replace(article, step=step), article.latest)
        assert [one.word for one in status.steps] == ["Submitted", "Under Review", "Approved"]


@pytest.mark.parametrize(
    ("step", "states"),
    [
        (None, ["ahead", "ahead", "ahead"]),
        (ReviewStep.SUBMITTED, ["now", "ahead", "ahead"]),
        (ReviewStep.UNDER_REVIEW, ["done", "now", "ahead"]),
    ],
)
def test_a_step_is_told_by_sign_word_and_state_and_a_caution_stays(article: Article, step: ReviewStep, states: list[str]):
    article = msgspec.structs.replace(article, step=step)
    assert _states(article) == states
    status = review_status(article, article.latest)
    assert "caution" in status.caution
    assert not status.approved


def test_promise_8_approved_needs_people_who_signed_whatever_the_step_says(article: Article):
    said_so = msgspec.structs.replace(article, step=ReviewStep.APPROVED)
    status = review_status(said_so, said_so.latest)
    assert not status.approved
    assert status.caution
    assert status.steps[-1].state != "done"


def test_an_approved_version_names_who_and_when_and_has_no_caution(article: Article):
    signed = msgspec.structs.replace(article.latest, **SIGNED)
    approved = msgspec.structs.replace(article, step=ReviewStep.APPROVED, versions=(signed,))
    status = review_status(approved, signed)
    assert status.approved
    assert status.caution == ""
    assert status.reviewers == ("Ada Weaver, MD",)
    assert (status.reviewed, status.due) == ("2026-11-20", "2027-11-20")
    assert _states(approved) == ["done", "done", "done"]


def test_what_was_signed_for_one_version_is_not_said_of_another(article: Article):
    signed = msgspec.structs.replace(article.latest, number=2, **SIGNED)
    approved = msgspec.structs.replace(article, step=ReviewStep.APPROVED, versions=(article.latest, signed))
    assert not review_status(approved, approved.versions[0]).approved
    assert review_status(approved, approved.versions[0]).headline == "An earlier version"
    changed = msgspec.structs.replace(article.latest, number=3)
    outdated = msgspec.structs.replace(approved, versions=(signed, changed))
    assert not review_status(outdated, signed).approved
    assert not review_status(outdated, changed).approved
