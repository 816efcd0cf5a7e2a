"""The queue by risk is fed with what is really known: readers who asked further, reports, open findings, freshness."""

import pytest
from cases import EDITOR
from editorial import ADDRESS, EditedDesk, in_memory
from test_every_act_leaves_its_line import questioned

from answerable.conversation.model import Context, FollowUp, Turn
from answerable.corpus.record import NoticeKind
from answerable.jobs.model import stamp
from answerable.publication.article import ReportedProblem
from answerable.review.queue import Factor, Placed


@pytest.fixture
def edited(tmp_path) -> EditedDesk:
    return in_memory(tmp_path)


def a_turn(number: int, made: str) -> Turn:
    asked = FollowUp(words="And children?", question="?", context=Context(), used=(), follows=Context())
    return Turn(number=number, asked=asked, made=made, unanswered="Nothing was found.")


def the_first(edited: EditedDesk) -> Placed:
    return edited.editorial.glance().waiting[0].placed


def factors(edited: EditedDesk) -> set[Factor]:
    return {one.factor for one in the_first(edited).reasons}


def test_who_asks_further_and_who_reports_a_problem_move_an_article_forward(edited):
    edited.submitted()
    edited.submitted(address="B" * 22)
    assert edited.editorial.glance().waiting[0].submission.article == ADDRESS  # it came first
    with edited.desk.work() as work:
        for number, asker in enumerate(("a" * 64, "a" * 64, "b" * 64), 1):
            work.put_turn("B" * 22, asker, 1, a_turn(number, stamp(edited.clock())))
    assert edited.editorial.glance().waiting[0].submission.article == "B" * 22
    assert "2 readers asked further under it lately" in the_first(edited).why
    with edited.desk.work() as work:
        told = ReportedProblem(number=0, article=ADDRESS, version=1, claim="", words="It is wrong.", made=stamp(edited.clock()))
        work.report(told, "")
    assert edited.editorial.glance().waiting[0].submission.article == ADDRESS
    assert "1 report from readers" in the_first(edited).why


def test_a_correction_stands_where_the_freshness_of_what_is_shown_puts_it(edited):
    edited.approved()
    edited.editorial.correct_major(ADDRESS, "The title asked too much.", by=EDITOR.id)
    assert Factor.EVIDENCE not in factors(edited)
    edited.clock.go_on(days=500)
    assert "its review is overdue" in the_first(edited).why
    edited.editorial.evidence = questioned(NoticeKind.RETRACTION)
    edited.editorial.look_at_evidence()
    assert "something was said of a source since it was made" in the_first(edited).why


def test_a_finding_that_was_answered_weighs_no_more(edited, monkeypatch):
    from answerable.app.desk import glance
    from answerable.review.open_findings import open_findings

    found = edited.submitted()
    monkeypatch.setattr(glance, "as_made", lambda answer: None)  # nobody checked a claim
    assert Factor.FINDINGS in factors(edited)
    for one in open_findings(found.latest.answer, None):
        edited.editorial.answer_finding(found.id, one.key, "It was looked at.", by=EDITOR.id)
    assert Factor.FINDINGS not in factors(edited)
