"""What the public sees of a review: the article with its step, its approved version, and dated notices."""

from __future__ import annotations

from msgspec.structs import replace

from answerable.app.desk.acting import Acting
from answerable.app.people.acts import salt
from answerable.app.reading_room.cataloguing import card_of
from answerable.ledger.model import Entry
from answerable.people.model import Account, Credential, Role
from answerable.publication.article import (
    Article,
    ArticleNotice,
    JudgedCertainty,
    NoticeOf,
    PublicState,
    Reviewer,
    ReviewStep,
    Signature,
    Version,
)
from answerable.review.case import Case, certainties_of, place_of, vouching
from answerable.review.certainty import Domain, SetCertainty
from answerable.review.model import Decision, RevisionState, Submission
from answerable.review.transitions import PUBLIC

_GONE = frozenset({RevisionState.REJECTED, RevisionState.WITHDRAWN})


def keep(act: Acting, article: Article) -> Article:
    """Keeps an article as it now is."""
    act.work.put(article, card_of(article))
    return article


def shown_for(article: Article, submission: Submission) -> Article:
    """The article with the step that its submission is at; an approved version stays approved while the next is reviewed.

    What the editors rejected or whoever submitted it withdrew is not open to the public, unless a version of it was approved.
    """
    if article.approved:
        return article
    if submission.state in _GONE:
        state = PublicState.UNPUBLISHED if article.state is PublicState.PUBLIC else article.state
        return replace(article, step=None, state=state)
    return replace(article, step=ReviewStep(PUBLIC[submission.state]), expires=None)


def approved(article: Article, case: Case, decision: Decision, entry: Entry, now: str) -> Article:
    """The article as named people approved it, open to everybody: the approved content is its newest version."""
    answer = case.submission.latest.answer
    last = article.latest
    same = last.answer == answer and last.signature is None
    chair = case.accounts[decision.by]
    credential = case.credentials.get(chair.id)
    version = Version(
        number=last.number if same else last.number + 1,
        answer=answer,
        made=last.made if same else now,
        reviewers=tuple(_reviewer(case, who, now) for who in vouching(case, now)),
        reviewed=now[:10],
        review_due=decision.review_due,
        signature=Signature(
            name=chair.name,
            credentials=credentials_of(credential),
            account=chair.id,
            at=decision.at,
            meaning=decision.meaning,
            content=decision.revision,
            entry=entry.number,
            salt=salt(),
        ),
        certainties=tuple(_judged(case, one, now) for one in certainties_of(case)),
        why=" ".join(one.why for one in case.submission.revisions if one.why),
    )
    versions = (*article.versions[:-1], version) if same else (*article.versions, version)
    shown = PublicState.PUBLIC if article.state in (PublicState.UNPUBLISHED, PublicState.CONCERN) else article.state
    return replace(article, versions=versions, step=ReviewStep.APPROVED, state=shown, expires=None, marked=())


def _reviewer(case: Case, who: str, now: str) -> Reviewer:
    account, place = case.accounts[who], place_of(case, who, now)
    return Reviewer(
        name=account.name,
        credentials=credentials_of(case.credentials.get(who), agreed=True),
        role=place.role.value if place else "",
    )


def _judged(case: Case, one: SetCertainty, now: str) -> JudgedCertainty:
    """A certainty as readers see it: by name where who set it vouches for the article or agrees to be named, else by office."""
    account, place, credential = case.accounts.get(one.by), place_of(case, one.by, now), case.credentials.get(one.by)
    agreed = credential is not None and "name" in credential.shown
    office = place.role.value if place else "medical editor" if account and Role.MEDICAL_EDITOR in account.roles else "editor"
    named = bool(account and account.name) and (agreed or one.by in vouching(case, now))
    return JudgedCertainty(
        outcome=one.outcome,
        certainty=one.certainty.value,
        claims=one.claims,
        reasons=tuple(reason.words for reason in one.reasons if reason.steps or reason.domain is Domain.DESIGN),
        by=known_as(account) if named else f"{'an' if office[0] in 'aeiou' else 'a'} {office}",
        at=one.at,
        credentials=credentials_of(credential, agreed=True) if named else "",
        role=office if named else "",
        words=one.words,
    )


def credentials_of(credential: Credential | None, *, agreed: bool = False) -> str:
    """A degree and specialties as a page names them; as far as `agreed`, only what the member has agreed to show."""
    if credential is None:
        return ""
    degree = credential.degree if not agreed or "degree" in credential.shown else ""
    specialties = credential.specialties if not agreed or "specialties" in credential.shown else ()
    return ", ".join(part for part in (degree, *specialties) if part)


def noticed(article: Article, kind: NoticeOf, words: str, now: str, by: str = "") -> Article:
    """The article with one more dated notice."""
    notice = ArticleNotice(kind=kind, made=now, words=words, version=article.latest.number, by=by)
    return replace(article, notices=(*article.notices, notice))


def publicly(account: Account, credential: Credential | None) -> str:
    """Somebody of the desk as the public is told: by name where they agree to that, else by their office alone."""
    office = "medical editor" if Role.MEDICAL_EDITOR in account.roles else "editor"
    named = credential is not None and "name" in credential.shown and account.name
    return f"{account.name}, {office}" if named else ("the medical editor" if office == "medical editor" else "an editor")


def known_as(account: Account | None) -> str:
    """Somebody as the desk names them to others."""
    return account.name if account and account.name else "somebody"
