"""The guards of who may: not on their own work, not in two places, no administrator, with a credential and a second factor."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerable.people.model import Role
from answerable.people.permissions import Act, may
from answerable.people.session import FRESH
from answerable.review.case import content_of, name_of, owners_of, place_of, writers_of
from answerable.review.eligibility import wrong_with_credential
from answerable.review.guards.asked import Asked, Words
from answerable.review.model import AssignmentState, Decided
from answerable.review.transitions import Step
from answerable.text import clean


def not_own(asked: Asked) -> Words:
    """Neither who acts nor any reviewer who counts is the author or the asker; who wrote any of it neither reviews nor signs."""
    owners, writers = owners_of(asked.case), writers_of(asked.case)
    wrong: list[str] = []
    if asked.by.id in owners or _asked_it(asked):
        wrong.append("It is your own article: somebody else has to decide.")
    elif asked.step is Step.APPROVE and asked.by.id in writers:
        wrong.append("You wrote a part of it: somebody else has to sign.")
    wrong.extend(
        f"{name_of(asked.case, who)} wrote or asked for it and cannot review it."
        for who in asked.counted
        if who in owners | writers
    )
    return tuple(wrong)


def _asked_it(asked: Asked) -> bool:
    submission = asked.case.submission
    return bool(submission.asker) and submission.asker == asked.by.id


def its_author_or_editor(asked: Asked) -> Words:
    """Who changes the text is its author, its asker or anybody who decides; and fills no place of a reviewer in it."""
    if place_of(asked.case, asked.by.id, asked.now):
        return ("You review it and cannot change it too: write a comment.",)
    if asked.by.id in owners_of(asked.case) or may(asked.by, Act.DECIDE):
        return ()
    return ("Only its author or an editor can change it.",)


def two_places(asked: Asked) -> Words:
    """Reviewers, the editor who handles it and who signs are different people, and nobody reviews in two places."""
    case, wrong = asked.case, list[str]()
    held = (AssignmentState.INVITED, AssignmentState.ACCEPTED, AssignmentState.SUBMITTED)
    for who in asked.counted:
        name = name_of(case, who)
        if (
            sum(one.reviewer == who and one.state in held and one.submission == case.submission.id for one in case.assignments)
            > 1
        ):
            wrong.append(f"{name} fills two places of a reviewer.")
        if who in (case.submission.editor, asked.by.id):
            wrong.append(f"{name} reviews it and cannot decide on it too.")
    if asked.step is Step.APPROVE:
        decided = {one.by for one in case.decisions if one.decided is Decided.READY and one.revision == content_of(case)}
        if asked.by.id in decided | {case.submission.editor}:
            wrong.append("You handled it as its editor: somebody else has to sign.")
    return tuple(wrong)


def no_administrator(asked: Asked) -> Words:
    """Neither who acts nor any reviewer who counts, nor the editor who handles it, administers the system."""
    everybody = dict.fromkeys((*asked.counted, asked.case.submission.editor, asked.by.id))
    accounts = {asked.by.id: asked.by}
    return tuple(
        f"{name_of(asked.case, who)} administers the system and can have no part in an approval."
        for who in everybody
        if (account := accounts.get(who) or asked.case.accounts.get(who)) and Role.ADMINISTRATOR in account.roles
    )


def credentialed(asked: Asked) -> Words:
    """Whoever reviews clinically has a valid credential, and at signing whoever signs."""
    wanted = [
        who for who in asked.counted if (place := place_of(asked.case, who, asked.now)) and place.role is Role.CLINICAL_REVIEWER
    ]
    if asked.step is Step.APPROVE:
        wanted.append(asked.by.id)
    return tuple(
        f"{name_of(asked.case, who)} {why}."
        for who in wanted
        if (why := wrong_with_credential(asked.case.credentials.get(who), who, asked.now))
    )


def second_factor(asked: Asked) -> Words:
    """The second factor was given within the last minutes, and not in the future."""
    given = asked.given
    if not given.factor or not given.factor_at:
        return ("Give your second factor to sign.",)
    ago = datetime.fromisoformat(asked.now) - datetime.fromisoformat(given.factor_at)
    if timedelta() <= ago <= FRESH:
        return ()
    return (f"Your second factor was not given within the last {FRESH.seconds // 60} minutes: give it again.",)


def meaning(asked: Asked) -> Words:
    """The signature says what it means."""
    return () if clean(asked.given.meaning) else ("Say what your signature means.",)
