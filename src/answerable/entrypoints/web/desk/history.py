"""The history of a submission, as the ledger has it: each act in words, by whom, when, on which content."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from answerable.app.acts import What
from answerable.app.people_ports import DeskView
from answerable.ledger.model import Entry
from answerable.review.case import Case

_TOLD = ("step", "state", "judged", "recommended", "role", "due", "claim", "on", "finding", "words", "why", "kind", "review_due")
_LONGEST = 60
_STEPS: Mapping[str, str] = {
    "start review": "review started",
    "request changes": "changes requested",
    "resubmit": "resubmitted",
    "ready for sign-off": "handed on to be signed",
    "send back": "sent back to its reviewers",
    "approve": "approval signed",
    "reject": "rejected",
    "withdraw": "withdrawn",
}
"""What a step of a submission is called once it was taken."""
_LEFT_OUT = frozenset({What.JUDGED, What.UNDONE})
_VOICES = frozenset({What.RECOMMENDED, What.COMMENTED, What.COMMENT_SETTLED, What.SETTLED})  # what reviewers are to judge without


class Event(Struct, frozen=True, kw_only=True):
    """One line of the history; `number` is its place in the ledger."""

    number: int
    when: str
    who: str
    what: str
    facts: str
    content: str
    door: str


def history_of(view: DeskView, case: Case, me: str, *, voices: bool) -> tuple[Event, ...]:
    """What the ledger says of a submission and of its article, the newest first; judgements of claims one by one are left out.

    What others recommended and said is told with `voices` alone.
    """
    entries = {
        entry.number: entry
        for about in (case.submission.id, case.submission.article)
        for entry in view.ledger.about(about)
        if entry.act.what not in _LEFT_OUT and (voices or entry.act.what not in _VOICES or entry.act.actor == me)
    }
    return tuple(_event(entries[number], view, case) for number in sorted(entries, reverse=True))


def _event(entry: Entry, view: DeskView, case: Case) -> Event:
    act = entry.act
    account = case.accounts.get(act.actor) or view.people.account(act.actor)
    who = account.name if account and account.name else act.actor
    facts = [f"{name} {value[:_LONGEST]}" for name, value in act.facts.items() if name in _TOLD and value not in _STEPS]
    return Event(
        number=entry.number,
        when=act.when,
        who="the asker" if who.startswith("asker:") else who,
        what=_STEPS.get(act.facts.get("step", ""), act.what),
        facts=", ".join(facts),
        content=act.content[:12],
        door=act.door,
    )
