"""What every rendering says of an answer's sources and making: references in a style, types, notices, digests, dates."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from answerable.composition.answer import Answer, AnsweredClaim, Reference
from answerable.corpus.evidence import Appraisal, Design, EvidenceLevel
from answerable.corpus.record import PublicationNotice
from answerable.publication.ports import ReferenceStyle
from answerable.retrieval.querying import searched_for
from answerable.text import how_many
from answerable.writing import is_web_address

_SEEN = {
    "own abstract": "from the publication's own abstract",
    "own full text": "from the publication's own text",
    "described elsewhere": "from descriptions of the publication elsewhere",
    "lay page": "from a lay page",
}
DIGEST = "A digest is a summary in Answerable's own words, quoted in place of the publication; the link leads to the original."
LEVELS = "Levels of evidence are those of single studies (OCEBM 2011), not of all that is known."


def with_references(answer: Answer, style: ReferenceStyle) -> Answer:
    """The answer with every reference formatted in a style."""
    entries = style.format([reference.record for reference in answer.references])
    formatted = tuple(
        msgspec.structs.replace(reference, formatted=entry) for reference, entry in zip(answer.references, entries, strict=True)
    )
    return msgspec.structs.replace(answer, references=formatted)


def graded(appraisal: Appraisal) -> str:
    """A design and level in words: "randomised trial, level 2", with "inferred" where the record does not state it."""
    ranked = appraisal.level not in {EvidenceLevel.GUIDELINE, EvidenceLevel.UNKNOWN, EvidenceLevel.NEVER}
    level = f", level {appraisal.level.value}" if ranked else ""
    inferred = "" if appraisal.stated or appraisal.design is Design.UNKNOWN else " (inferred from the text)"
    return f"{appraisal.design.value}{level}{inferred}"


def kind_of(reference: Reference) -> str:
    """The type of a reference in words, and whether a digest of it is quoted, with how its facts were seen."""
    return "; ".join(part for part in (graded(reference.appraisal), digest_of(reference)) if part)


def digest_of(reference: Reference) -> str:
    """Says that a digest is quoted and how its facts were seen; empty for a record's own abstract."""
    digest = reference.record.digest
    return ", ".join(part for part in ("digest", _SEEN.get(digest.seen, "")) if part) if digest else ""


def notices_of(reference: Reference) -> tuple[str, ...]:
    """The notices about a publication in words: "erratum, 2014-01-21 (PMID 24449692)"."""
    return in_words(reference.notices)


def in_words(notices: Sequence[PublicationNotice]) -> tuple[str, ...]:
    """Each notice in words, with its date, where it stands and its reason as far as they are known."""
    words: list[str] = []
    for notice in notices:
        date = f", {notice.date}" if notice.date else ""
        where = f" ({notice.notice.replace('pmid:', 'PMID ').replace('doi:', 'DOI ')})" if notice.notice else ""
        reason = f": {notice.reason}" if notice.reason else ""
        words.append(f"{notice.kind.value}{date}{where}{reason}")
    return tuple(words)


def basis_parts(claim: AnsweredClaim) -> tuple[str, ...]:
    """What goes under a claim: what it rests on, what is indirect about it, its abbreviations, whether a digest is quoted."""
    parts = [claim.basis]
    if claim.indirect:
        parts.append(f"indirect evidence: {claim.indirect}")
    parts += [f"{short}: {long}" for short, long in claim.abbreviations]
    if claim.digest:
        parts.append("digest")
    return tuple(parts)


def in_passing(claim: AnsweredClaim) -> str:
    """What is indirect about a claim, for a lead or summary, where it stands without its basis; empty where nothing is."""
    return f" (indirect evidence: {claim.indirect})" if claim.indirect else ""


def basis_line(claim: AnsweredClaim) -> str:
    """What goes under a claim, in brackets."""
    return f"({'; '.join(basis_parts(claim))})"


def address_of(reference: Reference) -> str:
    """The address that a reader may follow; empty where the link is anything but a web address."""
    return reference.link if is_web_address(reference.link) else ""


def identified(reference: Reference) -> str:
    """Its PMID where it has one, and the page where it is read."""
    record = reference.record
    known = record.doi or record.pmid or record.pmcid
    elsewhere = record.digest is not None and record.digest.seen == "described elsewhere"
    page = f"the publication's page: {reference.link}" if elsewhere else f"facts read at {reference.link}"
    where = reference.link if known or not reference.link else page
    return " · ".join(part for part in (f"PMID {record.pmid}" if record.pmid else "", where) if part)


def caution_of(answer: Answer) -> tuple[str, str]:
    """The review status as a sentence to set off, and what the caution says beyond it."""
    status = f"{answer.status[:1].upper()}{answer.status[1:]}."
    return status, answer.caution.removeprefix(status).strip()


def about_of(answer: Answer) -> tuple[tuple[str, str], ...]:
    """What was asked, searched, found and kept out, the three dates, and by what: each with its name."""
    searched = answer.searched
    newest = f", newest {searched.newest}" if searched.newest else ""
    shown = {claim.id for claim in answer.claims()}
    out = sum(claim.id not in shown for claim in answer.kept_out)
    kept = how_many(len(shown), "statement holds", "statements hold") + (
        f", {out} kept out because a check failed" if out else ""
    )
    rows = [
        ("Searched", f"{searched.library}: {how_many(searched.records, 'record')}{newest}"),
        ("Searched for", searched_for(answer.query)),
        ("Found", f"{how_many(searched.found, 'passage')}; {kept}"),
        ("Evidence searched", answer.evidence_searched),
        ("Text edited by a person", answer.text_edited or "never"),
        ("Reviewed by a person", answer.human_reviewed or "never"),
        ("Status", answer.status),
        ("Made by", f"Answerable {answer.manifest.version}, answer {answer.id}, library {answer.manifest.library[:12]}"),
    ]
    if answer.title != answer.question.text:
        rows.insert(0, ("Question", answer.question.text))
    return tuple(rows)


def meant_of(answer: Answer) -> str:
    """That a question may have been meant in other words, where a name in it is nowhere known."""
    return f"Did you mean “{answer.did_you_mean}”? This is the answer to the words as they were typed."


def legend_of(answer: Answer) -> tuple[str, ...]:
    """What a reader has to know to read the labels of this answer."""
    digests = any(reference.record.digest for reference in answer.references)
    return (LEVELS, DIGEST) if digests else (LEVELS,)
