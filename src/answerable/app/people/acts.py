"""What every use case of people shares: the line in the ledger, who may, what is found or not."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from msgspec.structs import replace

from answerable.app.acts import naming
from answerable.app.people import OPERATOR
from answerable.app.people_ports import LedgerRepository, PeopleReading
from answerable.errors import NoSuchAccount, NotPermitted
from answerable.jobs.model import stamp
from answerable.ledger.model import Act as Line
from answerable.people.model import Account, Credential, Role
from answerable.people.permissions import Act, require
from answerable.review.keeping import Changing, Kept

if TYPE_CHECKING:
    from answerable.app.desk_ports import DeskWork


def line(
    ledger: LedgerRepository,
    by: Account | None,
    what: str,
    about: str,
    now: datetime,
    door: str,
    *changed: Changing | Kept,
    **facts: str,
) -> None:
    """Appends an act to the ledger; nothing in it says who somebody is but by their opaque id.

    `changed` is what is kept anew, or that it is not kept any more.
    """
    actor = by.id if by else OPERATOR
    told = facts | naming(changed)
    ledger.append(Line(actor=actor, what=what, about=about, when=stamp(now), door=door, facts=told))


def salt() -> str:
    """What makes a row's hash in the ledger tell nothing once the row is erased: 96 random bits."""
    return token_urlsafe(12)


def told(roles: tuple[Role, ...]) -> str:
    """Roles as the ledger tells them."""
    return ", ".join(sorted(role.value for role in roles))


def permitted(people: PeopleReading, by: Account | None, act: Act) -> Account | None:
    """Who acts, as they are now; nobody is the operator at the command line. Raises `NotPermitted`."""
    if by is None:
        return None
    now = people.account(by.id)
    if now is None:
        raise NotPermitted("This account is no more.", "Sign in with another.")
    require(now, act)
    return now


def there(account: Account | None) -> Account:
    """The account; raises `NoSuchAccount` where there is none."""
    if account is None:
        raise NoSuchAccount("There is no such account.", "See who there is with 'answerable people list'.")
    return account


def close_ways_back(work: DeskWork, account_id: str) -> None:
    """Makes every open link by which an account is set anew count no more, and forgets whom it was for."""
    for held in work.people.invitations():
        if held.resets == account_id and not held.account and not held.taken_back:
            work.people.put_invitation(replace(held, taken_back=True, email="", name="", employer=""))


def doubt_credential(work: DeskWork, account_id: str) -> tuple[Credential, ...]:
    """Makes an account's credential one that nobody has verified, and returns it; nothing where there is none."""
    doubted = tuple(replace(one, verified="", verified_by="") for one in (work.people.credential(account_id),) if one)
    for credential in doubted:
        work.people.put_credential(credential)
    return doubted


def drop_identities(work: DeskWork, account_id: str) -> None:
    """Takes out as whom identity providers know an account."""
    for held in work.people.identities(account_id):
        work.people.drop_identity(held.issuer, held.subject)


def secret_id(secret: str) -> str:
    """What is kept of a secret of 256 random bits: no slow hash is needed for what cannot be guessed."""
    return sha256(secret.encode()).hexdigest()
