"""Eight processes that write to one desk at once never pass a guard twice, or break one, and the ledger holds."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from cases import CLINICIAN, METHODS
from desks import LASTING, lasting
from editorial import MEANING, SPECIALTY, EditedDesk

from answerable.app.ledger import LedgerRoom
from answerable.jobs.model import stamp
from answerable.review.model import RevisionState
from answerable.review.transitions import Step

ARTICLES, WRITERS = 4, 8
WRITER = """
import random, sys, time
from pathlib import Path
sys.path[:0] = [sys.argv[1]]
from desks import lasting
from editorial import MEANING, EditedDesk
from answerable.errors import GuardFailed, LibraryBusy, NotPermitted, VersionConflict
from answerable.jobs.model import stamp
from answerable.review.case import Given
from answerable.review.edits import SetTitle
from answerable.review.model import Judged, Recommended
from answerable.review.transitions import Step

folder, number, database, names = Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5:]
desk = EditedDesk(folder, lasting(folder, database), people=False)
editorial = desk.editorial
chance = random.Random(number)
editorial.evidence.library.records([])
(folder / f"ready-{number}").touch()
while not (folder / "go").exists():
    time.sleep(0.005)

def step(name, content, step, by):
    given = Given(content=content, words="It is said why.", meaning=MEANING, factor="totp", factor_at=stamp(desk.clock.moment))
    editorial.take(name, step, by=by, given=given)

def edit(name, content):
    title = f"What is a back mouse, {number}-{chance.randrange(999)}?"
    editorial.edit(name, [SetTitle(title)], by="ed", content=content, why="A title.")

done = []
for name in names * 2:
    found = editorial.submission(name)
    content = found.latest.content_hash
    claim = found.latest.answer.claims()[0].id
    acts = [
        ("sign", lambda: step(name, content, Step.APPROVE, "ch")),
        ("sign", lambda: step(name, content, Step.APPROVE, "ch")),
        ("edit", lambda: edit(name, content)),
        ("ready", lambda: step(name, content, Step.READY, "ed")),
        ("back", lambda: step(name, content, Step.SEND_BACK, "ed")),
        ("judge", lambda: editorial.judge(name, claim, Judged.UNSURE, by="cl", content=content)),
        ("invite", lambda: editorial.assign(name, "la", desk_role, by="ed")),
    ]
    from answerable.people.model import Role
    desk_role = Role.LAY_REVIEWER
    word, act = acts[number % 2] if number < 2 else chance.choice(acts)
    try:
        act()
        done.append(word)
    except (GuardFailed, LibraryBusy, NotPermitted, VersionConflict):
        pass
editorial.close()
print(" ".join(done))
"""


@pytest.mark.slow
@pytest.mark.parametrize("kind", LASTING)
def test_eight_writers_never_pass_a_guard_twice_or_break_one(request, tmp_path, kind):
    database = request.getfixturevalue("database") if kind == "postgresql" else ""
    names = prepared(tmp_path, database)
    fixtures = Path(__file__).resolve().parents[1] / "fixtures"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(fixtures), str(tmp_path), str(number), database, *names],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(WRITERS)
    ]
    try:
        while not all((tmp_path / f"ready-{number}").exists() or writers[number].poll() for number in range(WRITERS)):
            time.sleep(0.02)
        (tmp_path / "go").touch()
        told = [writer.communicate(timeout=240) for writer in writers]
    finally:
        for writer in writers:
            writer.kill()
    assert all(writer.returncode == 0 for writer in writers), [err for _, err in told]
    desk = EditedDesk(tmp_path, lasting(tmp_path, database), people=False)
    try:
        found = LedgerRoom(tmp_path, desk.desk).verify()
        assert found.faults == ()
        for name in names:
            holds(desk, name)
        signed = sum(out.split().count("sign") for out, _ in told)
        assert signed == desk.acts().count("approval signed")
        assert signed
    finally:
        desk.editorial.close()


def prepared(folder: Path, database: str) -> list[str]:
    """Articles that are ready for sign-off."""
    desk = EditedDesk(folder, lasting(folder, database))
    names: list[str] = []
    for number in range(ARTICLES):
        address = f"{number:022}"
        desk.article(address)
        found = desk.editorial.submit(address, by="au", specialty=SPECIALTY)
        desk.take(found, Step.START_REVIEW)
        for reviewer in (CLINICIAN, METHODS):
            given = desk.editorial.assign(found.id, reviewer.id, reviewer.roles[0], by="ed")
            desk.editorial.accept(given.id, by=reviewer.id)
        desk.recommended(desk.editorial.submission(found.id))
        desk.take(found, Step.READY)
        names.append(found.id)
    assert stamp(desk.clock())
    desk.editorial.close()
    return names


def holds(desk: EditedDesk, name: str) -> None:
    """What can never be otherwise of a submission, whoever was first."""
    with desk.desk.view() as view:
        submission = view.review.submission(name)
        signatures = [one for one in view.review.decisions(name) if one.meaning]
        places = [one.reviewer for one in view.review.assignments(name)]
        article = view.article(submission.article)
        lines = [entry.act for entry in view.ledger.about(name)]
    assert len(places) == len(set(places)), "nobody fills two places"
    assert len(signatures) <= 1, "nothing is signed twice"
    assert (submission.state is RevisionState.APPROVED) == bool(signatures) == article.approved
    assert [one.number for one in submission.revisions] == list(range(1, len(submission.revisions) + 1))
    hashes = [one.content_hash for one in submission.revisions]
    assert [one.supersedes for one in submission.revisions[1:]] == hashes[:-1]
    for one in signatures:
        assert one.meaning == MEANING
        assert one.revision == hashes[-1], "nothing is changed after it was signed, and only the latest is signed"
        assert article.latest.answer == submission.latest.answer
        ready = [act for act in lines if act.facts.get("step") == "ready for sign-off"]
        assert ready[-1].content == one.revision, "what is signed is what was made ready"
    moves = [(act.facts["was"], act.facts["state"]) for act in lines if "was" in act.facts and "state" in act.facts]
    at = "submitted"
    for was, now in moves:
        assert was == at, "each step begins where the one before it ended"
        at = now
    assert at == submission.state.value
