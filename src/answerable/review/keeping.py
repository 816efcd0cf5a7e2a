"""The bytes that are kept of what people's acts rest on, and their hash: the ledger names it, the store keeps these bytes."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct, structs

from answerable.composition.answer import Answer
from answerable.people.model import Credential, Disclosure
from answerable.review.certainty import SetCertainty
from answerable.review.comment import Comment, Settlement
from answerable.review.model import Assignment, Decision, Judgement, Recommendation, Revision, Submission
from answerable.review.tasks import Task

GONE = "gone"  # in the place of the hash of a row that was taken out


class Exact(Struct, frozen=True):
    """The very bytes of one row of what nobody may change, by its kind and id."""

    kind: str
    id: str
    content: bytes
    beside: bytes = b""


Guarded = Recommendation | Decision | Settlement | SetCertainty
"""What nobody may change: the store gives each its number."""

Changing = Judgement | Comment | Assignment | Submission | Task | Credential | Disclosure
"""What changes by acts alone: the line of each act names the hash of what is kept from then on."""

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
    """One row that the ledger names: its kind, its id, the hash of its content and of what is kept beside that.

    Only of a revision something is kept beside the content. The hash is empty where the row cannot be read, or where the columns
    by which it is found say something else than it does.
    """

    kind: str
    id: str
    content: str
    beside: str = ""


def encoded(one: Guarded | Changing) -> bytes:
    """What was said or done, as it is kept: JSON in UTF-8, the fields in their order; a submission without its revisions."""
    return msgspec.json.encode(structs.replace(one, revisions=()) if isinstance(one, Submission) else one, order="deterministic")


def hash_of(one: Guarded | Changing) -> str:
    """SHA-256 of what was said or done, as it is kept."""
    return sha256(encoded(one)).hexdigest()


def row_of(one: Changing) -> Kept:
    """The row of what changes by acts alone, as it is now."""
    kind = "submission" if isinstance(one, Submission) else type(one).__name__.lower()
    return Kept(kind, f"{kind}/{_name(one)}", hash_of(one))


def gone(one: Changing) -> Kept:
    """The row of what was taken out."""
    return Kept(row_of(one).kind, row_of(one).id, GONE)


def _name(one: Changing) -> str:
    if isinstance(one, Judgement):
        return f"{one.submission}/{one.revision[:16]}/{one.claim}/{one.reviewer}/{one.place}"
    if isinstance(one, Disclosure):
        return f"{one.account}/{one.salt}"
    return one.account if isinstance(one, Credential) else one.id


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
