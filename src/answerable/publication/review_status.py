"""`ReviewStatus`: the three public steps of the review and the caution that follows from them; nobody types it by hand."""

from __future__ import annotations

from msgspec import Struct

from answerable.publication.article import Article, ReviewStep, Version
from answerable.publication.public_state import told_of
from answerable.publication.published import named


class Step(Struct, frozen=True):
    """One of the three steps: its word, its sign, where it stands ("done", "now", "ahead"), and that in words."""

    word: str
    sign: str
    state: str
    told: str


class ReviewStatus(Struct, frozen=True, kw_only=True):
    """How far the review of one version has come: the steps, a headline, and what the reader is cautioned of.

    `approved` is said of this very version; `caution` is empty only then.
    """

    steps: tuple[Step, ...]
    headline: str
    caution: str
    approved: bool
    reviewers: tuple[str, ...] = ()
    reviewed: str = ""  # ISO date
    due: str = ""  # ISO date


_NOBODY = (
    "Educational purpose only: exercise caution. An automated (AI) system drafted this; every sentence was checked against its "
    "source by machine alone."
)
_HEADLINES = {
    None: "Not reviewed by a person",
    ReviewStep.SUBMITTED: "Waiting for a reviewer; not yet reviewed by a person",
    ReviewStep.UNDER_REVIEW: "Under review; not yet approved by a person",
    ReviewStep.APPROVED: "Not approved in this version",
}
_CAME = {None: -1, ReviewStep.SUBMITTED: 0, ReviewStep.UNDER_REVIEW: 1, ReviewStep.APPROVED: 1}


def review_status(article: Article, version: Version) -> ReviewStatus:
    """The status of one version; approved is only what named people signed, whatever the article's step says."""
    newest = version.number == article.latest.number
    approved = article.approved and newest
    if approved and (told := told_of(article)):
        return _fallen(article, version, told)
    came = 2 if approved else _CAME[article.step] if newest else -1
    steps = tuple(_step(number, step.value, came, approved) for number, step in enumerate(ReviewStep))
    if approved:
        return ReviewStatus(
            steps=steps,
            headline="Reviewed and approved",
            caution="",
            approved=True,
            reviewers=tuple(named(one) for one in version.reviewers),
            reviewed=version.reviewed or "",
            due=version.review_due or "",
        )
    headline = _HEADLINES[article.step] if newest else "An earlier version"
    if told_of(article):
        headline = f"{article.state.value.capitalize()}. {headline}"
    return ReviewStatus(steps=steps, headline=headline, caution=_NOBODY, approved=False)


def _fallen(article: Article, version: Version, told: str) -> ReviewStatus:
    """What was approved and no longer stands as it was: who approved it stays, and what came of it comes first."""
    state = article.state.value
    names = tuple(named(one) for one in version.reviewers)
    last = Step(f"Approved, since then: {state}", "!", "fallen", f"approved once, and no longer so: {state}")
    return ReviewStatus(
        steps=(*(_step(number, step.value, 2, False) for number, step in enumerate(ReviewStep) if number < 2), last),
        headline=state.capitalize(),
        caution=f"{told} Before that it was approved by {'; '.join(names)} on {version.reviewed}.",
        approved=False,
        reviewers=names,
        reviewed=version.reviewed or "",
        due=version.review_due or "",
    )


def _step(number: int, word: str, came: int, approved: bool) -> Step:
    if number < came or approved:
        return Step(word, "✓", "done", "done")
    if number == came:
        return Step(word, "•", "now", "here now")
    return Step(word, str(number + 1), "ahead", "not yet")
