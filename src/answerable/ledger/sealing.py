"""Sealing: an Ed25519 signature on the size and the root of the ledger, so that nobody can write it anew without the key."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from answerable.ledger.merkle import root_of
from answerable.ledger.model import Entry, Seal


def statement(size: int, root: str, when: str) -> bytes:
    """The bytes that are signed; the first line names the purpose, so that the signature is good for nothing else."""
    return f"answerable ledger seal v1\n{size}\n{root}\n{when}\n".encode()


def seal(entries: Sequence[Entry], when: str, key: Ed25519PrivateKey) -> Seal:
    """A seal on all entries so far."""
    return seal_root(len(entries), root_of([bytes.fromhex(entry.hash) for entry in entries]).hex(), when, key)


def seal_root(size: int, root: str, when: str, key: Ed25519PrivateKey) -> Seal:
    """A seal on so many entries under this root."""
    return Seal(
        size=size,
        root=root,
        when=when,
        key=key.public_key().public_bytes_raw().hex(),
        signature=key.sign(statement(size, root, when)).hex(),
    )


def is_signed(given: Seal, by: str = "") -> bool:
    """Whether a seal's signature holds, and is by the key `by` (hexadecimal) where one is named; False for what is none."""
    if by and given.key != by:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(given.key))
        key.verify(bytes.fromhex(given.signature), statement(given.size, given.root, given.when))
    except (InvalidSignature, ValueError):
        return False
    return True
