"""The guards of the review: who recommends, of what specialty, without conflicts, having judged each claim; what is settled."""

from __future__ import annotations

from answerable.people.model import Role
from answerable.review.case import Case, name_of, place_of, recommending, vouching
from answerable.review.checklist import unanswered
from answerable.review.eligibility import conflicts_in, judgements_of, may_decide, settled_points, wrong_with_credential
from answerable.review.guards.asked import Asked, Words
from answerable.review.model import Judged
from answerable.text import clean, how_many

ENOUGH = 2  # reviewers who recommend accepting


def reviewed(asked: Asked) -> Words:
    """Two reviewers recommend accepting exactly this content."""
    count = len(vouching(asked.case, asked.now))
    if count >= ENOUGH:
        return ()
    have = f"{how_many(count, 'reviewer recommends', 'reviewers recommend')} accepting exactly this content"
    return (f"{have}; it takes {ENOUGH}.",)


def of_specialty(asked: Asked) -> Words:
    """One of those who recommend accepting it fills a clinical place and has the article's specialty in a valid credential."""
    wanted = clean(asked.case.submission.specialty).casefold()
    if not wanted:
        return ("The article has no specialty yet: set one.",)
    for who in vouching(asked.case, asked.now):
        place, credential = place_of(asked.case, who, asked.now), asked.case.credentials.get(who)
        known = {clean(one).casefold() for one in credential.specialties} if credential else set[str]()
        clinical = place is not None and place.role is Role.CLINICAL_REVIEWER
        if clinical and wanted in known and not wrong_with_credential(credential, who, asked.now):
            return ()
    return (f"None of those who recommend accepting it reviews it clinically and is of {asked.case.submission.specialty}.",)


def unconflicted(asked: Asked) -> Words:
    """Neither who recommends on this content, nor who handles it or decides, has a conflict; each has disclosed."""
    return tuple(
        f"{name_of(asked.case, who)} {conflict.words}: {conflict.fact}."
        for who in dict.fromkeys((*asked.counted, asked.case.submission.editor, asked.by.id))
        for conflict in conflicts_in(asked.case, who, asked.now)
    )


def judged(asked: Asked) -> Words:
    """Each reviewer who counts has judged every claim of exactly this content."""
    claims = {claim.id for claim in asked.case.submission.latest.answer.claims()}
    wrong: list[str] = []
    for who in asked.counted:
        missing = claims - {one.claim for one in judgements_of(asked.case, who)}
        if missing:
            wrong.append(f"{name_of(asked.case, who)} has not judged {how_many(len(missing), 'claim')} of {len(claims):,}.")
    return tuple(wrong)


def checklist(asked: Asked) -> Words:
    """Each reviewer who counts answered every item of the revision's checklist."""
    items = asked.case.submission.latest.checklist
    wrong: list[str] = []
    for who, one in sorted(recommending(asked.case, asked.now).items()):
        missing = unanswered(items, one.checklist)
        if missing:
            wrong.append(f"{name_of(asked.case, who)} has not gone through the whole checklist: {', '.join(missing)}.")
    return tuple(wrong) if items else ("The revision has no checklist.",)


def settled(asked: Asked) -> Words:
    """No blocking comment is open; what a counted reviewer does not hold, or answers with no, an editor has settled in words."""
    case = asked.case
    wrong = [
        f"{name_of(case, one.by)} has a blocking comment that is open: “{one.words}”"
        for one in case.comments
        if one.blocking and not (one.settled_by and _may_settle(case, one.by, one.settled_by))
    ]
    done = settled_points(case)
    wrong.extend(words for on, words in points_to_settle(asked) if on not in done)
    return tuple(wrong)


def _may_settle(case: Case, whose: str, by: str) -> bool:
    return by == whose or may_decide(case, by)


def points_to_settle(asked: Asked) -> tuple[tuple[str, str], ...]:
    """What those who recommend have not simply affirmed: the claim or checklist item that a settlement is on, and it in words."""
    texts = {claim.id: claim.text for claim in asked.case.submission.latest.answer.claims()}
    found: list[tuple[str, str]] = []
    for who, recommendation in sorted(recommending(asked.case, asked.now).items()):
        name = name_of(asked.case, who)
        for one in judgements_of(asked.case, who):
            if one.judged is not Judged.HOLDS and one.claim in texts:
                found.append((one.claim, f"{name} says “{one.judged.value}” of “{texts[one.claim]}”, and it is not settled."))
        for item, answer in recommendation.checklist:
            if answer == "no":
                found.append((f"checklist: {item}", f"{name} answers “no” to {item} in the checklist, and it is not settled."))
    return tuple(found)
