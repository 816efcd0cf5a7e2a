"""The starter library: digests written for this project and shipped read-only, so that the first question has an answer."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from answerable.corpus.record import Record

CHANGED = "2026-11-23"  # ISO date of the last change to the digests
DIGESTS = Path(__file__).with_name("digests")


@cache
def contents() -> bytes:
    """The digests as shipped: one record a line, file after file in the order of their names."""
    return b"\n".join(file.read_bytes() for file in sorted(DIGESTS.glob("*.jsonl")))


@cache
def records() -> tuple[Record, ...]:
    """Every record of the starter library, in the order of its files; each says that it is a digest."""
    return tuple(msgspec.json.Decoder(Record).decode_lines(contents()))


@cache
def fingerprint() -> str:
    """Changes with any byte of any digest."""
    return hashlib.sha256(contents()).hexdigest()[:32]
