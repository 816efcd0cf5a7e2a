"""The guards of what is approved: checked, not retracted, the same that was looked at, changed where that was asked for."""

from __future__ import annotations

from answerable.corpus.notices import Standing, standing
from answerable.review.case import content_of
from answerable.review.eligibility import last_content, may_answer, settled_points
from answerable.review.guards.asked import Asked, Words
from answerable.review.model import Decided, RevisionState
from answerable.review.open_findings import open_findings
from answerable.review.transitions import Step
from answerable.review.wordings import too_sure
from answerable.text import clean


def checked(asked: Asked) -> Words:
    """The report on the latest revision is clean, or each finding has been answered by somebody who decides or reviews it."""
    submission, revision = asked.case.submission, asked.case.submission.latest
    opinions = frozenset(claim for claim, who in revision.opinions if who in asked.case.accounts)
    answered = {key for key, who, words in submission.answered if clean(words) and may_answer(asked.case, who, asked.now)}
    texts = {claim.id: claim.text for claim in revision.answer.claims()}
    return tuple(
        f"“{texts[one.claim]}”: {one.reason}"
        for one in open_findings(revision.answer, asked.case.report, opinions)
        if one.key not in answered
    )


def no_retraction(asked: Asked) -> Words:
    """No cited source is retracted; where nobody could look, it is not known to be clean."""
    wrong: list[str] = []
    for reference in asked.case.submission.latest.answer.references:
        told = asked.case.notices.get(reference.record.id)
        if told is None:
            wrong.append(f"Nobody could look whether reference {reference.number} was retracted.")
        elif standing(told) is Standing.RETRACTED:
            wrong.append(
                f"Reference {reference.number} ({reference.record.title.rstrip('.')}) was retracted; nothing may rest on it."
            )
    return tuple(wrong)


def same_content(asked: Asked) -> Words:
    """Who acts looked at the latest content, and what is signed is what was made ready."""
    content = content_of(asked.case)
    if asked.given.content != content:
        return ("The article was changed since you opened it: look at it again.",)
    if asked.step is Step.APPROVE:
        ready = [one for one in asked.case.decisions if one.decided is Decided.READY]
        if not ready or max(ready, key=lambda one: one.at).revision != content:
            return ("This content is not the one that was made ready for sign-off.",)
    return ()


def worded(asked: Asked) -> Words:
    """No claim is worded more surely than the certainty that was set for an outcome that it bears on, or that is settled."""
    settled = settled_points(asked.case)
    return tuple(one.words for one in too_sure(asked.case) if one.on not in settled)


def changed(asked: Asked) -> Words:
    """Something was changed since changes were requested, or it is said why not."""
    last = last_content(asked.case, Decided.REQUEST_CHANGES)
    if clean(asked.given.words) or (last and last != content_of(asked.case)):
        return ()
    return ("Nothing was changed since changes were requested: say why not.",)


def newer(asked: Asked) -> Words:
    """Another submission of the same article was approved since."""
    next_one = asked.case.successor
    if (
        next_one is not None
        and next_one.id != asked.case.submission.id
        and next_one.article == asked.case.submission.article
        and next_one.state is RevisionState.APPROVED
    ):
        return ()
    return ("No newer revision of the article is approved.",)
