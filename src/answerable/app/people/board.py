"""The board: credentials that somebody verified, interests disclosed, and what members agree to show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from answerable.app.people.acts import line, permitted, salt, there
from answerable.errors import NotPermitted, UsageProblem, VersionConflict
from answerable.people.fitness import in_force, wrong_with_credential
from answerable.people.model import SIGNERS, Account, Credential, DisclosedInterest, Disclosure, Licence, Role
from answerable.people.orcid import orcid
from answerable.people.permissions import Act
from answerable.review.keeping import hash_of

if TYPE_CHECKING:
    from answerable.app.people import People

SHOWN = ("name", "degree", "specialties", "licence", "orcid", "employer", "disclosures")  # what a member may agree to show
YEAR = timedelta(days=365)
_LONGEST = 500
_MOST = 50


class Member(Struct, frozen=True, kw_only=True):
    """A member of the board as everybody may see them: what was agreed to, and nothing else."""

    name: str
    roles: tuple[Role, ...]
    verified: str
    degree: str = ""
    specialties: tuple[str, ...] = ()
    licence: str = ""
    orcid: str = ""
    employer: str = ""
    disclosure: Disclosure | None = None


class Standing(Struct, frozen=True, kw_only=True):
    """How an account stands: its credential, why that does not count today (or nothing), and what is disclosed for this year."""

    account: Account
    credential: Credential | None
    wrong: str
    disclosure: Disclosure | None

    @property
    def mark(self) -> str:
        """What tells the credential, and whose name it is under, from what either was before."""
        return mark_of(self.account, self.credential) if self.credential else ""


class Board:
    """What is done with credentials and disclosures. `by` is who does it; one's own are one's own to write."""

    def __init__(self, people: People) -> None:
        self._of = people

    def _today(self) -> str:
        return self._of.clock().date().isoformat()

    # -- credentials

    def put_credential(self, credential: Credential, *, by: Account, door: str) -> Credential:
        """Keeps one's own credential; any change of it has to be verified again, but not of what is shown."""
        made = _checked(credential)
        with self._of.desk.work() as work:
            if credential.account != by.id:
                raise NotPermitted("A credential is its holder's to write.", "Ask them to change it.")
            held = work.people.credential(made.account)
            same = held is not None and replace(held, verified="", verified_by="", shown=(), salt="") == replace(made, shown=())
            kept = replace(held if held is not None and same else made, shown=made.shown, salt=salt())
            work.people.put_credential(kept)
            line(work.ledger, by, "what is shown changed" if same else "credential changed", by.id, self._of.clock(), door, kept)
        return kept

    def verify(self, account_id: str, *, by: Account, door: str, seen: str | None = None) -> Credential:
        """Says that one has looked at the proof of somebody's credential; nobody verifies their own.

        `seen` is the mark of the credential that was looked at; raises `VersionConflict` where it was changed since.
        """
        with self._of.desk.work() as work:
            who, held = permitted(work.people, by, Act.VERIFY_CREDENTIALS), there(work.people.account(account_id))
            credential = work.people.credential(held.id)
            if credential is None:
                raise UsageProblem("There is no credential to verify.", "Its holder writes it first.")
            if who is None or who.id == held.id:
                raise NotPermitted("Nobody verifies their own credential.", "Ask another editor.")
            if seen is not None and seen != mark_of(held, credential):
                raise VersionConflict(
                    "The credential was changed since you looked at it.", "Look at the proof of it as it is now."
                )
            kept = replace(credential, verified_by=who.id, verified=self._today(), salt=salt())
            work.people.put_credential(kept)
            line(work.ledger, who, "credential verified", held.id, self._of.clock(), door, kept)
        return kept

    def standing(self, account_id: str) -> Standing:
        """How an account stands today."""
        with self._of.desk.view() as view:
            account = there(view.people.account(account_id))
            credential = view.people.credential(account.id)
            disclosed = in_force(view.people.disclosures(account.id), self._today())
        return Standing(
            account=account,
            credential=credential,
            wrong=wrong_with_credential(credential, self._today()),
            disclosure=disclosed,
        )

    def reviewers(self) -> tuple[Standing, ...]:
        """How everybody stands who may vouch for something."""
        return tuple(self.standing(one.id) for one in self._of.accounts.all() if one.active and not SIGNERS.isdisjoint(one.roles))

    # -- disclosures

    def disclose(
        self,
        interests: Sequence[DisclosedInterest],
        coauthors: Sequence[str],
        *,
        by: Account,
        door: str,
        assignment: str = "",
    ) -> Disclosure:
        """Keeps what somebody discloses, for a year or for one assignment; no interests say that there are none."""
        now = self._of.clock()
        made = Disclosure(
            account=by.id,
            made=now.date().isoformat(),
            until=(now + YEAR).date().isoformat(),
            assignment=assignment,
            interests=tuple(_interest(one) for one in interests[:_MOST]),
            coauthors=tuple(_plain(one) for one in coauthors[: 10 * _MOST] if one.strip()),
            salt=salt(),
        )
        with self._of.desk.work() as work:
            there(work.people.account(by.id))
            place = work.review.assignment(assignment) if assignment else None
            if assignment and (place is None or place.reviewer != by.id):
                raise UsageProblem(
                    "There is no such assignment of yours.", "Open the invitation again, or disclose for the year."
                )
            work.people.add_disclosure(made)
            facts = {"interests": str(len(made.interests)), "assignment": assignment}
            line(work.ledger, by, "interests disclosed", by.id, now, door, made, **facts)
        return made

    def disclosures(self, account_id: str) -> tuple[Disclosure, ...]:
        """What an account disclosed, the newest first."""
        with self._of.desk.view() as view:
            return tuple(reversed(view.people.disclosures(account_id)))

    # -- what everybody sees

    def members(self) -> tuple[Member, ...]:
        """Who is on the board and agrees to stand on its page: people whose credential is verified and has not expired."""
        shown: list[Member] = []
        for one in self.reviewers():
            if one.credential is not None and not one.wrong and "name" in one.credential.shown:
                shown.append(_member(one, one.credential))
        return tuple(sorted(shown, key=lambda one: (Role.MEDICAL_EDITOR not in one.roles, one.name)))


def mark_of(account: Account, credential: Credential) -> str:
    """What changes with a credential and with the name of who holds it."""
    return sha256(f"{account.name}\n{hash_of(credential)}".encode()).hexdigest()


def _member(one: Standing, credential: Credential) -> Member:
    shows = frozenset(credential.shown)
    licence = credential.licence
    return Member(
        name=one.account.name,
        roles=tuple(role for role in one.account.roles if role in SIGNERS),
        verified=credential.verified,
        degree=credential.degree if "degree" in shows else "",
        specialties=credential.specialties if "specialties" in shows else (),
        licence=f"{licence.authority}, {licence.country}" if licence and "licence" in shows else "",
        orcid=credential.orcid if "orcid" in shows else "",
        employer=one.account.employer if "employer" in shows else "",
        disclosure=one.disclosure if "disclosures" in shows else None,
    )


def _plain(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]


def _interest(one: DisclosedInterest) -> DisclosedInterest:
    return replace(
        one, company=_plain(one.company), product=_plain(one.product), topic=_plain(one.topic), words=_plain(one.words)
    )


def _checked(given: Credential) -> Credential:
    """A credential whose parts can be so, not verified; raises `UsageProblem`."""
    degree, specialties = _plain(given.degree), tuple(dict.fromkeys(_plain(one) for one in given.specialties if one.strip()))
    if not degree:
        raise UsageProblem("The degree is missing.", "Write it as it should stand behind the name, such as MD or MSc.")
    return Credential(
        account=given.account,
        degree=degree,
        specialties=specialties[:_MOST],
        licence=_licence(given.licence),
        orcid=orcid(given.orcid),
        shown=tuple(one for one in SHOWN if one in given.shown),
    )


def _licence(given: Licence | None) -> Licence | None:
    if given is None or not any((given.authority.strip(), given.number.strip(), given.expires.strip())):
        return None
    parts = [_plain(one) for one in (given.authority, given.number, given.country)]
    if not all(parts):
        raise UsageProblem("A licence has an authority, a number and a country.", "Fill in all of them, or none.")
    try:
        expires = date.fromisoformat(given.expires.strip())
    except ValueError:
        raise UsageProblem("The day on which the licence expires cannot be read.", "Write it as 2027-12-31.") from None
    return Licence(authority=parts[0], number=parts[1], country=parts[2], expires=expires.isoformat())
