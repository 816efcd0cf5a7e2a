"""An article as schema.org describes one (`MedicalWebPage`), in JSON-LD that cannot end its script element early."""

from __future__ import annotations

import json
from typing import Any

from answerable.composition.answer import Answer, Reference
from answerable.corpus.record import Author
from answerable.publication.article import Article, ArticleNotice, PublicState, Reviewer, ReviewStep, Version
from answerable.publication.published import as_published
from answerable.publication.references import address_of
from answerable.writing import tidy

# Rules draft, with a trained model where the operator turns it on: the stricter of schema.org's words says both, and stays
# when people have approved the article.
DRAFTED_BY_MACHINE = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
_STATUS = {None: "Draft", ReviewStep.SUBMITTED: "Submitted", ReviewStep.UNDER_REVIEW: "Under Review"}
_AUDIENCES = ("Patient", "Clinician", "MedicalResearcher")  # schema.org's own kinds of medical audience


def json_ld_text(article: Article, address: str, operator: str = "") -> str:
    """The description as it stands inside a script element: no sign in it is HTML's."""
    text = json.dumps(json_ld(article, address, operator), ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def json_ld(article: Article, address: str, operator: str = "") -> dict[str, Any]:
    """The newest version as a `MedicalWebPage`; who reviewed it and when is said only where it is approved.

    The author is who publishes it and never a machine; `digitalSourceType` says that a machine drafted it.
    """
    answer, version = as_published(article), article.latest
    sound = article.approved and article.state is PublicState.PUBLIC  # what fell is not told to machines as if it stood
    claims = {claim.id: claim.text for claim in answer.claims()}
    publisher = {"@type": "Organization", "name": tidy(operator)} if operator else None
    fields: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "@id": address,
        "url": address,
        "name": tidy(answer.title),
        "headline": tidy(answer.title),
        "description": tidy(" ".join(claims[one] for one in answer.lead)),
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "mainEntity": _question(answer, claims, approved=sound),
        "about": [{"@type": "MedicalEntity", "name": tidy(name)} for name in _topics(answer)],
        "medicalAudience": [{"@type": "MedicalAudience", "audienceType": kind} for kind in _AUDIENCES],
        "version": str(version.number),
        "dateCreated": article.made,
        "dateModified": version.made,
        "creativeWorkStatus": _status(article, sound=sound),
        "digitalSourceType": DRAFTED_BY_MACHINE,
        "author": publisher,
        "publisher": publisher,
        "publishingPrinciples": _beside(address, "/about/editorial-policy"),
        "citation": [_cited(reference) for reference in answer.references],
        "correction": [_correction(one) for one in article.notices],
        **(_reviewed(version) if sound else {}),
    }
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


_FALLEN = {
    PublicState.CONCERN: "Expression of Concern",
    PublicState.RETRACTED: "Retracted",
    PublicState.REMOVED: "Removed",
    PublicState.ARCHIVED: "Archived",
}


def _status(article: Article, *, sound: bool) -> str:
    return _FALLEN.get(article.state) or ("Approved" if sound else _STATUS.get(article.step, "Draft"))


def _correction(notice: ArticleNotice) -> dict[str, str]:
    """A dated notice, as schema.org's comment on a correction."""
    return {
        "@type": "CorrectionComment",
        "name": notice.kind.value.capitalize(),
        "text": tidy(notice.words),
        "datePublished": notice.made,
    }


def _reviewed(version: Version) -> dict[str, Any]:
    return {
        "lastReviewed": version.reviewed,
        "reviewedBy": [_reviewer(one) for one in version.reviewers],
        "expires": version.review_due,
    }


def _reviewer(reviewer: Reviewer) -> dict[str, str]:
    fields = {
        "@type": "Person",
        "name": tidy(reviewer.name),
        "honorificSuffix": tidy(reviewer.credentials),
        "jobTitle": tidy(reviewer.role),
    }
    return {name: value for name, value in fields.items() if value}


def _question(answer: Answer, claims: dict[str, str], *, approved: bool) -> dict[str, Any]:
    """What the page is about: the question, and its lead, which is accepted only where people approved it."""
    lead = {"@type": "Answer", "text": tidy(" ".join(claims[one] for one in answer.lead))}
    return {
        "@type": "Question",
        "name": tidy(answer.question.text),
        "acceptedAnswer" if approved else "suggestedAnswer": lead,
    }


def _topics(answer: Answer) -> tuple[str, ...]:
    names = (mention.concept.name if mention.concept else mention.words for mention in answer.question.topic)
    return tuple(dict.fromkeys(names))


def _cited(reference: Reference) -> dict[str, Any]:
    record = reference.record
    journal = {"@type": "Periodical", "name": tidy(record.journal.name), "issn": list(record.journal.issn)}
    fields: dict[str, Any] = {
        "@type": "ScholarlyArticle" if record.journal.name else "CreativeWork",
        "name": tidy(record.title),
        "author": [_author(author) for author in record.authors if not author.unnamed],
        "datePublished": str(record.published) if record.published else "",
        "isPartOf": {name: value for name, value in journal.items() if value} if record.journal.name else None,
        "pagination": tidy(record.pages),
        "url": address_of(reference),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": kind, "value": value}
            for kind, value in (("PMID", record.pmid), ("DOI", record.doi), ("PMCID", record.pmcid))
            if value
        ],
    }
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _author(author: Author) -> dict[str, str]:
    if author.collective:
        return {"@type": "Organization", "name": tidy(author.collective)}
    return {"@type": "Person", "name": tidy(author.name)}


def _beside(address: str, path: str) -> str:
    """Another page of the site that an article's address is on; empty where it stands on none."""
    site, mark, _ = address.partition("/articles/")
    return f"{site}{path}" if mark else ""
