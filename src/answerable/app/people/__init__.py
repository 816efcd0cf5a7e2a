"""`People`: accounts, sign-in, second factors, the board, and the mail that goes with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from answerable.app.desk_ports import Desk
    from answerable.app.people.posting import Postman
    from answerable.people.ports import Authenticator, IdentityProvider, Passkeys, PasswordHasher, Post
    from answerable.settings import Settings

OPERATOR = "operator"  # who acts at the command line: whoever may read and write the library's folder


def _now() -> datetime:
    return datetime.now(UTC)


class People:
    """The people of a library's desk; may be used from many threads. Every method may raise a `Problem`.

    What changes something takes `door`, how it came in, and leaves its line in the ledger in the same transaction.
    """

    def __init__(
        self,
        library: Path,
        settings: Settings,
        desk: Desk,
        *,
        clock: Callable[[], datetime] = _now,
        hasher: PasswordHasher | None = None,
        post: Post | None = None,
        provider: IdentityProvider | None = None,
    ) -> None:
        from answerable.app import wiring
        from answerable.app.people.accounts import Accounts
        from answerable.app.people.board import Board
        from answerable.app.people.elsewhere import Elsewhere
        from answerable.app.people.factors import Factors
        from answerable.app.people.inviting import Invitations
        from answerable.app.people.sessions import SignIns

        self.library = library
        self.settings = settings
        self.desk = desk
        self.clock = clock
        self.hasher: PasswordHasher = hasher or wiring.password_hasher()
        self.codes: Authenticator = wiring.authenticator(library)
        self.post: Post | None = post or wiring.post_of(settings)
        self.provider: IdentityProvider | None = provider or wiring.identity_provider(settings)
        self.accounts = Accounts(self)
        self.invitations = Invitations(self)
        self.sign_ins = SignIns(self)
        self.factors = Factors(self)
        self.elsewhere = Elsewhere(self)
        self.board = Board(self)
        self._postman: Postman | None = None

    @cached_property
    def passkeys(self) -> Passkeys:
        """What reads what passkeys sign; its library takes a fifth of a second to load, so not before it is needed."""
        from answerable.app import wiring

        return wiring.passkeys()

    @cached_property
    def count_key(self) -> bytes:
        """What failures are counted under, so that the store holds no address that somebody came from."""
        from answerable.app import wiring

        return wiring.factor_key(self.library)

    @property
    def site(self) -> str:
        """What this site is called in an authenticator, a passkey and a letter."""
        return self.settings.operator_name or "Answerable"

    def start(self) -> None:
        """Begins to send letters, where mail is set up, and to drop sessions that are over."""
        from answerable.app.people.posting import Postman

        if self._postman is None:
            self._postman = Postman(self.desk, self.post, self.clock, self.sign_ins.tidy)
            self._postman.start()

    def stop(self) -> None:
        """Sends nothing more."""
        postman, self._postman = self._postman, None
        if postman is not None:
            postman.stop()

    def send_one(self) -> bool:
        """Sends the next letter that is due; False where there is none, or where no mail is set up."""
        return self._postman is not None and self._postman.send_one()

    def wake(self) -> None:
        """Says that there is a letter."""
        if self._postman is not None:
            self._postman.wake()
