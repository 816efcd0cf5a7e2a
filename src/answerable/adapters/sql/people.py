"""`SqlPeople`: accounts with all that belongs to them, within one connection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, delete, func, insert, select, update

from answerable.adapters.sql import people_tables as t
from answerable.errors import VersionConflict
from answerable.people.addresses import key
from answerable.people.factors import Factor
from answerable.people.identity import Departure, Identity
from answerable.people.invitation import Invitation
from answerable.people.lockout import Tries
from answerable.people.model import Account, Credential, Disclosure
from answerable.people.session import Session
from answerable.review.keeping import Kept, encoded, row_of

_encode = msgspec.json.Encoder().encode
_account = msgspec.json.Decoder(Account).decode
_credential = msgspec.json.Decoder(Credential).decode
_disclosure = msgspec.json.Decoder(Disclosure).decode
_session = msgspec.json.Decoder(Session).decode
_factor = msgspec.json.Decoder(Factor).decode
_departure = msgspec.json.Decoder(Departure).decode
_invitation = msgspec.json.Decoder(Invitation).decode


class SqlPeople:
    """Satisfies `app.people_ports.PeopleRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _payload(self, table: Any, **where: str) -> bytes | None:
        return self._connection.scalar(select(table.c.payload).filter_by(**where))

    def _payloads(self, table: Any, *order: Any, **where: str) -> Sequence[bytes]:
        return self._connection.scalars(select(table.c.payload).filter_by(**where).order_by(*order)).all()

    def _put(self, table: Any, where: dict[str, Any], row: dict[str, Any]) -> None:
        """Keeps a row in the place of what is held under its key."""
        matching = [table.c[name] == value for name, value in where.items()]
        if not self._connection.execute(update(table).where(*matching).values(row)).rowcount:
            self._connection.execute(insert(table).values(where | row))

    # -- accounts

    def account(self, account_id: str) -> Account | None:
        """An account, or None."""
        found = self._payload(t.accounts, id=account_id)
        return _account(found) if found else None

    def account_at(self, email: str) -> Account | None:
        """The account of an e-mail address, whatever its capitals, or None."""
        wanted = key(email)
        found = self._payload(t.accounts, email=wanted) if wanted else None
        return _account(found) if found else None

    def accounts(self) -> tuple[Account, ...]:
        """Every account, as they were made."""
        return tuple(map(_account, self._payloads(t.accounts, t.accounts.c.made, t.accounts.c.id)))

    def add_account(self, account: Account) -> None:
        """Keeps a new account; raises `VersionConflict` where its id or its e-mail address is taken."""
        if self.account(account.id) or self.account_at(account.email):
            raise taken()
        row = {"id": account.id, "email": key(account.email) or None, "made": account.made, "version": account.version}
        self._connection.execute(insert(t.accounts).values(row | {"payload": _encode(account)}))

    def save_account(self, account: Account) -> Account:
        """Keeps an account and returns it with its next version; raises `VersionConflict` where another save was first."""
        held = self.account_at(account.email)
        if held is not None and held.id != account.id:
            raise taken()
        saved = replace(account, version=account.version + 1)
        row = {"email": key(saved.email) or None, "version": saved.version, "payload": _encode(saved)}
        columns = t.accounts.c
        matching = (columns.id == account.id, columns.version == account.version)
        if not self._connection.execute(update(t.accounts).where(*matching).values(row)).rowcount:
            raise outrun()
        return saved

    def password(self, account_id: str) -> str:
        """What is kept of an account's password, or nothing."""
        return self._connection.scalar(select(t.passwords.c.kept).filter_by(account=account_id)) or ""

    def put_password(self, account_id: str, kept: str) -> None:
        """Keeps what is kept of a password, in the place of what was."""
        self._put(t.passwords, {"account": account_id}, {"kept": kept})

    # -- credentials and disclosures

    def credential(self, account_id: str) -> Credential | None:
        """An account's credential, or None."""
        found = self._payload(t.credentials, account=account_id)
        return _credential(found) if found else None

    def credentials(self) -> tuple[Credential, ...]:
        """Every credential, in the order of the accounts' ids."""
        return tuple(map(_credential, self._payloads(t.credentials, t.credentials.c.account)))

    def put_credential(self, credential: Credential) -> None:
        """Keeps an account's credential, in the place of what was."""
        self._put(t.credentials, {"account": credential.account}, {"payload": encoded(credential)})

    def drop_credential(self, account_id: str) -> None:
        """Takes an account's credential and disclosures out."""
        for table in (t.credentials, t.disclosures):
            self._connection.execute(delete(table).where(table.c.account == account_id))

    def disclosures(self, account_id: str) -> tuple[Disclosure, ...]:
        """What an account disclosed, as it came."""
        return tuple(map(_disclosure, self._payloads(t.disclosures, t.disclosures.c.number, account=account_id)))

    def add_disclosure(self, disclosure: Disclosure) -> None:
        """Keeps a disclosure beside those that are there."""
        columns = t.disclosures.c
        last = self._connection.scalar(select(func.max(columns.number)).where(columns.account == disclosure.account)) or 0
        row = {"account": disclosure.account, "number": last + 1, "payload": encoded(disclosure)}
        self._connection.execute(insert(t.disclosures).values(row))

    def kept(self) -> Iterator[Kept]:
        """Every credential and disclosure, with the hash of its bytes as they are now."""
        for kind, table, decode in (("credential", t.credentials, _credential), ("disclosure", t.disclosures, _disclosure)):
            for row in self._connection.execute(select(table.c.account, table.c.payload).order_by(*table.primary_key)):
                try:
                    found = row_of(decode(row.payload))
                except (msgspec.MsgspecError, UnicodeDecodeError):
                    found = None
                whole = found is not None and found.id.split("/")[1] == row.account
                yield Kept(kind, found.id if found else f"{kind}/{row.account}", sha256(row.payload).hexdigest() if whole else "")

    # -- sessions and factors

    def session(self, session_id: str) -> Session | None:
        """A session, or None."""
        found = self._payload(t.sessions, id=session_id)
        return _session(found) if found else None

    def sessions(self, account_id: str) -> tuple[Session, ...]:
        """An account's sessions, the one seen last first."""
        order = (t.sessions.c.seen.desc(), t.sessions.c.id)
        return tuple(map(_session, self._payloads(t.sessions, *order, account=account_id)))

    def put_session(self, session: Session) -> None:
        """Keeps a session, in the place of what is held under its id."""
        row = {"account": session.account, "made": session.made, "seen": session.seen, "payload": _encode(session)}
        self._put(t.sessions, {"id": session.id}, row)

    def drop_sessions(self, account_id: str, *, but: str = "") -> int:
        """Ends an account's sessions, all but one; returns how many."""
        columns = t.sessions.c
        return self._connection.execute(delete(t.sessions).where(columns.account == account_id, columns.id != but)).rowcount

    def drop_session(self, session_id: str) -> None:
        """Ends one session."""
        self._connection.execute(delete(t.sessions).where(t.sessions.c.id == session_id))

    def factor(self, factor_id: str) -> Factor | None:
        """A second factor of anybody's, or None."""
        found = self._payload(t.factors, id=factor_id)
        return _factor(found) if found else None

    def factors(self, account_id: str) -> tuple[Factor, ...]:
        """An account's second factors, as they were made."""
        return tuple(map(_factor, self._payloads(t.factors, t.factors.c.made, t.factors.c.id, account=account_id)))

    def put_factor(self, factor: Factor) -> None:
        """Keeps a second factor, in the place of what is held under its id."""
        row = {"account": factor.account, "made": factor.made, "payload": _encode(factor)}
        self._put(t.factors, {"id": factor.id}, row)

    def drop_factor(self, factor_id: str) -> None:
        """Takes a second factor out."""
        self._connection.execute(delete(t.factors).where(t.factors.c.id == factor_id))

    # -- who somebody is elsewhere

    def identity(self, issuer: str, subject: str) -> Identity | None:
        """Whose account belongs to somebody as an issuer knows them, or None."""
        found = select(t.identities).filter_by(issuer=issuer, subject=subject)
        return next((Identity(**row) for row in self._connection.execute(found).mappings()), None)

    def identities(self, account_id: str) -> tuple[Identity, ...]:
        """As whom issuers know an account, as they were connected."""
        columns = t.identities.c
        found = select(t.identities).filter_by(account=account_id).order_by(columns.made, columns.issuer, columns.subject)
        return tuple(Identity(**row) for row in self._connection.execute(found).mappings())

    def add_identity(self, identity: Identity) -> None:
        """Keeps an identity; raises `VersionConflict` where it is connected already, to whomever."""
        if self.identity(identity.issuer, identity.subject):
            raise VersionConflict("This identity is connected to an account already.", "Take it out there first.")
        self._connection.execute(insert(t.identities).values(msgspec.structs.asdict(identity)))

    def save_identity(self, identity: Identity) -> None:
        """Keeps an identity as it now is, where it is still there and its account's."""
        key = {"issuer": identity.issuer, "subject": identity.subject, "account": identity.account}
        now = {"made": identity.made, "proved": identity.proved}
        self._connection.execute(update(t.identities).filter_by(**key).values(now))

    def drop_identity(self, issuer: str, subject: str) -> None:
        """Takes an identity out."""
        columns = t.identities.c
        self._connection.execute(delete(t.identities).where(columns.issuer == issuer, columns.subject == subject))

    def put_departure(self, departure: Departure) -> None:
        """Keeps that somebody was sent to the provider."""
        self._put(t.departures, {"id": departure.id}, {"made": departure.made, "payload": _encode(departure)})

    def take_departure(self, departure_id: str) -> Departure | None:
        """Takes a departure out and returns it, so that it counts once; None where there is none."""
        found = self._payload(t.departures, id=departure_id)
        taken = self._connection.execute(delete(t.departures).where(t.departures.c.id == departure_id)).rowcount
        return _departure(found) if found and taken else None  # of two at once only one takes it

    # -- invitations

    def invitation(self, invitation_id: str) -> Invitation | None:
        """An invitation, or None."""
        found = self._payload(t.invitations, id=invitation_id)
        return _invitation(found) if found else None

    def invitations(self) -> tuple[Invitation, ...]:
        """Every invitation, the newest first."""
        return tuple(map(_invitation, self._payloads(t.invitations, t.invitations.c.made.desc(), t.invitations.c.id)))

    def put_invitation(self, invitation: Invitation) -> None:
        """Keeps an invitation, in the place of what is held under its id."""
        self._put(t.invitations, {"id": invitation.id}, {"made": invitation.made, "payload": _encode(invitation)})

    # -- tries

    def tries(self, key: str) -> Tries | None:
        """How many tries are left under a key, or None where it never failed."""
        row = self._connection.execute(select(t.tries).filter_by(key=key)).first()
        return Tries(row.left, row.since) if row else None

    def put_tries(self, key: str, tries: Tries) -> None:
        """Keeps how many tries are left under a key."""
        self._put(t.tries, {"key": key}, {"left": tries.left, "since": tries.since})

    def forget_before(self, sessions: str, tries: str, departures: str) -> int:
        """Drops sessions made, tries counted and departures made before an ISO time for each; returns how many."""
        old = ((t.sessions.c.made, sessions), (t.tries.c.since, tries), (t.departures.c.made, departures))
        return sum(self._connection.execute(delete(column.table).where(column < before)).rowcount for column, before in old)


def taken() -> VersionConflict:
    """That an address is another account's."""
    return VersionConflict(
        "There is an account with this e-mail address already.", "Use another address, or change that account."
    )


def outrun() -> VersionConflict:
    """That another save was first."""
    return VersionConflict("Somebody else changed this account in the meantime.", "Load it again, and repeat.")
