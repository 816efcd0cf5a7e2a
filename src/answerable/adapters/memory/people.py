"""The reference for people, letters and ledger: plain dictionaries; what may not be changed is in tuples."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from typing import Any, Self

from msgspec.structs import replace

from answerable.errors import VersionConflict
from answerable.ledger.chain import follow
from answerable.ledger.model import Act, Entry, Seal
from answerable.people.addresses import key as same
from answerable.people.factors import Factor
from answerable.people.identity import Departure, Identity
from answerable.people.invitation import Invitation, Letter, LetterState
from answerable.people.lockout import Tries
from answerable.people.model import Account, Credential, Disclosure
from answerable.people.session import Session
from answerable.review.keeping import Kept, row_of


@dataclass
class PeopleShelf:
    """All that is held; nothing in it is changed in place, so that a copy of each part is a whole one."""

    accounts: dict[str, Account] = field(default_factory=dict[str, Account])
    passwords: dict[str, str] = field(default_factory=dict[str, str])
    credentials: dict[str, Credential] = field(default_factory=dict[str, Credential])
    disclosures: tuple[Disclosure, ...] = ()
    sessions: dict[str, Session] = field(default_factory=dict[str, Session])
    factors: dict[str, Factor] = field(default_factory=dict[str, Factor])
    identities: dict[tuple[str, str], Identity] = field(default_factory=dict[tuple[str, str], Identity])
    departures: dict[str, Departure] = field(default_factory=dict[str, Departure])
    invitations: dict[str, Invitation] = field(default_factory=dict[str, Invitation])
    tries: dict[str, Tries] = field(default_factory=dict[str, Tries])
    letters: dict[str, Letter] = field(default_factory=dict[str, Letter])
    entries: tuple[Entry, ...] = ()
    seals: tuple[Seal, ...] = ()

    def __copy__(self) -> Self:
        """A shelf that can be changed without this one."""
        parts: list[Any] = [copy(part) for part in vars(self).values()]
        return type(self)(*parts)


class MemoryPeople:
    """Satisfies `app.people_ports.PeopleRepository`."""

    def __init__(self, shelf: PeopleShelf) -> None:
        self._shelf = shelf

    def account(self, account_id: str) -> Account | None:
        """An account, or None."""
        return self._shelf.accounts.get(account_id)

    def account_at(self, email: str) -> Account | None:
        """The account of an e-mail address, whatever its capitals, or None."""
        wanted = same(email)
        return next((one for one in self._shelf.accounts.values() if wanted and same(one.email) == wanted), None)

    def accounts(self) -> tuple[Account, ...]:
        """Every account, as they were made."""
        return tuple(sorted(self._shelf.accounts.values(), key=lambda one: (one.made, one.id)))

    def add_account(self, account: Account) -> None:
        """Keeps a new account; raises `VersionConflict` where its id or its e-mail address is taken."""
        if account.id in self._shelf.accounts or self.account_at(account.email):
            raise VersionConflict("There is an account with this e-mail address already.", "Use another address.")
        self._shelf.accounts[account.id] = account

    def save_account(self, account: Account) -> Account:
        """Keeps an account and returns it with its next version; raises `VersionConflict` where another save was first."""
        held, same_address = self.account(account.id), self.account_at(account.email)
        if held is None or held.version != account.version or (same_address is not None and same_address.id != account.id):
            raise VersionConflict("Somebody else changed this account in the meantime.", "Load it again, and repeat.")
        saved = self._shelf.accounts[account.id] = replace(account, version=account.version + 1)
        return saved

    def password(self, account_id: str) -> str:
        """What is kept of an account's password, or nothing."""
        return self._shelf.passwords.get(account_id, "")

    def put_password(self, account_id: str, kept: str) -> None:
        """Keeps what is kept of a password, in the place of what was."""
        self._shelf.passwords[account_id] = kept

    def credential(self, account_id: str) -> Credential | None:
        """An account's credential, or None."""
        return self._shelf.credentials.get(account_id)

    def credentials(self) -> tuple[Credential, ...]:
        """Every credential, in the order of the accounts' ids."""
        return tuple(one for _, one in sorted(self._shelf.credentials.items()))

    def put_credential(self, credential: Credential) -> None:
        """Keeps an account's credential, in the place of what was."""
        self._shelf.credentials[credential.account] = credential

    def drop_credential(self, account_id: str) -> None:
        """Takes an account's credential and disclosures out."""
        self._shelf.credentials.pop(account_id, None)
        self._shelf.disclosures = tuple(one for one in self._shelf.disclosures if one.account != account_id)

    def disclosures(self, account_id: str) -> tuple[Disclosure, ...]:
        """What an account disclosed, as it came."""
        return tuple(one for one in self._shelf.disclosures if one.account == account_id)

    def add_disclosure(self, disclosure: Disclosure) -> None:
        """Keeps a disclosure beside those that are there."""
        self._shelf.disclosures = (*self._shelf.disclosures, disclosure)

    def kept(self) -> Iterator[Kept]:
        """Every credential and disclosure, with the hash of its bytes as they are now."""
        yield from map(row_of, self._shelf.credentials.values())
        yield from map(row_of, self._shelf.disclosures)

    def session(self, session_id: str) -> Session | None:
        """A session, or None."""
        return self._shelf.sessions.get(session_id)

    def sessions(self, account_id: str) -> tuple[Session, ...]:
        """An account's sessions, the one seen last first."""
        own = sorted((one for one in self._shelf.sessions.values() if one.account == account_id), key=lambda one: one.id)
        return tuple(sorted(own, key=lambda one: one.seen, reverse=True))

    def put_session(self, session: Session) -> None:
        """Keeps a session, in the place of what is held under its id."""
        self._shelf.sessions[session.id] = session

    def drop_sessions(self, account_id: str, *, but: str = "") -> int:
        """Ends an account's sessions, all but one; returns how many."""
        gone = [one.id for one in self._shelf.sessions.values() if one.account == account_id and one.id != but]
        for session_id in gone:
            del self._shelf.sessions[session_id]
        return len(gone)

    def drop_session(self, session_id: str) -> None:
        """Ends one session."""
        self._shelf.sessions.pop(session_id, None)

    def factor(self, factor_id: str) -> Factor | None:
        """A second factor of anybody's, or None."""
        return self._shelf.factors.get(factor_id)

    def factors(self, account_id: str) -> tuple[Factor, ...]:
        """An account's second factors, as they were made."""
        own = (one for one in self._shelf.factors.values() if one.account == account_id)
        return tuple(sorted(own, key=lambda one: (one.made, one.id)))

    def put_factor(self, factor: Factor) -> None:
        """Keeps a second factor, in the place of what is held under its id."""
        self._shelf.factors[factor.id] = factor

    def drop_factor(self, factor_id: str) -> None:
        """Takes a second factor out."""
        self._shelf.factors.pop(factor_id, None)

    def identity(self, issuer: str, subject: str) -> Identity | None:
        """Whose account belongs to somebody as an issuer knows them, or None."""
        return self._shelf.identities.get((issuer, subject))

    def identities(self, account_id: str) -> tuple[Identity, ...]:
        """As whom issuers know an account, as they were connected."""
        own = (one for one in self._shelf.identities.values() if one.account == account_id)
        return tuple(sorted(own, key=lambda one: (one.made, one.issuer, one.subject)))

    def add_identity(self, identity: Identity) -> None:
        """Keeps an identity; raises `VersionConflict` where it is connected already, to whomever."""
        if self.identity(identity.issuer, identity.subject):
            raise VersionConflict("This identity is connected to an account already.", "Take it out there first.")
        self._shelf.identities[identity.issuer, identity.subject] = identity

    def save_identity(self, identity: Identity) -> None:
        """Keeps an identity as it now is, where it is still there and its account's."""
        held = self.identity(identity.issuer, identity.subject)
        if held is not None and held.account == identity.account:
            self._shelf.identities[identity.issuer, identity.subject] = identity

    def drop_identity(self, issuer: str, subject: str) -> None:
        """Takes an identity out."""
        self._shelf.identities.pop((issuer, subject), None)

    def put_departure(self, departure: Departure) -> None:
        """Keeps that somebody was sent to the provider."""
        self._shelf.departures[departure.id] = departure

    def take_departure(self, departure_id: str) -> Departure | None:
        """Takes a departure out and returns it, so that it counts once; None where there is none."""
        return self._shelf.departures.pop(departure_id, None)

    def invitation(self, invitation_id: str) -> Invitation | None:
        """An invitation, or None."""
        return self._shelf.invitations.get(invitation_id)

    def invitations(self) -> tuple[Invitation, ...]:
        """Every invitation, the newest first."""
        held = sorted(self._shelf.invitations.values(), key=lambda one: one.id)
        return tuple(sorted(held, key=lambda one: one.made, reverse=True))

    def put_invitation(self, invitation: Invitation) -> None:
        """Keeps an invitation, in the place of what is held under its id."""
        self._shelf.invitations[invitation.id] = invitation

    def tries(self, key: str) -> Tries | None:
        """How many tries are left under a key, or None where it never failed."""
        return self._shelf.tries.get(key)

    def put_tries(self, key: str, tries: Tries) -> None:
        """Keeps how many tries are left under a key."""
        self._shelf.tries[key] = tries

    def forget_before(self, sessions: str, tries: str, departures: str) -> int:
        """Drops sessions made, tries counted and departures made before an ISO time for each; returns how many."""
        shelf = self._shelf
        before = len(shelf.sessions) + len(shelf.tries) + len(shelf.departures)
        shelf.sessions = {name: one for name, one in shelf.sessions.items() if one.made >= sessions}
        shelf.tries = {name: one for name, one in shelf.tries.items() if one.since >= tries}
        shelf.departures = {name: one for name, one in shelf.departures.items() if one.made >= departures}
        return before - len(shelf.sessions) - len(shelf.tries) - len(shelf.departures)


class MemoryOutbox:
    """Satisfies `app.people_ports.Outbox`."""

    def __init__(self, shelf: PeopleShelf) -> None:
        self._shelf = shelf

    def letter(self, letter_id: str) -> Letter | None:
        """A letter, or None."""
        return self._shelf.letters.get(letter_id)

    def unsent(self) -> tuple[Letter, ...]:
        """Letters that are not sent, as they came."""
        held = (one for one in self._shelf.letters.values() if one.state is not LetterState.SENT)
        return tuple(sorted(held, key=lambda one: (one.made, one.id)))

    def put_letter(self, letter: Letter) -> None:
        """Keeps a letter, in the place of what is held under its id."""
        self._shelf.letters[letter.id] = letter


class MemoryLedger:
    """Satisfies `app.people_ports.LedgerRepository`."""

    def __init__(self, shelf: PeopleShelf) -> None:
        self._shelf = shelf

    def append(self, act: Act) -> Entry:
        """Puts an act behind the last entry."""
        entry = follow(self._shelf.entries[-1] if self._shelf.entries else None, act)
        self._shelf.entries = (*self._shelf.entries, entry)
        return entry

    def entries(self) -> Iterator[Entry]:
        """Every entry, in the order of their numbers."""
        return iter(self._shelf.entries)

    def about(self, what: str) -> tuple[Entry, ...]:
        """The entries of acts on one thing, in their order."""
        return tuple(one for one in self._shelf.entries if one.act.about == what)

    def seals(self) -> tuple[Seal, ...]:
        """Every seal, the smallest first."""
        return tuple(sorted(self._shelf.seals, key=lambda one: one.size))

    def put_seal(self, seal: Seal) -> None:
        """Keeps a seal."""
        self._shelf.seals = (*self._shelf.seals, seal)
