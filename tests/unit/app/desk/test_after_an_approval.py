"""What becomes of an approved article: corrections, retracted sources, removal; and drafts that are commissioned."""

import pytest
from cases import CHAIR, CLINICIAN, METHODS, a_credential
from editorial import ADDRESS, EditedDesk, in_memory
from test_every_act_leaves_its_line import questioned

from answerable.app.ledger import LedgerRoom
from answerable.app.reading_room import ReadingRoom
from answerable.corpus.record import NoticeKind
from answerable.errors import EditRefused, GuardFailed, NotPermitted, VersionConflict
from answerable.publication.article import NoticeOf, PublicState
from answerable.publication.card import Search
from answerable.publication.public_state import Change, PublicStep, Removal
from answerable.review.edits import DropClaim, Reword, SetTitle
from answerable.review.model import RevisionState
from answerable.review.transitions import Step
from answerable.settings import Settings


@pytest.fixture
def edited(tmp_path) -> EditedDesk:
    return in_memory(tmp_path)


def test_a_retracted_source_marks_its_claims_makes_one_task_and_the_article_falls(edited):
    edited.approved()
    edited.editorial.evidence = questioned(NoticeKind.RETRACTION)
    found = edited.editorial.look_at_evidence()
    assert [one.article for one in found] == [ADDRESS]
    article = edited.desk.article(ADDRESS)
    assert article.state is PublicState.CONCERN
    assert {one.claim for one in article.marked} == set(found[0].claims)
    assert article.notices[-1].kind is NoticeOf.CONCERN
    tasks = edited.editorial.tasks()
    assert [one.claims for one in tasks] == [found[0].claims]
    assert "without a source that stands" in tasks[0].words
    assert [one.account for one in edited.editorial.notifications("ed") if one.path == "/desk/tasks"] == ["ed"]
    assert edited.editorial.look_at_evidence() == ()
    assert len(edited.editorial.tasks()) == 1
    assert [one.address for one in edited.desk.published(Search())] == [ADDRESS]
    assert LedgerRoom(edited.editorial.library, edited.desk, edited.clock).verify().faults == ()


def test_a_major_correction_goes_through_review_while_what_is_approved_stays_up(edited):
    before = edited.approved()
    found = edited.editorial.correct_major(ADDRESS, "The title asked too much.", by="ed")
    content = found.latest.content_hash
    found = edited.editorial.edit(found.id, [SetTitle("What is it?")], by="ed", content=content, why="A shorter title.")
    assert edited.desk.article(ADDRESS).approved
    assert edited.desk.article(ADDRESS).latest.answer.title == before.latest.answer.title
    edited.take(found, Step.START_REVIEW)
    for reviewer in (CLINICIAN, METHODS):
        given = edited.editorial.assign(found.id, reviewer.id, reviewer.roles[0], by="ed")
        edited.editorial.accept(given.id, by=reviewer.id)
    edited.recommended(edited.editorial.submission(found.id))
    edited.take(found, Step.READY)
    edited.signed(found)
    article = edited.desk.article(ADDRESS)
    assert (article.latest.number, article.latest.answer.title) == (2, "What is it?")
    assert article.approved
    assert article.notices[-1].kind is NoticeOf.MAJOR_CORRECTION
    assert article.notices[-1].words == "The title asked too much."
    assert edited.editorial.submission(before.id).state is RevisionState.SUPERSEDED
    assert LedgerRoom(edited.editorial.library, edited.desk, edited.clock).verify().faults == ()


def test_an_edit_without_evidence_is_refused_and_one_on_an_older_text_too(edited):
    found = edited.under_review()
    content, claims = found.latest.content_hash, found.latest.answer.claims()
    edit = edited.editorial.edit
    with pytest.raises(EditRefused):
        edit(found.id, [Reword(claims[0].id, "Porridge cures it in 97% of people.")], by="ed", content=content, why="?")
    edited.recommended(found)
    after = edit(found.id, [DropClaim(claims[0].id)], by="ed", content=content, why="It is told twice.")
    assert after.latest.number == 2
    with pytest.raises(GuardFailed, match="0 reviewers recommend"):
        edited.take(after, Step.READY)
    with pytest.raises(VersionConflict):
        edit(found.id, [DropClaim(claims[1].id)], by="ed", content=content, why="Again.")


def test_what_is_removed_is_listed_nowhere_and_the_ground_is_in_the_ledger(edited):
    edited.approved()
    show = edited.editorial.show
    with pytest.raises(GuardFailed, match="Only law, privacy or a serious risk"):
        show(ADDRESS, PublicStep.REMOVE, by="ch", brings=Change(words="It is old."))
    with pytest.raises(NotPermitted):
        show(ADDRESS, PublicStep.REMOVE, by="ed", brings=Change(words="A name.", removal=Removal.PRIVACY))
    show(ADDRESS, PublicStep.REMOVE, by="ch", brings=Change(words="It named somebody.", removal=Removal.PRIVACY))
    assert edited.desk.article(ADDRESS).state is PublicState.REMOVED
    assert edited.desk.published(Search()) == ()
    with edited.desk.view() as view:
        assert list(view.ledger.entries())[-1].act.facts["ground"] == "privacy"


@pytest.mark.parametrize(("shown", "told"), [((), "the medical editor"), (("name",), "Chandra Bowl, medical editor")])
def test_a_notice_names_who_gave_it_by_their_office_or_by_name_where_they_agree(edited, shown, told):
    edited.approved()
    with edited.desk.work() as work:
        work.people.put_credential(a_credential(CHAIR, shown=shown))
    edited.editorial.show(ADDRESS, PublicStep.RETRACT, by="ch", brings=Change(words="It is wrong."))
    assert edited.desk.article(ADDRESS).notices[-1].by == told


def test_what_falls_by_rule_says_so(edited):
    edited.approved()
    edited.editorial.evidence = questioned(NoticeKind.RETRACTION)
    edited.editorial.look_at_evidence()
    assert edited.desk.article(ADDRESS).notices[-1].by.startswith("rule, since")


def test_the_desk_at_a_glance_counts_what_review_changes_and_how_long_a_claim_takes(edited):
    found = edited.approved()
    seen = edited.editorial.glance()
    claims = len(found.latest.answer.claims())
    assert seen.waiting == ()
    assert [(one.claims, one.changed, one.judged, one.seconds) for one in seen.months] == [(claims, 0, 2 * claims, 4)]
    assert (seen.share, seen.seconds) == (0, 4)


def test_who_is_told_hears_it_at_the_desk_and_by_mail_that_says_nothing_of_the_article(edited):
    found = edited.under_review()
    told = edited.editorial.notifications("cl")
    assert any("You are asked to review" in one.words for one in told)
    with edited.desk.view() as view:
        letters = view.outbox.unsent()
    assert any(one.to == "cl@example.org" for one in letters)
    assert not any("back mouse" in one.text or found.id in one.text for one in letters)
    assert edited.editorial.read(tuple(one.id for one in told), by="cl") == len(told)
    assert edited.editorial.notifications("cl") == ()


def test_what_is_rejected_is_public_no_more_and_the_ledger_says_so(edited):
    room = ReadingRoom(edited.editorial.library, Settings(library=edited.editorial.library), edited.clock, edited.desk)
    edited.article()
    room.publish(ADDRESS)
    found = edited.editorial.submit(ADDRESS, by="au")
    edited.take(found, Step.REJECT, words="It is not a question of ours.")
    assert edited.desk.article(ADDRESS).state is PublicState.UNPUBLISHED
    assert edited.acts()[-2:] == ["submission moved", "article unpublished"]
    assert LedgerRoom(edited.editorial.library, edited.desk, edited.clock).verify().faults == ()
