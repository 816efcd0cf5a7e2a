"""What is still missing before somebody, or the whole desk, can do its work: each with the page on which it is put right."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from starlette.requests import Request

from answerable.app.people.board import Standing
from answerable.entrypoints.web.desk.door import people
from answerable.people.model import REVIEWERS, Account, Role
from answerable.people.permissions import Act, may
from answerable.text import how_many

_VOUCHES = frozenset({*REVIEWERS, Role.MEDICAL_EDITOR})
_DISCLOSES = _VOUCHES | {Role.EDITOR}
_ENOUGH = 2  # reviewers, for an approval


class Missing(Struct, frozen=True):
    """Something that is missing: what, in a sentence, and the page on which it is put right."""

    words: str
    path: str
    link: str


def missing_of(request: Request, me: Account) -> tuple[Missing, ...]:
    """What somebody has still to do, and what the desk lacks where that is theirs to see to."""
    board = people(request).board
    own = tuple(_own(board.standing(me.id), me))
    standings = board.reviewers() if may(me, Act.VERIFY_CREDENTIALS) else ()
    lacking = tuple(_lacking(people(request).accounts.all())) if may(me, Act.MANAGE_PEOPLE) else ()
    return (*own, *_to_verify(standings, me), *lacking)


def _own(standing: Standing, me: Account) -> Iterator[Missing]:
    held = frozenset(me.roles)
    if held & _VOUCHES and standing.credential is None:
        yield Missing("Write down your credential: degree, specialties, licence.", "/desk/credential", "My credential")
    elif held & _VOUCHES and standing.wrong:
        yield Missing(f"You cannot vouch for anything yet: {standing.wrong}.", "/desk/credential", "My credential")
    if held & _DISCLOSES and standing.disclosure is None:
        yield Missing("Disclose your interests for this year, or that there are none.", "/desk/disclosures", "My disclosures")


def _to_verify(standings: tuple[Standing, ...], me: Account) -> Iterator[Missing]:
    waiting = [one.account.name for one in standings if _waits(one) and one.account.id != me.id]
    if waiting:
        yield Missing(f"Somebody has to look at the credential of {', '.join(waiting)}.", "/desk/board", "The board")


def _waits(one: Standing) -> bool:
    return one.credential is not None and not one.credential.verified


def _lacking(accounts: tuple[Account, ...]) -> Iterator[Missing]:
    """Which places of an approval nobody can fill yet."""
    held = [frozenset(one.roles) for one in accounts if one.active and not one.machine]
    reviewers = sum(bool(roles & REVIEWERS) for roles in held)
    wanting: list[str] = []
    if not any(Role.EDITOR in roles for roles in held):
        wanting.append("an editor")
    if reviewers < _ENOUGH:
        wanting.append(f"{how_many(_ENOUGH - reviewers, 'more reviewer' if reviewers else 'reviewer')}")
    if not any(Role.CLINICAL_REVIEWER in roles for roles in held):
        wanting.append("a clinical reviewer" if reviewers >= _ENOUGH else "at least one of them clinical")
    if not any(Role.MEDICAL_EDITOR in roles for roles in held):
        wanting.append("a medical editor, who signs")
    if wanting:
        yield Missing(f"Before anything can be approved, the desk needs {'; '.join(wanting)}.", "/desk/people", "Invite them")
