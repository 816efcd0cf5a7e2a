"""When somebody leaves: all that they had goes over in one act; what cannot is a task that says why, and who may take it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from answerable.app.acts import What
from answerable.app.desk.acting import Acting, path_of, title_of
from answerable.app.desk.assigning import HELD, assign
from answerable.app.desk.cases import case_of
from answerable.app.desk.submitting import OPEN
from answerable.errors import GuardFailed, UsageProblem, VersionConflict
from answerable.people.model import Account, Role
from answerable.people.permissions import Act, may
from answerable.review.assigning import AssignmentStep, against, moved
from answerable.review.case import owners_of, recommending
from answerable.review.model import Submission
from answerable.review.tasks import TaskKind

MOST_OFFERED = 5  # people who are named as those who may take it
_OWN = "It is the own article of the editor who hands over: another editor has to do that."


def reassign(act: Acting, leaving: str, to: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Gives all that somebody has to do to somebody else, in one act; returns what was given, and what could not be.

    Their open assignments end and the heir is invited into each; what they handle as an editor, and their tasks, go over too.
    Whatever the heir may not take is left with a task that says why and who may. A recommendation that counts stays theirs.
    """
    act.require(Act.ASSIGN)
    heir = act.work.people.account(to)
    if heir is None or not heir.active or to == leaving:
        raise UsageProblem("Nobody is there to take it over.", "Name an account that is active.")
    given: list[str] = []
    left: list[str] = []
    for what, problem in (*_places(act, leaving, heir), *_handled(act, leaving, heir), *_tasks(act, leaving, heir)):
        (left if problem else given).append(f"{what}{f': {problem}' if problem else ''}")
    return tuple(given), tuple(left)


def _places(act: Acting, leaving: str, heir: Account) -> Iterator[tuple[str, str]]:
    """Every place of theirs in a review, and why the heir could not be invited into it, or nothing."""
    for one in act.review.assignments_to(leaving):
        submission = act.submission(one.submission)
        if one.state not in HELD or submission.state not in OPEN:
            continue
        case = act.case(submission)
        if act.by.id in owners_of(case):
            yield title_of(submission), _left(act, submission, _OWN, leaving)
            continue
        if leaving in recommending(case, act.now):
            continue  # it is done, and counts, above all where it speaks against the article
        ended = act.review.save_assignment(moved(one, AssignmentStep.RECUSE, leaving, act.now, why="left the board"))
        act.line(What.RECUSED, submission.id, "", ended, assignment=one.id, reviewer=leaving, why="left the board")
        yield title_of(submission), _handed(act, submission, heir, one.role, leaving)


def _handed(act: Acting, submission: Submission, heir: Account, role: Role, leaving: str) -> str:
    """Invites the heir into a place; why not, where that cannot be, and there is a task then."""
    try:
        assign(act, submission.id, heir.id, role)
    except (GuardFailed, VersionConflict) as problem:
        offered = _offer(_reviewers(act, submission, role, leaving))
        return _left(act, submission, f"Somebody else has to review it as {role.value}. {problem.what} {offered}", leaving)
    return ""


def _reviewers(act: Acting, submission: Submission, role: Role, leaving: str) -> Iterator[str]:
    """The names of those who may be invited into a place as everything stands."""
    for account in act.work.people.accounts():
        if account.active and not account.machine and account.id != leaving and role in account.roles:
            case = case_of(act.work.people, act.review, submission, by=account)
            if not any(against(case, account, role, act.by, act.now)):
                yield account.name


def _handled(act: Acting, leaving: str, heir: Account) -> Iterator[tuple[str, str]]:
    """Every submission that they handle as its editor, and why the heir could not, or nothing."""
    for bare in act.review.submissions(OPEN):
        if bare.editor == leaving:
            submission = act.submission(bare.id)
            wrong = _against_handling(act, submission, heir)
            if wrong:
                editors = (one for one in act.work.people.accounts() if one.active and one.id != leaving)
                offered = _offer(one.name for one in editors if not _against_handling(act, submission, one))
                yield title_of(submission), _left(act, submission, f"Somebody else has to handle it. {wrong} {offered}", leaving)
                continue
            saved = act.review.save_submission(replace(submission, editor=heir.id))
            act.line(What.EDITOR_CHANGED, submission.id, "", saved, was=leaving, now=heir.id)
            act.tell(heir.id, f"You handle “{title_of(submission)}” now.", path_of(submission))
            yield title_of(submission), ""


def _against_handling(act: Acting, submission: Submission, account: Account) -> str:
    """What keeps somebody from handling a submission as its editor, in a sentence, or nothing."""
    case = case_of(act.work.people, act.review, submission, by=account)
    if not may(account, Act.DECIDE):
        return f"{account.name} may not decide on it."
    if account.id in owners_of(case):
        return f"It is {account.name}'s own."
    if any(one.reviewer == account.id and one.state in HELD for one in case.assignments):
        return f"{account.name} reviews it."
    return ""


def _tasks(act: Acting, leaving: str, heir: Account) -> Iterator[tuple[str, str]]:
    """Every task of theirs: the heir's now, or any editor's where the heir is none."""
    now = heir.id if may(heir, Act.DECIDE) else ""
    for task in act.review.tasks():
        if task.account == leaving:
            saved = act.review.save_task(replace(task, account=now))
            act.line(What.EDITOR_CHANGED, task.article, "", saved, task=task.id, was=leaving, now=now)
            yield task.words, "" if now else f"{heir.name} may not decide on it: it is any editor's now."


def _left(act: Acting, submission: Submission, words: str, leaving: str) -> str:
    """Leaves something to the editors, as a task of whoever handles it unless they are the one who leaves; returns why."""
    whose = submission.editor if submission.editor != leaving else ""
    act.task(TaskKind.REASSIGN, submission.article, words, submission=submission.id, account=whose)
    return words


def _offer(names: Iterator[str]) -> str:
    """Who may take it, in a sentence."""
    known = sorted(names)
    more = f" and {len(known) - MOST_OFFERED} more" if len(known) > MOST_OFFERED else ""
    return (
        f"It may be taken by {', '.join(known[:MOST_OFFERED])}{more}."
        if known
        else "Nobody of the board may take it as they are."
    )
