"""`Auditor`: the audit from an article as it was read to the report: resolve, judge, look elsewhere, find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec import structs

from answerable.audit.article import ReadArticle, ReadClaim
from answerable.audit.bearing import Reader, Said, quoted, terms
from answerable.audit.case import CarriedFigure, Case, Listed, Source, Weighed
from answerable.audit.figures import telling, where
from answerable.audit.findings import findings_of
from answerable.audit.judging import LEAST, ClaimJudge, judged_claim
from answerable.audit.numbering import Led, Numbering, led, numbering_of
from answerable.audit.ports import Bibliography
from answerable.audit.report import AuditReport, Certainty, JudgedCitation, ResolvedReference
from answerable.audit.resolving import names_of, resolve
from answerable.corpus.evidence import EvidenceLevel
from answerable.drafting.facets import Facets, facets_of
from answerable.errors import UnusableQuestion
from answerable.question import Question, understand
from answerable.question.words import content_words
from answerable.retrieval.model import Query
from answerable.retrieval.ports import Index, Library
from answerable.retrieval.querying import build_query, warning_query
from answerable.retrieval.retriever import Retriever
from answerable.verification.ports import Judge, Sources
from answerable.verification.verifier import NOWHERE, Looked, look_up

_ABOUT = 80  # passages on the article's topic that are read for disagreement and dissent
_ELSEWHERE = 12  # passages that are read for a claim besides those of the topic
_SHOWN = 3  # records that a claim's report names besides what it cites
BEARS = 0.5
"""From here on a sentence of another record says so much of what a claim says that the report shows it."""


@dataclass(frozen=True)
class Auditor:
    """The parts that an audit needs. Without a `judge` no stance is judged, and no citation is called supported."""

    index: Index
    library: Library
    sources: Sources
    bibliography: Bibliography
    version: str
    today: str
    judge: Judge | None = None
    judged_by: str = ""

    def audit(self, article: ReadArticle) -> AuditReport:
        """The report on an article."""
        case = _Audit(self, article).case()
        return AuditReport(
            article=article,
            references=tuple(one.resolved for one in case.listed),
            claims=tuple(one.judged for one in case.claims),
            findings=findings_of(case),
            searched=self.library.searched(),
            judged_by=self.judged_by if self.judge else "",
            made=self.today,
            version=self.version,
        )


class _Audit:
    """One audit under way: what was looked up is looked up once."""

    def __init__(self, auditor: Auditor, article: ReadArticle) -> None:
        self._parts = auditor
        self._article = article
        self._held: dict[str, Looked] = {}
        self._reader = Reader()
        self._question = _question(article)
        self._facets = facets_of(self._question) if self._question else None
        self._topic = terms(" ".join(mention.words for mention in self._question.topic)) if self._question else frozenset[str]()
        self._judge = ClaimJudge(auditor.sources, self._reader, self._topic, auditor.judge)

    def case(self) -> Case:
        article = self._article
        numbering = numbering_of(article)
        listed = self._listed()
        about = self._about()
        return Case(
            article=article,
            numbering=numbering,
            listed=listed,
            claims=tuple(self._weighed(claim, numbering, listed, about) for claim in article.claims),
            question=self._question,
            facets=self._facets,
            topic=self._topic,
            about=about,
            warnings=self._warnings(),
            reader=self._reader,
            lookup=self._source,
            find=self._find,
        )

    # -- looking up

    def _look(self, ids: Sequence[str]) -> None:
        missing = [one for one in dict.fromkeys(ids) if one not in self._held]
        if missing:
            self._held |= look_up(self._parts.sources, missing)

    def _looked(self, record: str) -> Looked:
        self._look([record])
        return self._held.get(record, NOWHERE)

    def _source(self, record: str) -> Source | None:
        looked = self._looked(record)
        if looked.record is None or looked.appraisal is None:
            return None
        return Source(looked.record, looked.appraisal, looked.notices or ())

    def _sources_of(self, ids: Sequence[str]) -> tuple[Source, ...]:
        """The publications of these ids that may be cited, each once."""
        self._look(ids)
        found = [self._source(one) for one in dict.fromkeys(ids)]
        return tuple(one for one in found if one and one.stands and one.appraisal.level is not EvidenceLevel.NEVER)

    def _search(self, query: Query, depth: int) -> tuple[Source, ...]:
        return self._sources_of([one.passage_id.rpartition("#")[0] for one in self._parts.index.search(query, depth)])

    def _find(self, words: str) -> Sequence[Source]:
        return self._search(Query(" ".join(content_words(words))), _ELSEWHERE)

    # -- the parts of the case

    def _listed(self) -> tuple[Listed, ...]:
        resolved = resolve(self._article.references, self._parts.bibliography)
        self._look([one.record for one in resolved if one.record])
        return tuple(
            Listed(reference, match, self._source(match.record) if match.record else None, self._told(match, names_of(reference)))
            for reference, match in zip(self._article.references, resolved, strict=True)
        )

    def _told(self, match: ResolvedReference, names: tuple[str, ...]):
        """What was told of a publication that the library has no record of."""
        return tuple(self._parts.bibliography.told(names)) if match.certainty is Certainty.UNRESOLVED and names else ()

    def _about(self) -> tuple[Source, ...]:
        if self._question is None:
            return ()
        found = self._search(build_query(self._question), _ABOUT)
        return tuple(one for one in found if _is_about(one, self._facets))

    def _warnings(self) -> tuple[Source, ...]:
        query = warning_query(self._question) if self._question else None
        if query is None:
            return ()
        run = Retriever(self._parts.index, self._parts.library, depth=20).run(query, "")
        return self._sources_of([one.passage.record.id for one in run.passages])

    def _weighed(self, claim: ReadClaim, numbering: Numbering, listed: tuple[Listed, ...], about: tuple[Source, ...]) -> Weighed:
        entries = led(claim, self._article, numbering)
        cited = {one.position: self._looked_of(one, listed) for one in entries if one.position is not None}
        citations = tuple(self._citation(claim, one, cited) for one in entries)
        ranked = {
            looked.record.id: self._judge.bearing(claim.said, looked) for looked in cited.values() if looked and looked.record
        }
        others = [one for one in self._others(claim, about) if one.record.id not in ranked]
        elsewhere = {one.record.id: self._judge.bearing(claim.said, self._looked(one.record.id)) for one in others}
        best = sorted(((said[0][0], said[0][1]) for said in elsewhere.values() if said), key=lambda one: (-one[1], one[0].record))
        judged = judged_claim(claim.number, citations)
        shown = tuple(self._quoted(said) for said, bearing in best[:_SHOWN] if bearing >= BEARS)
        return Weighed(
            claim=claim,
            led=entries,
            judged=structs.replace(judged, elsewhere=shown),
            figures=tuple(_figures(claim, ranked, elsewhere)),
            bearing=max((said[0][1] for said in ranked.values() if said), default=0.0),
            elsewhere=tuple(best),
        )

    def _quoted(self, said: Said):
        looked = self._looked(said.record)
        assert looked.record is not None
        return quoted(said, looked.record)

    def _looked_of(self, one: Led, listed: tuple[Listed, ...]) -> Looked | None:
        match = listed[(one.position or 1) - 1].resolved
        return self._looked(match.record) if match.record else None

    def _citation(self, claim: ReadClaim, one: Led, cited: dict[int, Looked | None]) -> JudgedCitation:
        looked = cited.get(one.position) if one.position is not None else None
        return self._judge.judge(claim, one.words, one.position, looked, one.sure)

    def _others(self, claim: ReadClaim, about: tuple[Source, ...]) -> tuple[Source, ...]:
        """The records that may say what a claim says: those on the topic, and those that a search by its words finds."""
        found = [*about, *self._find(claim.said)]
        return tuple({one.record.id: one for one in found}.values())


def _question(article: ReadArticle) -> Question | None:
    """What the article is about: the question that it answers, else its title; None where neither can be understood."""
    for words in (article.question, article.title):
        try:
            return understand(words)
        except UnusableQuestion:
            continue
    return None


def _is_about(one: Source, facets: Facets | None) -> bool:
    """Whether a publication is about the article's topic itself, not only about what is near."""
    return facets is not None and all(facet.strength(one.record) >= 1.0 for facet in facets.topic)


_Bearing = Mapping[str, Sequence[tuple[Said, float]]]  # the sentences of each record by what they bear on a claim


def _figures(claim: ReadClaim, ranked: _Bearing, elsewhere: _Bearing) -> Iterator[CarriedFigure]:
    """Each figure of a claim with where it stands."""
    cited = [one for said in ranked.values() for one in said]
    other = [one for said in elsewhere.values() for one in said if one[1] >= LEAST]
    for figure in telling(claim.said):
        words = figure.written(claim.said)
        yield CarriedFigure(figure, words, where(figure, claim.said, cited), where(figure, claim.said, other))
