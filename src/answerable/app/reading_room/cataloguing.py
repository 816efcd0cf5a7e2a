"""How an article stands in lists, and what it is found by: title, lead, claims, topics of its references, specialties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from answerable.app.matching import names_of
from answerable.app.reading_room.headings import OF_THE_STUDY
from answerable.composition.answer import Answer
from answerable.corpus.identifiers import pmid_of
from answerable.corpus.record import Record
from answerable.publication.article import Article, ArticleSummary
from answerable.publication.card import Card

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
        specialties=(),
        lead=" ".join(claims[one] for one in answer.lead if one in claims),
        expires=article.expires,
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


def names_asked(identifier: str) -> tuple[str, ...]:
    """The names that an identifier as typed may stand for."""
    typed = identifier.strip()
    pmid = pmid_of(typed)
    return tuple(dict.fromkeys((typed, *((f"pmid:{pmid}",) if pmid else ()))))
