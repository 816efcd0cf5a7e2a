"""A `Proof` that one entry is in the ledger: the entry, its way up the Merkle tree, and the seal that is signed."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from answerable.app.people_ports import LedgerReading
from answerable.errors import NotInLibrary, UnreadableInput, UsageProblem
from answerable.ledger.chain import hash_of
from answerable.ledger.merkle import is_in, proof_of
from answerable.ledger.model import Entry, Seal
from answerable.ledger.sealing import is_signed

PROOF, SEALS = "answerable ledger proof v1", "answerable ledger seals v1"


class Proof(Struct, frozen=True, kw_only=True):
    """An entry, the hashes beside its way up the tree (hexadecimal, the lowest first), and the seal on the root."""

    format: str = PROOF
    entry: Entry
    path: tuple[str, ...]
    seal: Seal


class Seals(Struct, frozen=True, kw_only=True):
    """The seals of a ledger, the newest last, as they are published."""

    format: str = SEALS
    seals: tuple[Seal, ...]


def prove(ledger: LedgerReading, number: int) -> Proof:
    """The proof of an entry under the newest seal; raises `NotInLibrary`, or `UsageProblem` where it is not sealed."""
    return prove_many(ledger, [number])[0]


def prove_many(ledger: LedgerReading, numbers: list[int]) -> tuple[Proof, ...]:
    """The proofs of some entries, all under the newest seal."""
    seals = ledger.seals()
    size = seals[-1].size if seals else 0
    found: dict[int, Entry] = {}
    hashes: list[bytes] = []
    count = 0
    for entry in ledger.entries():
        count = entry.number
        if entry.number <= size:
            hashes.append(bytes.fromhex(entry.hash))
        if entry.number in numbers:
            found[entry.number] = entry
    for number in numbers:
        if number not in found:
            raise NotInLibrary(f"The ledger has no entry {number}; its last is {count}.", "Name an entry that is there.")
        if number > size:
            raise UsageProblem(f"Entry {number} is not sealed yet.", "Seal the ledger first: 'answerable ledger seal'.")
    return tuple(
        Proof(entry=found[number], path=tuple(one.hex() for one in proof_of(hashes, number - 1)), seal=seals[-1])
        for number in numbers
    )


def wrong_with(proof: Proof, key: str = "") -> str:
    """What does not hold of a proof, in a sentence, or nothing; `key` is the sealing key that is trusted, hexadecimal."""
    entry, seal = proof.entry, proof.seal
    if key and seal.key != key:
        return f"Entry {entry.number} is sealed by another key than the one that was named."
    if not is_signed(seal):
        return f"The signature of the seal over entry {entry.number} does not hold."
    try:
        made = hash_of(entry.previous, entry.number, entry.act)
        path, root = [bytes.fromhex(one) for one in proof.path], bytes.fromhex(seal.root)
    except (ValueError, OverflowError):
        return f"The proof of entry {entry.number} holds what is no hash."
    if entry.hash != made:
        return f"Entry {entry.number} was changed: its content does not have its hash."
    if not is_in(bytes.fromhex(made), entry.number - 1, seal.size, path, root):
        return f"Entry {entry.number} is not in the ledger that was sealed."
    return ""


def proof_in(content: bytes) -> Proof:
    """The proof that a file holds; raises `UnreadableInput`."""
    try:
        found = msgspec.json.decode(content, type=Proof)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        found = None
    if found is None or found.format != PROOF:
        raise UnreadableInput("This is no proof of an entry.", "Give a file that 'answerable ledger prove' has made.")
    return found


def seals_in(content: bytes) -> tuple[Seal, ...]:
    """The seals that a file holds, as they were published; raises `UnreadableInput`."""
    try:
        found = msgspec.json.decode(content, type=Seals)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        found = None
    if found is None or found.format != SEALS:
        raise UnreadableInput("These are no seals of a ledger.", "Give a file that 'answerable ledger seal' has made.")
    return found.seals


def seals_file(seals: tuple[Seal, ...]) -> bytes:
    """Seals as they are published."""
    return msgspec.json.format(msgspec.json.encode(Seals(seals=seals)), indent=2) + b"\n"
