"""The board: how its members stand, verifying credentials, one's own credential and disclosures."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import Response

from answerable.app.people.board import SHOWN
from answerable.app.reading_room.headings import specialties
from answerable.entrypoints.web import visitor
from answerable.entrypoints.web.desk import door
from answerable.entrypoints.web.desk.door import account, people, permitted
from answerable.entrypoints.web.desk.pages import private
from answerable.errors import Problem, UsageProblem, VersionConflict
from answerable.people.model import Account, Credential, DisclosedInterest, Interest, Licence
from answerable.people.permissions import Act

router = APIRouter()
Me = Annotated[Account, Depends(account)]
Reader = Annotated[Account, Depends(permitted(Act.READ_DESK))]
Verifier = Annotated[Account, Depends(permitted(Act.VERIFY_CREDENTIALS))]
_ID = re.compile(r"[A-Za-z0-9_-]{1,80}", re.ASCII)
ROWS = 8  # interests that one form has room for


@router.get("/desk/board")
def board(request: Request, who: Reader) -> Response:
    """How everybody stands who may vouch for something."""
    return _board_page(request)


def _board_page(request: Request, refused: Problem | None = None) -> Response:
    status = refused.http_status if refused else 200
    return private(request, "desk/board.html", status=status, standings=people(request).board.reviewers(), refused=refused)


@router.post("/desk/board/{member}/verify")
async def verify(request: Request, who: Verifier, member: str) -> Response:
    """Says that one has looked at the proof of somebody's credential."""
    seen = (await visitor.posted(request)).get("seen", "")

    def verified() -> Response:
        try:
            people(request).board.verify(member, by=who, door=door.DOOR, seen=seen)
        except VersionConflict as refused:
            return _board_page(request, refused)
        return door.led(request, "/desk/board")

    return await run_in_threadpool(verified)


# -- one's own credential


@router.get("/desk/credential")
def credential(request: Request, who: Me) -> Response:
    """One's own credential, and what of it is shown."""
    return _credential_page(request, who)


def _credential_page(request: Request, who: Account, refused: Problem | None = None) -> Response:
    standing = people(request).board.standing(who.id)
    return private(
        request,
        "desk/credential.html",
        status=refused.http_status if refused else 200,
        standing=standing,
        held=standing.credential,
        shown=SHOWN,
        known=tuple(specialties()),
        refused=refused,
        done=request.query_params.get("done", ""),
    )


@router.post("/desk/credential")
async def put_credential(request: Request, who: Me) -> Response:
    """Keeps one's own credential; it has to be verified again."""
    await visitor.posted(request)
    form = await request.form(max_files=0)

    def put() -> Response:
        try:
            people(request).board.put_credential(_credential(form, who), by=who, door=door.DOOR)
        except UsageProblem as refused:
            return _credential_page(request, who, refused)
        return door.led(request, "/desk/credential?done=yes")

    return await run_in_threadpool(put)


def _text(form: FormData, name: str) -> str:
    return str(form.get(name, ""))


def _credential(form: FormData, who: Account) -> Credential:
    return Credential(
        account=who.id,
        degree=_text(form, "degree"),
        specialties=tuple(_text(form, "specialties").replace("\n", ",").split(",")),
        licence=Licence(
            authority=_text(form, "authority"),
            number=_text(form, "number"),
            country=_text(form, "country"),
            expires=_text(form, "expires"),
        ),
        orcid=_text(form, "orcid"),
        shown=tuple(str(one) for one in form.getlist("shown")),
    )


# -- disclosures


@router.get("/desk/disclosures")
def disclosures(request: Request, who: Me) -> Response:
    """What one disclosed, and the form for this year."""
    return _disclosures_page(request, who)


def _disclosures_page(request: Request, who: Account, refused: Problem | None = None) -> Response:
    of = people(request).board
    assignment = request.query_params.get("assignment", "")
    return private(
        request,
        "desk/disclosures.html",
        status=refused.http_status if refused else 200,
        standing=of.standing(who.id),
        held=of.disclosures(who.id),
        categories=tuple(Interest),
        rows=range(ROWS),
        assignment=assignment if _ID.fullmatch(assignment) else "",
        refused=refused,
        done=request.query_params.get("done", ""),
    )


@router.post("/desk/disclosures")
async def disclose(request: Request, who: Me) -> Response:
    """Keeps what one discloses."""
    await visitor.posted(request)
    form = await request.form(max_files=0, max_fields=200)

    def put() -> Response:
        try:
            interests = _interests(form)
            if not interests and _text(form, "none") != "yes":
                raise UsageProblem("Nothing was disclosed.", "Say that there is nothing to disclose, or name it.")
            people(request).board.disclose(
                interests,
                _text(form, "coauthors").splitlines(),
                by=who,
                door=door.DOOR,
                assignment=_text(form, "assignment"),
            )
        except UsageProblem as refused:
            return _disclosures_page(request, who, refused)
        return door.led(request, "/desk/disclosures?done=yes")

    return await run_in_threadpool(put)


def _interests(form: FormData) -> list[DisclosedInterest]:
    found: list[DisclosedInterest] = []
    for row in range(ROWS):
        category, parts = (
            _text(form, f"category{row}"),
            [_text(form, f"{name}{row}") for name in ("company", "product", "topic", "words")],
        )
        if not category and not any(part.strip() for part in parts):
            continue
        try:
            kind = Interest(category)
        except ValueError:
            raise UsageProblem("An interest has no category.", "Choose one for each interest that you name.") from None
        if not any(part.strip() for part in parts):
            raise UsageProblem("An interest does not say with whom.", "Name a company, a product or a topic.")
        company, product, topic, words = parts
        found.append(DisclosedInterest(category=kind, company=company, product=product, topic=topic, words=words))
    return found
