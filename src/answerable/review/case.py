"""A `Case`: everything that the guards of one submission need, as it is now; and who in it counts."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from answerable.corpus.record import PublicationNotice
from answerable.people.asking import has_asked
from answerable.people.model import Account, Credential, Disclosure, Role
from answerable.people.permissions import Act, may
from answerable.review.certainty import SetCertainty, last_set, stands_on
from answerable.review.comment import Comment, Settlement
from answerable.review.model import (
    Assignment,
    AssignmentState,
    Decision,
    Judgement,
    Recommendation,
    Recommended,
    Submission,
)
from answerable.verification.model import Report


class Case(Struct, frozen=True, kw_only=True):
    """A submission with all that bears on it, read in the transaction that acts on it.

    `accounts` and `credentials` are by account, of everybody who is named anywhere in it and of whoever acts. `notices` are by
    record, as the library has them now: a record that is missing or None is one that nobody could look up. `report` holds the
    verdicts on the claims of the latest revision as the library is now, None where nobody has checked.
    `successor` is the approved submission of the same article that came after.
    """

    submission: Submission
    accounts: Mapping[str, Account]
    credentials: Mapping[str, Credential] = {}
    disclosures: tuple[Disclosure, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    comments: tuple[Comment, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    certainties: tuple[SetCertainty, ...] = ()
    notices: Mapping[str, tuple[PublicationNotice, ...] | None] = {}
    report: Report | None = None
    successor: Submission | None = None


class Given(Struct, frozen=True, kw_only=True):
    """What whoever acts brings with them.

    `content` is the content hash that they looked at. `words` are reasons. A signature has `meaning`, the second `factor` by
    its kind and when it was given (ISO time), and may shorten the time to the next review (ISO date).
    """

    content: str = ""
    words: str = ""
    meaning: str = ""
    factor: str = ""
    factor_at: str = ""
    review_due: str | None = None


def content_of(case: Case) -> str:
    """The content hash of the latest revision: what every approval has to be on."""
    return case.submission.latest.content_hash


def certainties_of(case: Case) -> tuple[SetCertainty, ...]:
    """The certainties that stand: of each outcome the last that was set, where each claim of it still stands as it was."""
    claims = [one.id for one in case.submission.latest.answer.claims()]
    return tuple(one for one in last_set(case.certainties) if stands_on(one, claims))


def place_of(case: Case, reviewer: str, now: str) -> Assignment | None:
    """The place that somebody fills as a reviewer now: accepted or submitted, and held in a role that they still have."""
    account = case.accounts.get(reviewer)
    if account is None or not may(account, Act.RECOMMEND):
        return None
    return next(
        (
            one
            for one in case.assignments
            if one.reviewer == reviewer
            and one.submission == case.submission.id
            and one.role in account.roles
            and (
                one.state is AssignmentState.SUBMITTED
                or (one.state is AssignmentState.ACCEPTED and now[: len(one.due)] <= one.due)
            )
        ),
        None,
    )


def recommending(case: Case, now: str) -> dict[str, Recommendation]:
    """The last recommendation on exactly the latest content of each reviewer who fills a place, by reviewer."""
    content = content_of(case)
    own = {one.id: one.reviewer for one in case.assignments}
    last: dict[str, Recommendation] = {}
    for one in sorted(case.recommendations, key=lambda one: one.at):
        if one.revision == content and own.get(one.assignment) == one.reviewer and place_of(case, one.reviewer, now):
            last[one.reviewer] = one
    return last


def vouching(case: Case, now: str) -> tuple[str, ...]:
    """The reviewers who recommend accepting exactly the latest content, by their ids: those whose names are shown."""
    return tuple(sorted(who for who, one in recommending(case, now).items() if one.recommended is Recommended.ACCEPT))


def role_of(case: Case, reviewer: str, now: str) -> Role | None:
    """The role in which somebody reviews."""
    place = place_of(case, reviewer, now)
    return place.role if place else None


def writers_of(case: Case) -> frozenset[str]:
    """The accounts that wrote any of it: who submitted it, and who made any of its revisions."""
    submission = case.submission
    return frozenset({submission.author, *(revision.by for revision in submission.revisions)}) - {""}


def owners_of(case: Case) -> frozenset[str]:
    """The accounts whose article it is: its author, and whoever is known to have asked its question."""
    submission = case.submission
    askers = (who for who, account in case.accounts.items() if has_asked(account, submission.asker))
    return frozenset({submission.author, *askers}) - {""}


def name_of(case: Case, account: str) -> str:
    """Somebody as they are named to others at the desk; an opaque id where the name was erased."""
    known = case.accounts.get(account)
    return known.name if known and known.name else f"account {account}"
