"""Making entries and checking a chain of them: the hash of each is over the one before it and the act as canonical JSON."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import msgspec
from msgspec import Struct

from answerable.ledger.merkle import GrowingTree
from answerable.ledger.model import GENESIS, Act, Entry, Seal


def canonical(act: Act) -> bytes:
    """An act as the bytes that are hashed: JSON in UTF-8, keys in order, no spaces, every field present."""
    return msgspec.json.encode(msgspec.to_builtins(act), order="sorted")


def hash_of(previous: str, number: int, act: Act) -> str:
    """The hash of an entry: over the hash before it, its number and the act; raises ValueError where `previous` is no hash."""
    return sha256(bytes.fromhex(previous) + number.to_bytes(8, "big") + canonical(act)).hexdigest()


def follow(last: Entry | None, act: Act) -> Entry:
    """The entry of an act behind the last one, or the first."""
    number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
    return Entry(number=number, act=act, previous=previous, hash=hash_of(previous, number, act))


class Fault(Struct, frozen=True):
    """Where a ledger was tampered with: the number of the entry that does not follow, and what is wrong, for a person."""

    number: int
    what: str


class Checked(Struct, frozen=True, kw_only=True):
    """What a check of the whole ledger found.

    `fault` is the first entry that does not hold, or None. `sealed` is up to which entry a seal vouches for what is there:
    entries behind it could have been cut off without a trace.
    """

    entries: int
    fault: Fault | None = None
    sealed: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, taken out, put in, moved or cut off, as far as entries and seals can tell."""
        return self.fault is None


def check(entries: Iterable[Entry], seals: Iterable[Seal] = ()) -> Checked:
    """Checks every entry against the one before it, and the whole against each seal, whose signature is not looked at here.

    Entries are read once, in their order; memory stays flat.
    """
    promised = sorted(seals, key=lambda seal: seal.size, reverse=True)  # the next one last
    tree = GrowingTree()
    last: Entry | None = None
    sealed = 0
    for entry in entries:
        fault = _fault(last, entry)
        if fault:
            return Checked(entries=last.number if last else 0, fault=fault, sealed=sealed)
        tree.add(bytes.fromhex(entry.hash))
        last = entry
        while promised and promised[-1].size == entry.number:
            given = promised.pop()
            if tree.root().hex() != given.root:
                what = f"The first {given.size} entries are not those that were sealed on {given.when}: they were written anew."
                return Checked(entries=entry.number, fault=Fault(entry.number, what), sealed=sealed)
            sealed = entry.number
    count = last.number if last else 0
    for given in promised:
        if given.size > count:
            what = f"The seal of {given.when} is on {given.size} entries; only {count} are there: the tail was cut off."
            return Checked(entries=count, fault=Fault(count + 1, what), sealed=sealed)
    return Checked(entries=count, sealed=sealed)


def _fault(last: Entry | None, entry: Entry) -> Fault | None:
    expected = last.number + 1 if last else 1
    if entry.number != expected:
        what = (
            f"Entry {expected} is missing; entry {entry.number} follows."
            if entry.number > expected
            else f"Entry {entry.number} stands where entry {expected} should."
        )
        return Fault(expected, what)
    if entry.previous != (last.hash if last else GENESIS):
        return Fault(entry.number, f"Entry {entry.number} does not follow the entry before it: one of the two was changed.")
    if entry.hash != hash_of(entry.previous, entry.number, entry.act):
        return Fault(entry.number, f"Entry {entry.number} was changed: its content does not have its hash.")
    return None
