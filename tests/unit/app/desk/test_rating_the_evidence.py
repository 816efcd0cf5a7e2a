"""Who sets the certainty of an outcome, what is kept of it, and what becomes of it in the next revision and in public."""

import pytest
from cases import CLINICIAN, LAY, METHODS
from editorial import ADDRESS, EditedDesk, in_memory
from msgspec.structs import replace

from answerable.app.ledger import LedgerRoom
from answerable.app.reading_room.cataloguing import card_of
from answerable.errors import GuardFailed, NotPermitted, UsageProblem, VersionConflict
from answerable.people.model import DisclosedInterest, Disclosure, Interest
from answerable.review.case import certainties_of
from answerable.review.certainty import Certainty, Domain, GradeReason, SetCertainty
from answerable.review.edits import Reword
from answerable.review.grade import propose
from answerable.review.model import Judged, Submission
from answerable.review.outcomes import outcomes_of
from answerable.review.transitions import Step


@pytest.fixture
def desk(tmp_path) -> EditedDesk:
    return in_memory(tmp_path)


def rates(desk: EditedDesk, found: Submission, by: str = "me", *changed: GradeReason, **more: object) -> SetCertainty:
    """Somebody sets the certainty of the first outcome as it is proposed, but for these reasons."""
    latest = found.latest
    outcome = outcomes_of(latest.answer)[0]
    proposal = propose(latest.answer, outcome.name, outcome.claims)
    reasons = {one.domain: one for one in (*proposal.reasons, *changed)}
    described = {"content": latest.content_hash, "begins": proposal.begins, "reasons": tuple(reasons.values())}
    described |= {"outcome": outcome.name, "claims": outcome.claims, "certainty": proposal.certainty} | more
    name, claims, certainty = (described.pop(one) for one in ("outcome", "claims", "certainty"))
    return desk.editorial.rate(found.id, name, claims, certainty, by=by, **described)


def test_a_reviewer_or_an_editor_sets_it_and_every_one_stays_in_the_history(desk):
    found = desk.under_review()
    first = rates(desk, found)
    second = rates(desk, found, "ed", GradeReason(Domain.IMPRECISION, 0, "Enough took part."), certainty=first.certainty)
    case = desk.editorial.case(found.id)
    assert case.certainties == (first, second)
    assert certainties_of(case) == (second,)
    assert (first.by, second.by, first.proposed) == ("me", "ed", first.certainty)
    assert desk.acts().count("certainty set") == 2


def test_what_is_set_twice_is_one(desk):
    found = desk.under_review()
    assert rates(desk, found) == rates(desk, found)
    assert desk.acts().count("certainty set") == 1


@pytest.mark.parametrize("who", ["la", "au", "ad"])
def test_nobody_else_sets_it(desk, who):
    found = desk.under_review((CLINICIAN, METHODS, LAY))
    with pytest.raises(NotPermitted):
        rates(desk, found, who)


def test_a_reviewer_without_a_place_does_not_set_it(desk):
    with pytest.raises(NotPermitted, match="not assigned"):
        rates(desk, desk.under_review((CLINICIAN,)), "me")


def test_who_has_a_conflict_does_not_set_it(desk):
    found = desk.under_review()
    paid = DisclosedInterest(category=Interest.STOCK, company="Nodule Ltd", topic="back mouse")
    with desk.desk.work() as work:
        work.people.add_disclosure(Disclosure(account="ed", made="2026-11-01", until="2027-11-01", interests=(paid,)))
    with pytest.raises(GuardFailed, match="Edith Quill"):
        rates(desk, found, "ed")


def test_it_is_set_on_what_was_looked_at_and_only_under_review(desk):
    found = desk.under_review()
    with pytest.raises(VersionConflict):
        rates(desk, found, content="0" * 64)
    with pytest.raises(UsageProblem, match="not in this revision"):
        rates(desk, found, claims=("c0",))
    with pytest.raises(UsageProblem, match="no name"):
        rates(desk, found, outcome=" ")
    desk.recommended(found)
    desk.take(found, Step.READY)
    with pytest.raises(GuardFailed, match="ready for sign-off"):
        rates(desk, found)


def test_it_is_taken_back_with_the_reason(desk):
    found = desk.under_review()
    first = rates(desk, found)
    content = found.latest.content_hash
    with pytest.raises(UsageProblem, match="why"):
        desk.editorial.withdraw_rating(found.id, first.outcome, " ", by="ed", content=content)
    desk.editorial.withdraw_rating(found.id, f" {first.outcome.upper()}", "Two outcomes in one.", by="ed", content=content)
    case = desk.editorial.case(found.id)
    assert certainties_of(case) == ()
    assert [one.withdrawn for one in case.certainties] == [False, True]
    with pytest.raises(UsageProblem, match="No certainty is set"):
        desk.editorial.withdraw_rating(found.id, first.outcome, "Again.", by="ed", content=content)


def test_in_the_next_revision_it_stands_where_each_of_its_claims_does(desk):
    found = desk.under_review()
    first = rates(desk, found)
    answer = found.latest.answer
    other = next(one for one in answer.claims() if one.id not in first.claims)
    touched = next(one for one in answer.claims() if one.id == first.claims[0])
    for claim, standing in ((other, (first,)), (touched, ())):
        desk.editorial.edit(
            found.id,
            [Reword(claim.id, f"An opinion on {claim.id}.", opinion=True)],
            by="ed",
            content=desk.editorial.submission(found.id).latest.content_hash,
            why="Shorter.",
        )
        assert certainties_of(desk.editorial.case(found.id)) == standing


def test_what_was_signed_is_shown_with_who_judged_it_and_the_ledger_proves_it(desk, tmp_path):
    found = desk.under_review()
    first = rates(desk, found)
    desk.recommended(found)
    desk.take(found, Step.READY)
    desk.signed(found)
    [shown] = desk.desk.article(ADDRESS).latest.certainties
    assert (shown.outcome, shown.certainty, shown.by) == (first.outcome, first.certainty.value, METHODS.name)
    assert (shown.role, shown.claims, shown.at) == ("methods reviewer", first.claims, first.at)
    assert shown.reasons
    room = LedgerRoom(tmp_path, desk.desk, desk.clock)
    assert room.verify().faults == ()
    article = desk.desk.article(ADDRESS)
    surer = replace(article.latest, certainties=(replace(shown, certainty="high"),))
    with desk.desk.work() as work:
        work.put(replace(article, versions=(surer,)), card_of(article))
    assert any("that nobody set" in one for one in room.verify().faults)
    shelf = desk.desk.shelf.review
    shelf.certainties = (replace(first, certainty=Certainty.HIGH),)
    assert any("certainty 1 was changed" in one for one in room.verify().faults)


def test_what_a_reviewer_said_of_an_unchanged_claim_is_confirmed_in_one_act_and_is_theirs(desk):
    found = desk.under_review()
    claims = found.latest.answer.claims()
    for claim in claims[:3]:
        judged = Judged.HOLDS if claim is not claims[1] else Judged.HOLDS_WITH_CHANGE
        desk.editorial.judge(found.id, claim.id, judged, by="cl", content=found.latest.content_hash, comment="So.", seconds=9)
    edit = [Reword(claims[0].id, "An opinion.", opinion=True)]
    after = desk.editorial.edit(found.id, edit, by="ed", content=found.latest.content_hash, why="Shorter.")
    content = after.latest.content_hash
    assert desk.editorial.confirm(found.id, by="me", content=content) == ()
    with pytest.raises(VersionConflict):
        desk.editorial.confirm(found.id, by="cl", content=found.latest.content_hash)
    made = desk.editorial.confirm(found.id, by="cl", content=content)
    assert [(one.claim, one.judged.value, one.carried, one.seconds) for one in made] == [
        (claims[1].id, "holds with change", found.latest.content_hash, None),
        (claims[2].id, "holds", found.latest.content_hash, None),
    ]
    assert desk.editorial.confirm(found.id, by="cl", content=content) == ()
    assert desk.acts().count("claim judged") == 5


def test_what_an_article_leaves_out_is_a_task_until_its_comment_is_settled(desk):
    from answerable.review.comment import CommentKind

    found = desk.under_review()
    made = desk.editorial.comment(found.id, "Nothing on pregnancy.", by="cl", kind=CommentKind.OMISSION, blocking=True)
    [task] = desk.editorial.tasks()
    assert (task.kind.value, task.submission, task.account) == ("left out", found.id, found.author)
    assert "Nothing on pregnancy." in task.words
    desk.editorial.comment(found.id, "It is coming.", by="ed", kind=CommentKind.OMISSION, answers=made.id)
    assert len(desk.editorial.tasks()) == 1
    desk.editorial.settle_comment(made.id, "Added.", by="ed")
    assert desk.editorial.tasks() == ()
    assert desk.editorial.tasks(every=True)[0].how == "Added."


def test_what_somebody_typed_for_an_outcome_or_a_specialty_stands_in_no_entry(desk):
    found = desk.under_review()
    rates(desk, found, outcome="Hannah Whitfield's hiccups")
    desk.editorial.classify(found.id, "Whitfield medicine", by="ed")
    with desk.desk.view() as view:
        assert not any("Whitfield" in str(one.act) for one in view.ledger.entries())
