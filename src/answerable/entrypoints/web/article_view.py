"""What the article page shows, worked out before a template sees it, from an answer, its rendition and its sources today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

import msgspec
from msgspec import Struct

from answerable.app.sources import SourceNow
from answerable.audience.reader import Reader
from answerable.audience.rendition import Piece, RenderedClaim, RenderedSection, Rendition, Term
from answerable.composition.answer import Answer, AnsweredClaim, Reference
from answerable.corpus.notices import Standing
from answerable.drafting.model import SectionKind
from answerable.publication.levels import BADGES, OPINION, Badge, badge_of, group_of, strongest
from answerable.publication.references import DIGEST, about_of, address_of, basis_parts, graded, identified, in_words
from answerable.text import how_many

RETRACTED, QUESTIONED, GONE = "retracted", "questioned", "gone"
_STATES = {Standing.RETRACTED: RETRACTED, Standing.CONCERN: QUESTIONED}


class Cite(Struct, frozen=True):
    """A citation number as shown: its number, how it is named aloud, and "retracted", "questioned", "gone" or nothing."""

    number: int
    label: str
    state: str


class ShownPiece(Struct, frozen=True):
    """Words of a sentence; `term` is the id of what they name, the first time that the sections use it."""

    text: str
    term: str


class ShownClaim(Struct, frozen=True, kw_only=True):
    """A claim with all that stands beside it; `lost` says that every source of it was retracted since."""

    id: str
    anchor: str
    text: str
    pieces: tuple[ShownPiece, ...]  # all but the last word
    last: str  # the last word, which stays beside the first number; empty where it is part of a term
    cites: tuple[Cite, ...]
    badge: Badge
    basis: tuple[str, ...]
    indirect: str  # what is indirect about it, for where it stands without its basis
    digest: bool
    details: tuple[str, ...]
    reworded: bool
    lost: bool
    questioned: bool
    marks: tuple[str, ...] = ()  # what the editors' desk marked it with
    opinion: bool = False  # an editor's own: it cites nothing

    @property
    def in_passing(self) -> str:
        """In a few words, for lead and summary, that something was said of its sources; empty where nothing was."""
        if self.lost:
            return "its source was retracted"
        if self.questioned:
            return "its source is in doubt"
        return "something was said of its source" if self.marks else ""


class ShownSection(Struct, frozen=True, kw_only=True):
    """A section in the reader's order."""

    anchor: str
    heading: str
    disagreements: tuple[tuple[str, tuple[ShownClaim, ...]], ...]
    claims: tuple[ShownClaim, ...]
    gap: str
    folded: bool
    alarming: bool  # warning signs

    @property
    def count(self) -> str:
        """How many statements it holds, in words."""
        return how_many(len(self.claims) + sum(len(sides) for _, sides in self.disagreements), "statement")


class ShownReference(Struct, frozen=True, kw_only=True):
    """A reference as it stands today: its type and level, its notices now, and the claims that rest on it."""

    number: int
    anchor: str
    formatted: str
    group: str
    badge: Badge
    graded: str
    digest: bool
    state: str
    notices: tuple[str, ...]
    identified: str
    link: str
    record: str  # its identifier, for the page of the record
    claims: tuple[str, ...]  # anchors


class ShownAnswer(Struct, frozen=True, kw_only=True):
    """An answer for one reader, ready for a template."""

    title: str
    pieces: tuple[ShownPiece, ...]
    lead: tuple[ShownClaim, ...]
    sections: tuple[ShownSection, ...]
    summary: tuple[ShownClaim, ...]
    references: tuple[ShownReference, ...]
    groups: tuple[tuple[str, int], ...]  # types of references with how many there are of each
    terms: tuple[Term, ...]
    badges: tuple[Badge, ...]  # the levels that it uses
    digests: str  # what a digest is, where one is quoted
    method: tuple[tuple[str, str], ...]
    kept_out: tuple[tuple[str, tuple[str, ...]], ...]  # what was drafted and did not hold, with why
    grade: str
    note: str
    alerts: tuple[str, ...]  # sources that were retracted or questioned since

    def claims(self) -> Iterable[ShownClaim]:
        """Every claim, section by section."""
        return (claim for section in self.sections for claim in _claims(section))


def shown(
    answer: Answer,
    rendition: Rendition,
    now: Mapping[str, SourceNow],
    prefix: str = "",
    marks: Mapping[str, tuple[str, ...]] | None = None,
) -> ShownAnswer:
    """The answer as its page shows it; `prefix` keeps the anchors of several answers on one page apart.

    `marks` is what the desk marked its claims with, by claim.
    """
    references = tuple(_reference(one, now.get(one.record.id), answer, prefix) for one in answer.references)
    told, own = rendition.claims(), {claim.id: claim for claim in answer.claims()}
    look = _Look(
        own,
        {one.number: one for one in references},
        {one.number: one for one in answer.references},
        prefix,
        rendition.reader,
        set(),
        marks or {},
    )
    sections = tuple(_section(section, number, look) for number, section in enumerate(rendition.sections, 1))
    badges = {claim.badge.key for section in sections for claim in _claims(section)} | {one.badge.key for one in references}
    used = sorted(one.group for one in references)
    return ShownAnswer(
        title="".join(piece.text for piece in rendition.title) or answer.title,
        pieces=_pieces(rendition.title, set()),
        lead=tuple(look.claim(told[one]) for one in rendition.lead),
        sections=sections,
        summary=tuple(look.claim(told[one]) for one in rendition.summary),
        references=references,
        groups=tuple((group, len(list(found))) for group, found in groupby(used)),
        terms=tuple(sorted(rendition.terms, key=lambda term: term.plain.casefold() or term.name.casefold())),
        badges=tuple(badge for badge in (*BADGES.values(), OPINION) if badge.key in badges),
        digests=DIGEST if any(one.digest for one in references) else "",
        method=about_of(answer),
        kept_out=_kept_out(answer),
        grade=_grade(rendition),
        note=rendition.note,
        alerts=tuple(_alert(one) for one in references if one.state),
    )


class _Look(Struct, frozen=True):
    """Looks up what a claim is shown with."""

    own: Mapping[str, AnsweredClaim]
    references: Mapping[int, ShownReference]
    stored: Mapping[int, Reference]
    prefix: str
    reader: Reader
    seen: set[str]  # terms that are marked already
    marks: Mapping[str, tuple[str, ...]]

    def claim(self, told: RenderedClaim, *, marking: bool = False) -> ShownClaim:
        own = self.own[told.id]
        best = strongest(self.stored[number].appraisal for number in own.numbers)
        cites = tuple(self.cite(number) for number in own.numbers)
        basis, details = tuple(part for part in basis_parts(own) if part != "digest"), told.details
        if self.reader is Reader.PHYSICIAN and details:
            said = basis[:1] if len(own.numbers) == 1 else ()  # of several studies the details name each, more exactly
            basis, details = (*said, *_in_passing(details), *basis[1:]), ()
        pieces, last = _without_last(_pieces(told.pieces, self.seen if marking else {piece.term for piece in told.pieces}))
        return ShownClaim(
            id=own.id,
            anchor=f"{self.prefix}{own.id}",
            text=told.text,
            pieces=pieces,
            last=last,
            cites=cites,
            badge=badge_of(best.level) if best else OPINION,
            basis=basis,
            indirect=own.indirect,
            digest=own.digest,
            details=details,
            reworded=told.reworded,
            lost=bool(cites) and all(cite.state == RETRACTED for cite in cites),
            opinion=not cites,
            questioned=any(cite.state == QUESTIONED for cite in cites),
            marks=self.marks.get(own.id, ()),
        )

    def cite(self, number: int) -> Cite:
        reference, stored = self.references[number], self.stored[number].record
        where = ", ".join(part for part in (stored.journal.name or stored.publisher, str(stored.year or "")) if part)
        state = {RETRACTED: ", retracted", QUESTIONED: ", questioned"}.get(reference.state, "")
        return Cite(number, f"Source {number}: {where}{state}" if where else f"Source {number}{state}", reference.state)


def _in_passing(details: Iterable[str]) -> Iterable[str]:
    """Remarks as parts of a line; the level stands at the badge."""
    for one in details:
        if not one.startswith("Level "):
            yield (one if one[:2].isupper() else one[:1].lower() + one[1:]).rstrip(".")


def _section(section: RenderedSection, number: int, look: _Look) -> ShownSection:
    sides = tuple((about, tuple(look.claim(one, marking=True) for one in each)) for about, each in section.disagreements)
    claims = tuple(look.claim(one, marking=True) for one in section.claims)
    return ShownSection(
        anchor=f"{look.prefix}section-{number}",
        heading=section.heading,
        disagreements=sides,
        claims=_once(claims) if look.reader is Reader.PATIENT else claims,
        gap=section.gap,
        folded=section.folded,
        alarming=section.kind is SectionKind.WARNING_SIGNS and not section.gap,
    )


def _once(claims: Iterable[ShownClaim]) -> tuple[ShownClaim, ...]:
    """The claims, each without the remarks that the one before has too: what is said again and again is not read."""
    made: list[ShownClaim] = []
    before: tuple[str, ...] = ()
    for claim in claims:
        made.append(msgspec.structs.replace(claim, details=tuple(one for one in claim.details if one not in before)))
        before = claim.details
    return tuple(made)


def _claims(section: ShownSection) -> Iterable[ShownClaim]:
    yield from section.claims
    for _, sides in section.disagreements:
        yield from sides


def _pieces(pieces: Iterable[Piece], seen: set[str]) -> tuple[ShownPiece, ...]:
    """The words in order, each term marked the first time only: a page full of dotted lines is read by nobody."""
    made: list[ShownPiece] = []
    for piece in pieces:
        term = piece.term if piece.term not in seen else ""
        if term:
            seen.add(term)
        if made and not term and not made[-1].term:
            made[-1] = ShownPiece(made[-1].text + piece.text, "")
        else:
            made.append(ShownPiece(piece.text, term))
    return tuple(made)


def _without_last(pieces: tuple[ShownPiece, ...]) -> tuple[tuple[ShownPiece, ...], str]:
    """The pieces without the last word, and that word."""
    if not pieces or pieces[-1].term:
        return pieces, ""
    before, space, word = pieces[-1].text.rpartition(" ")
    return (*pieces[:-1], ShownPiece(before + space, "")), word


def _reference(reference: Reference, now: SourceNow | None, answer: Answer, prefix: str) -> ShownReference:
    """The reference with what is known of it today; what nobody could look up says so."""
    notices = now.notices if now and now.record else reference.notices
    state = _STATES.get(now.standing, "") if now and now.record else GONE
    anchors = [f"{prefix}{claim.id}" for claim in answer.claims() if reference.number in claim.numbers]
    told = in_words(notices)
    if state == GONE:
        told = (*told, "no longer held in the library, so that nobody can look whether it still stands")
    return ShownReference(
        number=reference.number,
        anchor=f"{prefix}ref-{reference.number}",
        formatted=reference.formatted or reference.record.title,
        group=group_of(reference.appraisal.design),
        badge=badge_of(reference.appraisal.level),
        graded=graded(reference.appraisal).partition(", level")[0],
        digest=reference.record.digest is not None,
        state=state,
        notices=told,
        identified=identified(reference),
        link=address_of(reference),
        record=reference.record.pmid or reference.record.id,
        claims=tuple(anchors),
    )


def _alert(reference: ShownReference) -> str:
    what = {
        RETRACTED: "was retracted. Nothing may rest on it; the statements that cite it are marked",
        QUESTIONED: "is under an expression of concern: its findings are in doubt",
        GONE: "is no longer held in the library, so that nobody can look whether it still stands",
    }
    return f"Source {reference.number} {what[reference.state]}."


def _kept_out(answer: Answer) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The statements that were drafted and are not in the article, with what the checks found."""
    held = {claim.id for claim in answer.claims()}
    return tuple(
        (
            claim.text,
            tuple(
                dict.fromkeys(
                    f"{finding.check.value}: {finding.verdict.value}. {finding.reason}"
                    for citation in claim.citations
                    for finding in citation.findings
                    if finding.verdict.value != "supported"
                )
            ),
        )
        for claim in answer.kept_out
        if claim.id not in held
    )


def _grade(rendition: Rendition) -> str:
    """The reading grade in words, or nothing where there are too few words to count."""
    measured = rendition.readability
    if measured is None:
        return ""
    smog = f", SMOG {measured.smog:.1f}" if measured.smog is not None else ""
    few = "" if measured.reliable else "; too few words to rely on"
    return f"Reading grade {max(0.0, measured.grade):.1f} (Flesch–Kincaid{smog}{few})"
