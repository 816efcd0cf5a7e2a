"""What goes by the clock: done once however often and by however many it is looked at, and not lost while nothing ran."""

import pytest
from cases import CLINICIAN
from editorial import ADDRESS, EditedDesk, in_memory
from test_every_act_leaves_its_line import questioned

from answerable.app.desk import watching
from answerable.corpus.record import NoticeKind
from answerable.review.model import AssignmentState
from answerable.review.tasks import TaskKind


@pytest.fixture
def edited(tmp_path) -> EditedDesk:
    return in_memory(tmp_path)


def test_a_reminder_that_fell_due_while_nothing_ran_is_told_once(edited):
    edited.under_review()
    edited.clock.go_on(days=12)  # a review is due after fourteen: "in three days" fell due meanwhile
    for _ in range(3):
        edited.editorial.by_the_hour()
    told = [one.words for one in edited.editorial.notifications(CLINICIAN.id) if "due in three days" in one.words]
    assert len(told) == 1
    edited.clock.go_on(days=1, hours=1)
    edited.editorial.by_the_hour()
    edited.editorial.by_the_hour()
    assert sum("due tomorrow" in one.words for one in edited.editorial.notifications(CLINICIAN.id)) == 1


def test_a_new_deadline_has_its_own_reminders(edited):
    found = edited.under_review()
    edited.clock.go_on(days=12)
    edited.editorial.by_the_hour()
    place = next(one for one in edited.editorial.case(found.id).assignments if one.reviewer == CLINICIAN.id)
    edited.editorial.extend(place.id, due="2027-01-10T00:00:00+00:00", by="ed")
    edited.clock.go_on(days=34)
    edited.editorial.by_the_hour()
    assert sum("due in three days" in one.words for one in edited.editorial.notifications(CLINICIAN.id)) == 2


def test_what_was_not_done_ends_once(edited):
    found = edited.under_review()
    edited.clock.go_on(days=15)
    edited.editorial.by_the_hour()
    lines = len(edited.acts())
    edited.editorial.by_the_hour()
    assert {one.state for one in edited.editorial.case(found.id).assignments} == {AssignmentState.EXPIRED}
    assert len(edited.acts()) == lines


def test_two_who_look_at_the_evidence_at_once_mark_it_once(edited, monkeypatch):
    edited.approved()
    edited.editorial.evidence = questioned(NoticeKind.RETRACTION)
    mark = watching._mark
    monkeypatch.setattr(watching, "_mark", lambda act, *given: mark(act, *given) and mark(act, *given))
    assert edited.editorial.look_at_evidence() == ()
    assert edited.acts().count("claims marked") == 1


def test_an_article_whose_review_falls_due_makes_one_task(edited):
    edited.approved()
    edited.editorial.by_the_hour()
    assert edited.editorial.tasks() == ()
    edited.clock.go_on(days=340)
    edited.editorial.by_the_hour()
    edited.editorial.by_the_hour()
    assert [(one.kind, one.article, one.account) for one in edited.editorial.tasks()] == [(TaskKind.REVIEW_DUE, ADDRESS, "ed")]
    assert "is to be reviewed again by 20" in edited.editorial.tasks()[0].words
