"""What an exported reference says, for it is read without its article: level, notices, how far the article is reviewed."""

from __future__ import annotations

import re

from answerable.composition.answer import Answer, Reference
from answerable.publication.references import kind_of, notices_of
from answerable.writing import tidy

# Reference managers take a number after "PMID", in a note too, for the record's own.
_IDENTIFIER = re.compile(r"PMID|PMCID|PMC(?=\s*\d)", re.IGNORECASE)
_IN_WORDS = {"PMID": "PubMed", "PMCID": "PubMed Central", "PMC": "PubMed Central "}


def remarks(answer: Answer, reference: Reference) -> tuple[str, ...]:
    """Its notices, its level, and whose reference it is: a line each, in which no identifier can be taken for its own."""
    lines = (
        *(f"NOTICE: {words}" for words in notices_of(reference)),
        f"{kind_of(reference)}; {reference.appraisal.reason}" if reference.appraisal.reason else kind_of(reference),
        f"Reference {reference.number} of answer {answer.id}; {standing(answer)}",
    )
    return tuple(_IDENTIFIER.sub(lambda found: _IN_WORDS[found[0].upper()], tidy(line)) for line in lines)


def standing(answer: Answer) -> str:
    """Status and the three dates on one line."""
    return (
        f"{answer.status}; evidence searched: {answer.evidence_searched}; "
        f"text edited by a person: {answer.text_edited or 'never'}; reviewed by a person: {answer.human_reviewed or 'never'}"
    )
