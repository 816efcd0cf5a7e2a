"""Invitations: a link that is good once and for some days, sent by mail or shown to whoever invites."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from answerable.app.people.accounts import a_name, checked_roles
from answerable.app.people.acts import close_ways_back, doubt_credential, drop_identities, line, permitted, secret_id, there, told
from answerable.app.people_ports import PeopleReading
from answerable.errors import SpentInvitation, VersionConflict
from answerable.jobs.model import stamp
from answerable.people import addresses
from answerable.people.invitation import Invitation, Letter
from answerable.people.model import Account, Role
from answerable.people.permissions import Act, may

if TYPE_CHECKING:
    from answerable.app.desk_ports import DeskWork
    from answerable.app.people import People

PATH = "/desk/invitations/"


class Invited(Struct, frozen=True):
    """An invitation that was just made: its link's secret, which is kept nowhere, and whether a letter brings it."""

    invitation: Invitation
    secret: str
    mailed: bool

    @property
    def path(self) -> str:
        """Where it is accepted, on this site."""
        return PATH + self.secret


class Invitations:
    """What is done with invitations. `by` is who does it; None is the operator at the command line."""

    def __init__(self, people: People) -> None:
        self._of = people

    def all(self) -> tuple[Invitation, ...]:
        """Every invitation that can still be accepted, the newest first."""
        now = stamp(self._of.clock())
        with self._of.desk.view() as view:
            return tuple(one for one in view.people.invitations() if one.is_open(now) and _stands_behind(view.people, one))

    def invite(
        self, *, name: str, email: str, roles: Iterable[Role], by: Account | None, door: str, employer: str = "", site: str = ""
    ) -> Invited:
        """Invites somebody; where mail is set up and `site` is known, a letter brings the link.

        Raises `NotPermitted`, `UsageProblem` for roles that may not meet, `VersionConflict` where there is such an account.
        """
        address, wanted = addresses.email(email), checked_roles(roles)
        with self._of.desk.work() as work:
            who = permitted(work.people, by, Act.MANAGE_PEOPLE)
            if work.people.account_at(address):
                raise VersionConflict(
                    "There is an account with this e-mail address already.", "Change its roles, or invite another address."
                )
            for held in work.people.invitations():
                if addresses.key(held.email) == addresses.key(address) and held.is_open(stamp(self._of.clock())):
                    work.people.put_invitation(replace(held, taken_back=True))  # the newest link is the one that counts
            made = self._put(work, a_name(name), address, wanted, who, employer=employer.strip(), site=site)
            line(work.ledger, who, "person invited", made.invitation.id, self._of.clock(), door, roles=told(wanted))
        self._of.wake()
        return made

    def let_back_in(self, account_id: str, *, by: Account | None, door: str, site: str = "") -> Invited:
        """A link by which somebody who lost password or second factor sets both anew; the old ones count until it is used."""
        with self._of.desk.work() as work:
            who, held = permitted(work.people, by, Act.MANAGE_PEOPLE), there(work.people.account(account_id))
            close_ways_back(work, held.id)  # the newest link is the one that counts
            made = self._put(work, held.name, held.email, held.roles, who, resets=held.id, site=site)
            line(work.ledger, who, "way back in given", held.id, self._of.clock(), door)
        self._of.wake()
        return made

    def take_back(self, invitation_id: str, *, by: Account | None, door: str) -> None:
        """Makes an invitation count no more."""
        with self._of.desk.work() as work:
            who = permitted(work.people, by, Act.MANAGE_PEOPLE)
            held = work.people.invitation(invitation_id)
            if held is None or held.account or held.taken_back:
                raise _spent()
            work.people.put_invitation(replace(held, taken_back=True))
            line(work.ledger, who, "invitation taken back", held.id, self._of.clock(), door)

    def look_at(self, secret: str) -> Invitation:
        """The invitation behind a link; raises `SpentInvitation` where it cannot be accepted now."""
        with self._of.desk.view() as view:
            return self._open(view.people, view.people.invitation(secret_id(secret)))

    def accept(self, secret: str, *, name: str, password: str, door: str) -> Account:
        """Makes the account that somebody was invited to, with the password that they chose; the link counts no more then."""
        held = self.look_at(secret)
        made = self.account_of(held, name)
        kept = self._of.accounts.kept(password, made)
        with self._of.desk.work() as work:
            return self.taken(work, held.id, made, kept, door)

    def still_open(self, work: DeskWork, invitation_id: str) -> Invitation:
        """The invitation of that id; raises `SpentInvitation` where it cannot be accepted any more."""
        return self._open(work.people, work.people.invitation(invitation_id))

    def account_of(self, held: Invitation, name: str) -> Account:
        """The account that somebody is invited to, not kept yet, under the name that they give themselves."""
        wanted = name or held.name
        return self._of.accounts.made(name=wanted, email=held.email, roles=held.roles, employer=held.employer)

    def taken(self, work: DeskWork, invitation_id: str, made: Account, kept: str, door: str) -> Account:
        """Keeps the account of an invitation, with what is kept of its password, and makes the link count no more."""
        held = self.still_open(work, invitation_id)  # somebody else may have been quicker
        if held.resets:
            made = self._reset(work, held, kept, door)
        else:
            self._of.accounts.add(work, made, kept, by=made, door=door)
        work.people.put_invitation(replace(held, account=made.id, email="", name="", employer=""))
        return made

    def _reset(self, work: DeskWork, held: Invitation, kept: str, door: str) -> Account:
        account = there(work.people.account(held.resets))
        work.people.put_password(account.id, kept)
        work.people.drop_sessions(account.id)
        for factor in work.people.factors(account.id):
            work.people.drop_factor(factor.id)
        drop_identities(work, account.id)
        # Whoever holds a link is not surely who they were: an editor looks at the proof again before they vouch for anything.
        doubted = doubt_credential(work, account.id)
        close_ways_back(work, account.id)
        line(work.ledger, account, "password and second factors set anew", account.id, self._of.clock(), door, *doubted)
        return account

    def _open(self, people: PeopleReading, found: Invitation | None) -> Invitation:
        if found is None or not found.is_open(stamp(self._of.clock())) or not _stands_behind(people, found):
            raise _spent()
        return found

    def _put(
        self,
        work: DeskWork,
        name: str,
        email: str,
        roles: tuple[Role, ...],
        by: Account | None,
        *,
        site: str,
        employer: str = "",
        resets: str = "",
    ) -> Invited:
        """Keeps an invitation, and the letter that brings it."""
        now, secret = self._of.clock(), secrets.token_urlsafe(32)
        until = now + timedelta(days=self._of.settings.invitation_days)
        made = Invitation(
            id=secret_id(secret),
            email=email,
            name=name,
            roles=roles,
            by=by.id if by else "",
            made=stamp(now),
            until=stamp(until),
            employer=employer,
            resets=resets,
        )
        work.people.put_invitation(made)
        mailed = bool(self._of.post and site)
        if mailed:
            work.outbox.put_letter(_letter(made, f"{site}{PATH}{secret}", self._of.site, stamp(now)))
        return Invited(made, secret, mailed)


def _stands_behind(people: PeopleReading, made: Invitation) -> bool:
    """Whether whoever invited may still let people in: what somebody gave away who was shut out since opens nothing."""
    by = people.account(made.by) if made.by else None
    return may(by, Act.MANAGE_PEOPLE) if by else not made.by


def _letter(made: Invitation, link: str, site: str, now: str) -> Letter:
    asks = (
        "sets your password and your second factor anew"
        if made.resets
        else f"makes your account ({told(made.roles) or 'reader'})"
    )
    text = (
        f"Dear {made.name},\n\nthe editorial desk of {site} is open to you. This link {asks}; it is good once, until "
        f"{made.until[:10]}:\n\n{link}\n\nIf you did not expect this letter, you need not do anything.\n"
    )
    subject = f"Your way back in to {site}" if made.resets else f"Invitation to the editorial desk of {site}"
    return Letter(id=secrets.token_hex(16), to=made.email, subject=" ".join(subject.split()), text=text, made=now, ready=now)


def _spent() -> SpentInvitation:
    return SpentInvitation("This invitation was used, is over, or was taken back.", "Ask whoever invited you for another.")
