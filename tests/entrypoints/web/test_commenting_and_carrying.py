"""Comments hang on words through every revision, orphans are shown, and what was said of unchanged claims is confirmed."""

from desk_board import Board
from lxml import html

from answerable.review.edits import Reword
from answerable.review.model import Judged, Submission


def reworded(desk: Board, found: Submission, claim: str, words: str) -> Submission:
    """The next revision, in which a claim says something else."""
    content = found.latest.content_hash
    edit = [Reword(claim, words, opinion=True)]
    return desk.edited.editorial.edit(found.id, edit, by="ed", content=content, why="As was asked.")


def comments(desk: Board, found: Submission, who: str, words: str, **more: str):
    described = {"from": "comments", "content": found.latest.content_hash, "kind": "wording", "severity": "major"}
    return desk.sends(who, f"/desk/submissions/{found.id}/comments", words=words, **(described | more))


def test_words_are_marked_in_the_article_where_a_comment_hangs(desk: Board, review):
    claim = review.latest.answer.claims()[2]
    words = " ".join(claim.text.split()[3:6])
    sent = comments(desk, review, "cl", "Too sure.", claim=claim.id, exact=f"  {words.upper()} ", blocking="yes")
    assert (sent.status_code, sent.headers["location"].endswith("#comments")) == (303, True)
    page = html.fromstring(desk.reads("cl", f"/desk/submissions/{review.id}/comments"))
    [marked] = page.xpath("//mark")
    assert marked.text_content() == words
    [line] = page.xpath(f"//*[@data-statement='{claim.id}']")
    for aside in line.xpath(".//*[@data-aside]"):
        aside.drop_tree()
    assert line.text_content().strip() == claim.text
    assert "wording, major, blocks" in page.text_content()


def test_a_heading_carries_a_comment_and_so_does_the_whole(desk: Board, review):
    heading = review.latest.answer.sections[1].heading
    assert comments(desk, review, "ed", "Plainer.", exact=heading).status_code == 303
    assert comments(desk, review, "ed", "Well done.").status_code == 303
    on_heading, on_whole = desk.edited.editorial.case(review.id).comments
    assert (on_heading.anchor.quote.exact, on_heading.anchor.claim) == (heading, "")
    assert on_whole.anchor is None
    page = html.fromstring(desk.reads("ed", f"/desk/submissions/{review.id}/comments"))
    assert page.xpath("//h3[.//mark]")


def test_words_that_do_not_stand_there_are_refused_and_what_was_written_is_kept(desk: Board, review):
    claim = review.latest.answer.claims()[0]
    refused = comments(desk, review, "cl", "Which dose?", claim=claim.id, exact="rainbow trout")
    assert refused.status_code == 400
    assert "does not stand in that statement" in refused.text
    assert "Which dose?" in refused.text
    stale = comments(desk, review, "cl", "Which dose?", claim=claim.id, content="0" * 64)
    assert stale.status_code == 409
    assert desk.edited.editorial.case(review.id).comments == ()


def test_on_the_next_revision_it_hangs_on_the_changed_words_or_is_an_orphan_that_a_person_settles(desk: Board, review):
    first, second = review.latest.answer.claims()[:2]
    tail = first.text[-30:-1].strip()
    comments(desk, review, "cl", "Keep this.", claim=first.id, exact=tail)
    comments(desk, review, "cl", "Drop this.", claim=second.id, exact=second.text.split(" ", 2)[2], blocking="yes")
    after = reworded(desk, review, first.id, f"In short: {first.text}")
    after = reworded(desk, after, second.id, "Nothing of the kind can be said by anybody at this desk.")
    page = html.fromstring(desk.reads("cl", f"/desk/submissions/{review.id}/comments"))
    [orphans] = page.xpath("//section[@id='orphans']")
    assert "Drop this." in orphans.text_content()
    assert orphans.xpath(".//del")[0].text_content() == second.text.split(" ", 2)[2]
    assert "Keep this." not in orphans.text_content()
    assert tail in " ".join(one.text_content() for one in page.xpath("//mark"))
    assert "The words of a comment of yours are gone" in desk.reads("cl", f"/desk/submissions/{review.id}/review")
    assert "its words are gone" in desk.reads("ed", f"/desk/submissions/{review.id}")
    assert "Drop this." in desk.reads("ed", f"/desk/submissions/{review.id}").partition('id="findings"')[0]  # it still blocks
    orphan = desk.edited.editorial.case(review.id).comments[1]
    path = f"/desk/submissions/{review.id}/comments/{orphan.id}/settle"
    settled = desk.sends("ed", path, words="It was dropped.", version=str(orphan.version), **{"from": "comments"})
    assert settled.status_code == 303
    assert "It was dropped." in desk.reads("cl", f"/desk/submissions/{review.id}/comments")
    assert after.latest.number == 3


def test_a_reviewer_sees_the_comments_of_others_once_their_own_recommendation_is_given(desk: Board, review):
    comments(desk, review, "cl", "The figure is of another group.", claim=review.latest.answer.claims()[0].id)
    path = f"/desk/submissions/{review.id}/comments"
    assert "another group" not in desk.reads("me", path)
    assert "another group" in desk.reads("ed", path)


def test_what_was_said_of_unchanged_claims_is_offered_and_counts_once_it_is_confirmed(desk: Board, review):
    claims = review.latest.answer.claims()
    for number, claim in enumerate(claims[:4]):
        judged = Judged.UNSURE if number == 1 else Judged.HOLDS
        desk.edited.editorial.judge(
            review.id, claim.id, judged, by="cl", content=review.latest.content_hash, comment="Said before."
        )
    after = reworded(desk, review, claims[0].id, "An opinion.")
    base = f"/desk/submissions/{review.id}/review"
    content = after.latest.content_hash
    new = after.latest.answer.claims()[0].id
    page = html.fromstring(desk.reads("cl", base))
    assert "0 of 56 judged" in page.text_content()
    assert "3 claims that you judged on an earlier revision" in " ".join(page.text_content().split())
    assert page.xpath("//@data-first") == [new]  # what is new comes before what is only to be confirmed
    one = desk.sends("cl", f"{base}/confirm", claim=claims[1].id, content=content)
    assert (one.status_code, one.headers["location"]) == (303, f"{base}#claim-{new}")
    assert desk.sends("cl", f"{base}/confirm", content=content).status_code == 303
    mine = [one for one in desk.edited.editorial.case(review.id).judgements if one.revision == content]
    assert {(one.claim, one.judged.value, one.carried) for one in mine} == {
        (claims[1].id, "unsure", review.latest.content_hash),
        (claims[2].id, "holds", review.latest.content_hash),
        (claims[3].id, "holds", review.latest.content_hash),
    }
    page = desk.reads("cl", base)
    assert "3 of 56 judged" in page
    assert "data-confirm" not in page
    assert desk.sends("me", f"{base}/confirm", content=content).status_code == 303
    assert len([one for one in desk.edited.editorial.case(review.id).judgements if one.reviewer == "me"]) == 0


def test_what_is_confirmed_is_on_the_content_that_was_looked_at(desk: Board, review):
    base = f"/desk/submissions/{review.id}/review"
    assert desk.sends("cl", f"{base}/confirm", content="0" * 64).status_code == 409


def tasks_of(desk: Board, who: str) -> str:
    """The tasks on somebody's first page."""
    return " ".join(one.text_content() for one in html.fromstring(desk.reads(who, "/desk")).xpath("//section[@id='tasks']"))


def test_an_omission_arrives_as_a_task_of_its_author_and_is_done_when_it_is_settled(desk: Board, review):
    path = f"/desk/submissions/{review.id}/review/omission"
    desk.sends("cl", path, words="Nothing on breastfeeding.", severity="critical", blocking="yes")
    assert "Nothing on breastfeeding." in tasks_of(desk, "au")
    [made] = desk.edited.editorial.case(review.id).comments
    desk.sends("ed", f"/desk/submissions/{review.id}/comments/{made.id}/settle", words="Added.", version="1")
    assert "Nothing on breastfeeding." not in tasks_of(desk, "au")
