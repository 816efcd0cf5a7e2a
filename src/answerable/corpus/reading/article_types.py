"""What JATS calls kinds of article and of related articles, in PubMed's words."""

from __future__ import annotations

# article-type of JATS -> publication types of PubMed. A type that says nothing of the design gives "Journal Article".
PUBLICATION_TYPES: dict[str, tuple[str, ...]] = {
    "abstract": ("Congress",),
    "addendum": ("Published Erratum",),
    "article-commentary": ("Journal Article", "Comment"),
    "book-review": ("Book Review",),
    "brief-report": ("Journal Article",),
    "case-report": ("Journal Article", "Case Reports"),
    "correction": ("Published Erratum",),
    "discussion": ("Comment",),
    "editorial": ("Editorial",),
    "expression-of-concern": ("Expression of Concern",),
    "guideline": ("Journal Article", "Practice Guideline"),
    "letter": ("Letter",),
    "meeting-report": ("Congress",),
    "meta-analysis": ("Journal Article", "Meta-Analysis"),
    "news": ("News",),
    "obituary": ("Obituary",),
    "partial-retraction": ("Published Erratum",),
    "preprint": ("Preprint",),
    "protocol": ("Journal Article", "Clinical Trial Protocol"),
    "reply": ("Letter", "Comment"),
    "retraction": ("Retraction of Publication",),
    "review-article": ("Journal Article", "Review"),
    "systematic-review": ("Journal Article", "Systematic Review"),
    "withdrawal": ("Retraction of Publication",),
}

# related-article-type of JATS (and Crossmark's words) -> RefType of PubMed.
REF_TYPES = {
    "retracted-article": "RetractionOf",
    "retraction-forward": "RetractionIn",
    "retraction": "RetractionIn",
    "partial-retraction": "PartialRetractionOf",
    "corrected-article": "ErratumFor",
    "correction-forward": "ErratumIn",
    "correction": "ErratumIn",
    "addended-article": "ErratumFor",
    "addendum": "ErratumIn",
    "object-of-concern": "ExpressionOfConcernFor",
    "concern-forward": "ExpressionOfConcernIn",
    "expression-of-concern": "ExpressionOfConcernIn",
    "commentary-article": "CommentOn",
    "commentary": "CommentIn",
    "letter": "CommentOn",
    "letter-reply": "CommentIn",
    "updated-article": "UpdateOf",
    "update": "UpdateIn",
    "republished-article": "RepublishedFrom",
    "companion": "AssociatedPublication",
    "preprint": "UpdateOf",
}


def publication_types_of(article_type: str) -> tuple[str, ...]:
    """PubMed's publication types for an article-type of JATS."""
    return PUBLICATION_TYPES.get(article_type.strip().lower(), ("Journal Article",))
