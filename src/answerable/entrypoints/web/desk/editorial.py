"""What a handler of the desk has at hand: the editorial desk of the library, what somebody said, pages, and the forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated, cast

from fastapi import Depends, Request
from starlette.responses import RedirectResponse, Response

from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.desk.pages import private
from answerable.entrypoints.web.door import library, room, settings
from answerable.people.model import Account

if TYPE_CHECKING:
    from threading import Lock

    from answerable.app.desk import EditorialDesk
    from answerable.review.case import Case
    from answerable.review.model import Judgement, Submission
    from answerable.verification.ports import Judge

NO_STORE = {"Cache-Control": "no-store"}
_SEE_OTHER = 303

Form = Annotated[Mapping[str, str], Depends(visitor.posted)]


def desk(request: Request) -> EditorialDesk:
    """The editorial desk of the library that is served, opened once; it knows what this browser asked as a visitor."""
    app, reading, state = library(request), room(request), request.app.state
    with cast("Lock", state.opening):
        held = getattr(state, "editorial", None)
        if held is None:
            from answerable.app.desk import EditorialDesk
            from answerable.app.desk.evidence import Evidence

            evidence = Evidence(reading.library, opened=lambda: app.opened.library, judge=judge_of_stance)
            held = state.editorial = EditorialDesk(reading.library, settings(request), desk=reading.desk, evidence=evidence)
    return cast("EditorialDesk", held).asking_as(visitor.known_asker(request))


@cache
def judge_of_stance() -> Judge | None:
    """The model that judges whether words bear a claim out, loaded once in a process; None where none can be run."""
    from answerable.app import wiring

    return wiring.judge()


def own_judgements(request: Request, submission: Submission, me: Account) -> tuple[Judgement, ...]:
    """What somebody said of each claim of a submission's latest content."""
    with desk(request).desk.view() as view:
        every = view.review.judgements(submission.id)
    return tuple(one for one in every if one.reviewer == me.id and one.revision == submission.latest.content_hash)


def now(request: Request) -> str:
    """This moment by the desk's clock."""
    return desk(request).now()


def namer(case: Case) -> Namer:
    """Names those who are named in a case."""
    return Namer({who: account.name for who, account in case.accounts.items()})


class Namer:
    """Names accounts for a template; who was erased is named by an opaque id."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __call__(self, account: str) -> str:
        """Somebody as the desk names them."""
        if not account:
            return "the asker"
        return self._names.get(account) or ("the machine" if account == "machine" else f"account {account[:8]}")


def desk_page(request: Request, me: Account, name: str, /, *, status: int = 200, **context: object) -> Response:
    """A page of the desk for somebody who is signed in; nobody keeps it."""
    unread = len(desk(request).notifications(me.id))
    return private(request, f"desk/{name}", status=status, unread=unread, day=day, moment=moment, **context)


def back(path: str) -> Response:
    """Leads to a page after something was done."""
    return RedirectResponse(path, status_code=_SEE_OTHER, headers=NO_STORE)


def day(at: str) -> str:
    """The day of an ISO date or time as one says it; anything else as it is."""
    try:
        read = date.fromisoformat(at[:10])
    except ValueError:
        return at
    return f"{read.day} {read:%B %Y}"


def moment(at: str) -> str:
    """An ISO time as one says it, in UTC: "3 November 2026, 14:05 UTC"."""
    try:
        read = datetime.fromisoformat(at).astimezone(UTC)
    except ValueError:
        return at
    return f"{read.day} {read:%B %Y, %H:%M} UTC"
