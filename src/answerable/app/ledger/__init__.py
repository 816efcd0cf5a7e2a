"""`LedgerRoom`: checking the ledger and the tables against it, sealing it, proving that an entry is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from answerable.app.desk_ports import Desk
    from answerable.app.ledger.proving import Proof
    from answerable.app.ledger.verifying import LedgerVerified
    from answerable.ledger.model import Seal

EACH_DAY = timedelta(days=1)


def _now() -> datetime:
    return datetime.now(UTC)


class LedgerRoom:
    """The ledger of a library's desk. Every method may raise a `Problem`."""

    def __init__(self, library: Path, desk: Desk, clock: Callable[[], datetime] = _now) -> None:
        self.library = library
        self.desk = desk
        self._clock = clock

    def verify(self, promised: Iterable[Seal] = ()) -> LedgerVerified:
        """Checks every entry, every seal, those `promised` elsewhere too, and what the tables hold against the entries."""
        from answerable.app.ledger.verifying import verify

        return verify(self.desk, tuple(promised))

    def seal(self) -> Seal | None:
        """Seals all entries so far, and returns the newest seal, None where the ledger is empty; raises `LedgerBroken`."""
        from answerable.app import wiring
        from answerable.app.ledger.sealing import seal

        return seal(self.desk, self._clock(), lambda: wiring.seal_key(self.library))

    def seal_daily(self) -> Seal | None:
        """Seals where the newest seal is a day old and something came since; None where nothing was sealed."""
        with self.desk.view() as view:
            seals = view.ledger.seals()
        if seals and datetime.fromisoformat(seals[-1].when) + EACH_DAY > self._clock():
            return None
        return self.seal()

    def seals(self) -> tuple[Seal, ...]:
        """Every seal, the smallest first."""
        with self.desk.view() as view:
            return view.ledger.seals()

    def prove(self, number: int) -> Proof:
        """The proof that an entry is in the ledger, under the newest seal."""
        from answerable.app.ledger.proving import prove

        with self.desk.view() as view:
            return prove(view.ledger, number)

    def bundle(self, address: str) -> bytes:
        """One file with an article, its quotes, findings, decisions and proofs; what is not sealed is sealed first."""
        from answerable import __version__
        from answerable.app.desk.evidence import Evidence
        from answerable.app.ledger.bundling import bundle
        from answerable.jobs.model import stamp

        self.seal()
        evidence = Evidence(self.library)
        try:
            return bundle(self.desk, address, evidence.text, version=__version__, made=stamp(self._clock()))
        finally:
            evidence.close()
