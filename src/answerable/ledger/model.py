"""An `Act`, what somebody did; an `Entry`, the act in its place in the chain; a `Seal`, a signature on all entries so far."""

from __future__ import annotations

from msgspec import Struct

GENESIS = "0" * 64  # what the first entry is hashed over


class Act(Struct, frozen=True, kw_only=True):
    """One change of state.

    `actor` is an opaque id and never a name: what a person is called stays outside the chain and can be erased. `what` is the
    act's name ("article published"), `about` the id of what was changed, `content` the SHA-256 of the content that the act was
    on, or empty. `when` is an ISO time in UTC, `door` how it came in ("web", "command line"), `facts` the act's own particulars.
    """

    actor: str
    what: str
    about: str
    when: str
    door: str
    content: str = ""
    facts: dict[str, str] = {}


class Entry(Struct, frozen=True, kw_only=True):
    """An act as the ledger holds it: its number from 1, the hash of the entry before it, and its own hash, both hexadecimal."""

    number: int
    act: Act
    previous: str
    hash: str


class Seal(Struct, frozen=True, kw_only=True):
    """Who seals says that the ledger has so many entries under this root.

    `root` is the Merkle root of the entries' hashes (RFC 6962), hexadecimal; `key` and `signature` are Ed25519 in hexadecimal,
    the signature over `sealing.statement`.
    """

    size: int
    root: str
    when: str
    key: str
    signature: str
