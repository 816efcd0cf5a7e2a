"""An article in other formats, to keep, to print, to cite; each says how far the article is reviewed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from answerable.audience.rendition import Rendition
from answerable.composition.answer import Answer
from answerable.corpus.record import PublicationNotice
from answerable.publication.article import Article, Version
from answerable.publication.published import (
    Rows,
    as_published,
    publication_rows,
    running_line,
    superseded,
    with_marks,
    with_notices,
    worded,
)

__all__ = ["EXPORTS", "Export", "Exported", "export", "export_answer"]


class Export(NamedTuple):
    """A format: what its files end in, their media type, and what a reader is told it is for."""

    ending: str
    media_type: str
    label: str


EXPORTS: dict[str, Export] = {
    "pdf": Export("pdf", "application/pdf", "PDF, to print or keep"),
    "text": Export("txt", "text/plain; charset=utf-8", "Plain text, for the record"),
    "markdown": Export("md", "text/markdown; charset=utf-8", "Markdown"),
    "html": Export("html", "text/html; charset=utf-8", "HTML, one file"),
    "json": Export("json", "application/json", "JSON, with every check"),
    "ris": Export("ris", "application/x-research-info-systems", "References as RIS"),
    "bibtex": Export("bib", "application/x-bibtex", "References as BibTeX"),
    "csl-json": Export("csl.json", "application/vnd.citationstyles.csl+json", "References as CSL-JSON"),
}


class Exported(NamedTuple):
    """A file: what is in it, its media type, and a name that carries no word of the question."""

    content: bytes
    media_type: str
    filename: str


def export(
    article: Article,
    format: str,
    rendition: Rendition | None = None,
    address: str = "",
    operator: str = "",
    *,
    notices: Mapping[str, Sequence[PublicationNotice]] | None = None,
    newest: int = 0,
) -> Exported:
    """The newest version of an article in one of `EXPORTS`; raises KeyError for another.

    In a reader's words where there is a rendition; JSON and the bibliographic formats have none and stay as they are.
    `address` is where the article is found, `operator` who publishes it. `notices` is what is known of its sources now, by
    record; `newest` is the number of the newest version where the article was cut to an earlier one. Nothing of the asker
    is exported.
    """
    form = EXPORTS[format]
    answer = superseded(with_notices(as_published(article), notices or {}), article.latest.number, newest)
    rows = publication_rows(article, address, operator)
    if format == "json":
        content = _json(article, answer, rows)
    else:
        answer = worded(answer, rendition) if rendition else answer
        content = _content(format, with_marks(answer, article), article, rows)
    name = f"answer-{re.sub('[^A-Za-z0-9]', '', answer.id)}-v{article.latest.number}.{form.ending}"
    return Exported(content, form.media_type, name)


def export_answer(answer: Answer, format: str) -> Exported:
    """An answer that is no article, in one of `EXPORTS` but JSON, which is the answer's own; raises KeyError for another."""
    form = EXPORTS[format]
    made = answer.evidence_searched
    article = Article(address="", asker="", made=made, versions=(Version(number=1, answer=answer, made=made),))
    return Exported(_content(format, answer, article, ()), form.media_type, f"{answer.id}.{form.ending}")


def _content(format: str, answer: Answer, article: Article, rows: Rows) -> bytes:
    match format:
        case "pdf":
            from answerable.publication.exports import pdf

            return pdf.render(answer, article, rows)
        case "text":
            from answerable.publication.exports import record_text

            return record_text.render(answer, rows).encode()
        case "markdown":
            from answerable.publication.rendering import markdown

            return markdown.render(answer, rows).encode()
        case "html":
            from answerable.publication.rendering import html

            return html.render(answer, rows, running=running_line(article)).encode()
        case "ris":
            from answerable.publication.exports import ris

            return ris.render(answer).encode()
        case "bibtex":
            from answerable.publication.exports import bibtex

            return bibtex.render(answer).encode()
        case _:
            from answerable.publication.exports import csl

            return csl.render(answer).encode()


def _json(article: Article, answer: Answer, rows: Rows) -> bytes:
    """The answer as its schema has it, and beside it what is known of its publication; the asker is left out."""
    from answerable.writing import as_json

    version = article.latest
    publication = {
        "address": dict(rows).get("Address", ""),
        "publisher": dict(rows).get("Published by", ""),
        "state": article.state,
        "step": article.step,
        "version": version.number,
        "made": version.made,
        "content_hash": version.content_hash,
        "reviewers": version.reviewers if article.approved else (),
        "reviewed": version.reviewed if article.approved else None,
        "review_due": version.review_due if article.approved else None,
        "signature": version.signature if article.approved else None,
        "certainties": version.certainties if article.approved else (),
        "notices": article.notices,
        "marked": article.marked,
    }
    return as_json({**msgspec.to_builtins(answer), "publication": msgspec.to_builtins(publication)}).encode()
