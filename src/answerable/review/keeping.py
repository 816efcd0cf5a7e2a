"""The bytes that are kept of what nobody may change, and their hash: the ledger names it, the store keeps just these bytes."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct, structs

from answerable.composition.answer import Answer
from answerable.review.comment import Settlement
from answerable.review.model import Decision, Judgement, Recommendation, Revision


class Exact(Struct, frozen=True):
    """The very bytes of one row of what nobody may change, by its kind and id."""

    kind: str
    id: str
    content: bytes
    beside: bytes = b""


Guarded = Recommendation | Decision | Settlement | Judgement

_CONTENT = frozenset({"answer", "opinions"})
_FIELDS = [one for one in structs.fields(Revision) if one.name not in _CONTENT]
# What is kept of a revision beside its content, with the fields that `Revision` has.
_Beside: Any = msgspec.defstruct(
    "_Beside",
    [(one.name, one.type) if one.required else (one.name, one.type, one.default) for one in _FIELDS],
    frozen=True,
    kw_only=True,
)
_content = msgspec.json.Decoder(tuple[Answer, tuple[tuple[str, str], ...]]).decode


class Kept(Struct, frozen=True):
    """One row of what nobody may change: its kind, its id, the hash of its content and of what is kept beside that.

    `kind` is "revision", "recommendation", "decision" or "settlement"; for all but the first nothing is kept beside the content.
    """

    kind: str
    id: str
    content: str
    beside: str = ""


def encoded(one: Guarded) -> bytes:
    """What was recommended, decided, settled or judged, as it is kept: JSON in UTF-8, the fields in their order."""
    return msgspec.json.encode(one, order="deterministic")


def hash_of(one: Guarded) -> str:
    """SHA-256 of what was recommended, decided, settled or judged, as it is kept."""
    return sha256(encoded(one)).hexdigest()


def beside(revision: Revision) -> bytes:
    """What is kept of a revision beside its content: who made it, when, why, its checklist, what it supersedes."""
    return msgspec.json.encode(_Beside(**{one.name: getattr(revision, one.name) for one in _FIELDS}), order="deterministic")


def beside_hash(revision: Revision) -> str:
    """SHA-256 of what is kept of a revision beside its content."""
    return sha256(beside(revision)).hexdigest()


def revision_of(content: bytes, rest: bytes) -> Revision:
    """The revision that was kept as these bytes; raises `msgspec.MsgspecError` where they are none."""
    answer, opinions = _content(content)
    known = msgspec.json.decode(rest, type=_Beside)
    return Revision(answer=answer, opinions=opinions, **structs.asdict(known))
