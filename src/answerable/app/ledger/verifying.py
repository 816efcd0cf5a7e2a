"""Checking the ledger, and what the tables hold against it: whatever was changed, put in or taken out is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from answerable.app.desk_ports import Desk
from answerable.app.ledger.comparing import Told, compared
from answerable.ledger.chain import Checked, check
from answerable.ledger.model import Seal
from answerable.ledger.sealing import is_signed


class LedgerVerified(Struct, frozen=True, kw_only=True):
    """What a check found: of the entries themselves, of the seals, and of the tables; each fault is a sentence for a person."""

    checked: Checked
    seals: int
    keys: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.faults

    @property
    def unsealed(self) -> int:
        """How many entries behind the last seal could have been cut off without a trace."""
        return self.checked.entries - self.checked.sealed


def verify(desk: Desk, promised: Sequence[Seal] = ()) -> LedgerVerified:
    """Checks all of it in one state of the desk; `promised` are seals that were published elsewhere."""
    listed = [one.address for one in desk.submitted()]
    with desk.view() as view:
        own = view.ledger.seals()
        told = Told()
        genuine = [one for one in (*own, *promised) if is_signed(one)]
        checked = check(told.hear(view.ledger.entries()), genuine)
        faults = [f"A seal of {one.when} has a signature that does not hold." for one in (*own, *promised) if not is_signed(one)]
        faults += _other_keys(own, promised)
        if checked.fault:  # what is behind the fault was not heard: then the tables cannot be judged by it
            for _ in told.hear(view.ledger.entries()):
                pass
            faults.append(checked.fault.what)
        faults += compared(view, told, listed)
    keys = tuple(dict.fromkeys(one.key for one in own))
    return LedgerVerified(checked=checked, seals=len(own), keys=keys, faults=tuple(faults))


def _other_keys(own: Sequence[Seal], promised: Sequence[Seal]) -> Iterator[str]:
    """Seals of the library by a key of which nothing was published: whoever wrote the ledger anew would make such."""
    known = {one.key for one in promised}
    if known:
        for one in own:
            if one.key not in known:
                yield f"The seal of {one.when} on {one.size} entries is by another key than the published seals: {one.key[:16]}…"
