"""Findings on the entries of the reference list: damaged, doubled, bare, at odds with their records, or not held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from answerable.audit.case import Case, Listed
from answerable.audit.findings.severity import counted, finding, listing, shortened
from answerable.audit.likeness import SAME_TITLE, title_likeness
from answerable.audit.report import AuditFinding, Certainty, FindingKind
from answerable.audit.resolving import names_of
from answerable.corpus.identifiers import folded

# What no publisher prints: each sign of damage with what it is.
_DAMAGE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r";;|,,|&&|\?\?+|(?<!\.)\.\.(?!\.)|::"), "doubled punctuation"),
    (re.compile(r"``|(?<!')''(?!')"), "typewriter's quotation marks"),
    (re.compile(r"&(?:amp|lt|gt|quot|nbsp|apos|#\d+|#x[0-9a-f]+);", re.IGNORECASE), "an unresolved HTML entity"),
    (re.compile(r"\ufffd|Ã[\x80-\xbf¡-¿]|â€|Â[\xa0-\xbf]|ï»¿"), "characters broken by a wrong encoding"),
    (re.compile(r"</?(?:i|b|sub|sup|em|strong|span|p)\b[^>]*>", re.IGNORECASE), "left-over markup"),
    # A figure or sign where a letter was, inside a word. "HbA1c" and "p53" are too short for that, and "Notch1a" is a gene.
    (
        re.compile(
            r"(?<![\w/.@-])(?:[a-z]{4,}[01@](?![ab]\b)[a-z]+|[a-z]+[01@][a-z]{4,})\b(?![/.@])|[^\W\d_][¡¿][^\W\d_]",
            re.IGNORECASE,
        ),
        "letters that were read wrongly",
    ),
    (re.compile(r"\\(?:textit|textbf|emph)\b|\\['\"`~^][A-Za-z{]|\{\\"), "left-over LaTeX"),
)
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))


def damage(title: str) -> str:
    """What is damaged about a title, in words; empty where nothing is."""
    for pattern, what in _DAMAGE:
        match = pattern.search(title)
        if match:
            return f"{what} (“{match.group()}”)"
    for opening, closing in _PAIRS:
        if title.count(opening) != title.count(closing):
            lacks = "closed" if title.count(opening) > title.count(closing) else "opened"
            return f"a bracket or quotation mark that is never {lacks}"
    return ""


def garbled(case: Case) -> Iterator[AuditFinding]:
    """Entries whose title shows damage, or is recognised as a record's only despite what it lost."""
    for one in case.listed:
        title = one.reference.title
        what = damage(title)
        if not what and one.resolved.by == "title despite damage":
            what = "words that are lost or broken"
        if not what:
            continue
        known = one.resolved.title if one.is_held else ""
        yield finding(
            FindingKind.GARBLED_REFERENCE,
            f"The title “{shortened(title)}” has {what}." + (f" It is “{known}”." if known else ""),
            place=one.reference.place,
            references=[one.reference.position],
            next_step="Print the title as the publication has it.",
        )


def duplicates(case: Case) -> Iterator[AuditFinding]:
    """Two entries that are one publication."""
    for one, other in combinations(case.listed, 2):
        why = _same(one, other)
        if why:
            yield finding(
                FindingKind.DUPLICATE_REFERENCE,
                f"Entries {_name(one)} and {_name(other)} are the same publication: {why}.",
                place=other.reference.place,
                references=[one.reference.position, other.reference.position],
                next_step="Keep one of them and renumber.",
            )


def _same(one: Listed, other: Listed) -> str:
    ours, theirs = set(names_of(one.reference)), set(names_of(other.reference))
    shared = ours & theirs
    if shared:
        kind, _, value = min(shared).partition(":")
        return f"both have the {kind.upper()} {value}"
    if one.is_held and one.resolved.record == other.resolved.record:
        return f"both are “{shortened(one.resolved.title)}”"
    both = one.reference.title and other.reference.title
    if both and len(folded(one.reference.title).split()) > 4 and one.reference.year == other.reference.year:
        alike = title_likeness(one.reference.title, other.reference.title) >= SAME_TITLE
        return "title and year agree" if alike and not (ours and theirs) else ""
    return ""


def _name(one: Listed) -> str:
    return str(one.reference.number if one.reference.number is not None else one.reference.position)


def missing_authors(case: Case) -> Iterator[AuditFinding]:
    """Entries that name nobody: no author could be read, and nothing is left over that could be one."""
    bare = [one for one in case.listed if not one.reference.authors and not _may_name_somebody(one)]
    if bare:
        authors = [f"{_name(one)}: {_authors(one)}" for one in bare if _authors(one)]
        yield finding(
            FindingKind.MISSING_AUTHORS,
            _lacking(bare, case.listed, "name", "an author"),
            place=bare[0].reference.place,
            references=[one.reference.position for one in bare],
            next_step=f"The library knows them: {'; '.join(authors)}." if authors else "Name the authors.",
        )


def _authors(one: Listed) -> str:
    if one.source is None:
        return ""
    names = [author.name for author in one.source.record.authors]
    return ", ".join(names[:3]) + (" et al" if len(names) > 3 else "")


def _may_name_somebody(one: Listed) -> bool:
    """Whether words with a capital are left over besides title, journal, kind and year, such as an author that was not read."""
    reference = one.reference
    if not reference.title:
        return True
    if _stands_before_title(one):
        return True
    left = reference.words
    for part in (reference.title, reference.journal, reference.kind, reference.link, reference.doi, str(reference.year or "")):
        if part:
            left = left.replace(part, " ")
    left = re.sub(
        r"(?i)\b(?:doi|pmid|pmcid|available|accessed|retrieved|from|vol|no|pp?|online|epub|published)\b\S*|https?://\S+",
        " ",
        left,
    )
    left = re.sub(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\b", " ", left)
    return re.search(r"\b[A-Z][A-Za-z'’-]{2,}", left) is not None


def _stands_before_title(one: Listed) -> bool:
    """Whether what was taken for the title begins with somebody's name: "NHS England. Low back pain pathway"."""
    first, stop, _ = one.reference.title.partition(". ")
    if not stop or (one.source and title_likeness(one.reference.title, one.source.record.title) >= SAME_TITLE):
        return False
    words = [word for word in first.split() if len(word) > 3 or word.isupper()]
    return len(words) <= 8 and all(word[:1].isupper() for word in words)


def missing_identifiers(case: Case) -> Iterator[AuditFinding]:
    """Entries without PMID, DOI or link, by which nobody can go to the publication."""
    bare = [one for one in case.listed if not (one.reference.pmid or one.reference.doi or one.reference.link)]
    if bare:
        known = [f"{_name(one)}: {_identifier(one)}" for one in bare if _identifier(one)]
        yield finding(
            FindingKind.MISSING_IDENTIFIER,
            _lacking(bare, case.listed, "have", "a PMID, DOI or link").replace("haves", "has"),
            place=bare[0].reference.place,
            references=[one.reference.position for one in bare],
            next_step=f"The library knows {'; '.join(known)}." if known else "Give a PMID, a DOI or a link.",
        )


def _identifier(one: Listed) -> str:
    if one.source is None or one.resolved.certainty is Certainty.UNRESOLVED:
        return ""
    record = one.source.record
    return f"PMID {record.pmid}" if record.pmid else f"DOI {record.doi}" if record.doi else ""


def _lacking(some: Sequence[Listed], every: Sequence[Listed], has: str, what: str) -> str:
    """A sentence on the entries that lack something: "None of the 3 references has a DOI.", "Reference 2 has no DOI."."""
    if len(some) == len(every) > 1:
        return f"None of the {len(every)} references {has}s {what}."
    bare = re.sub(r"^an? ", "", what)
    if len(some) == 1:
        return f"Reference {_name(some[0])} {has}s no {bare}."
    return f"References {listing([_name(one) for one in some])} {has} no {bare}."


def mismatches(case: Case) -> Iterator[AuditFinding]:
    """Entries of which the record says otherwise: a slip of whoever typed them, and no sign that they were made up."""
    for one in case.listed:
        parts = one.resolved.mismatches
        if parts:
            told = listing([f"the {part.part} “{shortened(part.listed, 60)}” is {_held(part.held)}" for part in parts])
            yield finding(
                FindingKind.METADATA_MISMATCH,
                f"Reference {_name(one)} was found as “{shortened(one.resolved.title, 80)}”, but {told}.",
                place=one.reference.place,
                references=[one.reference.position],
                next_step="Correct the entry; a slip in it is no sign that the publication does not exist.",
            )


def _held(held: str) -> str:
    return held if held.startswith("the ") else f"“{shortened(held, 80)}” there"


def unresolved(case: Case) -> Iterator[AuditFinding]:
    """Entries that the library does not hold, which says nothing against them, only that nobody could look."""
    lost = [one for one in case.listed if not one.is_held and not one.told]
    if lost:
        names = listing([_name(one) for one in lost])
        what = f"reference {names}" if len(lost) == 1 else f"{counted(len(lost), 'reference')} of {len(case.listed)} ({names})"
        cited = [one for one in case.claims if set(one.positions) & {each.reference.position for each in lost} and one.sure]
        yield finding(
            FindingKind.UNRESOLVED_REFERENCE,
            f"The library does not hold {what}, so that what is cited from there could not be checked. "
            "That proves nothing, neither for nor against.",
            place=lost[0].reference.place,
            claims=cited,
            references=[one.reference.position for one in lost],
            next_step="Take the records in with 'answerable ingest PATH' and audit again.",
        )
