"""Signing in at an identity provider: there and back, once, in one browser; and which account somebody there belongs to."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from answerable.app.people.accounts import a_name
from answerable.app.people.acts import line, secret_id
from answerable.app.people.factors import factor_needed
from answerable.app.people.sessions import SignedIn, log
from answerable.errors import FactorNeeded, NoProvider, SignInRefused, UsageProblem
from answerable.people.identity import (
    Departure,
    Identity,
    Purpose,
    Vouched,
    given_just_now,
    is_back_in_time,
    keys_of,
    may_be_of_before,
)
from answerable.people.session import Session, Stage

if TYPE_CHECKING:
    from answerable.app.desk_ports import DeskWork
    from answerable.app.people import People
    from answerable.people.model import Account
    from answerable.people.ports import IdentityProvider

DOOR = "web"  # nobody comes from a provider by another
MOST = 5  # identities of one account


class Sent(Struct, frozen=True):
    """Where a browser is sent, and the secret that it alone keeps until it is back."""

    address: str
    secret: str


class Back(Struct, frozen=True):
    """Somebody who is back: what they were sent for, where it leads, and the session that was begun or got another token."""

    purpose: Purpose
    to: str
    signed_in: SignedIn | None


class Elsewhere:
    """What is done with an identity provider, where one is set."""

    def __init__(self, people: People) -> None:
        self._of = people

    @property
    def name(self) -> str:
        """What the provider is called on a button; nothing where there is none."""
        return self._of.settings.oidc_name if self._of.provider else ""

    def of(self, account: Account) -> tuple[Identity, ...]:
        """As whom the provider that is set knows an account."""
        if self._of.provider is None:
            return ()
        issuer = self._of.provider.issuer
        with self._of.desk.view() as view:
            return tuple(one for one in view.people.identities(account.id) if one.issuer == issuer)

    def connected(self) -> frozenset[str]:
        """The ids of the accounts that can be signed in to there."""
        return frozenset(one.id for one in self._of.accounts.all() if self.of(one))

    def gives_factors(self, account: Account) -> bool:
        """Whether an account's second factor can be given there."""
        return bool(self._of.settings.oidc_factor and self.of(account))

    # -- there

    def to_sign_in(self, *, to: str, back: str, address: str) -> Sent:
        """Sends somebody there to sign in; `back` is where they come back to, `address` the network that they come from."""
        return self._sent(Purpose.SIGN_IN, back=back, address=address, to=to)

    def to_accept(self, secret: str, *, name: str, back: str, address: str) -> Sent:
        """Sends somebody there who accepts an invitation so; raises `SpentInvitation`, `UsageProblem`."""
        held = self._of.invitations.look_at(secret)
        wanted = "" if held.resets else a_name(name)
        return self._sent(Purpose.INVITATION, back=back, address=address, invitation=held.id, name=wanted)

    def to_connect(self, session: Session, account: Account, *, to: str, back: str, address: str) -> Sent:
        """Sends somebody there to connect who they are there to their account; raises `FactorNeeded` without a fresh factor."""
        self._needs_fresh(session, account)
        return self._sent(Purpose.CONNECT, back=back, address=address, to=to, account=account.id)

    def to_give_factor(self, account: Account, *, to: str, back: str, address: str) -> Sent:
        """Sends somebody there to give their second factor once more; raises `UsageProblem` where that proves nothing."""
        if not self.gives_factors(account):
            raise UsageProblem(
                "Your second factor is not given there.", "Give one of your own, or connect your account to the provider first."
            )
        return self._sent(Purpose.AGAIN, back=back, address=address, to=to, account=account.id)

    def _sent(
        self, purpose: Purpose, *, back: str, address: str, to: str = "", account: str = "", invitation: str = "", name: str = ""
    ) -> Sent:
        secret = secrets.token_urlsafe(32)
        keys = keys_of(secret)
        # Who ties an account to somebody there shows there who they are, whoever may still be signed in on this machine.
        where = self._provider().to_sign_in(keys, back=back, again=purpose is not Purpose.SIGN_IN)
        self._of.sign_ins.count_failure("elsewhere", address)  # until they are back
        made = self._of.clock().isoformat()
        gone = Departure(
            id=secret_id(keys.state), purpose=purpose, made=made, to=to, account=account, invitation=invitation, name=name
        )
        with self._of.desk.work() as work:
            work.people.put_departure(gone)
        return Sent(where, secret)

    def to_sign_out(self, session: Session, *, back: str) -> str:
        """Where somebody signs out there too, or nothing: where they did not sign in so, or the provider has no such place."""
        provider = self._of.provider
        return provider.to_sign_out(back=back) if provider and session.issuer == provider.issuer else ""

    # -- and back

    def come_back(
        self,
        secret: str,
        answer: Mapping[str, str],
        *,
        back: str,
        address: str,
        browser: str = "",
        here: tuple[Session, Account] | None = None,
    ) -> Back:
        """What comes of somebody who is back, with the secret of their browser and what the address says that they came to.

        `here` is who is signed in in that browser. Raises `SignInRefused`, `ProviderProblem`, `SpentInvitation`.
        """
        provider = self._provider()
        gone = self._expected(secret, answer)
        vouched = provider.returned(answer, keys_of(secret), back=back, now=self._of.clock())
        if gone.purpose is Purpose.SIGN_IN:
            signed = self._sign_in(vouched, browser)
        elif gone.purpose is Purpose.INVITATION:
            signed = self._accept(gone, vouched, browser)
        elif gone.purpose is Purpose.CONNECT:
            signed = self._connect(gone, vouched, here)
        else:
            signed = self._again(gone, vouched, here)
        self._of.sign_ins.forgive("elsewhere", address)
        return Back(gone.purpose, gone.to, signed)

    def _expected(self, secret: str, answer: Mapping[str, str]) -> Departure:
        """The departure of this browser, which counts no more; one that another site's link tells of is left alone."""
        state = keys_of(secret).state
        gone: Departure | None = None
        if secret and hmac.compare_digest(answer.get("state", "").encode(), state.encode()):
            with self._of.desk.work() as work:
                gone = work.people.take_departure(secret_id(state))
        if gone is None or not is_back_in_time(gone, self._of.clock()):
            log.warning("sign-in at the identity provider refused: nobody was sent there, or too long ago")
            raise SignInRefused(
                f"This sign-in with {self.name} was begun in another browser, was used already, or took too long.", "Begin again."
            )
        return gone

    def _sign_in(self, vouched: Vouched, browser: str) -> SignedIn:
        with self._of.desk.work() as work:
            identity = work.people.identity(vouched.issuer, vouched.subject)
            account = work.people.account(identity.account) if identity else None
            if account is not None and identity is not None:
                return self._begun(work, account, identity, vouched, browser)
        log.warning("sign-in refused: an identity that is nobody's here")
        own = "sign in with your password and connect it under “My account”, or " if self._of.settings.local_passwords else ""
        raise SignInRefused(
            f"You are signed in with {self.name}, and no account here is connected to that.",
            f"Where you have an account here, {own}ask an administrator for a link. Where you were invited, open the link of "
            f"your invitation and accept it with {self.name}.",
        )

    def _begun(self, work: DeskWork, account: Account, identity: Identity, vouched: Vouched, browser: str) -> SignedIn:
        """A session of whoever the provider vouches for; their roles are ours. A factor there lets in, and does not sign."""
        if not account.active or account.machine:
            log.warning("sign-in refused: %s", account.id)
            raise SignInRefused("Your account here is deactivated.", "Ask an administrator.")
        stage = Stage.WHOLE if vouched.factor else self._of.sign_ins.stage(work, account)
        if stage is Stage.SETTING_UP and identity.proved:
            # Who has a factor there, and comes without it, might be somebody else who would set up their own here.
            log.warning("sign-in refused: %s, without the factor that the identity provider proved before", account.id)
            raise SignInRefused(
                f"You signed in with {self.name} without your second factor, and your roles need one.",
                "Sign in there with it; where you have lost it, ask an administrator for a way back in.",
            )
        if vouched.factor and not identity.proved:
            work.people.save_identity(replace(identity, proved=self._of.clock().isoformat()))
        begun = self._of.sign_ins.begin(work, account, stage, browser=browser, issuer=vouched.issuer, factor_there=vouched.factor)
        log.info("signed in: %s, %s, at the identity provider", account.id, stage.value)
        return begun

    def _accept(self, gone: Departure, vouched: Vouched, browser: str) -> SignedIn:
        invitations = self._of.invitations
        with self._of.desk.work() as work:
            held = invitations.still_open(work, gone.invitation)
            made = invitations.account_of(held, gone.name)
            account = invitations.taken(work, held.id, made, "", DOOR)
            return self._begun(work, account, self._tie(work, account, gone, vouched), vouched, browser)

    def _connect(self, gone: Departure, vouched: Vouched, here: tuple[Session, Account] | None) -> None:
        _, account = self._same(gone, here)
        with self._of.desk.work() as work:
            if len(work.people.identities(account.id)) >= MOST:
                raise UsageProblem("An account is connected to at most five others.", "Take one out first.")
            self._tie(work, account, gone, vouched)

    def _tie(self, work: DeskWork, account: Account, gone: Departure, vouched: Vouched) -> Identity:
        """Ties an identity to an account; raises `SignInRefused` where it is another's, or may be of who sat here before."""
        if may_be_of_before(vouched, gone):
            log.warning("sign-in refused: the identity provider asked for nothing anew")
            raise SignInRefused(
                f"{self.name[:1].upper()}{self.name[1:]} did not ask you to sign in anew.",
                "Sign out there, and begin again: somebody else may still be signed in on this machine.",
            )
        held = work.people.identity(vouched.issuer, vouched.subject)
        if held is not None and held.account == account.id:
            return held
        if held is not None:
            log.warning("sign-in refused: an identity that is another account's")
            raise SignInRefused(
                f"This sign-in with {self.name} is connected to another account here.",
                "Sign in there as yourself, or ask an administrator.",
            )
        now = self._of.clock()
        proved = now.isoformat() if vouched.factor else ""
        made = Identity(issuer=vouched.issuer, subject=vouched.subject, account=account.id, made=now.isoformat(), proved=proved)
        work.people.add_identity(made)
        line(work.ledger, account, "identity connected", account.id, now, DOOR, issuer=vouched.issuer)
        return made

    def _again(self, gone: Departure, vouched: Vouched, here: tuple[Session, Account] | None) -> SignedIn:
        session, account = self._same(gone, here)
        when = given_just_now(vouched, gone, self._of.clock())
        with self._of.desk.work() as work:
            held = work.people.identity(vouched.issuer, vouched.subject)
            if held is not None and held.account == account.id and when:
                return self._of.sign_ins.rotate(work, session, account, stage=Stage.WHOLE, factor=when)
        if held is None or held.account != account.id:
            log.warning("second factor refused: %s, by somebody else at the identity provider", account.id)
            raise SignInRefused(f"You signed in with {self.name} as somebody else.", "Sign in there as yourself, and try again.")
        log.warning("second factor refused: %s, not proved by the identity provider", account.id)
        raise SignInRefused(
            f"What came back from {self.name} does not say that a second factor was given there just now.",
            "Give a second factor of your own; where you have none here, ask an administrator.",
        )

    def _same(self, gone: Departure, here: tuple[Session, Account] | None) -> tuple[Session, Account]:
        """Who is signed in, where it is still who left; raises `SignInRefused`."""
        if here is None or here[0].stage is not Stage.WHOLE or here[1].id != gone.account:
            raise SignInRefused("Your session ended in the meantime, or is somebody else’s.", "Sign in again, and repeat it.")
        return here

    # -- out

    def disconnect(self, session: Session, account: Account, identity_id: str) -> None:
        """Takes an identity out; raises `FactorNeeded`, or `UsageProblem` where no other way in would be left."""
        self._needs_fresh(session, account)
        issuer = self._provider().issuer
        with self._of.desk.work() as work:
            own = [one for one in work.people.identities(account.id) if one.issuer == issuer]
            held = next((one for one in own if one.id == identity_id), None)
            if held is None:
                raise UsageProblem("There is no such connection.", "Load the page again.")
            if len(own) == 1 and not (self._of.settings.local_passwords and work.people.password(account.id)):
                raise UsageProblem("This is the only way in that you have.", "Ask an administrator for another one first.")
            work.people.drop_identity(held.issuer, held.subject)
            work.people.drop_sessions(account.id, but=session.id)
            line(work.ledger, account, "identity disconnected", account.id, self._of.clock(), DOOR, issuer=issuer)

    # -- what is needed

    def _provider(self) -> IdentityProvider:
        if self._of.provider is None:
            raise NoProvider("No identity provider is set up here.", "Sign in with your password.")
        return self._of.provider

    def _needs_fresh(self, session: Session, account: Account) -> None:
        if not self._of.factors.is_fresh(session):
            if self._of.factors.of(account) or self.gives_factors(account):
                raise factor_needed()
            raise FactorNeeded("This needs a second factor, and you have none.", "Set one up first.", missing=True)
