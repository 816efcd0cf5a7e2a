"""Who may do what in one case beyond what their roles permit: credentials, conflicts, whose it is, and what they have judged."""

from __future__ import annotations

from datetime import datetime

from answerable.people.model import Credential
from answerable.people.permissions import Act, may
from answerable.review.case import Case, content_of, owners_of, place_of, writers_of
from answerable.review.conflicts import Conflict, conflicts_of
from answerable.review.model import Decided, Judgement
from answerable.text import clean


def conflicts_in(case: Case, who: str, now: str) -> tuple[Conflict, ...]:
    """Every conflict of somebody with the latest revision of a case."""
    account = case.accounts.get(who)
    if account is None:
        return ()
    writers = (writers_of(case) | owners_of(case)) - {case.submission.editor}
    place = place_of(case, who, now)
    return conflicts_of(
        account,
        case.submission.latest.answer,
        on=datetime.fromisoformat(now).date(),
        disclosures=case.disclosures,
        credential=case.credentials.get(who),
        authors=tuple(case.accounts[one] for one in sorted(writers) if one in case.accounts),
        assignment=place.id if place else "",
    )


def wrong_with_credential(credential: Credential | None, account: str, now: str) -> str:
    """Why a credential does not count today, or nothing; whoever holds it cannot have verified it."""
    if credential is None or credential.account != account:
        return "has no credential"
    if not credential.verified_by or credential.verified_by == account:
        return "has a credential that nobody else has verified"
    if not credential.verified or credential.verified[:10] > now[:10]:
        return "has a credential that is not verified yet"
    if credential.licence and credential.licence.expires[:10] < now[:10]:
        return f"has a licence that expired on {credential.licence.expires[:10]}"
    return ""


def may_answer(case: Case, who: str, now: str) -> bool:
    """Whether somebody may answer a finding: who decides, or fills a place of a reviewer in it, and whose article it is not."""
    account = case.accounts.get(who)
    if account is None or who in owners_of(case):
        return False
    return may(account, Act.DECIDE) or place_of(case, who, now) is not None


def may_decide(case: Case, who: str) -> bool:
    """Whether somebody may decide in a case: by their roles, and not on their own article."""
    account = case.accounts.get(who)
    return account is not None and may(account, Act.DECIDE) and who not in owners_of(case)


def settled_points(case: Case) -> frozenset[str]:
    """What was settled on the latest content, in words and by somebody who may decide in the case."""
    content = content_of(case)
    return frozenset(
        one.on for one in case.settlements if one.revision == content and clean(one.words) and may_decide(case, one.by)
    )


def judgements_of(case: Case, who: str) -> tuple[Judgement, ...]:
    """The last judgement of somebody on each claim of the latest content."""
    content = content_of(case)
    mine = (one for one in case.judgements if one.reviewer == who and one.revision == content)
    return tuple({one.claim: one for one in sorted(mine, key=lambda one: one.at)}.values())


def last_content(case: Case, decided: Decided) -> str:
    """The content on which that was last decided, or nothing."""
    made = [one for one in case.decisions if one.decided is decided]
    return max(made, key=lambda one: one.at).revision if made else ""
