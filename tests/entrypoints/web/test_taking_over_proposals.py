"""What readers propose arrives where the article is edited, and is taken over in one act, each statement proven."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import msgspec
import pytest
from desk_board import Board
from lxml import html

from answerable.app import App
from answerable.app.ask import Request
from answerable.composition.answer import Answer
from answerable.conversation.model import Context, FollowUp, Turn
from answerable.review.transitions import Step


@pytest.fixture
def review(desk: Board, request: pytest.FixtureRequest):
    """An article under review."""
    address = sha256(request.node.name.encode()).hexdigest()[:22]
    found = desk.edited.submitted(address=address)
    desk.edited.take(found, Step.START_REVIEW)
    return desk.edited.editorial.submission(found.id)


@cache
def another() -> Answer:
    """An answer of the starter library to another question, cut to its first statements."""
    with App.open(Path(mkdtemp())) as app:
        answer = app.ask(Request(question="Does exercise help low back pain?"))
    first = answer.sections[0]
    return msgspec.structs.replace(answer, sections=(msgspec.structs.replace(first, claims=first.claims[:3], disagreements=()),))


def sent(desk: Board, address: str, answer: Answer) -> None:
    """A follow-up question and its answer, sent to the editors."""
    context = Context()
    asked = FollowUp(
        words="And exercise?", question="Does exercise help low back pain?", context=context, used=(), follows=context
    )
    turn = Turn(number=1, asked=asked, made="2026-11-20T09:00:00+00:00", answer=answer, sent=True)
    with desk.edited.desk.work() as work:
        work.put_turn(address, "b" * 64, 1, turn)


def take_over(desk: Board, found, **more: str):
    fields = {"act": "take over", "proposal": "0", "content": found.latest.content_hash, "edits": "[]"} | more
    return desk.sends("ed", f"/desk/submissions/{found.id}/edit", **fields)


def test_a_proposal_is_taken_over_with_its_sources_in_one_act(desk: Board, review):
    sent(desk, review.article, another())
    page = html.fromstring(desk.reads("ed", f"/desk/submissions/{review.id}/edit"))
    [section] = page.xpath("//section[@id='proposed']")
    assert "And exercise?" in section.text_content()
    taken = take_over(desk, review)
    assert taken.status_code == 200
    page = html.fromstring(taken.text)
    assert "the article has all of it" in page.xpath("//section[@id='proposed']")[0].text_content()
    edits = page.xpath("//form[contains(@action, '/keep')]//input[@name='edits']/@value")[0]
    kept = desk.sends(
        "ed", f"/desk/submissions/{review.id}/edit/keep", edits=edits, content=review.latest.content_hash, why="A reader asked."
    )
    assert kept.status_code == 303
    texts = {one.text: one for one in desk.edited.editorial.submission(review.id).latest.answer.claims()}
    for claim in another().claims():
        cited = {one.checked.span for one in texts[claim.text].citations}
        assert cited
        assert cited <= {one.checked.span for one in claim.citations}


def test_one_statement_of_a_proposal_is_taken_over_alone(desk: Board, review):
    sent(desk, review.article, another())
    claim = another().claims()[1]
    page = html.fromstring(take_over(desk, review, claim=claim.id).text)
    assert page.xpath("//section[@id='changes']//ol/li/text()") == [
        one for one in page.xpath("//section[@id='changes']//ol/li/text()") if claim.text in one
    ]
    assert page.xpath("//section[@id='changes']//ol/li")


def test_a_statement_that_its_sources_do_not_bear_out_is_left_out_and_told(desk: Board, review):
    answer = another()
    first = answer.sections[0]
    wrong = msgspec.structs.replace(first.claims[0], text="Exercise cures 99% of 4,000 people with back pain within a day.")
    answer = msgspec.structs.replace(answer, sections=(msgspec.structs.replace(first, claims=(wrong, *first.claims[1:])),))
    sent(desk, review.article, answer)
    taken = take_over(desk, review)
    assert taken.status_code == 422
    assert "1 statement could not be taken over" in taken.text
    changes = html.fromstring(taken.text).xpath("//section[@id='changes']//ol/li/text()")
    assert changes
    assert not any("99%" in one for one in changes)


def test_what_is_no_proposal_is_not_taken_over(desk: Board, review):
    assert take_over(desk, review, proposal="7").status_code == 400
    assert take_over(desk, review, proposal="x").status_code == 400
