"""The rows of reviews: what a row is made of, and every row with the hash of its bytes as they are now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from answerable.adapters.sql import review_tables as t
from answerable.adapters.sql.streaming import streamed
from answerable.review.certainty import SetCertainty
from answerable.review.comment import Comment, Settlement
from answerable.review.keeping import Exact, Kept, encoded, row_of
from answerable.review.model import Assignment, Decision, Judgement, Recommendation, Revision, Submission
from answerable.review.tasks import Task

AT_A_TIME = 200
Row = dict[str, Any]


class Bare(Submission, frozen=True, kw_only=True):
    """A submission as its row has it."""

    revisions: tuple[Revision, ...] = ()


bare = msgspec.json.Decoder(Bare).decode


def submission_row(one: Submission) -> Row:
    """A submission as its row has it, but for its id."""
    return {"article": one.article, "state": one.state.value, "version": one.version, "payload": encoded(one)}


def assignment_row(one: Assignment) -> Row:
    """An assignment as its row has it, but for its id."""
    return {
        "submission": one.submission,
        "reviewer": one.reviewer,
        "state": one.state.value,
        "invited": one.invited,
        "due": one.due,
        "version": one.version,
        "payload": encoded(one),
    }


def comment_row(one: Comment) -> Row:
    """A comment as its row has it, but for its id."""
    return {"submission": one.submission, "made": one.at, "version": one.version, "payload": encoded(one)}


def task_row(one: Task) -> Row:
    """A task as its row has it, but for its id."""
    return {"article": one.article, "open": not one.done, "made": one.made, "version": one.version, "payload": encoded(one)}


def judgement_row(one: Judgement) -> Row:
    """A judgement as its row has it."""
    names = {"submission": one.submission, "revision": one.revision, "claim": one.claim, "reviewer": one.reviewer}
    return names | {"number": one.place, "payload": encoded(one)}


# -- what the ledger names -------------------------------------------------------------------------------------------

# What nobody may change: the columns by which it is found, as the row's own content has them.
_GUARDED: Mapping[str, tuple[Table, Callable[[bytes], Any], str]] = {
    "recommendation": (t.recommendations, msgspec.json.Decoder(Recommendation).decode, "assignment"),
    "decision": (t.decisions, msgspec.json.Decoder(Decision).decode, "submission"),
    "settlement": (t.settlements, msgspec.json.Decoder(Settlement).decode, "submission"),
    "certainty": (t.certainties, msgspec.json.Decoder(SetCertainty).decode, "submission"),
}
# What changes by acts alone.
_CHANGING: tuple[tuple[Table, Callable[[bytes], Any], Callable[[Any], Row]], ...] = (
    (t.submissions, bare, lambda one: submission_row(one) | {"id": one.id, "opened": one.opened}),
    (t.assignments, msgspec.json.Decoder(Assignment).decode, lambda one: assignment_row(one) | {"id": one.id}),
    (t.judgements, msgspec.json.Decoder(Judgement).decode, judgement_row),
    (t.comments, msgspec.json.Decoder(Comment).decode, lambda one: comment_row(one) | {"id": one.id}),
    (t.tasks, msgspec.json.Decoder(Task).decode, lambda one: task_row(one) | {"id": one.id}),
)


def kept(connection: Connection) -> Iterator[Kept]:
    """Every row that the ledger names, with the hash of its bytes as they are now; few are in memory at a time."""
    for row in _all(connection, t.revisions):
        yield Kept("revision", f"{row.submission}/{row.place}", _hash(row.content), _hash(row.beside))
    for kind, (table, decode, column) in _GUARDED.items():
        for row in _all(connection, table):
            same = _read(decode, row.payload, lambda one, row=row, column=column: getattr(one, column) == getattr(row, column))
            yield Kept(kind, f"{kind}/{row.number}", _hash(row.payload) if same else "")
    for table, decode, made in _CHANGING:
        for row in _all(connection, table):
            yield _changing(table, decode, made, row)


def _changing(table: Table, decode: Callable[[bytes], Any], made: Callable[[Any], Row], row: Any) -> Kept:
    """A row whose content and columns say the same, by its content; another by its columns, without a hash."""
    columns = row._asdict()
    payload = columns.pop("payload")
    kind = table.name.removesuffix("s")
    found = _read(decode, payload, lambda one: one)
    if found is not None and {name: value for name, value in made(found).items() if name != "payload"} == columns:
        return Kept(kind, row_of(found).id, _hash(payload))
    name = columns.get("id") or "/".join(str(columns[key.name]) for key in table.primary_key)
    return Kept(kind, f"{kind}/{name}", "")


def _read(decode: Callable[[bytes], Any], payload: bytes, use: Callable[[Any], Any]) -> Any:
    try:
        return use(decode(payload))
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _all(connection: Connection, table: Table) -> Iterator[Any]:
    return streamed(connection, select(table).order_by(*table.primary_key), AT_A_TIME)


def exact(connection: Connection, submission_id: str) -> tuple[Exact, ...]:
    """The very bytes of a submission's revisions, recommendations, decisions, settlements and certainties, in that order."""
    of = t.revisions.c
    asked = select(of.place, of.content, of.beside).where(of.submission == submission_id).order_by(of.place)
    rows = [Exact("revision", f"{submission_id}/{one.place}", one.content, one.beside) for one in connection.execute(asked)]
    theirs = select(t.assignments.c.id).where(t.assignments.c.submission == submission_id)
    for kind, (table, _, column) in _GUARDED.items():
        where = table.c[column].in_(theirs) if column == "assignment" else table.c[column] == submission_id
        found = connection.execute(select(table.c.number, table.c.payload).where(where).order_by(table.c.number))
        rows += [Exact(kind, f"{kind}/{one.number}", one.payload) for one in found]
    return tuple(rows)


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
