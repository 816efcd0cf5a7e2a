"""A reviewer goes on at the first claim that is not judged; what has not changed is offered again and never taken as said."""

import pytest
from cases import CLINICIAN, EDITOR, NOW, a_case
from msgspec.structs import replace

from answerable.corpus.record import NoticeKind, PublicationNotice
from answerable.review.case import Case
from answerable.review.desk import revise
from answerable.review.model import Revision
from answerable.review.progress import carried, progress_of


def edited(case: Case) -> Case:
    """The case after an edit that leaves the second and third claim as they are."""
    latest = case.submission.latest
    answer = latest.answer
    section = answer.sections[0]
    first, second = section.disagreements[0].claims
    sides = (replace(section.disagreements[0], claims=(replace(first, id="cnew", text="Other words."), second)),)
    answer = replace(answer, lead=("cnew",), sections=(replace(section, disagreements=sides), *answer.sections[1:]))
    revision = Revision(number=2, answer=answer, by=EDITOR.id, made=NOW, supersedes=latest.content_hash)
    return replace(case, submission=revise(case, revision, EDITOR, NOW))


def test_a_reviewer_goes_on_where_they_stopped():
    case = a_case()
    claims = [one.id for one in case.submission.latest.answer.claims()]
    partly = replace(case, judgements=tuple(one for one in case.judgements if one.claim != claims[1]))
    found = progress_of(partly, CLINICIAN.id)
    assert (found.judged, found.claims, found.first, found.done) == (2, 3, claims[1], False)
    assert progress_of(case, CLINICIAN.id).done
    assert progress_of(case, CLINICIAN.id).first == ""


def test_what_was_said_of_an_unchanged_claim_is_offered_and_counts_only_when_confirmed():
    case = edited(a_case())
    offered = carried(case, CLINICIAN.id)
    assert [one.claim for one in offered] == [one.id for one in case.submission.latest.answer.claims()][1:]
    assert progress_of(case, CLINICIAN.id).judged == 0
    assert (progress_of(case, CLINICIAN.id).carried, progress_of(case, CLINICIAN.id).first) == (2, "cnew")
    confirmed = tuple(replace(one, revision=case.submission.latest.content_hash, at=NOW) for one in offered)
    after = replace(case, judgements=(*case.judgements, *confirmed))
    assert carried(after, CLINICIAN.id) == ()
    assert progress_of(after, CLINICIAN.id).first == "cnew"


@pytest.mark.parametrize("told", [None, (PublicationNotice(kind=NoticeKind.EXPRESSION_OF_CONCERN),)])
def test_what_rests_on_a_source_in_doubt_is_judged_anew(told: tuple[PublicationNotice, ...] | None):
    case = edited(a_case())
    doubted = case.submission.latest.answer.claims()[1]
    record = doubted.citations[0].checked.span.record
    case = replace(case, notices={**case.notices, record: told})
    assert doubted.id not in {one.claim for one in carried(case, CLINICIAN.id)}


def test_nobody_is_offered_what_somebody_else_said():
    case = a_case(reviewers=(CLINICIAN,))
    assert carried(edited(case), "me") == ()
