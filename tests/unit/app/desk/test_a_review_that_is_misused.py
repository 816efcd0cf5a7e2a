"""A review whose people try what they should not: to silence, to answer for others, to write into the ledger, to hide."""

import pytest
from cases import AUTHOR, CLINICIAN, EDITOR, LAY, METHODS
from editorial import ADDRESS, SPECIALTY, EditedDesk, in_memory
from msgspec.structs import replace

from answerable.errors import GuardFailed, NotPermitted, UsageProblem
from answerable.people.model import Account, Disclosure, Role
from answerable.review.model import Recommended, Submission
from answerable.review.transitions import Step

SOMEBODY = Account(id="so", name="Sophie Tray", email="so@example.org", roles=(Role.AUTHOR, Role.LAY_REVIEWER))
ASKER = "a" * 64


@pytest.fixture
def edited(tmp_path) -> EditedDesk:
    desk = in_memory(tmp_path)
    yield desk
    desk.editorial.close()


def joins(edited: EditedDesk, account: Account) -> None:
    with edited.desk.work() as work:
        work.people.add_account(account)
        work.people.add_disclosure(Disclosure(account=account.id, made="2026-02-01", until="2027-12-01"))


def ready(edited: EditedDesk) -> Submission:
    found = edited.under_review()
    edited.recommended(found)
    return edited.take(found, Step.READY)


@pytest.mark.parametrize("due", ["2026-12-0x", "2027-01-99", "2027", "2027-02-30", "2027-01-01<b>", "2026-12-01 ", "20261201"])
def test_a_next_review_is_due_on_a_day_and_on_nothing_that_sorts_like_one(due, edited):
    found = ready(edited)
    with pytest.raises(GuardFailed, match="next review"):
        edited.signed(found, review_due=due)


def test_an_editor_does_not_reassign_a_recommendation_away(edited):
    found = edited.under_review((CLINICIAN, METHODS, LAY))
    edited.recommended(found, (CLINICIAN, METHODS))
    content = found.latest.content_hash
    edited.editorial.recommend(found.id, Recommended.REJECT, by=LAY.id, content=content, words="It leaves out the harms.")
    assert edited.editorial.reassign(LAY.id, CLINICIAN.id, by=EDITOR.id) == ((), ())
    with pytest.raises(GuardFailed, match="reject"):
        edited.take(found, Step.READY)


def test_the_place_of_who_may_not_recommend_any_more_goes_over(edited):
    found = edited.under_review((CLINICIAN, METHODS))
    edited.recommended(found, (METHODS,))
    joins(edited, replace(SOMEBODY, roles=(Role.METHODS_REVIEWER,)))
    with edited.desk.work() as work:
        work.people.save_account(replace(work.people.account(METHODS.id), active=False))
    given, left = edited.editorial.reassign(METHODS.id, SOMEBODY.id, by=EDITOR.id)
    assert (len(given), left) == (1, ())


def test_who_asked_does_not_review_what_another_account_sent_in(edited):
    edited.article(ADDRESS, asker=ASKER)
    found = edited.editorial.submit(ADDRESS, by=AUTHOR.id, specialty=SPECIALTY)
    edited.take(found, Step.START_REVIEW)
    place = edited.editorial.assign(found.id, CLINICIAN.id, Role.CLINICAL_REVIEWER, by=EDITOR.id)
    with pytest.raises(GuardFailed, match="asked for it"):
        edited.editorial.asking_as(ASKER).accept(place.id, by=CLINICIAN.id)


def test_who_has_no_part_in_an_article_says_nothing_that_blocks_it(edited):
    found = edited.under_review()
    joins(edited, SOMEBODY)
    with pytest.raises(NotPermitted, match="no part"):
        edited.editorial.comment(found.id, "Stop this.", by=SOMEBODY.id, blocking=True)
    for who in (AUTHOR.id, EDITOR.id, CLINICIAN.id):
        edited.editorial.comment(found.id, "Which dose?", by=who)


def test_who_does_not_review_an_article_answers_none_of_its_findings(edited):
    found = edited.under_review()
    joins(edited, SOMEBODY)
    key = f"{found.latest.answer.claims()[0].id}:unchecked"
    with pytest.raises(NotPermitted, match="decides on this article or reviews it"):
        edited.editorial.answer_finding(found.id, key, "It is fine.", by=SOMEBODY.id)
    edited.editorial.answer_finding(found.id, key, "The abstract says so.", by=CLINICIAN.id)


def test_nothing_that_somebody_types_names_what_the_ledger_is_about(edited):
    found = edited.under_review()
    content, words = found.latest.content_hash, "Jane Doe, born in 1970"
    with pytest.raises(UsageProblem, match="no such finding"):
        edited.editorial.answer_finding(found.id, words, "Answered.", by=EDITOR.id)
    for on in (words, f"checklist: {words}"):
        with pytest.raises(UsageProblem, match="no such claim"):
            edited.editorial.settle(found.id, on, "Settled.", by=EDITOR.id, content=content)
    edited.editorial.settle(found.id, f"checklist: {found.latest.checklist[0]}", "Settled.", by=EDITOR.id, content=content)
    with edited.desk.view() as view:
        assert not [entry for entry in view.ledger.entries() if words in str(entry.act.facts)]


def test_a_conflict_of_the_editor_who_handles_it_is_not_hidden_behind_another_who_decides(edited):
    found = edited.under_review()
    edited.recommended(found)
    joins(edited, replace(SOMEBODY, roles=(Role.EDITOR,)))
    author = next(author for one in found.latest.answer.references for author in one.record.authors if author.family)
    with edited.desk.work() as work:
        work.people.save_account(replace(work.people.account(EDITOR.id), name=author.name))
    with pytest.raises(GuardFailed, match="their own work"):
        edited.take(found, Step.READY, by=SOMEBODY.id)
