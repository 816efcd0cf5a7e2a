"""The public state of an article: one table of steps, who may take them, and what the public is told of each state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from answerable.errors import GuardFailed
from answerable.people.model import Account
from answerable.people.permissions import Act, require
from answerable.publication.article import Article, ArticleNotice, NoticeOf, PublicState
from answerable.review.freshness import Touched, loses_support
from answerable.text import clean

S = PublicState


class PublicStep(StrEnum):
    """An act that changes what the public sees of an article."""

    PUBLISH = "publish"
    UNPUBLISH = "unpublish"
    CORRECT_MINOR = "publish a minor correction"
    CORRECT_MAJOR = "publish a major correction"
    EXPRESS_CONCERN = "express concern"
    LIFT_CONCERN = "lift the concern"
    RETRACT = "retract"
    REMOVE = "remove"
    ARCHIVE = "archive"


class Removal(StrEnum):
    """Why a text is taken away altogether; for anything else an article is retracted and its text stays."""

    LAW = "law"
    PRIVACY = "privacy"
    RISK = "serious risk"


class PublicGuard(StrEnum):
    """What has to be so before the public sees a change."""

    FROM_HERE = "the step can be taken from where the article stands"
    REASONS = "the notice says why"
    REMOVAL = "it is removed by law, for privacy or for a serious risk"
    NEVER_APPROVED = "nobody has approved a version of it: what was approved is retracted, not made to vanish"
    APPROVED = "what the major correction brings was approved by people"
    SAME_CLAIMS = "a minor correction changes no claim"
    SUPPORTED = "no claim is without a source that stands"


class PublicRow(Struct, frozen=True):
    """One row: from which states, to which, by whose permission, under which guards, with which notice."""

    step: PublicStep
    origin: frozenset[PublicState]
    target: PublicState | None  # None where it stays where it is
    act: Act
    guards: tuple[PublicGuard, ...] = ()
    notice: NoticeOf | None = None


_G = PublicGuard
_SHOWN = frozenset({S.PUBLIC, S.CONCERN})
TABLE: tuple[PublicRow, ...] = (
    PublicRow(PublicStep.PUBLISH, frozenset({S.UNPUBLISHED}), S.PUBLIC, Act.DECIDE),
    PublicRow(PublicStep.UNPUBLISH, frozenset({S.PUBLIC}), S.UNPUBLISHED, Act.DECIDE, (_G.NEVER_APPROVED,)),
    PublicRow(
        PublicStep.CORRECT_MINOR, _SHOWN, None, Act.CORRECT, (_G.REASONS, _G.SAME_CLAIMS), NoticeOf.MINOR_CORRECTION
    ),
    PublicRow(
        PublicStep.CORRECT_MAJOR, _SHOWN, None, Act.CORRECT, (_G.REASONS, _G.APPROVED), NoticeOf.MAJOR_CORRECTION
    ),
    PublicRow(PublicStep.EXPRESS_CONCERN, frozenset({S.PUBLIC}), S.CONCERN, Act.CORRECT, (_G.REASONS,), NoticeOf.CONCERN),
    PublicRow(
        PublicStep.LIFT_CONCERN, frozenset({S.CONCERN}), S.PUBLIC, Act.CORRECT, (_G.REASONS, _G.SUPPORTED),
        NoticeOf.CONCERN_LIFTED,
    ),
    PublicRow(
        PublicStep.RETRACT, _SHOWN | {S.ARCHIVED}, S.RETRACTED, Act.RETRACT, (_G.REASONS,), NoticeOf.RETRACTED
    ),
    PublicRow(
        PublicStep.REMOVE, frozenset(S) - {S.REMOVED, S.UNPUBLISHED}, S.REMOVED, Act.RETRACT, (_G.REASONS, _G.REMOVAL),
        NoticeOf.REMOVED,
    ),
    PublicRow(PublicStep.ARCHIVE, _SHOWN, S.ARCHIVED, Act.RETRACT, (_G.REASONS,), NoticeOf.ARCHIVED),
)  # fmt: skip
"""Every step; nothing leads back from a retraction or a removal."""

TEXT_SHOWN = frozenset(S) - {S.UNPUBLISHED, S.REMOVED}
"""The states in which everybody can read the text: as it stands, or marked."""


class Change(Struct, frozen=True, kw_only=True):
    """What a step brings: why, in words for the notice; for a removal its ground; for a correction the article before it.

    `touched` are the claims of the newest version that notices bear on, as the library is now. `by` is who gives the notice, as
    the public is told.
    """

    words: str = ""
    removal: Removal | None = None
    before: Article | None = None
    touched: tuple[Touched, ...] = ()
    by: str = ""


BY_RULE = "rule, since a claim was left without a source that stands"
_NOTHING = Change()


def change(article: Article, step: PublicStep, by: Account, now: str, brings: Change = _NOTHING) -> Article:
    """The article after a step, with its dated notice.

    Raises `NotPermitted` where the roles of `by` do not permit it, and `GuardFailed` with everything that is not so.
    """
    row = next((one for one in TABLE if one.step is step and article.state in one.origin), None)
    if row is not None:
        require(by, row.act)
    return _taken(article, step, row, now, brings)


def fall_to_concern(article: Article, now: str, words: str, touched: Sequence[Touched]) -> Article:
    """The article as a notice on a source leaves it, by rule and by nobody's act: under concern where a claim stands alone."""
    if article.state is not S.PUBLIC or not loses_support(touched):
        return article
    row = next(one for one in TABLE if one.step is PublicStep.EXPRESS_CONCERN)
    return _taken(article, row.step, row, now, Change(words=words, by=BY_RULE))


def _taken(article: Article, step: PublicStep, row: PublicRow | None, now: str, brings: Change) -> Article:
    failed = _not_so(article, step, row, brings)
    if row is None or failed:
        told = " ".join(words for _, words in failed)
        raise GuardFailed(
            f"“{step.value}” cannot be done: {told}",
            "Put right what is named, or choose another step.",
            failed=tuple((guard.name.lower(), (words,)) for guard, words in failed),
        )
    notices = article.notices
    if row.notice:
        words = clean(brings.words)
        notice = ArticleNotice(kind=row.notice, made=now, words=words, version=article.latest.number, by=brings.by)
        notices = (*notices, notice)
    return replace(article, state=row.target or article.state, notices=notices)


def _not_so(article: Article, step: PublicStep, row: PublicRow | None, brings: Change) -> tuple[tuple[PublicGuard, str], ...]:
    if row is None:
        can = ", ".join(dict.fromkeys(one.step.value for one in TABLE if article.state in one.origin)) or "nothing"
        return ((_G.FROM_HERE, f"It is {article.state.value}, and from there one can do: {can}, and not {step.value}."),)
    return tuple((guard, words) for guard in row.guards if (words := GUARDS[guard](article, brings)))


# -- guards --------------------------------------------------------------------------------------------------------


def _reasons(_article: Article, brings: Change) -> str:
    return "" if clean(brings.words) else "Say why, in words for readers."


def _removal(_article: Article, brings: Change) -> str:
    return "" if brings.removal else "Only law, privacy or a serious risk removes a text; else retract it."


def _never_approved(article: Article, _brings: Change) -> str:
    approved = any(version.reviewers and version.reviewed for version in article.versions)
    return "A version of it was approved: retract or archive it instead." if approved else ""


def _approved(article: Article, _brings: Change) -> str:
    return "" if article.approved else "A major correction goes through review: its newest version is not approved."


def _same_claims(article: Article, brings: Change) -> str:
    if brings.before is None or kind_of_correction(brings.before, article) is NoticeOf.MINOR_CORRECTION:
        return ""
    return "It changes a claim or its sources: that is a major correction, and goes through review."


def _supported(_article: Article, brings: Change) -> str:
    return "A claim is still without a source that stands." if loses_support(brings.touched) else ""


GUARDS: Mapping[PublicGuard, Callable[[Article, Change], str]] = {
    _G.REASONS: _reasons,
    _G.REMOVAL: _removal,
    _G.NEVER_APPROVED: _never_approved,
    _G.APPROVED: _approved,
    _G.SAME_CLAIMS: _same_claims,
    _G.SUPPORTED: _supported,
}
"""The function of each guard that a row can name."""


def kind_of_correction(before: Article, after: Article) -> NoticeOf:
    """Whether a correction is minor, in headings, order or title alone, or touches a claim, its quotes or its sources."""

    def told(article: Article) -> object:
        answer = article.latest.answer
        quoted = {(one.id, one.text, one.indirect, frozenset(c.checked.span for c in one.citations)) for one in answer.claims()}
        return quoted, {one.record.id for one in answer.references}

    return NoticeOf.MINOR_CORRECTION if told(before) == told(after) else NoticeOf.MAJOR_CORRECTION


# -- what the public is told ---------------------------------------------------------------------------------------

_TOLD: Mapping[PublicState, str] = {
    S.CONCERN: "Expression of concern: read it with care, a source of it has been questioned or retracted.",
    S.RETRACTED: "Retracted: do not rely on it. The text stays so that everybody can see what was retracted.",
    S.REMOVED: "Removed.",
    S.ARCHIVED: "Archived: it is no longer kept up to date.",
}


def noticed(article: Article) -> str:
    """The day (ISO) of the last notice on the state in which the article is; empty where there is none."""
    return next((one.made[:10] for one in reversed(article.notices) if one.kind.value == article.state.value), "")


def seen_as(article: Article) -> str:
    """The public state in the words of the desk: pending and approved are told apart."""
    if article.state is S.PUBLIC:
        return "public and approved" if article.approved else "public and pending"
    return article.state.value


def told_of(article: Article) -> str:
    """The sentence at the top of the page where the state calls for one, with the words of its last notice; else nothing."""
    said = _TOLD.get(article.state, "")
    last = next((one.words for one in reversed(article.notices) if one.kind.value == article.state.value), "")
    return f"{said} {last}".strip() if said else ""


def page() -> str:
    """docs/reference/public-state.md, printed from the table."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# The public state of an article\n"
    yield (
        "What the public sees of an article, printed from the table by which it changes "
        "(`src/answerable/publication/public_state.py`). Public and pending is told from public and approved by whether named "
        "people approved exactly the newest version; nobody types it. Each step but publishing leaves a dated notice that "
        "stays with the article. When a source gains a notice and a claim is left without a source that stands, the article "
        "falls to an expression of concern by rule, and by nobody's act.\n"
    )
    yield "## Steps\n"
    yield "| step | from | to | permission | guards | notice |"
    yield "|---|---|---|---|---|---|"
    for row in TABLE:
        origin = ", ".join(state.value for state in S if state in row.origin)
        guards = ", ".join(f"`{guard.name.lower()}`" for guard in row.guards) or "–"
        target = row.target.value if row.target else "the same"
        yield f"| {row.step.value} | {origin} | {target} | {row.act.value} | {guards} | {row.notice or '–'} |"
    yield "\n## Guards\n"
    yield "| guard | what has to be so |"
    yield "|---|---|"
    for guard in PublicGuard:
        yield f"| `{guard.name.lower()}` | {guard.value} |"
    yield "\n## What readers are told\n"
    yield "| state | at the top of the page |"
    yield "|---|---|"
    for state, words in _TOLD.items():
        yield f"| {state.value} | {words} |"
    yield f"\nA text is removed altogether for {', '.join(one.value for one in Removal)} alone."
