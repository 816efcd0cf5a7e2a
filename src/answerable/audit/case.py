"""`Case`: everything that a finding may look at: the article, its references in the library, its claims judged, the topic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answerable.audit.article import ReadArticle, ReadClaim, ReadReference
from answerable.audit.bearing import Reader, Said
from answerable.audit.figures import Carried
from answerable.audit.numbering import Led, Numbering
from answerable.audit.report import Certainty, JudgedClaim, ResolvedReference
from answerable.corpus.evidence import Appraisal
from answerable.corpus.notices import Standing, standing
from answerable.corpus.record import PublicationNotice, Record
from answerable.drafting.facets import Facets
from answerable.question import Question
from answerable.verification.measures import Figure

_BEFORE = 4  # claims before one that a reader still has in mind


@dataclass(frozen=True)
class Source:
    """A publication as the library holds it now, with its appraisal and the notices about it."""

    record: Record
    appraisal: Appraisal
    notices: tuple[PublicationNotice, ...]

    @property
    def stands(self) -> bool:
        """Whether it was not retracted."""
        return standing(self.notices) is not Standing.RETRACTED


@dataclass(frozen=True)
class Listed:
    """An entry of the reference list: as printed, as matched, and what the library holds; `told` are notices without a record."""

    reference: ReadReference
    resolved: ResolvedReference
    source: Source | None
    told: tuple[PublicationNotice, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether the library holds the publication."""
        return self.source is not None and self.resolved.certainty is not Certainty.UNRESOLVED


@dataclass(frozen=True)
class CarriedFigure:
    """A figure of a claim with the sentences in which it stands: of what the claim cites, or may cite, and of other records."""

    figure: Figure
    words: str
    cited: tuple[Carried, ...]
    elsewhere: tuple[Carried, ...]


@dataclass(frozen=True)
class Weighed:
    """A claim with the entries that it cites, its verdicts, its figures, and what the best sentence of what it cites bears."""

    claim: ReadClaim
    led: tuple[Led, ...]
    judged: JudgedClaim
    figures: tuple[CarriedFigure, ...]
    bearing: float
    elsewhere: tuple[tuple[Said, float], ...]  # of other records, the most bearing sentence of each first

    @property
    def number(self) -> int:
        """The claim's number."""
        return self.claim.number

    @property
    def positions(self) -> tuple[int, ...]:
        """The entries that it cites, or may cite."""
        return tuple(one.position for one in self.led if one.position is not None)

    @property
    def sure(self) -> bool:
        """Whether it is known which entries it cites."""
        return all(one.sure for one in self.led)


@dataclass(frozen=True)
class Case:
    """An audited article with all that was found out about it.

    `about` are the library's publications on the article's topic, best first; `warnings` those that state warning signs
    for it; `topic` the terms of it that tell no claim from another. `find` searches the library by words.
    """

    article: ReadArticle
    numbering: Numbering
    listed: tuple[Listed, ...]
    claims: tuple[Weighed, ...]
    question: Question | None
    facets: Facets | None
    topic: frozenset[str]
    about: tuple[Source, ...]
    warnings: tuple[Source, ...]
    reader: Reader
    lookup: Callable[[str], Source | None]
    find: Callable[[str], Sequence[Source]]

    def source(self, position: int) -> Source | None:
        """What the library holds of an entry."""
        return self.listed[position - 1].source

    def source_of(self, record: str) -> Source | None:
        """The publication of that id, wherever in the case it stands."""
        return self.lookup(record)

    def cited(self, one: Weighed) -> tuple[Source, ...]:
        """The publications that a claim cites, or may cite, as far as the library holds them."""
        return tuple(source for position in one.positions if (source := self.source(position)) is not None)

    def can_judge(self, one: Weighed) -> bool:
        """Whether everything that a claim cites, or may cite, is held, so that what does not stand there stands nowhere."""
        return bool(one.led) and all(led.position is not None and self.listed[led.position - 1].is_held for led in one.led)

    def near(self, one: Weighed) -> tuple[Weighed, ...]:
        """A claim, and those shortly before it in its section that cite the same or nothing, whose words need no repeating."""
        before = [
            other
            for other in self.claims
            if other.claim.section == one.claim.section
            and one.number - _BEFORE <= other.number < one.number
            and (not other.led or {led.words for led in other.led} & {led.words for led in one.led} or not one.led)
        ]
        return (one, *reversed(before))
