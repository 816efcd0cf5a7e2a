"""What every desk promises of reviews: each test runs on the reference in memory and on the one that lasts."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from answers import an_answer
from desks import KINDS, LASTING, lasting, opened
from msgspec.structs import replace
from tampering import Hand

from answerable.app.desk_ports import Desk
from answerable.errors import VersionConflict
from answerable.people.model import Role
from answerable.review.certainty import Certainty, Domain, GradeReason, SetCertainty
from answerable.review.comment import Comment, Settlement
from answerable.review.keeping import Kept, beside_hash, hash_of, revision_of, row_of
from answerable.review.model import (
    Assignment,
    AssignmentState,
    Decided,
    Decision,
    Judged,
    Judgement,
    Recommendation,
    Recommended,
    Revision,
    RevisionState,
    Submission,
)
from answerable.review.tasks import Notification, Task, TaskKind

OLD, NOW, LATER = (f"2026-11-{day}T05:00:00.000000+00:00" for day in ("01", "20", "30"))
FIRST = Revision(number=1, answer=an_answer(), by="ann", made=NOW, checklist=("accuracy",))
SECOND = Revision(
    number=2, answer=an_answer(["Porridge helps."]), by="ed", made=LATER, why="shorter", opinions=(("c1", "ed"),),
    supersedes=FIRST.content_hash,
)  # fmt: skip


@pytest.fixture(params=KINDS)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    held = opened(request, tmp_path)
    yield held
    held.close()


def a_submission(name: str = "s1", opened: str = NOW, **more: object) -> Submission:
    described = {"article": "a1", "specialty": "cooking", "state": RevisionState.SUBMITTED, "revisions": (FIRST,)}
    return Submission(id=name, opened=opened, **(described | more))


def an_assignment(name: str = "g1", reviewer: str = "rob", submission: str = "s1", **more: object) -> Assignment:
    described = {"state": AssignmentState.INVITED, "invited": NOW, "due": LATER, "by": "ed", "role": Role.CLINICAL_REVIEWER}
    return Assignment(id=name, submission=submission, reviewer=reviewer, **(described | more))


def a_judgement(judged: Judged = Judged.HOLDS, claim: str = "c1", reviewer: str = "rob", **more: object) -> Judgement:
    described = {"submission": "s1", "revision": FIRST.content_hash, "at": NOW}
    return Judgement(claim=claim, reviewer=reviewer, judged=judged, **(described | more))


def test_a_submission_is_read_as_it_was_kept_with_its_revisions_in_order(desk):
    kept = a_submission(revisions=(FIRST, SECOND), answered=(("k", "ed", "It is so."),), editor="ed")
    with desk.work() as work:
        work.review.add_submission(kept)
        work.review.add_submission(a_submission("s2", OLD, article="a2", state=RevisionState.APPROVED))
    with desk.view() as view:
        assert view.review.submission("s1") == kept
        assert view.review.submission("none") is None
        assert view.review.submissions_of("a1") == (kept,)
        assert [one.id for one in view.review.submissions()] == ["s2", "s1"]
        assert view.review.submissions()[1].revisions == (SECOND,)
        assert [one.id for one in view.review.submissions([RevisionState.SUBMITTED])] == ["s1"]


def test_a_save_names_the_version_that_it_expects(desk):
    one, given, said, task = a_submission(), an_assignment(), a_comment("k1"), a_task("t1")
    with desk.work() as work:
        review = work.review
        review.add_submission(one)
        review.add_assignment(given)
        review.add_comment(said)
        review.add_task(task)
        for save, held in (
            (review.save_submission, one), (review.save_assignment, given), (review.save_comment, said), (review.save_task, task),
        ):  # fmt: skip
            saved = save(held)
            assert saved.version == 2
            with pytest.raises(VersionConflict):
                save(held)
            assert save(saved).version == 3
        for add, held in (
            (review.add_submission, one), (review.add_assignment, given), (review.add_comment, said), (review.add_task, task),
        ):  # fmt: skip
            with pytest.raises(VersionConflict):
                add(held)
        with pytest.raises(VersionConflict):
            review.save_assignment(an_assignment("nowhere"))


def test_a_revision_that_is_kept_is_never_changed(desk):
    with desk.work() as work:
        work.review.add_submission(a_submission())
        held = work.review.submission("s1")
        other = replace(FIRST, why="rewritten")
        work.review.save_submission(replace(held, revisions=(other, SECOND), state=RevisionState.UNDER_REVIEW))
    with desk.view() as view:
        found = view.review.submission("s1")
    assert found.revisions == (FIRST, SECOND)
    assert found.state is RevisionState.UNDER_REVIEW


def test_assignments_are_found_by_submission_by_reviewer_and_by_their_day(desk):
    with desk.work() as work:
        work.review.add_assignment(an_assignment())
        work.review.add_assignment(an_assignment("g2", "meg", due=NOW, invited=OLD))
        work.review.add_assignment(an_assignment("g3", "rob", "s2", state=AssignmentState.DECLINED, due=OLD))
    with desk.view() as view:
        assert view.review.assignment("g1") == an_assignment()
        assert [one.id for one in view.review.assignments("s1")] == ["g2", "g1"]
        assert [one.id for one in view.review.assignments_to("rob")] == ["g1", "g3"]
        assert [one.id for one in view.review.overdue(LATER)] == ["g2"]
        assert view.review.overdue(OLD) == ()


def test_a_judgement_said_twice_is_one_and_what_was_said_before_comes_back(desk):
    with desk.work() as work:
        review = work.review
        assert review.put_judgement(a_judgement(seconds=3.0))
        assert review.put_judgement(a_judgement(at=LATER, seconds=2.0)) is None
        assert review.put_judgement(a_judgement(at=LATER, seconds=5.0)) == a_judgement(seconds=5.0)
        assert review.judgements("s1") == (a_judgement(seconds=5.0),)
        changed = a_judgement(Judged.UNSURE, at=LATER, comment="Which dose?", place=2)
        assert review.put_judgement(replace(changed, place=1)) == changed
        assert review.put_judgement(a_judgement(reviewer="meg"))
        assert review.judgements("s1") == (a_judgement(reviewer="meg"), changed)
        assert {one for one in review.kept() if one.kind == "judgement"} == {
            row_of(one) for one in (a_judgement(reviewer="meg"), a_judgement(seconds=5.0), changed)
        }
        of = ("s1", FIRST.content_hash, "c1", "rob")
        assert review.undo_judgement(*of) == changed
        assert review.undo_judgement(*of) == a_judgement(seconds=5.0)
        assert review.undo_judgement(*of) is None
        assert review.judgements("s1") == (a_judgement(reviewer="meg"),)
        assert review.judgements("s2") == ()


def test_what_was_recommended_settled_and_decided_stays_in_its_order_and_has_its_hash(desk):
    advice = [Recommendation(assignment="g1", reviewer="rob", revision="f", recommended=one, at=NOW) for one in Recommended]
    decisions = [Decision(submission="s1", revision="f", decided=one, by="ed", at=NOW) for one in Decided]
    settled = Settlement(submission="s1", revision="f", on="c1", by="ed", at=NOW, words="They mean the same.")
    with desk.work() as work:
        work.review.add_submission(a_submission(revisions=(FIRST, SECOND)))
        work.review.add_assignment(an_assignment())
        assert [work.review.add_recommendation(one) for one in advice][:2] == ["recommendation/1", "recommendation/2"]
        assert [work.review.add_decision(one) for one in decisions][-1] == f"decision/{len(decisions)}"
        assert work.review.add_settlement(settled) == "settlement/1"
    with desk.view() as view:
        assert view.review.recommendations("s1") == tuple(advice)
        assert view.review.decisions("s1") == tuple(decisions)
        assert view.review.settlements("s1") == (settled,)
        assert view.review.recommendations("s2") == view.review.decisions("s2") == view.review.settlements("s2") == ()
        kept = list(view.review.kept())
    assert kept[:2] == [
        Kept("revision", f"s1/{one.number}", one.content_hash, beside_hash(one)) for one in (FIRST, SECOND)
    ]  # fmt: skip
    assert Kept("recommendation", "recommendation/2", hash_of(advice[1])) in kept
    assert Kept("decision", "decision/1", hash_of(decisions[0])) in kept
    assert Kept("settlement", "settlement/1", hash_of(settled)) in kept
    assert {one.kind for one in kept[3 + len(advice) + len(decisions) :]} == {"submission", "assignment"}


def a_certainty(submission: str = "s1", **more: object) -> SetCertainty:
    reasons = (GradeReason(Domain.DESIGN, 0, "It rests on trials."), GradeReason(Domain.IMPRECISION, -1, "Few took part."))
    described = {"outcome": "hiccups", "claims": ("c1",), "certainty": Certainty.MODERATE, "begins": Certainty.HIGH, "by": "rob"}
    described |= {"reasons": reasons, "proposed": Certainty.HIGH, "proposal": reasons[:1], "at": NOW, "revision": "f"}
    return SetCertainty(submission=submission, **(described | more))


def test_every_certainty_that_was_set_stays_in_its_order_and_has_its_hash(desk):
    many = (a_certainty(), a_certainty(certainty=Certainty.LOW, at=LATER), a_certainty("s2", at=OLD))
    with desk.work() as work:
        assert [work.review.add_certainty(one) for one in many] == [f"certainty/{number}" for number in (1, 2, 3)]
    with desk.view() as view:
        assert view.review.certainties("s1") == many[:2]
        assert view.review.certainties("s2") == many[2:]
        assert view.review.certainties("none") == ()
        kept = {one.id: one for one in view.review.kept()}
        assert kept["certainty/2"] == Kept("certainty", "certainty/2", hash_of(many[1]))
        assert [sha256(one.content).hexdigest() for one in view.review.exact("s1")] == [hash_of(one) for one in many[:2]]


def test_the_very_bytes_that_hashes_are_of_can_be_had(desk):
    advice = Recommendation(assignment="g1", reviewer="rob", revision="f", recommended=Recommended.ACCEPT, at=NOW)
    decision = Decision(submission="s1", revision="f", decided=Decided.READY, by="ed", at=NOW)
    with desk.work() as work:
        work.review.add_submission(a_submission(revisions=(FIRST, SECOND)))
        work.review.add_submission(a_submission("s2", LATER, state=RevisionState.DRAFT))
        work.review.add_assignment(an_assignment())
        work.review.add_recommendation(advice)
        work.review.add_decision(decision)
    with desk.view() as view:
        exact, kept = view.review.exact("s1"), {one.id: one for one in view.review.kept()}
        assert [one.kind for one in exact] == ["revision", "revision", "recommendation", "decision"]
        for one in exact:
            assert sha256(one.content).hexdigest() == kept[one.id].content
        assert revision_of(exact[1].content, exact[1].beside) == SECOND
        assert view.review.exact("none") == ()
        assert dict(view.review.states()) == {"s1": "submitted", "s2": "draft"}


def a_comment(name: str, at: str = NOW) -> Comment:
    return Comment(id=name, submission="s1", revision="f", by="rob", at=at, words="Which dose?")


def a_task(name: str, article: str = "a1", made: str = NOW) -> Task:
    return Task(id=name, kind=TaskKind.EVIDENCE_CHANGED, article=article, words="A source was retracted.", made=made)


def test_comments_and_tasks_come_as_they_were_made_and_what_is_done_is_not_open(desk):
    with desk.work() as work:
        review = work.review
        review.add_comment(a_comment("k2"))
        review.add_comment(a_comment("k1", OLD))
        for one in (a_task("t2"), a_task("t1", "a2", OLD), a_task("t3", made=LATER)):
            review.add_task(one)
        review.save_task(replace(a_task("t3", made=LATER), done=LATER, by="ed"))
    with desk.view() as view:
        assert [one.id for one in view.review.comments("s1")] == ["k1", "k2"]
        assert view.review.comment("k1") == a_comment("k1", OLD)
        assert view.review.comment("none") is view.review.task("none") is None
        assert [one.id for one in view.review.tasks()] == ["t1", "t2"]
        assert [one.id for one in view.review.tasks(every=True)] == ["t1", "t2", "t3"]
        assert [one.id for one in view.review.tasks(article="a1")] == ["t2"]


def test_what_somebody_is_told_is_theirs_until_they_read_it(desk):
    told = [Notification(id=f"n{n}", account="rob", words="Look.", path="/desk", made=made) for n, made in enumerate((OLD, NOW))]
    with desk.work() as work:
        for one in told:
            work.review.notify(one)
        work.review.notify(Notification(id="n9", account="meg", words="Look.", path="/desk", made=NOW))
    with desk.work() as work:
        assert work.review.notifications("rob") == (told[1], told[0])
        assert work.review.read("rob", ["n1", "n9", "n7"], LATER) == 1
        assert work.review.read("rob", ["n1"], LATER) == 0
        assert work.review.notifications("rob") == (told[0],)
        assert work.review.notifications("rob", every=True) == (replace(told[1], read=LATER), told[0])
        assert len(work.review.notifications("meg")) == 1


def test_a_transaction_that_breaks_off_leaves_no_review(desk):
    def break_off() -> None:
        with desk.work() as work:
            work.review.add_submission(a_submission())
            work.review.put_judgement(a_judgement())
            work.review.add_decision(Decision(submission="s1", revision="f", decided=Decided.READY, by="ed", at=NOW))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    with desk.view() as view:
        assert view.review.submissions() == view.review.judgements("s1") == view.review.decisions("s1") == ()
        assert list(view.review.kept()) == []


@pytest.mark.parametrize("table", ["revisions", "recommendations", "decisions", "settlements", "certainties"])
@pytest.mark.parametrize("kind", LASTING)
def test_the_database_itself_refuses_to_change_what_was_said(request, tmp_path, kind, table):
    database = request.getfixturevalue("database") if kind == "postgresql" else ""
    desk = lasting(tmp_path, database)
    with desk.work() as work:
        work.review.add_submission(a_submission())
        work.review.add_assignment(an_assignment())
        work.review.add_recommendation(
            Recommendation(assignment="g1", reviewer="rob", revision="f", recommended=Recommended.ACCEPT, at=NOW)
        )
        work.review.add_decision(Decision(submission="s1", revision="f", decided=Decided.READY, by="ed", at=NOW))
        work.review.add_settlement(Settlement(submission="s1", revision="f", on="c1", by="ed", at=NOW, words="So be it."))
        work.review.add_certainty(a_certainty())
    desk.close()
    with Hand(tmp_path, database) as hand:
        for statement in (
            f"UPDATE {table} SET number = 9",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
            f"INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT (number) DO UPDATE SET number = 9",
        ):
            if hand.knows(statement):
                with pytest.raises(hand.refused, match="only added to"):
                    hand.does(statement)
