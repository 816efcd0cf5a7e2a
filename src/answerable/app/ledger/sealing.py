"""Sealing the ledger: nothing is sealed that does not hold, for a seal would vouch for it from then on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from answerable.app.desk_ports import Desk
from answerable.errors import LedgerBroken
from answerable.jobs.model import stamp
from answerable.ledger.chain import check
from answerable.ledger.merkle import GrowingTree
from answerable.ledger.model import Seal
from answerable.ledger.sealing import is_signed, seal_root


def seal(desk: Desk, now: datetime, key: Callable[[], Ed25519PrivateKey]) -> Seal | None:
    """Seals all entries so far where there are any that no seal vouches for; returns the newest seal, None of an empty ledger.

    Raises `LedgerBroken` where the entries do not hold.
    """
    with desk.work() as work:
        seals = work.ledger.seals()
        tree, size = GrowingTree(), 0
        for entry in work.ledger.entries():
            tree.add(bytes.fromhex(entry.hash))
            size = entry.number
        checked = check(work.ledger.entries(), [one for one in seals if is_signed(one)])
        if checked.fault:
            raise LedgerBroken(checked.fault.what, "Seal nothing; see docs/how-to/prove-a-review.md, and put a backup back.")
        if not size or (seals and seals[-1].size == size):
            return seals[-1] if seals else None
        made = seal_root(size, tree.root().hex(), stamp(now), key())
        work.ledger.put_seal(made)
        return made
