"""What every store has to agree on: how a notice names what it is about, and what the fingerprint is a sum of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from answerable.corpus.record import PublicationNotice, Record
from answerable.text import sha256

_SUM = 1 << 128

encode_notice = msgspec.json.Encoder(order="deterministic").encode


def identifier(about: str) -> str:
    """A PMID or DOI as notices name it, with its kind before it as `identifiers` has it."""
    if about.startswith(("pmid:", "doi:", "pmcid:", "key:")):
        return about
    if about.upper().startswith("PMC"):
        return f"pmcid:{about.upper()}"
    return f"pmid:{about}" if about.isdigit() else f"doi:{about.lower()}"


def share(*parts: str) -> int:
    """What one record or notice adds to a fingerprint."""
    return int(hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32], 16)


def summed(fingerprint: str, added: int) -> str:
    """A fingerprint of 32 hexadecimal digits with a share added, or taken where `added` is negative."""
    return f"{(int(fingerprint, 16) + added) % _SUM:032x}"


def notice_hash(notice: PublicationNotice) -> str:
    """Tells a notice from every other."""
    return hashlib.sha256(encode_notice(notice)).hexdigest()[:32]


def superseded(old: Record, new: Record | None) -> Iterator[tuple[str, str]]:
    """The citable texts, with their hashes, that a record's next version no longer has in the same field."""
    for name, section in old.fields():
        if section.text and (new is None or new.field(name) != section.text):
            yield sha256(section.text), section.text
