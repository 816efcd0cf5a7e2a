"""What reference managers call kinds of work, in PubMed's words for publication types."""

from __future__ import annotations

from collections.abc import Iterable

# In lower case -> PubMed's publication types; a word that says nothing of the design gives "Journal Article".
_TYPES: dict[str, tuple[str, ...]] = {
    "jour": ("Journal Article",),
    "ejour": ("Journal Article",),
    "article-journal": ("Journal Article",),
    "article": ("Journal Article",),
    "journal article": ("Journal Article",),
    "article in press": ("Journal Article",),
    "review": ("Journal Article", "Review"),
    "review-article": ("Journal Article", "Review"),
    "short survey": ("Journal Article",),
    "letter": ("Letter",),
    "editorial": ("Editorial",),
    "note": ("Comment",),
    "comment": ("Comment",),
    "erratum": ("Published Erratum",),
    "correction": ("Published Erratum",),
    "tombstone": ("Retraction of Publication",),
    "retraction": ("Retraction of Publication",),
    "conf": ("Congress",),
    "cpaper": ("Congress",),
    "conference abstract": ("Congress",),
    "conference paper": ("Congress",),
    "paper-conference": ("Congress",),
    "thes": ("Academic Dissertation",),
    "thesis": ("Academic Dissertation",),
    "inpr": ("Preprint",),
    "preprint": ("Preprint",),
    "posted-content": ("Preprint",),
    "news": ("News",),
    "article-newspaper": ("Newspaper Article",),
}
# Types that exporters copy from PubMed as they are.
_PUBMED = {
    name.lower(): name
    for name in (
        "Randomized Controlled Trial", "Controlled Clinical Trial", "Clinical Trial", "Meta-Analysis", "Systematic Review",
        "Practice Guideline", "Guideline", "Case Reports", "Observational Study", "Multicenter Study", "Comparative Study",
        "Clinical Trial, Phase I", "Clinical Trial, Phase II", "Clinical Trial, Phase III", "Clinical Trial, Phase IV",
        "Pragmatic Clinical Trial", "Equivalence Trial", "Adaptive Clinical Trial", "Clinical Trial Protocol", "Twin Study",
        "Retracted Publication", "Retraction of Publication", "Published Erratum", "Expression of Concern",
        "Consensus Development Conference", "Validation Study", "Clinical Study", "Duplicate Publication",
        "Corrected and Republished Article",
    )
}  # fmt: skip


def publication_types_of_words(words: Iterable[str]) -> tuple[str, ...]:
    """PubMed's publication types for what an exporter calls the work; words that mean none are passed over."""
    found: list[str] = []
    for word in words:
        plain = word.strip().lower()
        found.extend(_TYPES.get(plain, ()))
        if plain in _PUBMED:
            found.append(_PUBMED[plain])
    return tuple(dict.fromkeys(found))
