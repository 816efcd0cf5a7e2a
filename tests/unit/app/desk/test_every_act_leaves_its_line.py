"""Promise 10: every change of state names its actor, is one transaction, and leaves a line in the tamper-evident log."""

# ruff: noqa: E501 (a table)

from collections.abc import Callable

import pytest
from cases import CLINICIAN, METHODS
from editorial import ADDRESS, EditedDesk, in_memory, real_answer

from answerable.app.acts import What
from answerable.app.desk.acting import Acting
from answerable.app.reading_room import ReadingRoom
from answerable.corpus.record import NoticeKind, PartialDate, PublicationNotice
from answerable.jobs.model import stamp
from answerable.publication.public_state import Change, PublicStep, Removal
from answerable.review.case import Given
from answerable.review.edits import DropClaim, SetTitle
from answerable.review.model import Judged, Recommended
from answerable.review.transitions import Step
from answerable.settings import Settings

ASKER = "a" * 64
REPLY = "They mean the same."


def claim(found) -> str:
    return found.latest.answer.claims()[0].id


def of(found) -> dict[str, str]:
    return {"content": found.latest.content_hash}


def ready(d: EditedDesk):
    found = d.under_review()
    d.recommended(found)
    d.take(found, Step.READY)
    return found


def sent(d: EditedDesk) -> Given:
    found = ready(d)
    factor = {"meaning": "I approve it.", "factor": "totp", "factor_at": stamp(d.clock())}
    return found.id, Given(content=found.latest.content_hash, **factor)


def invited(d: EditedDesk):
    found = d.submitted()
    return d.editorial.assign(found.id, CLINICIAN.id, CLINICIAN.roles[0], by="ed").id


def room(d: EditedDesk) -> ReadingRoom:
    return ReadingRoom(d.editorial.library, Settings(library=d.editorial.library), d.clock, d.desk)


def commissioned(d: EditedDesk) -> str:
    return d.editorial.commission("question\nWhat is a back mouse?\n", by="ed").id


def shown(step: PublicStep, **brings: object) -> Callable:
    change = Change(words="A figure was wrong.", **brings)
    by = "ch" if step in (PublicStep.RETRACT, PublicStep.REMOVE, PublicStep.ARCHIVE) else "ed"
    return lambda d, _: d.editorial.show(ADDRESS, step, by=by, brings=change)


def take(step: Step, by: str = "ed") -> Callable:
    return lambda d, found: d.take(found, step, by=by, words="It is said why.")


def comment(d: EditedDesk):
    return d.editorial.comment(d.under_review().id, "Which dose?", by="cl")


def a_task(d: EditedDesk) -> str:
    d.approved()
    d.editorial.evidence = questioned(NoticeKind.RETRACTION)
    d.editorial.look_at_evidence()
    return d.editorial.tasks()[0].id


def questioned(kind: NoticeKind):
    """The library as it is after a source of the article gained a notice."""

    class Questioned:
        def notices(self, ids):
            told = PublicationNotice(kind=kind, date=PartialDate(2026, 11), notice="pmid:77")
            return {name: (told,) if number == 0 else () for number, name in enumerate(ids)}

        def close(self):
            pass

    return Questioned()


def evidence(d: EditedDesk, _):
    d.editorial.evidence = questioned(NoticeKind.RETRACTION)
    return d.editorial.look_at_evidence()


# What is done, on what, by whom, and the lines that it leaves, in their order.
TABLE: list[tuple[str, Callable, Callable, str, list[What]]] = [
    ("submit", lambda d: d.article(), lambda d, _: d.editorial.submit(ADDRESS, by="au"), "au", [What.SUBMITTED]),
    ("an asker submits", lambda d: d.article(), lambda d, _: room(d).submit(ADDRESS, ASKER), "asker", [What.SUBMITTED]),
    ("publish", lambda d: d.article(), lambda d, _: room(d).publish(ADDRESS), "operator", [What.PUBLISHED]),
    ("unpublish", lambda d: (d.article(), room(d).publish(ADDRESS)), lambda d, _: room(d).unpublish(ADDRESS), "operator",
     [What.UNPUBLISHED]),
    ("delete", lambda d: d.article(), lambda d, _: room(d).delete(ADDRESS, ASKER), "asker", [What.DELETED]),
    ("delete what is public", lambda d: (d.article(), room(d).publish(ADDRESS)), lambda d, _: room(d).delete(ADDRESS, ASKER),
     "asker", [What.LET_GO]),
    ("delete what was submitted", lambda d: (d.article(), room(d).submit(ADDRESS, ASKER)),
     lambda d, _: room(d).delete(ADDRESS, ASKER), "asker", [What.MOVED, What.DELETED]),
    ("expire", lambda d: d.article(expires="2026-01-01T00:00:00.000000+00:00"), lambda d, _: room(d).tidy(d.clock()), "machine",
     [What.EXPIRED]),
    ("commission", lambda d: None, lambda d, _: commissioned(d), "ed", [What.COMMISSIONED]),
    ("cancel", commissioned, lambda d, batch: d.editorial.cancel(batch, by="ed"), "ed", [What.COMMISSION_CANCELLED]),
    ("classify", lambda d: d.submitted().id, lambda d, s: d.editorial.classify(s, "Cardiology", by="ed"), "ed", [What.CLASSIFIED]),
    ("assign", lambda d: d.submitted().id, lambda d, s: d.editorial.assign(s, "me", METHODS.roles[0], by="ed"), "ed",
     [What.ASSIGNED]),
    ("accept", invited, lambda d, a: d.editorial.accept(a, by="cl", interests=()), "cl", [What.ACCEPTED]),
    ("decline", invited, lambda d, a: d.editorial.decline(a, "No time.", by="cl"), "cl", [What.DECLINED]),
    ("recuse", invited, lambda d, a: d.editorial.recuse(a, "A conflict.", by="cl"), "cl", [What.RECUSED]),
    ("extend", invited, lambda d, a: d.editorial.extend(a, "2027-02-01T00:00:00+00:00", by="ed"), "ed", [What.EXTENDED]),
    ("assignment expires", lambda d: (invited(d), d.clock.go_on(days=30)), lambda d, _: expire(d), "machine",
     [What.ASSIGNMENT_EXPIRED]),
    ("reassign", invited, lambda d, _: d.editorial.reassign("cl", "la", by="ed"), "ed", [What.RECUSED, What.TASK_MADE]),
    ("judge", lambda d: d.under_review(), lambda d, s: d.editorial.judge(s.id, claim(s), Judged.HOLDS, by="cl", **of(s)), "cl",
     [What.JUDGED]),
    ("undo", lambda d: judged(d), lambda d, s: d.editorial.undo(s.id, claim(s), by="cl", **of(s)), "cl", [What.UNDONE]),
    ("comment", lambda d: d.under_review(), lambda d, s: d.editorial.comment(s.id, "Which dose?", by="cl"), "cl", [What.COMMENTED]),
    ("settle a comment", comment, lambda d, c: d.editorial.settle_comment(c.id, REPLY, by="ed"), "ed", [What.COMMENT_SETTLED]),
    ("settle", lambda d: d.under_review(), lambda d, s: d.editorial.settle(s.id, claim(s), REPLY, by="ed", **of(s)), "ed",
     [What.SETTLED]),
    ("answer a finding", lambda d: d.under_review(), lambda d, s: d.editorial.answer_finding(s.id, f"{claim(s)}:unchecked", REPLY, by="ed"), "ed",
     [What.ANSWERED]),
    ("recommend", lambda d: d.under_review(), lambda d, s: d.editorial.recommend(s.id, Recommended.REJECT, by="cl", **of(s)), "cl",
     [What.RECOMMENDED]),
    ("edit", lambda d: d.under_review(), lambda d, s: d.editorial.edit(
        s.id, [SetTitle("What is a back mouse, then?"), DropClaim(claim(s))], by="ed", why="Shorter.", **of(s)), "ed", [What.REVISED]),
    ("start review", lambda d: d.submitted(), take(Step.START_REVIEW), "ed", [What.MOVED]),
    ("request changes", lambda d: d.under_review(), take(Step.REQUEST_CHANGES), "ed", [What.MOVED]),
    ("reject", lambda d: d.under_review(), take(Step.REJECT), "ed", [What.MOVED]),
    ("withdraw", lambda d: d.under_review(), take(Step.WITHDRAW, "au"), "au", [What.MOVED]),
    ("send back", ready, take(Step.SEND_BACK), "ed", [What.MOVED]),
    ("sign", sent, lambda d, g: d.editorial.take(g[0], Step.APPROVE, by="ch", given=g[1]), "ch", [What.SIGNED, What.PUBLISHED]),
    ("correct, minor", lambda d: d.approved(), shown(PublicStep.CORRECT_MINOR), "ed", [What.CORRECTED]),
    ("correct, major", lambda d: d.approved(), lambda d, _: d.editorial.correct_major(ADDRESS, "A dose was wrong.", by="ed"), "ed",
     [What.CORRECTION_OPENED]),
    ("express concern", lambda d: d.approved(), shown(PublicStep.EXPRESS_CONCERN), "ed", [What.CONCERNED]),
    ("retract", lambda d: d.approved(), shown(PublicStep.RETRACT), "ch", [What.RETRACTED]),
    ("remove", lambda d: d.approved(), shown(PublicStep.REMOVE, removal=Removal.PRIVACY), "ch", [What.REMOVED]),
    ("archive", lambda d: d.approved(), shown(PublicStep.ARCHIVE), "ch", [What.ARCHIVED]),
    ("a source is retracted", lambda d: d.approved(), evidence, "machine", [What.MARKED, What.CONCERNED, What.TASK_MADE]),
    ("a task is done", a_task, lambda d, t: d.editorial.done(t, "Looked at.", by="ed"), "ed", [What.TASK_DONE]),
]  # fmt: skip


def expire(d: EditedDesk) -> None:
    from answerable.app.acts import Door
    from answerable.app.desk.assigning import expire as end

    with d.desk.work() as work:
        end(Acting(work, None, d.clock(), Door.CLOCK))


def judged(d: EditedDesk):
    found = d.under_review()
    d.editorial.judge(found.id, claim(found), Judged.HOLDS, by="cl", **of(found))
    return found


def entries(d: EditedDesk):
    with d.desk.view() as view:
        return list(view.ledger.entries())


@pytest.mark.parametrize(("name", "before", "act", "actor", "lines"), TABLE, ids=[row[0] for row in TABLE])
def test_an_act_leaves_its_lines_with_its_actor(tmp_path, name, before, act, actor, lines):
    desk = in_memory(tmp_path)
    on = before(desk)
    held = len(entries(desk))
    act(desk, on)
    made = [entry.act for entry in entries(desk)[held:]]
    assert [one.what for one in made] == [what.value for what in lines]
    for one in made:
        assert one.actor.partition(":")[0] == actor
        assert one.door
        assert one.when.startswith("202")


@pytest.mark.parametrize(("name", "before", "act", "actor", "lines"), TABLE, ids=[row[0] for row in TABLE])
def test_an_act_whose_line_cannot_be_written_changes_nothing(tmp_path, monkeypatch, name, before, act, actor, lines):
    desk = in_memory(tmp_path)
    on = before(desk)
    from answerable.adapters.memory.people import MemoryLedger

    def full(_self, _act):
        raise OSError("no room left")

    shelf = desk.desk.shelf
    monkeypatch.setattr(MemoryLedger, "append", full)
    with pytest.raises(OSError, match="no room left"):
        act(desk, on)
    assert desk.desk.shelf == shelf


def test_every_act_is_in_the_table():
    walked = {what for *_, lines in TABLE for what in lines}
    elsewhere = {
        What.DRAFTED,
        What.COMMISSION_RETRIED,
        What.ASKED_AGAIN,
        What.EDITOR_CHANGED,
        What.SUPERSEDED,
        What.CONCERN_LIFTED,
        What.RATED,
        What.UNRATED,
    }
    assert walked | elsewhere == set(What)
    assert not walked & elsewhere


def test_the_article_is_one_that_bears_all_this(tmp_path):
    assert len(real_answer().claims()) > 3
