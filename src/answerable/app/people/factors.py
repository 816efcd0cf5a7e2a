"""Second factors: set up, given at sign-in and again before signing, taken out."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from answerable.app.people.acts import line
from answerable.app.people.sessions import SignedIn
from answerable.errors import FactorNeeded, SignInRefused, UsageProblem
from answerable.people.factors import (
    RECOVERY_CODES,
    Factor,
    Passkey,
    RecoveryCodes,
    Totp,
    hash_of_code,
    needs_factor,
    new_code,
    signing,
    spent,
    usable,
)
from answerable.people.session import FRESH, Session, Stage, is_fresh, moment

if TYPE_CHECKING:
    from answerable.app.desk_ports import DeskWork
    from answerable.app.people import People
    from answerable.people.model import Account

MOST = 10  # factors of one account
_NAME = 60  # characters of what somebody calls a factor


class Setup(Struct, frozen=True):
    """What an authenticator is given: the secret to type, the address that the code leads to, and the code as an SVG."""

    factor: str
    secret: str
    address: str
    svg: str


class Added(Struct, frozen=True):
    """A factor that was added: the session under its new token, and recovery codes where they were made, to be shown once."""

    signed_in: SignedIn
    codes: tuple[str, ...]


class Factors:
    """What is done with second factors, always within the session of whose they are."""

    def __init__(self, people: People) -> None:
        self._of = people

    def of(self, account: Account) -> tuple[Factor, ...]:
        """An account's factors that can be given."""
        with self._of.desk.view() as view:
            return usable(view.people.factors(account.id))

    # -- giving

    def give_code(self, session: Session, account: Account, code: str) -> SignedIn:
        """Takes the code of an authenticator or, to sign in and not to sign, one from paper. Raises `SignInRefused`."""
        self._of.sign_ins.count_failure("factor", account.id)
        now = self._of.clock()
        signed: SignedIn | None = None
        with self._of.desk.work() as work:
            given = self._met(work, session, account, code)
            if given is not None:
                work.people.put_factor(given)
                on_paper = isinstance(given, RecoveryCodes)
                if on_paper:
                    line(work.ledger, account, "recovery code used", account.id, now, "web", left=str(len(given.codes)))
                signed = self._of.sign_ins.rotate(
                    work, session, account, stage=Stage.WHOLE, factor="" if on_paper else now.isoformat()
                )
        if signed is None:
            raise SignInRefused("This code is wrong, or was used already.", "Wait for the next one, and type it.")
        self._of.sign_ins.forgive("factor", account.id)
        return signed

    def _met(self, work: DeskWork, session: Session, account: Account, code: str) -> Factor | None:
        """The factor that a code is of, as it is after its use, or None."""
        now = self._of.clock().timestamp()
        for factor in usable(work.people.factors(account.id)):
            if isinstance(factor, Totp):
                step = self._of.codes.step_of(account.id, factor.sealed, code, after=factor.step, now=now)
                if step:
                    return replace(factor, step=step)
            elif isinstance(factor, RecoveryCodes) and session.stage is Stage.FACTOR:
                left = spent(factor, code)
                if left is not None:
                    return left
        return None

    def ask_passkey(self, session: Session, account: Account, *, host: str) -> str:
        """Options with which a browser asks for a passkey."""
        known = self._passkeys(account)
        if not known:
            raise UsageProblem("No passkey is set up for this account.", "Use another second factor.")
        options, challenge = self._of.passkeys.to_sign(host=host, known=known)
        self._challenge(session, challenge)
        return options

    def give_passkey(self, session: Session, account: Account, response: Any, *, host: str, origin: str) -> SignedIn:
        """Takes what a passkey signed; raises `SignInRefused`."""
        self._of.sign_ins.count_failure("factor", account.id)
        challenge = self._challenged(session)
        known = self._passkeys(account)
        used = self._of.passkeys.signed(response, challenge=challenge, host=host, origin=origin, known=known)
        with self._of.desk.work() as work:
            if work.people.factor(used.id) is None:
                raise SignInRefused("This passkey was taken out.", "Use another second factor.")
            work.people.put_factor(used)
            signed = self._of.sign_ins.rotate(work, session, account, stage=Stage.WHOLE, factor=self._of.clock().isoformat())
        self._of.sign_ins.forgive("factor", account.id)
        return signed

    def is_fresh(self, session: Session) -> bool:
        """Whether a second factor was given within the last minutes, so that it vouches for a signature."""
        return is_fresh(session, self._of.clock())

    def may_change(self, session: Session, account: Account) -> bool:
        """Whether somebody may add a factor now: where they have one, here or at the provider, it was given just now."""
        return self.is_fresh(session) or not (self.of(account) or session.factor_there)

    def may_vouch(self, account: Account) -> bool:
        """Whether an account has a factor that may vouch for a signature."""
        return bool(signing(self.of(account)))

    # -- setting up

    def begin_totp(self, session: Session, account: Account, *, name: str) -> Setup:
        """Makes a new authenticator, which counts once a code of it was seen."""
        sealed = self._of.codes.new_secret(account.id)
        now = self._of.clock().isoformat()
        made = Totp(id=secrets.token_hex(12), account=account.id, name=_named(name, "Authenticator"), made=now, sealed=sealed)
        with self._of.desk.work() as work:
            self._may_add(work, session, account)
            for held in work.people.factors(account.id):
                if isinstance(held, Totp) and not held.confirmed:
                    work.people.drop_factor(held.id)
            work.people.put_factor(made)
        return self.setup_of(account, made)

    def pending(self, account: Account) -> Setup | None:
        """The authenticator that was begun and of which no code was seen yet."""
        with self._of.desk.view() as view:
            begun = (one for one in view.people.factors(account.id) if isinstance(one, Totp) and not one.confirmed)
            found = next(begun, None)
        return self.setup_of(account, found) if found else None

    def setup_of(self, account: Account, totp: Totp) -> Setup:
        """What an authenticator is given."""
        return Setup(totp.id, *self._of.codes.setup(account.id, totp.sealed, name=account.email, site=self._of.site))

    def confirm_totp(self, session: Session, account: Account, factor_id: str, code: str) -> Added:
        """Makes an authenticator count by a code of it; raises `SignInRefused` where it is wrong."""
        self._of.sign_ins.count_failure("factor", account.id)
        now = self._of.clock()
        added: Added | None = None
        with self._of.desk.work() as work:
            self._may_add(work, session, account)
            begun = (one for one in work.people.factors(account.id) if isinstance(one, Totp) and one.id == factor_id)
            found = next((one for one in begun if not one.confirmed), None)
            step = self._of.codes.step_of(account.id, found.sealed, code, after=0, now=now.timestamp()) if found else 0
            if found is not None and step:
                added = self._added(work, session, account, replace(found, confirmed=True, step=step))
        if added is None:
            raise SignInRefused("This code is wrong.", "Look whether the clock of the device is right, and type the next code.")
        self._of.sign_ins.forgive("factor", account.id)
        return added

    def begin_passkey(self, session: Session, account: Account, *, host: str) -> str:
        """Options with which a browser makes a passkey."""
        with self._of.desk.work() as work:
            self._may_add(work, session, account)
        options, challenge = self._of.passkeys.to_register(
            host=host, site=self._of.site, account=account.id, name=account.email, known=self._passkeys(account)
        )
        self._challenge(session, challenge)
        return options

    def add_passkey(self, session: Session, account: Account, response: Any, *, name: str, host: str, origin: str) -> Added:
        """Adds the passkey that a browser made; raises `SignInRefused` where what it sends is wrong."""
        challenge = self._challenged(session)
        key_id, key, count = self._of.passkeys.registered(response, challenge=challenge, host=host, origin=origin)
        now = self._of.clock().isoformat()
        made = Passkey(id=key_id, account=account.id, name=_named(name, "Passkey"), made=now, key=key, count=count)
        with self._of.desk.work() as work:
            self._may_add(work, session, account)
            if work.people.factor(key_id):
                raise UsageProblem("This passkey is set up already.", "Use another one.")
            return self._added(work, session, account, made)

    def _may_add(self, work: DeskWork, session: Session, account: Account) -> None:
        """Raises `FactorNeeded` where one there is was not given just now: who finds a session open must not add their own."""
        held = work.people.factors(account.id)
        if (usable(held) or session.factor_there) and not is_fresh(session, self._of.clock()):
            raise factor_needed()
        if len(held) >= MOST:
            raise UsageProblem(f"An account has at most {MOST} second factors.", "Take one out first.")

    def _added(self, work: DeskWork, session: Session, account: Account, factor: Totp | Passkey) -> Added:
        now = self._of.clock()
        first = not usable(work.people.factors(account.id))
        work.people.put_factor(factor)
        kind = "authenticator" if isinstance(factor, Totp) else "passkey"
        line(work.ledger, account, "second factor added", account.id, now, "web", kind=kind)
        codes = self._codes(work, account) if first else ()
        work.people.drop_sessions(account.id, but=session.id)
        signed = self._of.sign_ins.rotate(work, session, account, stage=Stage.WHOLE, factor=now.isoformat())
        return Added(signed, codes)

    # -- on paper, and out

    def new_codes(self, session: Session, account: Account) -> tuple[str, ...]:
        """Recovery codes in the place of those that there were, to be shown once; raises `FactorNeeded`."""
        self._fresh(session)
        with self._of.desk.work() as work:
            return self._codes(work, account)

    def _codes(self, work: DeskWork, account: Account) -> tuple[str, ...]:
        now = self._of.clock()
        codes = tuple(new_code(secrets.choice) for _ in range(RECOVERY_CODES))
        hashed = tuple(hash_of_code(account.id, code) for code in codes)
        kept = RecoveryCodes(id=f"recovery-{account.id}", account=account.id, made=now.isoformat(), codes=hashed)
        work.people.put_factor(kept)
        line(work.ledger, account, "recovery codes made", account.id, now, "web")
        return codes

    def remove(self, session: Session, account: Account, factor_id: str) -> None:
        """Takes a factor out and ends one's other sessions, for it may be lost, and whoever found it be signed in with it.

        Raises `FactorNeeded`, or `UsageProblem` where it is the last of somebody who needs one.
        """
        self._fresh(session)
        with self._of.desk.work() as work:
            held = work.people.factors(account.id)
            found = next((one for one in held if one.id == factor_id), None)
            if found is None:
                raise UsageProblem("There is no such second factor.", "Load the page again.")
            if needs_factor(account) and not signing(one for one in held if one.id != factor_id):
                raise UsageProblem("This is your last second factor, and your roles need one.", "Set up another one first.")
            work.people.drop_factor(factor_id)
            if not signing(work.people.factors(account.id)):
                work.people.drop_factor(f"recovery-{account.id}")  # codes on paper alone are no second factor
            work.people.drop_sessions(account.id, but=session.id)
            line(work.ledger, account, "second factor taken out", account.id, self._of.clock(), "web")

    def _fresh(self, session: Session) -> None:
        if not self.is_fresh(session):
            raise factor_needed()

    # -- challenges

    def _passkeys(self, account: Account) -> tuple[Passkey, ...]:
        return tuple(one for one in self.of(account) if isinstance(one, Passkey))

    def _challenge(self, session: Session, challenge: str) -> None:
        with self._of.desk.work() as work:
            if held := work.people.session(session.id):
                work.people.put_session(replace(held, challenge=challenge, challenged=self._of.clock().isoformat()))

    def _challenged(self, session: Session) -> str:
        """What was asked of a passkey in this session; it counts once, and for a few minutes."""
        with self._of.desk.work() as work:
            held = work.people.session(session.id)
            challenge, when = (held.challenge, held.challenged) if held else ("", "")
            if held and challenge:
                work.people.put_session(replace(held, challenge="", challenged=""))
        if not challenge or self._of.clock() - moment(when) > FRESH:
            raise SignInRefused("That took too long.", "Try again.")
        return challenge


def factor_needed() -> FactorNeeded:
    """That a second factor has to be given again."""
    return FactorNeeded("This needs your second factor once more.", "Give it, and repeat what you did.")


def _named(name: str, else_: str) -> str:
    words = " ".join(name.split())[:_NAME]
    return words if words.isprintable() and words else else_
