"""The one table of permissions: which roles may do an act; what depends on the case is a guard of the act itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from answerable.errors import NotPermitted
from answerable.people.model import REVIEWERS, Account, Role


class Act(StrEnum):
    """What somebody can do at the desk."""

    SUBMIT = "submit an article"
    COMMISSION = "commission articles"
    ASSIGN = "assign reviewers"
    EDIT = "edit a revision"
    JUDGE = "judge claims"
    RECOMMEND = "recommend"
    COMMENT = "comment"
    RATE = "rate the certainty of an outcome"
    DECIDE = "decide on a revision"
    SIGN = "sign an approval"
    CORRECT = "publish a correction"
    RETRACT = "retract or remove an article"
    READ_DESK = "read what is under review"
    READ_LEDGER = "read the ledger"
    MANAGE_PEOPLE = "manage accounts and roles"
    VERIFY_CREDENTIALS = "verify credentials"
    MANAGE_SYSTEM = "back up, restore and set the system up"


_R = Role
PERMITTED: Mapping[Act, frozenset[Role]] = {
    Act.SUBMIT: frozenset({_R.AUTHOR, _R.EDITOR, _R.MEDICAL_EDITOR}),
    Act.COMMISSION: frozenset({_R.EDITOR, _R.MEDICAL_EDITOR}),
    Act.ASSIGN: frozenset({_R.EDITOR, _R.MEDICAL_EDITOR}),
    Act.EDIT: frozenset({_R.AUTHOR, _R.EDITOR, _R.MEDICAL_EDITOR}),
    Act.JUDGE: REVIEWERS,
    Act.RECOMMEND: REVIEWERS,
    Act.COMMENT: REVIEWERS | {_R.AUTHOR, _R.EDITOR, _R.MEDICAL_EDITOR},
    Act.RATE: frozenset({_R.CLINICAL_REVIEWER, _R.METHODS_REVIEWER, _R.EDITOR, _R.MEDICAL_EDITOR}),
    Act.DECIDE: frozenset({_R.EDITOR, _R.MEDICAL_EDITOR}),
    Act.SIGN: frozenset({_R.MEDICAL_EDITOR}),
    Act.CORRECT: frozenset({_R.EDITOR, _R.MEDICAL_EDITOR}),
    Act.RETRACT: frozenset({_R.MEDICAL_EDITOR}),
    Act.READ_DESK: REVIEWERS | {_R.AUTHOR, _R.EDITOR, _R.MEDICAL_EDITOR, _R.AUDITOR},
    Act.READ_LEDGER: frozenset({_R.MEDICAL_EDITOR, _R.AUDITOR, _R.ADMINISTRATOR}),
    Act.MANAGE_PEOPLE: frozenset({_R.ADMINISTRATOR}),
    Act.VERIFY_CREDENTIALS: frozenset({_R.EDITOR, _R.MEDICAL_EDITOR}),
    Act.MANAGE_SYSTEM: frozenset({_R.ADMINISTRATOR}),
}

# What an administrator does not do, whatever other roles are held: every act that an approval is made of.
NEVER_BY_ADMINISTRATORS = frozenset({Act.JUDGE, Act.RECOMMEND, Act.RATE, Act.DECIDE, Act.SIGN, Act.VERIFY_CREDENTIALS})
NEVER_TOGETHER: tuple[tuple[frozenset[Role], str], ...] = (
    (frozenset({_R.ADMINISTRATOR, _R.MEDICAL_EDITOR}), "an administrator can never approve"),
    (frozenset({_R.AUDITOR, _R.MEDICAL_EDITOR}), "whoever audits does not approve"),
)
FOR_MACHINES = frozenset({_R.READER})


def may(account: Account, act: Act) -> bool:
    """Whether an account's roles permit an act, as they are now."""
    held = frozenset(account.roles)
    if not account.active or (account.machine and not held <= FOR_MACHINES):
        return False
    if Role.ADMINISTRATOR in held and act in NEVER_BY_ADMINISTRATORS:
        return False
    return bool(held & PERMITTED[act])


def require(account: Account, act: Act) -> None:
    """Raises `NotPermitted` where the roles of an account do not permit an act."""
    if not may(account, act):
        raise NotPermitted(f"Your roles do not permit you to {act.value}.", "Ask an administrator which roles you need.")


def wrong_with(roles: Iterable[Role], *, machine: bool = False) -> str:
    """Why an account may not hold these roles together, or nothing."""
    held = frozenset(roles)
    if machine and not held <= FOR_MACHINES:
        return "a machine's account never holds a person's role"
    return next((why for together, why in NEVER_TOGETHER if together <= held), "")


def page() -> str:
    """docs/reference/permissions.md, printed from this table."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Permissions\n"
    yield (
        "Who may do what at the editorial desk, printed from the table that it works by "
        "(`src/answerable/people/permissions.py`). What depends on the case, such as whose article it is and who is conflicted, "
        "is a guard of the act itself. Roles are read at each request: a change takes effect at once. Who is deactivated may do "
        "nothing.\n"
    )
    yield "## The table\n"
    yield f"| act | {' | '.join(role.value for role in Role)} |"
    yield f"|---|{'---|' * len(Role)}"
    for act in Act:
        yield f"| {act.value} | {' | '.join('yes' if role in PERMITTED[act] else '' for role in Role)} |"
    yield "\n## What may not meet\n"
    for together, why in NEVER_TOGETHER:
        yield f"- {' and '.join(sorted(role.value for role in together))}: {why}."
    never = ", ".join(act.value for act in Act if act in NEVER_BY_ADMINISTRATORS)
    yield f"- An administrator never does any of these, whatever other roles are held: {never}."
    yield f"- A machine's account holds no role but {', '.join(sorted(role.value for role in FOR_MACHINES))}."
