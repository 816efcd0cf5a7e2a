"""What the desk keeps of people, of letters and of the ledger; each as read, and as changed within a transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from answerable.app.review_ports import ReviewReading
from answerable.ledger.model import Act, Entry, Seal
from answerable.people.factors import Factor
from answerable.people.identity import Departure, Identity
from answerable.people.invitation import Invitation, Letter
from answerable.people.lockout import Tries
from answerable.people.model import Account, Credential, Disclosure
from answerable.people.session import Session
from answerable.publication.article import Article
from answerable.review.keeping import Kept


class PeopleReading(Protocol):
    """Accounts with all that belongs to them."""

    def account(self, account_id: str) -> Account | None:
        """An account, or None."""
        ...

    def account_at(self, email: str) -> Account | None:
        """The account of an e-mail address, whatever its capitals, or None."""
        ...

    def accounts(self) -> tuple[Account, ...]:
        """Every account, as they were made."""
        ...

    def password(self, account_id: str) -> str:
        """What is kept of an account's password, or nothing."""
        ...

    def credential(self, account_id: str) -> Credential | None:
        """An account's credential, or None."""
        ...

    def credentials(self) -> tuple[Credential, ...]:
        """Every credential, in the order of the accounts' ids."""
        ...

    def disclosures(self, account_id: str) -> tuple[Disclosure, ...]:
        """What an account disclosed, as it came."""
        ...

    def kept(self) -> Iterator[Kept]:
        """Every credential and disclosure, with the hash of its bytes as they are now."""
        ...

    def session(self, session_id: str) -> Session | None:
        """A session, or None."""
        ...

    def sessions(self, account_id: str) -> tuple[Session, ...]:
        """An account's sessions, the one seen last first."""
        ...

    def factor(self, factor_id: str) -> Factor | None:
        """A second factor of anybody's, or None."""
        ...

    def factors(self, account_id: str) -> tuple[Factor, ...]:
        """An account's second factors, as they were made."""
        ...

    def identity(self, issuer: str, subject: str) -> Identity | None:
        """Whose account belongs to somebody as an issuer knows them, or None."""
        ...

    def identities(self, account_id: str) -> tuple[Identity, ...]:
        """As whom issuers know an account, as they were connected."""
        ...

    def invitation(self, invitation_id: str) -> Invitation | None:
        """An invitation, or None."""
        ...

    def invitations(self) -> tuple[Invitation, ...]:
        """Every invitation, the newest first."""
        ...

    def tries(self, key: str) -> Tries | None:
        """How many tries are left under a key, or None where it never failed."""
        ...


class PeopleRepository(PeopleReading, Protocol):
    """The same, to be changed."""

    def add_account(self, account: Account) -> None:
        """Keeps a new account; raises `VersionConflict` where its id or its e-mail address is taken."""
        ...

    def save_account(self, account: Account) -> Account:
        """Keeps an account and returns it with its next version; raises `VersionConflict` where another save was first."""
        ...

    def put_password(self, account_id: str, kept: str) -> None:
        """Keeps what is kept of a password, in the place of what was."""
        ...

    def put_credential(self, credential: Credential) -> None:
        """Keeps an account's credential, in the place of what was."""
        ...

    def drop_credential(self, account_id: str) -> None:
        """Takes an account's credential and disclosures out."""
        ...

    def add_disclosure(self, disclosure: Disclosure) -> None:
        """Keeps a disclosure beside those that are there."""
        ...

    def put_session(self, session: Session) -> None:
        """Keeps a session, in the place of what is held under its id."""
        ...

    def drop_sessions(self, account_id: str, *, but: str = "") -> int:
        """Ends an account's sessions, all but one; returns how many."""
        ...

    def drop_session(self, session_id: str) -> None:
        """Ends one session."""
        ...

    def put_factor(self, factor: Factor) -> None:
        """Keeps a second factor, in the place of what is held under its id."""
        ...

    def drop_factor(self, factor_id: str) -> None:
        """Takes a second factor out."""
        ...

    def add_identity(self, identity: Identity) -> None:
        """Keeps an identity; raises `VersionConflict` where it is connected already, to whomever."""
        ...

    def save_identity(self, identity: Identity) -> None:
        """Keeps an identity as it now is, where it is still there and its account's."""
        ...

    def drop_identity(self, issuer: str, subject: str) -> None:
        """Takes an identity out."""
        ...

    def put_departure(self, departure: Departure) -> None:
        """Keeps that somebody was sent to the provider."""
        ...

    def take_departure(self, departure_id: str) -> Departure | None:
        """Takes a departure out and returns it, so that it counts once; None where there is none."""
        ...

    def put_invitation(self, invitation: Invitation) -> None:
        """Keeps an invitation, in the place of what is held under its id."""
        ...

    def put_tries(self, key: str, tries: Tries) -> None:
        """Keeps how many tries are left under a key."""
        ...

    def forget_before(self, sessions: str, tries: str, departures: str) -> int:
        """Drops sessions made, tries counted and departures made before an ISO time for each; returns how many."""
        ...


class OutboxReading(Protocol):
    """Letters that wait to be sent."""

    def letter(self, letter_id: str) -> Letter | None:
        """A letter, or None."""
        ...

    def unsent(self) -> tuple[Letter, ...]:
        """Letters that are not sent, as they came."""
        ...


class Outbox(OutboxReading, Protocol):
    """The same, written in the transaction that asks for them."""

    def put_letter(self, letter: Letter) -> None:
        """Keeps a letter, in the place of what is held under its id."""
        ...


class LedgerReading(Protocol):
    """The tamper-evident log of everything that changed."""

    def entries(self) -> Iterator[Entry]:
        """Every entry, in the order of their numbers; few are in memory at a time."""
        ...

    def about(self, what: str) -> tuple[Entry, ...]:
        """The entries of acts on one thing, in their order."""
        ...

    def seals(self) -> tuple[Seal, ...]:
        """Every seal, the smallest first."""
        ...


class LedgerRepository(LedgerReading, Protocol):
    """The same, to be added to; nothing in it is ever changed or deleted."""

    def append(self, act: Act) -> Entry:
        """Puts an act behind the last entry."""
        ...

    def put_seal(self, seal: Seal) -> None:
        """Keeps a seal."""
        ...


class DeskView(Protocol):
    """One state of the desk, to be read."""

    @property
    def people(self) -> PeopleReading:
        """Accounts with all that belongs to them."""
        ...

    @property
    def outbox(self) -> OutboxReading:
        """Letters that wait to be sent."""
        ...

    @property
    def ledger(self) -> LedgerReading:
        """The ledger."""
        ...

    def article(self, address: str) -> Article | None:
        """An article as it is at that moment."""
        ...

    @property
    def review(self) -> ReviewReading:
        """Submissions, who reviews them, what they said and what was decided."""
        ...
