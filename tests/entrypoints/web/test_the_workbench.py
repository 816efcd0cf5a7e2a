"""The workbench and the page of a submission: what a reviewer keeps, what an editor decides, what nobody sees too early."""

import pytest
from desk_board import Board
from lxml import html

from answerable.review.edits import DropClaim
from answerable.review.model import Judged, RevisionState
from answerable.review.transitions import Step


def judges(desk: Board, found, claim: int = 0, *, who: str = "cl", judged: str = "holds", program: bool = True, **more: str):
    path = f"/desk/submissions/{found.id}/review/claims/{found.latest.answer.claims()[claim].id}/judge"
    return desk.sends(who, path, program=program, judged=judged, content=found.latest.content_hash, **more)


def test_every_claim_stands_beside_its_quote_marked_inside_its_abstract(desk: Board, review):
    page = html.fromstring(desk.reads("cl", f"/desk/submissions/{review.id}/review"))
    sections = page.xpath("//section[@data-claim]")
    claims = review.latest.answer.claims()
    assert [one.get("data-claim") for one in sections] == [claim.id for claim in claims]
    for section, claim in zip(sections, claims, strict=True):
        assert section.xpath(".//*[@data-words]")[0].text_content() == claim.text
        marked = " ".join(one.text_content() for one in section.xpath(".//mark"))
        for citation in claim.citations:
            assert " ".join(citation.quote.split()) in " ".join(marked.split())
        assert [one.get("value") for one in section.xpath(".//button[@name='judged']")] == [one.value for one in Judged]


def test_a_judgement_is_kept_at_once_and_told_back(desk: Board, review):
    told = judges(desk, review, judged="holds with change", comment="Say “may”.", seconds="7.5").json()
    assert (told["judged"], told["comment"], told["done"], told["total"]) == (
        "holds with change", "Say “may”.", 1, len(review.latest.answer.claims()),
    )  # fmt: skip
    page = desk.reads("cl", f"/desk/submissions/{review.id}/review")
    assert "Say “may”." in page
    assert "1 of 56 judged" in page
    [kept] = desk.edited.editorial.case(review.id).judgements
    assert kept.seconds == 7.5


def test_without_scripts_a_judgement_leads_to_the_next_claim_that_is_not_judged(desk: Board, review):
    first, second, third = (claim.id for claim in review.latest.answer.claims()[:3])
    judges(desk, review, 1)
    there = judges(desk, review, 0, program=False)
    assert (there.status_code, there.headers["location"].partition("#")[2]) == (303, f"claim-{third}")
    alone = desk.reads("cl", f"/desk/submissions/{review.id}/review?one={second}")
    assert len(html.fromstring(alone).xpath("//section[@data-claim]")) == 1
    assert first != second


def test_an_undo_takes_back_the_judgement_that_it_names_and_no_other(desk: Board, review):
    at = judges(desk, review, judged="unsure").json()["at"]
    path = f"/desk/submissions/{review.id}/review/claims/{review.latest.answer.claims()[0].id}/undo"
    content = review.latest.content_hash
    assert desk.sends("cl", path, program=True, content=content, at="2020-01-01").json()["judged"] == "unsure"
    assert desk.sends("cl", path, program=True, content=content, at=at).json()["judged"] == ""
    assert desk.sends("cl", path, program=True, content=content, at=at).json()["judged"] == ""  # sent again, the answer lost


def test_two_reviewers_at_once_keep_each_their_own_and_do_not_see_the_others(desk: Board, review):
    judges(desk, review, judged="does not hold", comment="The figure is of another group.")
    judges(desk, review, who="me", judged="holds")
    assert {(one.reviewer, one.judged.value) for one in desk.edited.editorial.case(review.id).judgements} == {
        ("cl", "does not hold"),
        ("me", "holds"),
    }
    for path in ("", "/review"):
        assert "The figure is of another group." not in desk.reads("me", f"/desk/submissions/{review.id}{path}")
    assert "The figure is of another group." in desk.reads("ed", f"/desk/submissions/{review.id}")


def test_what_was_changed_since_is_not_judged_unawares(desk: Board, review):
    path = f"/desk/submissions/{review.id}/review/claims/{review.latest.answer.claims()[0].id}/judge"
    refused = desk.sends("cl", path, program=True, judged="holds", content="0" * 64)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:answerable:problem:version-conflict")


@pytest.mark.parametrize("judged", ["", "perhaps"])
def test_what_is_no_judgement_is_refused_with_what_is_one(desk: Board, review, judged: str):
    refused = judges(desk, review, judged=judged)
    assert refused.status_code == 400
    assert "does not hold" in refused.json()["next_step"]


def test_the_workbench_opens_to_reviewers_of_the_article_alone(desk: Board, review):
    page = f"/desk/submissions/{review.id}/review"
    assert desk.browser("la").get(page).status_code == 404
    for who in ("ed", "ch", "au", "ad"):
        assert desk.browser(who).get(page).status_code == 403


def test_what_else_bears_on_a_claim_is_not_what_it_cites(desk: Board, review):
    claim = review.latest.answer.claims()[5]
    page = html.fromstring(desk.reads("cl", f"/desk/submissions/{review.id}/review/claims/{claim.id}/else"))
    found = page.xpath("//ul[@class='bearing']/li")
    assert found
    cited = {ref.record.title for ref in review.latest.answer.references if ref.number in claim.numbers}
    assert not cited & set(page.xpath("//ul[@class='bearing']//a/text()"))


def test_a_comment_hangs_on_the_words_that_were_chosen(desk: Board, review):
    claim = review.latest.answer.claims()[0]
    words = claim.text.split()[2]
    path = f"/desk/submissions/{review.id}/review/claims/{claim.id}/comment"
    content = review.latest.content_hash
    sent = desk.sends("cl", path, words="Unclear.", exact=words, start="0", kind="wording", severity="minor", content=content)
    assert sent.status_code == 303
    [kept] = desk.edited.editorial.case(review.id).comments
    assert (kept.anchor.quote.exact, kept.anchor.claim) == (words, claim.id)


def test_what_the_article_omits_can_be_added(desk: Board, review):
    path = f"/desk/submissions/{review.id}/review/omission"
    assert desk.sends("cl", path, words="Nothing on pregnancy.", severity="major", blocking="yes").status_code == 303
    assert "Nothing on pregnancy." in desk.reads("cl", f"/desk/submissions/{review.id}/review")
    assert "blocking comment" in desk.reads("ed", f"/desk/submissions/{review.id}")


def test_a_recommendation_to_accept_takes_every_claim_and_the_whole_checklist(desk: Board, review):
    path, content = f"/desk/submissions/{review.id}/recommend", review.latest.content_hash
    refused = desk.sends("cl", path, program=True, recommended="accept", content=content)
    assert refused.status_code == 409
    assert "not judged 56 claims" in refused.json()["detail"]
    for number in range(len(review.latest.answer.claims())):
        desk.edited.editorial.judge(
            review.id, review.latest.answer.claims()[number].id, Judged.HOLDS, by="cl", content=content
        )  # fmt: skip
    checklist = {f"item-{number}": "yes" for number in range(len(review.latest.checklist))}
    assert desk.sends("cl", path, recommended="accept", content=content, **checklist).status_code == 303
    assert "Recommends: <b>accept</b>" in desk.reads("ed", f"/desk/submissions/{review.id}")


def test_a_recommendation_that_is_refused_keeps_what_was_filled_in_and_says_why_on_the_workbench(desk: Board, review):
    path, content = f"/desk/submissions/{review.id}/recommend", review.latest.content_hash
    refused = desk.sends("cl", path, recommended="accept", content=content, words="See claim 3.", **{"item-0": "no"})
    assert refused.status_code == 409
    page = html.fromstring(refused.text)
    assert "not judged 56 claims" in page.xpath("//*[@role='alert']")[0].text_content()
    assert page.xpath("//*[@id='rec-words']/text()") == ["See claim 3."]
    assert page.xpath("//input[@name='item-0' and @checked]/@value") == ["no"]
    assert page.xpath("//input[@name='recommended' and @checked]/@value") == ["accept"]


def test_a_reviewer_is_led_to_what_was_changed_since_they_recommended(desk: Board, review):
    def yours() -> str:
        page = html.fromstring(desk.reads("cl", "/desk"))
        return " ".join(one.text_content() for one in page.xpath(f"//*[@id='yours']//li[.//a[contains(@href, '{review.id}')]]"))

    edited, content = desk.edited.editorial, review.latest.content_hash
    assert "accepted" in yours()
    for claim in review.latest.answer.claims():
        edited.judge(review.id, claim.id, Judged.HOLDS, by="cl", content=content)
    checklist = {f"item-{number}": "yes" for number in range(len(review.latest.checklist))}
    desk.sends("cl", f"/desk/submissions/{review.id}/recommend", recommended="accept", content=content, **checklist)
    assert yours() == ""
    edited.edit(review.id, [DropClaim(review.latest.answer.claims()[-1].id)], by="ed", content=content, why="It was doubted.")
    assert "to be reviewed again" in yours()


def test_nothing_stands_against_somebody_whose_papers_are_in_order(desk: Board, review):
    page = html.fromstring(desk.reads("ed", f"/desk/submissions/{desk.edited.submitted(address='PapersInOrder000000000').id}"))
    offered = {one.get("value"): one.text_content() for one in page.xpath("//select[@id='who']/option")}
    assert "cannot" not in offered["me|methods reviewer"]
    assert "gastroenterology" in offered["cl|clinical reviewer"].casefold()


def test_that_nobody_has_the_specialty_of_an_article_is_said_before_anybody_reviews_it(desk: Board, review):
    base = f"/desk/submissions/{review.id}"
    warning = "No clinical reviewer of this desk has this specialty"
    desk.sends("ed", f"{base}/specialty", specialty="Toxicology")
    assert warning in desk.reads("ed", base)
    desk.sends("ed", f"{base}/specialty", specialty="GASTROENTEROLOGY and hepatology")
    assert warning not in desk.reads("ed", base)


def test_the_page_says_in_words_what_is_missing(desk: Board, review):
    page = desk.reads("ed", f"/desk/submissions/{review.id}")
    assert "0 reviewers recommend accepting exactly this content; it takes 2." in page
    assert 'value="ready for sign-off"' in page


def test_a_step_that_cannot_be_taken_is_refused_on_the_page_itself(desk: Board, review):
    refused = desk.sends(
        "ed", f"/desk/submissions/{review.id}/step", step="ready for sign-off", content=review.latest.content_hash
    )
    assert refused.status_code == 409
    assert 'role="alert"' in refused.text
    assert "What can be done next" in refused.text
    asked = desk.sends("ed", f"/desk/submissions/{review.id}/step", step="approve", content=review.latest.content_hash)
    assert asked.status_code == 400


def test_changes_are_requested_made_and_kept_as_a_revision_with_its_difference(desk: Board, review):
    base = f"/desk/submissions/{review.id}"
    sent = desk.sends("ed", f"{base}/step", step="request changes", words="Say who says so.", content=review.latest.content_hash)
    assert sent.status_code == 303
    claim = review.latest.answer.claims()[-1]
    fields = {"content": review.latest.content_hash, "edits": "[]"}
    tried = desk.sends("ed", f"{base}/edit", act="drop", claim=claim.id, **fields)
    assert "1 change, not kept yet" in tried.text
    assert desk.edited.editorial.submission(review.id).latest.number == 1
    edits = html.fromstring(tried.text).xpath("//form[contains(@action, '/keep')]//input[@name='edits']/@value")[0]
    kept = desk.sends(
        "ed", f"{base}/edit/keep", content=review.latest.content_hash, edits=edits, why="The last claim was doubted."
    )
    assert kept.headers["location"] == f"{base}?done=revised"
    assert "<del>" in desk.reads("ed", f"{base}/revisions/2")
    assert desk.edited.editorial.submission(review.id).state is RevisionState.CHANGES_REQUESTED


def test_a_statement_without_evidence_is_refused_and_one_by_search_is_proven(desk: Board, review):
    base, claim = f"/desk/submissions/{review.id}", review.latest.answer.claims()[3]
    fields = {"content": review.latest.content_hash, "edits": "[]"}
    refused = desk.sends(
        "ed", f"{base}/edit", act="reword", claim=claim.id, text="Back mice cure all cancer in 99% of children.", **fields
    )
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    found = desk.sends("ed", f"{base}/edit", act="find", claim=claim.id, find=claim.text, **fields)
    [choice, *_] = html.fromstring(found.text).xpath("//input[@name='words-at']/@value")
    assert choice.count("|") >= 3


def test_the_edits_of_a_form_are_never_believed_unread(desk: Board, review):
    for bad in ("{}", "[[[", '[{"type":"no such"}]', "[" * 5000, "x" * 70_000):
        sent = desk.sends("ed", f"/desk/submissions/{review.id}/edit", content=review.latest.content_hash, edits=bad)
        assert sent.status_code in {400, 413, 422}, bad[:20]


def test_a_conflicted_reviewer_is_refused_and_the_page_says_why(desk: Board, review):
    refused = desk.sends("ed", f"/desk/submissions/{review.id}/assign", who="au|clinical reviewer")
    assert refused.status_code == 409
    assert 'role="alert"' in refused.text


def test_signing_shows_name_credentials_meaning_and_hash(desk: Board, review):
    desk.edited.recommended(review)
    desk.edited.take(review, Step.READY)
    desk.gives_factor("ch")
    page = desk.reads("ch", f"/desk/submissions/{review.id}/sign")
    assert review.latest.content_hash in page
    assert "I have read this article" in page
    refused = desk.sends("ch", f"/desk/submissions/{review.id}/sign", content=review.latest.content_hash)
    assert refused.status_code == 409
    assert "Say what your signature means." in refused.text
    signed = desk.sends("ch", f"/desk/submissions/{review.id}/sign", content=review.latest.content_hash, agree="yes")
    assert signed.headers["location"].endswith("?done=signed")
    assert "Approved" in desk.client.get(f"/articles/{review.article}").text


def test_the_dashboard_says_why_each_article_stands_where_it_does(desk: Board, review):
    page = html.fromstring(desk.reads("ed", "/desk"))
    [item] = [one for one in page.xpath("//ol[@class='queue']/li") if review.id in one.xpath(".//h3/a/@href")[0]]
    assert "level 5" in item.xpath(".//p[@class='because']")[0].text_content()
    for figure in page.xpath("//figure[@class='chart']"):
        assert figure.xpath(".//svg[@role='img']/title/text()")
        assert len(figure.xpath(".//rect")) == len(figure.xpath(".//tbody/tr"))


def test_questions_are_commissioned_from_a_list(desk: Board):
    assert desk.sends("ed", "/desk/commission", questions="   ").status_code == 400
    made = desk.sends("ed", "/desk/commission", questions="What is a back mouse?\nDoes exercise help low back pain?")
    assert made.status_code == 303
    assert "Does exercise help low back pain?" in desk.reads("ed", made.headers["location"])
    assert desk.sends("ed", f"{made.headers['location']}/cancel").status_code == 303
