"""What the ledger calls each act on an article or its review, and how its line is written, in the transaction of the act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from hashlib import sha256

from answerable.app.desk_ports import DeskWork
from answerable.ledger.model import Act, Entry
from answerable.review.keeping import GONE, Changing, Kept, row_of

MACHINE = "machine"  # who acts where nobody does
OPERATOR = "operator"  # whoever may run the command line


class Door(StrEnum):
    """How an act came in."""

    WEB = "web"
    API = "api"
    COMMAND_LINE = "command line"
    CLOCK = "clock"  # what the worker does by the hour


class What(StrEnum):
    """Every act on articles and reviews, as the ledger calls it; docs/reference/ledger.md says what each is about."""

    SUBMITTED = "article submitted"
    PUBLISHED = "article published"
    UNPUBLISHED = "article unpublished"
    DELETED = "article deleted"
    LET_GO = "article let go by its asker"
    EXPIRED = "article expired"
    COMMISSIONED = "articles commissioned"
    DRAFTED = "article drafted"
    COMMISSION_CANCELLED = "commission cancelled"
    COMMISSION_RETRIED = "commission tried again"
    CLASSIFIED = "specialty set"
    ASSIGNED = "reviewer invited"
    ACCEPTED = "assignment accepted"
    DECLINED = "assignment declined"
    RECUSED = "reviewer recused"
    ASKED_AGAIN = "reviewer asked again"
    EXTENDED = "assignment extended"
    ASSIGNMENT_EXPIRED = "assignment expired"
    EDITOR_CHANGED = "editor changed"
    JUDGED = "claim judged"
    UNDONE = "judgement undone"
    COMMENTED = "comment made"
    COMMENT_SETTLED = "comment settled"
    SETTLED = "disagreement settled"
    RATED = "certainty set"
    UNRATED = "certainty withdrawn"
    ANSWERED = "finding answered"
    RECOMMENDED = "recommendation given"
    REVISED = "revision made"
    MOVED = "submission moved"
    SIGNED = "approval signed"
    SUPERSEDED = "approval superseded"
    CORRECTED = "correction published"
    CORRECTION_OPENED = "correction opened"
    CONCERNED = "expression of concern"
    CONCERN_LIFTED = "expression of concern lifted"
    RETRACTED = "article retracted"
    REMOVED = "article removed"
    ARCHIVED = "article archived"
    MARKED = "claims marked"
    TASK_MADE = "task made"
    TASK_DONE = "task done"


_ROW = "row "  # before the name of a row, in a fact whose value is the hash of what is kept from then on


def record(
    work: DeskWork,
    what: What,
    about: str,
    *,
    actor: str,
    when: str,
    door: Door | str,
    content: str = "",
    rows: Iterable[Changing | Kept] = (),
    **facts: str,
) -> Entry:
    """Writes the line of an act into the ledger; `facts` that are empty are left out.

    `rows` are what it changed, as it is now, or that it was taken out.
    """
    told = {name: fact for name, fact in facts.items() if fact} | naming(rows)
    act = Act(actor=actor, what=what.value, about=about, when=when, door=str(door), content=content, facts=told)
    return work.ledger.append(act)


def naming(rows: Iterable[Changing | Kept]) -> dict[str, str]:
    """The facts that name rows by their hash, and those that are taken out."""
    kept = (one if isinstance(one, Kept) else row_of(one) for one in rows)
    return {f"{_ROW}{row.id}": row.content for row in kept}


def named_in(facts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The rows that an act's facts name, each with the hash of what is kept from then on; empty for one that was taken out."""
    for name, fact in facts.items():
        if name.startswith(_ROW):
            yield name.removeprefix(_ROW), "" if fact == GONE else fact


def asker_in(address: str, asker: str) -> str:
    """How the ledger names whoever asked: not twice the same, so that nobody's questions can be put together by it."""
    return f"asker:{sha256(f'{address}|{asker}'.encode()).hexdigest()[:16]}" if asker else OPERATOR
