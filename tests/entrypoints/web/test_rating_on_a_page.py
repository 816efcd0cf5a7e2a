"""The page of certainties: what is proposed, what a person sets and why, and what readers see of it."""

import pytest
from cases import METHODS
from desk_board import Board
from lxml import html

from answerable.review.case import certainties_of
from answerable.review.edits import DropClaim
from answerable.review.transitions import Step


def filled(page: str, at: int = 0) -> dict[str, str]:
    """The fields of one of the forms of a page that set a certainty, as they stand."""
    form = html.fromstring(page).xpath("//form[contains(@class, 'rating')]")[at]
    return {name: value for name, value in form.form_values() if name != "csrf"}


def test_a_methods_reviewer_takes_a_proposal_over_and_readers_see_who_judged_it(desk: Board, review):
    path = f"/desk/submissions/{review.id}/certainty"
    page = desk.reads("me", path)
    assert "The machine proposes" in page
    form = filled(page)
    assert desk.sends("me", path, **form).status_code == 303
    [kept] = certainties_of(desk.edited.editorial.case(review.id))
    assert (kept.by, kept.outcome, kept.certainty.value) == ("me", form["outcome"], form["certainty"])
    assert f"Set by {METHODS.name}" in desk.reads("ed", path)
    public = desk.client.get(f"/articles/{review.article}").text
    assert "How sure the evidence makes us" not in public
    desk.edited.recommended(review)
    desk.edited.take(review, Step.READY)
    assert "Now it is ready" not in desk.reads("ed", path)
    desk.edited.signed(review)
    public = html.fromstring(desk.client.get(f"/articles/{review.article}").text)
    [section] = public.xpath("//section[@id='certainty']")
    told = " ".join(section.text_content().split())
    assert f"{kept.certainty.value} certainty" in told
    assert METHODS.name in told
    assert "methods reviewer" in told
    text = desk.client.get(f"/articles/{review.article}/export.txt").text
    assert f"Certainty: {kept.outcome}" in text
    published = desk.client.get(f"/articles/{review.article}/export.json").json()["publication"]
    assert [one["certainty"] for one in published["certainties"]] == [kept.certainty.value]


def test_a_form_that_is_refused_is_shown_again_as_it_was_sent_with_why(desk: Board, review):
    path = f"/desk/submissions/{review.id}/certainty"
    form = filled(desk.reads("me", path)) | {"certainty": "high", "words": "I know it."}
    refused = desk.sends("me", path, **form)
    assert refused.status_code == 400
    assert "Your reasons lead from" in refused.text
    assert filled(refused.text)["words"] == "I know it."
    assert filled(refused.text)["certainty"] == "high"
    assert desk.edited.editorial.case(review.id).certainties == ()


def test_an_outcome_of_ones_own_is_proposed_from_the_statements_that_one_chooses(desk: Board, review):
    path = f"/desk/submissions/{review.id}/certainty"
    claims = [claim.id for claim in review.latest.answer.claims()[-3:]]
    asked = "&".join(f"claim={one}" for one in claims)
    page = desk.reads("cl", f"{path}?outcome=Getting+better&{asked}")
    form = filled(page)
    assert (form["outcome"], {name for name in form if name.startswith("claim-")}) == (
        "Getting better", {f"claim-{one}" for one in claims},
    )  # fmt: skip
    assert desk.sends("cl", path, **form).status_code == 303
    assert desk.browser("cl").get(f"{path}?outcome=Nothing").status_code == 400


def test_what_is_set_is_taken_back_and_stays_in_its_history(desk: Board, review):
    path = f"/desk/submissions/{review.id}/certainty"
    form = filled(desk.reads("me", path))
    desk.sends("me", path, **form)
    content = review.latest.content_hash
    assert desk.sends("ed", f"{path}/withdraw", outcome=form["outcome"], words="", content=content).status_code == 400
    back = desk.sends("ed", f"{path}/withdraw", outcome=form["outcome"], words="Two outcomes in one.", content=content)
    assert back.status_code == 303
    assert certainties_of(desk.edited.editorial.case(review.id)) == ()


@pytest.mark.parametrize(("who", "status"), [("la", 403), ("au", 403), ("ad", 403)])
def test_nobody_else_sets_a_certainty(desk: Board, review, who: str, status: int):
    path = f"/desk/submissions/{review.id}/certainty"
    form = filled(desk.reads("me", path))
    assert desk.sends(who, path, **form).status_code == status


def test_readers_see_what_a_version_changed_of_the_one_before_and_why(desk: Board, review):
    claim = review.latest.answer.claims()[0]
    desk.edited.editorial.edit(
        review.id, [DropClaim(claim.id)], by="ed", content=review.latest.content_hash, why="It rested on one small series."
    )
    after = desk.edited.editorial.submission(review.id)
    desk.edited.recommended(after)
    desk.edited.take(after, Step.READY)
    desk.edited.signed(after)
    base = f"/articles/{review.article}"
    assert f"{base}/versions/2/changes" in desk.client.get(base).text
    page = html.fromstring(desk.client.get(f"{base}/versions/2/changes").text)
    told = " ".join(page.text_content().split())
    assert "It rested on one small series." in told
    assert "Of the statements, 1 removed." in told
    assert page.xpath("//del")[0].text_content() == claim.text
    assert desk.client.get(f"{base}/versions/1/changes").status_code == 404
    assert desk.client.get(f"{base}/versions/9/changes").status_code == 404
