"""How an article stands in lists, and what it is found by: title, lead, claims, topics of its references, specialties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from answerable.app.matching import names_of
from answerable.app.reading_room.headings import OF_THE_STUDY, specialties_of
from answerable.app.reading_room.orders import Kind, answer_order
from answerable.composition.answer import Answer, AnsweredClaim
from answerable.corpus.identifiers import pmid_of
from answerable.corpus.record import Record
from answerable.jobs.model import Job, JobState
from answerable.publication.article import Article, ArticleSummary, PublicState
from answerable.publication.card import Card
from answerable.publication.published import last_changed

TOPICS = 8  # of an article, the most frequent of its references
TITLE, LEAD, CLAIM = 8, 3, 1  # what a word weighs where it stands


def topics_of(records: Sequence[Record]) -> tuple[str, ...]:
    """The MeSH headings of the records that say what they are about: the most frequent first, main headings before others."""
    weights: Counter[str] = Counter()
    for record in records:
        for heading in {mesh.name: mesh for mesh in record.mesh}.values():
            if heading.name not in OF_THE_STUDY:
                weights[heading.name] += 3 if heading.major else 1
    return tuple(name for name, _ in sorted(weights.items(), key=lambda one: (-one[1], one[0])))[:TOPICS]


def summary_of(article: Article) -> ArticleSummary:
    """The article as a list shows it."""
    answer = article.latest.answer
    claims = {claim.id: claim.text for claim in answer.claims()}
    records = [reference.record for reference in answer.references]
    topics = topics_of(records)
    return ArticleSummary(
        address=article.address,
        title=answer.title,
        made=article.made,
        step=article.step,
        state=article.state,
        topics=topics,
        specialties=specialties_of(f"{answer.title} {answer.question.text}", topics),
        lead=" ".join(claims[one] for one in answer.lead if one in claims),
        expires=article.expires,
        changed=last_changed(article),
    )


def card_of(article: Article) -> Card:
    """What a catalogue has of an article."""
    answer = article.latest.answer
    summary = summary_of(article)
    texts = [(summary.title, TITLE), (answer.question.text, TITLE), (summary.lead, LEAD)]
    texts += [(claim.text, CLAIM) for claim in answer.claims()]
    return Card(summary=summary, texts=tuple(texts), records=_records(answer))


def _records(answer: Answer) -> tuple[str, ...]:
    """The ids of an answer's references and the names that these go by."""
    names = [name for reference in answer.references for name in (reference.record.id, *names_of(reference.record))]
    return tuple(dict.fromkeys(names))


def claims_on(article: Article, names: Collection[str]) -> Iterator[tuple[ArticleSummary, AnsweredClaim]]:
    """The claims of an article that cite a record of one of these names."""
    answer = article.latest.answer
    numbers = {one.number for one in answer.references if not set(names).isdisjoint((one.record.id, *names_of(one.record)))}
    claims = [claim for claim in answer.claims() if not numbers.isdisjoint(claim.numbers)]
    if claims:
        summary = summary_of(article)
        yield from ((summary, claim) for claim in claims)


def without_text(one: ArticleSummary) -> ArticleSummary:
    """A summary that has no word of the text where that was removed."""
    if one.state is not PublicState.REMOVED:
        return one
    return replace(one, title="An article that was removed", lead="", topics=(), specialties=())


def not_there_yet(jobs: Sequence[Job]) -> Iterator[ArticleSummary]:
    """Questions that wait, are worked on or have failed, as lists show them, the newest first."""
    for job in sorted(jobs, key=lambda one: -one.seq):
        if job.kind == Kind.ANSWER and job.state is not JobState.DONE:
            yield ArticleSummary(
                address=job.id,
                title=answer_order(job.payload).question,
                made=job.made,
                step=None,
                state=PublicState.UNPUBLISHED,
                progress=job.state.value,
            )


def names_asked(identifier: str) -> tuple[str, ...]:
    """The names that an identifier as typed may stand for."""
    typed = identifier.strip()
    pmid = pmid_of(typed)
    return tuple(dict.fromkeys((typed, *((f"pmid:{pmid}",) if pmid else ()))))
