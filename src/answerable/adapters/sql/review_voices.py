"""`SqlVoices`: what people judged, recommended, settled and decided, within one connection."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from answerable.adapters.sql import review_tables as t
from answerable.adapters.sql.review_rows import judgement_row
from answerable.review.certainty import SetCertainty
from answerable.review.comment import Settlement
from answerable.review.keeping import encoded
from answerable.review.model import Decision, Judgement, Recommendation

_judgement = msgspec.json.Decoder(Judgement).decode
_recommendation = msgspec.json.Decoder(Recommendation).decode
_decision = msgspec.json.Decoder(Decision).decode
_settlement = msgspec.json.Decoder(Settlement).decode
_certainty = msgspec.json.Decoder(SetCertainty).decode


class SqlVoices:
    """The part of a review's repository that holds what people said."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def judgements(self, submission_id: str) -> tuple[Judgement, ...]:
        """What was judged in a submission: of each reviewer, claim and revision the last, as they first came."""
        columns = t.judgements.c
        asked = select(columns.payload).where(columns.submission == submission_id).order_by(columns.number)
        found = [_judgement(payload) for payload in self._connection.scalars(asked)]
        last = {(one.revision, one.claim, one.reviewer): one for one in found}
        return tuple(sorted(last.values(), key=lambda one: (one.at, one.revision, one.claim, one.reviewer)))

    def _judged(self, submission: str, revision: str, claim: str, reviewer: str) -> Row[Any] | None:
        columns = t.judgements.c
        mine = _mine(submission, revision, claim, reviewer)
        return self._connection.execute(select(t.judgements).where(*mine).order_by(columns.number.desc()).limit(1)).first()

    def put_judgement(self, judgement: Judgement) -> Judgement | None:
        """Keeps a judgement over those before it, and returns it with its place; of what is said twice the longer time is kept.

        None where nothing changed.
        """
        of = (judgement.submission, judgement.revision, judgement.claim, judgement.reviewer)
        row = self._judged(*of)
        last = _judgement(row.payload) if row else None
        if row and last and (last.judged, last.comment) == (judgement.judged, judgement.comment):
            if (judgement.seconds or 0.0) <= (last.seconds or 0.0):
                return None
            longer = replace(last, seconds=judgement.seconds, place=row.number)
            where = (*_mine(*of), t.judgements.c.number == row.number)
            self._connection.execute(update(t.judgements).where(*where).values(payload=encoded(longer)))
            return longer
        placed = replace(judgement, place=row.number + 1 if row else 1)
        self._connection.execute(insert(t.judgements).values(judgement_row(placed)))
        return placed

    def undo_judgement(self, submission_id: str, revision: str, claim: str, reviewer: str) -> Judgement | None:
        """Takes the last judgement back and returns it; the one before it holds again."""
        row = self._judged(submission_id, revision, claim, reviewer)
        if row is None:
            return None
        where = (*_mine(submission_id, revision, claim, reviewer), t.judgements.c.number == row.number)
        self._connection.execute(delete(t.judgements).where(*where))
        return replace(_judgement(row.payload), place=row.number)

    def recommendations(self, submission_id: str) -> tuple[Recommendation, ...]:
        """What was recommended on any revision of a submission, as it came."""
        columns = t.recommendations.c
        of = select(t.assignments.c.id).where(t.assignments.c.submission == submission_id)
        asked = select(columns.payload).where(columns.assignment.in_(of)).order_by(columns.number)
        return tuple(map(_recommendation, self._connection.scalars(asked)))

    def add_recommendation(self, recommendation: Recommendation) -> str:
        """Keeps a recommendation behind those there are, and returns its id; it is never changed."""
        row = {"assignment": recommendation.assignment, "payload": encoded(recommendation)}
        return f"recommendation/{self._append(t.recommendations, row)}"

    def decisions(self, submission_id: str) -> tuple[Decision, ...]:
        """What was decided on any revision of a submission, as it came."""
        return tuple(map(_decision, self._of(t.decisions, submission_id)))

    def add_decision(self, decision: Decision) -> str:
        """Keeps a decision behind those there are, and returns its id; it is never changed."""
        return f"decision/{self._append(t.decisions, {'submission': decision.submission, 'payload': encoded(decision)})}"

    def settlements(self, submission_id: str) -> tuple[Settlement, ...]:
        """What was settled in a submission, as it came."""
        return tuple(map(_settlement, self._of(t.settlements, submission_id)))

    def add_settlement(self, settlement: Settlement) -> str:
        """Keeps a settlement behind those there are, and returns its id; it is never changed."""
        return f"settlement/{self._append(t.settlements, {'submission': settlement.submission, 'payload': encoded(settlement)})}"

    def certainties(self, submission_id: str) -> tuple[SetCertainty, ...]:
        """The certainties that were set in a submission, as they came."""
        return tuple(map(_certainty, self._of(t.certainties, submission_id)))

    def add_certainty(self, certainty: SetCertainty) -> str:
        """Keeps a certainty behind those there are, and returns its id; it is never changed."""
        return f"certainty/{self._append(t.certainties, {'submission': certainty.submission, 'payload': encoded(certainty)})}"

    def _of(self, table: Any, submission_id: str) -> list[bytes]:
        columns = table.c
        asked = select(columns.payload).where(columns.submission == submission_id).order_by(columns.number)
        return list(self._connection.scalars(asked))

    def _append(self, table: Any, row: dict[str, Any]) -> int:
        """Puts a row at the end of a table that only grows; returns its number."""
        number: int = (self._connection.scalar(select(func.max(table.c.number))) or 0) + 1
        self._connection.execute(insert(table).values(row | {"number": number}))
        return number


def _mine(submission: str, revision: str, claim: str, reviewer: str) -> tuple[Any, ...]:
    columns = t.judgements.c
    return (
        columns.submission == submission,
        columns.revision == revision,
        columns.claim == claim,
        columns.reviewer == reviewer,
    )
