"""Signing in and out: sessions that the server keeps, failures that it counts, and a password that nobody learns anything of."""

from __future__ import annotations

import hmac
import logging
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from answerable.app.people.acts import line, secret_id
from answerable.errors import SignInNeeded, SignInRefused, TooManyRequests
from answerable.people import addresses, lockout
from answerable.people.factors import needs_factor, usable
from answerable.people.identity import AWAY
from answerable.people.lockout import Rate
from answerable.people.model import Account
from answerable.people.session import Limits, Session, Stage, is_alive, seen

if TYPE_CHECKING:
    from answerable.app.desk_ports import DeskWork
    from answerable.app.people import People

log = logging.getLogger("answerable.people")
HOUR = timedelta(hours=1)
BROWSER = 120  # characters of what a browser says of itself


class SignedIn(Struct, frozen=True):
    """A session that was just begun: the token that the browser brings from now on, and how far the sign-in is."""

    token: str
    session: Session
    account: Account


class SignIns:
    """What is done with sessions."""

    def __init__(self, people: People) -> None:
        self._of = people
        settings = people.settings
        self.limits = Limits(
            idle=timedelta(minutes=settings.session_idle_minutes), absolute=timedelta(hours=settings.session_hours)
        )
        # An address may be that of a whole hospital, so that it has more tries than one account.
        self._rates = {
            kind: Rate(settings.sign_in_tries * times, HOUR / (settings.sign_in_tries * times))
            for kind, times in (("account", 1), ("address", 5), ("known", 1), ("factor", 1), ("password", 1), ("elsewhere", 20))
        }

    # -- counting failures

    def _key(self, kind: str, who: str) -> str:
        """What failures are counted under: no address of anybody can be read from it."""
        return hmac.new(self._of.count_key, f"{kind} {who}".encode(), sha256).hexdigest()

    def count_failure(self, kind: str, who: str) -> None:
        """Counts a failure before it is known to be one, so that many at once do not get past; raises `TooManyRequests`."""
        now, rate, key = self._of.clock(), self._rates[kind], self._key(kind, who)
        with self._of.desk.work() as work:
            held = work.people.tries(key)
            taken = lockout.taken(held, now, rate)
            if taken is not None:
                work.people.put_tries(key, taken)
                if taken.left < 1:
                    self._tell_locked(work, kind, who, now)
        if taken is None:
            seconds = max(1, ceil(lockout.wait(held, now, rate).total_seconds()))
            log.warning("sign-in locked out for a while, by %s", kind)
            raise TooManyRequests("There were too many failed sign-ins.", f"Wait {_minutes(seconds)} and try again.", seconds)

    def _tell_locked(self, work: DeskWork, kind: str, who: str, now: datetime) -> None:
        """The ledger says of an account that it was locked out; of strangers it says nothing, who could make it grow."""
        account = work.people.account_at(who) if kind == "account" else work.people.account(who)
        if account is not None and kind not in {"address", "elsewhere"}:
            line(work.ledger, account, "sign-ins locked out for a while", account.id, now, "web", counted=kind)

    def forgive(self, kind: str, who: str) -> None:
        """Gives back what was counted and was no failure."""
        now, key = self._of.clock(), self._key(kind, who)
        with self._of.desk.work() as work:
            work.people.put_tries(key, lockout.given_back(work.people.tries(key), now, self._rates[kind]))

    # -- in

    def sign_in(self, email: str, password: str, *, address: str, browser: str = "", known: str = "") -> SignedIn:
        """Begins a session; `address` is the network that it comes from. Raises `SignInRefused`, `TooManyRequests`.

        `known` is what the browser kept of an earlier sign-in: then it has a count of its own, and others who fail on purpose
        keep nobody waiting.

        A wrong name and a wrong password have the same answer after the same work. The session is whole where no second factor
        is asked for; else one has to be given, or set up, before it is good for anything.
        """
        if not self._of.settings.local_passwords:
            raise SignInRefused("No password is taken here.", f"Sign in with {self._of.settings.oidc_name}.")
        # Cut first and then read as an address: what is counted has to be what the account is found by.
        name = addresses.key(addresses.key(email)[: addresses.LONGEST])
        with self._of.desk.view() as view:
            account = view.people.account_at(name)
            kept = view.people.password(account.id if account else "")
        counts = [("address", address), ("account", name)]
        if account is not None and self.knows(account, known):
            counts = [("known", known)]
        for kind, who in counts:
            self.count_failure(kind, who)
        right = self._of.hasher.verify(kept, password)
        if account is None or not right or not account.active or account.machine:
            log.warning("sign-in refused: %s", account.id if account else "no such account")
            raise SignInRefused(
                "The e-mail address or the password is wrong.", "Try again, or ask an administrator for a way back in."
            )
        for kind, who in counts:
            self.forgive(kind, who)
        anew = self._of.hasher.hash(password) if self._of.hasher.is_dated(kept) else ""
        with self._of.desk.work() as work:
            if anew and work.people.password(account.id) == kept:
                work.people.put_password(account.id, anew)
            stage = self.stage(work, account)
            begun = self.begin(work, account, stage, browser=browser)
        log.info("signed in: %s, %s", account.id, stage.value)
        return begun

    # -- browsers in which somebody signed in before

    def known(self, account: Account) -> str:
        """What a browser keeps of a sign-in, good for this account alone; it lets nobody in."""
        chance = secrets.token_urlsafe(16)
        return f"{chance}.{self._key('known browser', f'{account.id} {chance}')}"

    def knows(self, account: Account, known: str) -> bool:
        """Whether a browser kept this of a sign-in of that account."""
        chance, _, proof = known.partition(".")
        return hmac.compare_digest(proof.encode(), self._key("known browser", f"{account.id} {chance}").encode())

    def stage(self, work: DeskWork, account: Account) -> Stage:
        """How far somebody is in who has shown no second factor yet."""
        if usable(work.people.factors(account.id)):
            return Stage.FACTOR
        return Stage.SETTING_UP if needs_factor(account) else Stage.WHOLE

    def begin(
        self,
        work: DeskWork,
        account: Account,
        stage: Stage,
        *,
        browser: str = "",
        factor: str = "",
        issuer: str = "",
        factor_there: bool = False,
    ) -> SignedIn:
        """Keeps a new session under a new token."""
        token, now = secrets.token_urlsafe(32), self._of.clock().isoformat()
        session = Session(
            id=secret_id(token),
            account=account.id,
            stage=stage,
            made=now,
            seen=now,
            browser=browser[:BROWSER],
            factor=factor,
            issuer=issuer,
            factor_there=factor_there,
        )
        work.people.put_session(session)
        return SignedIn(token, session, account)

    def rotate(self, work: DeskWork, session: Session, account: Account, *, stage: Stage, factor: str = "") -> SignedIn:
        """The session under another token, since it is worth more from now on; when it began counts on, once it was whole."""
        if work.people.session(session.id) is None:
            raise SignInNeeded("This session was ended in the meantime.", "Sign in again.")
        work.people.drop_session(session.id)
        begun = self.begin(
            work,
            account,
            stage,
            browser=session.browser,
            factor=factor or session.factor,
            issuer=session.issuer,
            factor_there=session.factor_there,
        )
        if session.stage is not Stage.WHOLE:
            return begun
        held = replace(begun.session, made=session.made)
        work.people.put_session(held)
        return SignedIn(begun.token, held, account)

    # -- being there

    def session_of(self, token: str) -> tuple[Session, Account] | None:
        """The session of a token with its account as it is now, or None where it is over or nobody's."""
        if not token:
            return None
        now = self._of.clock()
        with self._of.desk.view() as view:
            session = view.people.session(secret_id(token))
            account = view.people.account(session.account) if session else None
            factors = usable(view.people.factors(account.id)) if account else ()
        if session is None or account is None or not account.active or not is_alive(session, now, self.limits):
            return None
        proved = bool(factors) or (session.factor_there and bool(self._of.settings.oidc_factor))
        if not self._still_counts(session) or (session.stage is Stage.WHOLE and needs_factor(account) and not proved):
            return None
        later = seen(session, now)
        if later is not session:
            with self._of.desk.work() as work:
                if held := work.people.session(session.id):  # it may have been ended since
                    work.people.put_session(replace(held, seen=later.seen))
        return later, account

    def _still_counts(self, session: Session) -> bool:
        """Whether the way by which it was begun is one that is set now: a provider that was taken out vouches for nobody."""
        if not session.issuer:
            return self._of.settings.local_passwords
        return self._of.provider is not None and session.issuer == self._of.provider.issuer

    def own(self, account: Account) -> tuple[Session, ...]:
        """One's sessions that still count, the one seen last first."""
        now = self._of.clock()
        with self._of.desk.view() as view:
            return tuple(one for one in view.people.sessions(account.id) if is_alive(one, now, self.limits))

    # -- out

    def sign_out(self, token: str) -> None:
        """Ends the session of a token."""
        with self._of.desk.work() as work:
            work.people.drop_session(secret_id(token))

    def end_own(self, account: Account, *, but: str = "", door: str) -> int:
        """Ends one's own sessions, all or all but one; returns how many."""
        with self._of.desk.work() as work:
            ended = work.people.drop_sessions(account.id, but=but)
            line(work.ledger, account, "sessions ended", account.id, self._of.clock(), door, sessions=str(ended))
        return ended

    def tidy(self) -> int:
        """Drops sessions that are over, and counts of failures that are long made good; returns how many."""
        now = self._of.clock()
        with self._of.desk.work() as work:
            return work.people.forget_before(
                sessions=(now - self.limits.absolute).isoformat(),
                tries=(now - 2 * HOUR).isoformat(),
                departures=(now - AWAY).isoformat(),
            )


def _minutes(seconds: int) -> str:
    return f"{ceil(seconds / 60)} minutes" if seconds > 90 else f"{seconds} seconds"
