"""Accounts: made, given roles, deactivated, erased; their passwords."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from answerable.app.people.acts import close_ways_back, doubt_credential, drop_identities, line, permitted, there, told
from answerable.errors import NotPermitted, SignInRefused, UsageProblem
from answerable.jobs.model import stamp
from answerable.people import addresses, passwords
from answerable.people.model import Account, Role
from answerable.people.permissions import Act, wrong_with
from answerable.review.keeping import gone

if TYPE_CHECKING:
    from answerable.app.desk_ports import DeskWork
    from answerable.app.people import People

ID_BYTES = 12
LONGEST_NAME = 200


class Accounts:
    """What is done with accounts. `by` is who does it; None is the operator at the command line."""

    def __init__(self, people: People) -> None:
        self._of = people

    # -- reading

    def all(self) -> tuple[Account, ...]:
        """Every account, as they were made."""
        with self._of.desk.view() as view:
            return view.people.accounts()

    def find(self, id_or_email: str) -> Account:
        """The account of that id or e-mail address; raises `NoSuchAccount`."""
        with self._of.desk.view() as view:
            return there(view.people.account(id_or_email) or view.people.account_at(id_or_email))

    def has_password(self, account: Account) -> bool:
        """Whether somebody can sign in with a password that is kept here."""
        with self._of.desk.view() as view:
            return self._of.settings.local_passwords and bool(view.people.password(account.id))

    def has_administrator(self) -> bool:
        """Whether somebody can let others in."""
        return any(one.active and Role.ADMINISTRATOR in one.roles for one in self.all())

    # -- making

    def create_admin(self, *, name: str, email: str, password: str, door: str) -> Account:
        """Makes an administrator; for the operator at the command line, who holds the library's folder anyway."""
        made = self.made(name=name, email=email, roles=(Role.ADMINISTRATOR,))
        kept = self.kept(password, made)
        with self._of.desk.work() as work:
            self.add(work, made, kept, by=None, door=door)
        return made

    def made(self, *, name: str, email: str, roles: Iterable[Role], employer: str = "") -> Account:
        """A new account, not kept yet; raises `UsageProblem` where a part of it cannot be so."""
        return Account(
            id=secrets.token_hex(ID_BYTES),
            name=a_name(name),
            email=addresses.email(email),
            roles=checked_roles(roles),
            employer=employer.strip()[:LONGEST_NAME],
            made=stamp(self._of.clock()),
        )

    def kept(self, password: str, account: Account) -> str:
        """What is kept of a new password; raises `WeakPassword`, or `UsageProblem` where none is taken."""
        if not self._of.settings.local_passwords:
            raise UsageProblem(
                "No password is taken here (local_passwords).",
                "Use an invitation, and accept it with the identity provider; 'answerable people invite' makes one.",
            )
        passwords.check(password, account.name, account.email, self._of.site)
        return self._of.hasher.hash(password)

    def add(self, work: DeskWork, made: Account, kept: str, *, by: Account | None, door: str) -> None:
        """Keeps a new account with its password."""
        work.people.add_account(made)
        work.people.put_password(made.id, kept)
        line(work.ledger, by, "account made", made.id, self._of.clock(), door, roles=told(made.roles))

    # -- changing

    def change_roles(self, account_id: str, roles: Iterable[Role], *, by: Account | None, door: str) -> Account:
        """Gives an account these roles and no others; it counts at the next request.

        Who gains a role signs in anew, so that no session is worth more than when it was begun.
        """
        wanted = checked_roles(roles)
        with self._of.desk.work() as work:
            who, held = permitted(work.people, by, Act.MANAGE_PEOPLE), there(work.people.account(account_id))
            if why := wrong_with(wanted, machine=held.machine):
                raise UsageProblem(f"These roles cannot be held so: {why}.", "Choose others.")
            if Role.ADMINISTRATOR not in wanted:
                self._keeps_an_administrator(work, held)
            if who is not None and who.id == held.id:
                raise NotPermitted("Nobody changes their own roles.", "Ask another administrator, or whoever runs the server.")
            saved = work.people.save_account(replace(held, roles=wanted))
            if not set(wanted) <= set(held.roles):
                work.people.drop_sessions(held.id)
            facts = {"roles": told(wanted), "before": told(held.roles)}
            line(work.ledger, who, "roles changed", held.id, self._of.clock(), door, **facts)
        return saved

    def set_active(self, account_id: str, active: bool, *, by: Account | None, door: str) -> Account:
        """Deactivates an account and ends its sessions, or lets it in again."""
        with self._of.desk.work() as work:
            who, held = permitted(work.people, by, Act.MANAGE_PEOPLE), there(work.people.account(account_id))
            if not active:
                self._keeps_an_administrator(work, held)
                work.people.drop_sessions(held.id)
                close_ways_back(work, held.id)
            saved = work.people.save_account(replace(held, active=active))
            what = "account activated" if active else "account deactivated"
            line(work.ledger, who, what, held.id, self._of.clock(), door)
        return saved

    def end_sessions(self, account_id: str, *, by: Account | None, door: str) -> int:
        """Ends every session of an account; returns how many there were."""
        with self._of.desk.work() as work:
            who, held = permitted(work.people, by, Act.MANAGE_PEOPLE), there(work.people.account(account_id))
            ended = work.people.drop_sessions(held.id)
            line(work.ledger, who, "sessions ended", held.id, self._of.clock(), door, sessions=str(ended))
        return ended

    def erase(self, account_id: str, *, by: Account | None, door: str) -> Account:
        """Erases who somebody is. The account stays, without a name, since the ledger and what was signed refer to its id."""
        with self._of.desk.work() as work:
            who, held = permitted(work.people, by, Act.MANAGE_PEOPLE), there(work.people.account(account_id))
            self._keeps_an_administrator(work, held)
            saved = work.people.save_account(replace(held, name="", email="", employer="", roles=(), active=False, asked=()))
            work.people.drop_sessions(held.id)
            work.people.put_password(held.id, "")
            credential = work.people.credential(held.id)
            erased = [*work.people.disclosures(held.id), *([credential] if credential else [])]
            work.people.drop_credential(held.id)
            close_ways_back(work, held.id)
            for factor in work.people.factors(held.id):
                work.people.drop_factor(factor.id)
            drop_identities(work, held.id)
            line(work.ledger, who, "account erased", held.id, self._of.clock(), door, *map(gone, erased))
        return saved

    def change_own(self, account: Account, *, name: str, employer: str, door: str) -> Account:
        """Changes one's own name and employer; what was signed keeps the name that stood under it.

        A credential was verified of who bore the name before, so that it has to be verified again.
        """
        with self._of.desk.work() as work:
            held = there(work.people.account(account.id))
            saved = work.people.save_account(replace(held, name=a_name(name), employer=" ".join(employer.split())[:LONGEST_NAME]))
            doubted = doubt_credential(work, held.id) if saved.name != held.name else ()
            line(work.ledger, held, "name or employer changed", held.id, self._of.clock(), door, *doubted)
        return saved

    def change_password(self, account: Account, old: str, new: str, *, session: str, door: str) -> None:
        """Changes one's own password and ends one's other sessions; raises `SignInRefused` where the old one is wrong."""
        self._of.sign_ins.count_failure("password", account.id)
        with self._of.desk.view() as view:
            held = view.people.password(account.id)
        if not self._of.hasher.verify(held, old):
            raise SignInRefused("The password that you have now is another one.", "Type it again.")
        self._of.sign_ins.forgive("password", account.id)
        kept = self.kept(new, account)
        with self._of.desk.work() as work:
            work.people.put_password(account.id, kept)
            work.people.drop_sessions(account.id, but=session)
            line(work.ledger, account, "password changed", account.id, self._of.clock(), door)

    def _keeps_an_administrator(self, work: DeskWork, held: Account) -> None:
        """Raises `NotPermitted` where nobody would be left who can let others in."""
        others = (one for one in work.people.accounts() if one.id != held.id)
        if held.active and Role.ADMINISTRATOR in held.roles:
            if any(one.active and Role.ADMINISTRATOR in one.roles for one in others):
                return
            raise NotPermitted("This is the last administrator.", "Make somebody else one first.")


def a_name(text: str) -> str:
    """A person's name as it is shown; raises `UsageProblem` where it is none."""
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageProblem("A name is missing, or too long.", "Write the name as it should stand under what is signed.")
    return name


def checked_roles(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Roles in the order of their table; raises `UsageProblem` where they may not meet."""
    held = set(roles)
    if why := wrong_with(held):
        raise UsageProblem(f"These roles cannot be held together: {why}.", "Choose others.")
    return tuple(role for role in Role if role in held)
