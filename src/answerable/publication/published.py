"""An answer as its article shows it: with the state of its review, the warnings of its question, and a reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from answerable.audience.rendition import RenderedClaim, RenderedSection, Rendition
from answerable.composition.answer import Answer, AnsweredClaim, AnsweredDisagreement, AnsweredSection
from answerable.corpus.notices import Standing, standing
from answerable.corpus.record import PublicationNotice
from answerable.publication.article import Article, JudgedCertainty, PublicState, Reviewer, Signature, Version
from answerable.publication.public_state import noticed, told_of
from answerable.review.certainty import MEANS, Certainty
from answerable.writing import tidy

_FALLEN = {Standing.RETRACTED: "was retracted", Standing.CONCERN: "was questioned (expression of concern)"}

Rows = tuple[tuple[str, str], ...]


def as_published(article: Article) -> Answer:
    """The newest version's answer, its status and caution following from the review, with every warning once.

    "Approved" is said only of a version that names who approved it and when; whatever else is asked of it, the caution stays.
    """
    answer = article.latest.answer
    warnings = {block.rule: block for block in (*article.warnings, *answer.warnings)}
    answer = msgspec.structs.replace(answer, warnings=tuple(warnings.values()))
    if article.approved:
        answer = msgspec.structs.replace(
            answer, status=_approved_by(article.latest), caution="", human_reviewed=article.latest.reviewed
        )
    elif article.step is not None and not answer.human_reviewed:
        answer = msgspec.structs.replace(answer, status=f"{article.step.value.lower()}; not yet reviewed by a person")
    return _in_its_state(article, answer)


def _in_its_state(article: Article, answer: Answer) -> Answer:
    """The answer with what its public state and its marks make of it, before all else that is said of it."""
    told = told_of(article)
    if told:
        since = " on ".join(part for part in (article.state.value, noticed(article)) if part)
        before = f"before that: {answer.status}" if article.approved else answer.status
        caution = f"{told} {answer.caution}".strip()
        answer = msgspec.structs.replace(answer, status=f"{since}; {before}", caution=caution)
    marks = {one.claim for one in article.marked} & {claim.id for claim in answer.claims()}
    if marks:
        answer = cautioned(
            answer, f"Marked since it was made, for something was said of their sources: {len(marks)} of its statements."
        )
    return answer


def with_marks(answer: Answer, article: Article) -> Answer:
    """The answer to be read by people, each marked claim saying so wherever it stands: in its section, the lead, the summary."""
    marks = marks_of(article)

    def told(claim: AnsweredClaim) -> AnsweredClaim:
        said = marks.get(claim.id)
        return msgspec.structs.replace(claim, text=f"{claim.text} [MARKED: {' '.join(said)}]") if said else claim

    if not marks:
        return answer
    sections = tuple(
        msgspec.structs.replace(
            section,
            claims=tuple(told(claim) for claim in section.claims),
            disagreements=tuple(
                msgspec.structs.replace(each, claims=tuple(told(claim) for claim in each.claims))
                for each in section.disagreements
            ),
        )
        for section in answer.sections
    )
    return msgspec.structs.replace(answer, sections=sections)


def marks_of(article: Article) -> dict[str, tuple[str, ...]]:
    """What is said at each marked claim, by its id: what came up, when, and whether another source still carries it."""
    made: dict[str, tuple[str, ...]] = {}
    for one in article.marked:
        alone = "No other source of it stands." if one.alone else "Another source of it stands."
        words = tidy(one.words)
        said = f"{words}{'' if words.endswith('.') else '.'} Marked on {day_of(one.made)}. {alone}"
        made[one.claim] = (*made.get(one.claim, ()), said)
    return made


def running_line(article: Article) -> str:
    """What every page on paper says at its top where the article does not simply stand; else nothing."""
    day = noticed(article)
    return {
        PublicState.RETRACTED: f"RETRACTED{f' on {day}' if day else ''}: do not rely on this article.",
        PublicState.CONCERN: f"EXPRESSION OF CONCERN{f' of {day}' if day else ''}: read this article with care.",
        PublicState.ARCHIVED: f"ARCHIVED{f' on {day}' if day else ''}: no longer kept up to date.",
    }.get(article.state, "")


def signed(signature: Signature) -> str:
    """A signature in words: whose, when, what it means, and on what."""
    name = ", ".join(part for part in (tidy(signature.name), tidy(signature.credentials)) if part)
    when = f"{signature.at[:10]}, {signature.at[11:16]} UTC"
    on = f"On the content {signature.content}, entry {signature.entry} of the ledger"
    return f"{name}, on {when}: “{tidy(signature.meaning)}” {on}"


def meaning_of(certainty: str) -> str:
    """What a certainty means in plain words; nothing where it is none that this version knows."""
    return MEANS[Certainty(certainty)] if certainty in tuple(Certainty) else ""


def judged_by(one: JudgedCertainty) -> str:
    """Who judged a certainty, as a page names them, and when."""
    return f"{named(Reviewer(name=one.by, credentials=one.credentials, role=one.role))} on {day_of(one.at)}"


def doubted(one: JudgedCertainty, article: Article) -> bool:
    """Whether something was said of a source of it since it was judged."""
    return any(mark.claim in one.claims for mark in article.marked)


def rated(one: JudgedCertainty, article: Article) -> str:
    """A certainty in words: how sure, what that means, why, and who judged it."""
    said = f"{one.certainty} (GRADE). {meaning_of(one.certainty)} {' '.join(map(tidy, one.reasons))}".strip()
    since = " Something was said of its sources since." if doubted(one, article) else ""
    return f"{said} Judged by {judged_by(one)}.{since}"


def _approved_by(version: Version) -> str:
    return f"approved by {listed(named(one) for one in version.reviewers)} on {version.reviewed}"


def named(reviewer: Reviewer) -> str:
    """A reviewer as a page names them: "Ada Weaver, MD (rheumatologist)"."""
    name = ", ".join(part for part in (tidy(reviewer.name), tidy(reviewer.credentials)) if part)
    return f"{name} ({tidy(reviewer.role)})" if reviewer.role else name


def at_version(article: Article, number: int) -> Article:
    """The article as it was when that version was its newest; raises KeyError where it has none of that number."""
    kept = tuple(version for version in article.versions if version.number <= number)
    if not kept or kept[-1].number != number:
        raise KeyError(number)
    return msgspec.structs.replace(article, versions=kept)


def superseded(answer: Answer, version: int, newest: int) -> Answer:
    """The answer with a caution that a newer version has taken its place, where one has."""
    if newest <= version:
        return answer
    return cautioned(answer, f"This is version {version}; version {newest} has taken its place.")


def with_notices(answer: Answer, notices: Mapping[str, Sequence[PublicationNotice]]) -> Answer:
    """The answer with what has been said of its sources since, by record; a source retracted since goes into the caution."""
    now = tuple(msgspec.structs.replace(one, notices=tuple(notices.get(one.record.id, one.notices))) for one in answer.references)
    fallen = [
        f"reference {one.number} {_FALLEN[state]}"
        for one, then in zip(now, answer.references, strict=True)
        if (state := standing(one.notices)) in _FALLEN and state is not standing(then.notices)
    ]
    answer = msgspec.structs.replace(answer, references=now)
    return cautioned(answer, f"Since this was written: {listed(fallen)}.") if fallen else answer


def cautioned(answer: Answer, words: str) -> Answer:
    """The answer with one more caution."""
    return msgspec.structs.replace(answer, caution=f"{answer.caution} {words}".strip())


def publication_rows(article: Article, address: str, operator: str) -> Rows:
    """What an export says of the article beside its answer: version, address, next review, publisher, how it was drafted."""
    version = article.latest
    rows = [
        ("Version", f"{version.number}, made {day_of(version.made)}"),
        ("Address", tidy(address)),
        ("Published by", tidy(operator)),
        ("Drafted by", "an automated (AI) system, from the sources that are cited; no machine is an author"),
    ]
    if article.approved:
        rows.append(("Reviewed by", listed(named(one) for one in version.reviewers)))
        rows.append(("Next review due", version.review_due or "not set"))
        if version.signature:
            rows.append(("Signed by", signed(version.signature)))
        rows.extend((f"Certainty: {tidy(one.outcome)}", rated(one, article)) for one in version.certainties)
    editors = f"the editors of {tidy(operator)}" if operator else "the editors"
    rows.extend(
        (
            f"Notice of {day_of(one.made)}",
            f"{one.kind.value}, on version {one.version}, by {tidy(one.by) or editors}: {tidy(one.words)}",
        )
        for one in article.notices
    )
    return tuple((name, words) for name, words in rows if words)


def listed(words: Iterable[str]) -> str:
    """Words as a sentence lists them: "a", "a and b", "a, b and c"."""
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last


def day_of(moment: str) -> str:
    """The day of an ISO time."""
    return moment[:10]


def last_changed(article: Article) -> str:
    """The day on which what a reader sees last changed: its text, its approval, a notice, a mark."""
    said = (day_of(one.made) for one in (*article.notices, *article.marked))
    return max((day_of(article.latest.made), article.latest.reviewed or "", *said))


# -- a reader's words --------------------------------------------------------------------------------------------


def worded(answer: Answer, rendition: Rendition) -> Answer:
    """The answer in a reader's words and order; raises ValueError where the rendition is of another answer or loses a claim."""
    told = rendition.claims()
    own = {claim.id for claim in answer.claims()}
    if rendition.answer != answer.id or set(told) != own or not own.issuperset((*rendition.lead, *rendition.summary)):
        raise ValueError(f"the rendition does not tell every claim of answer {answer.id}, and no other")
    if {section.number for section in rendition.sections} != set(range(len(answer.sections))):
        raise ValueError(f"the rendition does not show every section of answer {answer.id}")
    return msgspec.structs.replace(
        answer,
        title="".join(piece.text for piece in rendition.title) or answer.title,
        lead=rendition.lead,
        sections=tuple(_section(answer.sections[section.number], section) for section in rendition.sections),
        summary=rendition.summary,
        caution=" ".join(part for part in (answer.caution, rendition.note) if part),
    )


def _section(section: AnsweredSection, told: RenderedSection) -> AnsweredSection:
    own = {claim.id: claim for claim in (*section.claims, *(c for d in section.disagreements for c in d.claims))}
    return msgspec.structs.replace(
        section,
        heading=told.heading,
        claims=tuple(_claim(own[claim.id], claim) for claim in told.claims),
        disagreements=tuple(
            AnsweredDisagreement(about, tuple(_claim(own[side.id], side) for side in sides))
            for about, sides in told.disagreements
        ),
        gap=told.gap,
    )


def _claim(claim: AnsweredClaim, told: RenderedClaim) -> AnsweredClaim:
    details = (detail.rstrip(".") for detail in told.details)
    return msgspec.structs.replace(claim, text=told.text, basis="; ".join(part for part in (claim.basis, *details) if part))
