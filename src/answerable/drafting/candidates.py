"""`Candidate`: a sentence of the run that could become a statement, with what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

import msgspec
from msgspec import Struct

from answerable.corpus.appraisal import age_groups, appraise
from answerable.corpus.evidence import Appraisal, Design, EvidenceLevel
from answerable.corpus.passage import Passage
from answerable.corpus.record import Record, TextSection
from answerable.drafting import cues
from answerable.drafting.cues import is_aim, is_anecdote, is_finding, is_method, is_trivia, section_weights
from answerable.drafting.facets import Facet, Facets
from answerable.drafting.model import SectionKind
from answerable.drafting.sense import stands_alone, trimmed
from answerable.question import QuestionType
from answerable.retrieval.model import Run, ScoredPassage
from answerable.text import Span, sentences, sha256

# What a heading of an abstract says about the sentences below it. The first that matches counts.
_PLACES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (place, re.compile(pattern, re.IGNORECASE))
    for place, pattern in (
        ("recommendations", r"recommend"),
        ("limitations", r"limitation|strengths and"),
        ("conclusions", r"conclu|interpretation|discussion|implication|significance|comment|summary"),
        ("results", r"result|finding|outcome(?!s? measure)|main outcome.* results?"),
        (
            "methods",
            r"method|design|setting|participant|patients|subjects|intervention|measure|material|procedure|data|selection|search|registration|funding|analysis|protocol|trial",
        ),
        ("background", r"background|introduction|objective|aim|purpose|context|rationale|hypothes|question"),
    )
)
_PLACE_BONUS = {
    "recommendations": 1.3,
    "conclusions": 1.1,
    "results": 0.8,
    "": 0.0,
    "limitations": 0.4,
    "background": -0.6,
    "methods": -2.0,
}
_LEVEL_BONUS = {
    EvidenceLevel.GUIDELINE: 1.2,
    EvidenceLevel.ONE: 1.4,
    EvidenceLevel.TWO: 1.2,
    EvidenceLevel.THREE: 0.7,
    EvidenceLevel.FOUR: 0.3,
}
# Sections whose statements may come from what an abstract says in its introduction.
_GENERAL = frozenset(
    {
        SectionKind.DEFINITION,
        SectionKind.EPIDEMIOLOGY,
        SectionKind.CAUSE,
        SectionKind.PRESENTATION,
        SectionKind.DIAGNOSIS,
        SectionKind.WARNING_SIGNS,
    }
)
_LEAST = {SectionKind.TREATMENT: 1.5, SectionKind.GUIDANCE: 1.8, SectionKind.DIFFERENTIAL: 1.9}
# Sections in which what authors advise or doubt is what is wanted.
_OPINION_COUNTS = frozenset({SectionKind.TREATMENT, SectionKind.GUIDANCE, SectionKind.UNCERTAINTY, SectionKind.DIFFERENTIAL})
# Sections whose statements are about the topic itself and have to name it.
_OF_THE_TOPIC = frozenset(
    {SectionKind.DEFINITION, SectionKind.EPIDEMIOLOGY, SectionKind.CAUSE, SectionKind.PRESENTATION, SectionKind.DIFFERENTIAL}
)
_NO_EVIDENCE = frozenset({Design.PROTOCOL, Design.NOTICE, Design.ANIMAL, Design.LABORATORY})
_OPINIONS = frozenset({Design.OPINION, Design.REVIEW, Design.GUIDELINE})
_FIGURE = re.compile(
    r"\d+(?:[.·]\d+)?\s*(?:%|percent|mm|kg|mg|weeks?|months?|years?|points?|of \d)|\bp\s*[<>=]|\bCI\b", re.IGNORECASE
)
_SHARE = re.compile(
    r"\b\d+ of (?:the )?\d+\b|\d%\) |\d% of (?:the )?(?:patients|people|participants|women|men|children|adults)", re.IGNORECASE
)
_SHORT = re.compile(r"\b[A-Z]{2,}[a-z]?\b")
_WORD = re.compile(r"\w+")


class Candidate(Struct, frozen=True, kw_only=True):
    """A trimmed sentence with its place in the record, what it names, and its weights for each section."""

    words: str
    span: Span
    passage: Passage
    appraisal: Appraisal
    place: str  # "results", "conclusions", …; empty for text without headings
    rank: int
    worth: float  # everything that speaks for it, whatever the section
    weights: dict[SectionKind, float]
    names_topic: bool
    names_intervention: bool
    indirect: str = ""
    anecdote: bool = False
    defines: bool = False  # says of the topic what it is

    @property
    def record(self) -> Record:
        """The record that it is taken from."""
        return self.passage.record

    def fits(self, kind: SectionKind) -> float:
        """Its score in a section; 0 where it does not belong there."""
        weight = self.weights.get(kind, 0.0)
        if kind is SectionKind.DEFINITION and self.defines:
            weight += 2.5
        if kind in _OF_THE_TOPIC and not self.names_topic:
            return 0.0
        if kind is SectionKind.GUIDANCE and self.appraisal.design is Design.GUIDELINE:
            weight += 2.0
        if weight < _LEAST.get(kind, 1.0) or not self._allowed(kind):
            return 0.0
        opinion = 0.0 if kind in _OPINION_COUNTS else 0.8 * cues.is_opinion(self.words)
        return max(0.01, self.worth + min(weight, 4.0) - opinion)

    def _allowed(self, kind: SectionKind) -> bool:
        if self.place == "limitations" or cues.asks_for_research(self.words):
            return kind is SectionKind.UNCERTAINTY and (self.names_topic or self.place == "limitations")
        if self.place == "background":
            return kind in _GENERAL
        if kind is SectionKind.GUIDANCE:
            return self.appraisal.design is Design.GUIDELINE
        return kind is not SectionKind.WARNING_SIGNS or self.appraisal.design is not Design.CASE_REPORT


def candidates(run: Run, facets: Facets, question_type: QuestionType) -> Iterator[Candidate]:
    """Every sentence of the run that is on the topic and makes sense alone, in the order of the run."""
    best = max((one.score for one in run.passages), default=1.0) or 1.0
    for one in run.passages:
        appraisal = appraise(one.passage.record)
        if appraisal.design in _NO_EVIDENCE or appraisal.species == "animal" or appraisal.level is EvidenceLevel.NEVER:
            continue
        about = relation(one.passage.record, facets, question_type)
        for found in _sentences(one.passage):
            named = _named(found.words, facets)
            if not stands_alone(found.words, any(named)):
                continue
            indirect = about.indirect(found.words, facets) if about else None
            if indirect is not None:
                yield _candidate(found, one, appraisal, facets, best, named, indirect)
            elif _warns(found.words, appraisal, facets):
                yield msgspec.structs.replace(
                    _candidate(found, one, appraisal, facets, best, named), weights={SectionKind.WARNING_SIGNS: 4.0}
                )


class _Found(Struct, frozen=True):
    """A sentence that says something, trimmed, and where it stands."""

    words: str
    span: Span
    place: str


def _sentences(passage: Passage) -> Iterator[_Found]:
    """The sentences of a passage that state something, in reading order."""
    for name, section, place in _placed(passage):
        if place == "methods":
            continue
        text_hash = sha256(section.text)
        for sentence in sentences(section.text):
            start, end, words = trimmed(sentence.text)
            if _says_something(words, place):
                span = Span(passage.record.id, name, sentence.start + start, sentence.start + end, text_hash)
                yield _Found(words, span, place)


def _candidate(
    found: _Found, one: ScoredPassage, appraisal: Appraisal, facets: Facets, best: float, named: Named, indirect: str = ""
) -> Candidate:
    """The sentence with all that speaks for it."""
    anecdote, defines = is_anecdote(found.words), _defines(found.words, facets)
    worth = 1.3 * one.score / best + _worth(found.words, found.place, appraisal, named, facets)
    worth += (
        (1.5 - _PLACE_BONUS[found.place]) * defines
        - (0.5 if indirect.endswith("in general") else 1.4) * bool(indirect)
        - 0.9 * anecdote
    )
    return Candidate(
        words=found.words,
        span=found.span,
        passage=one.passage,
        appraisal=appraisal,
        place=found.place,
        rank=one.rank,
        worth=worth,
        weights=section_weights(found.words),
        names_topic=named[0],
        names_intervention=named[1],
        indirect=indirect,
        anecdote=anecdote,
        defines=defines,
    )


_WARNS = re.compile(r"\b(?:warning signs?|red flags?)\b", re.IGNORECASE)
_MAY_WARN = frozenset({Design.GUIDELINE, Design.SYSTEMATIC_REVIEW, Design.META_ANALYSIS, Design.REVIEW, Design.COHORT})


def _warns(words: str, appraisal: Appraisal, facets: Facets) -> bool:
    """Whether a sentence names warning signs for the topic or for what is near it, on the word of a guideline, review or cohort.

    The topic stands before the signs ("In people with low back pain, …"), so that a topic among the signs does not count.
    """
    if appraisal.design not in _MAY_WARN or not _WARNS.search(words):
        return False
    opening = words.partition(",")[0]
    return any(facet.named_in(opening) or facet.near_in(opening) for facet in facets.topic)


# Whether a sentence names the topic, what is done, the outcome, the population.
Named = tuple[bool, bool, bool, bool]


@dataclass(frozen=True)
class Relation:
    """How a record relates to the question: whether each sentence has to name the topic itself, and what is only near."""

    must_name: bool
    near: str = ""
    differs: str = ""

    def indirect(self, words: str, facets: Facets) -> str | None:
        """What makes a sentence indirect evidence, empty where nothing does, None where it is off the topic."""
        names = any(facet.named_in(words) for facet in facets.topic)
        if self.must_name and not names:
            return None
        if self.near and not names:
            return f"about {self.near}, not {facets.topic[0].words}"
        return self.differs


def relation(record: Record, facets: Facets, question_type: QuestionType) -> Relation | None:
    """How a record relates to the question, or None where it is off the topic.

    A record whose title is about something near counts only where its text names the topic too.
    """
    near, must_name = "", False
    for facet in facets.topic:
        strength = facet.strength(record)
        if strength < 3:
            near = near or facet.near_in(record.title)
        if strength < 1.5:
            if strength == 0:
                return None
            must_name = must_name or not near
    if any(facet.strength(record) < 1.0 for facet in facets.contexts):
        return None
    missing = [facet for facet in facets.interventions if facet.strength(record) < 0.5]
    if facets.interventions and len(missing) == len(facets.interventions):
        return None
    differs = ""
    if missing and question_type is QuestionType.COMPARISON:
        differs = f"does not study {missing[0].words}"
    general = next((name for facet in (*facets.topic, *facets.contexts) if (name := facet.only_broader(record))), "")
    differs = differs or _other_population(record, facets.populations) or (f"about {general} in general" if general else "")
    return Relation(must_name, near, differs)


_AGES = {"children": "child", "adolescents": "adolescen", "adults": "adult", "older adults": "old", "pregnant": "pregnan"}


def _other_population(record: Record, populations: tuple[Facet, ...]) -> str:
    """Says whom a record studied where the question asks about another age or about pregnancy."""
    unnamed = [facet.words for facet in populations if facet.strength(record) < 0.5]
    asked = {group for group, part in _AGES.items() for facet in populations if any(part in name for name in facet.names)}
    studied = age_groups(record)
    if not asked or not studied or asked & studied:
        return f"does not say that it studied {unnamed[0]}" if unnamed and not asked & studied else ""
    return f"studied in {' and '.join(sorted(studied))}, not in {' or '.join(sorted(asked))}"


def _placed(passage: Passage) -> Iterator[tuple[str, TextSection, str]]:
    """The running text of a passage with its place; the title is no statement and is left out."""
    for name, section in passage.fields():
        if name != "title" and section.kind == "prose":
            yield name, section, place_of(section)


def place_of(section: TextSection) -> str:
    """What part of an abstract a section is, by NLM's category or else its heading; empty where it has neither."""
    heading = f"{section.label} {section.category}".strip()
    return next((place for place, pattern in _PLACES if pattern.search(heading)), "") if heading else ""


_IS = re.compile(
    r"^(?:According to [^,]{3,60}, )?(?:An? |The |(?:chronic|acute|symptomatic|painful) )?(?P<subject>[^.;,]{2,80}?) (?:is|are) "
    r"(?:also (?:called|known as)|defined as|(?:(?:an?|the|any|one of the) )?(?:[\w-]+,? ){0,6}(?:nodules?|lumps?|mass(?:es)?|lesions?|disorders?|diseases?|conditions?|syndromes?|"
    r"infections?|inflammations?|forms?|types?|kinds?|herniations?|impairments?|cancers?|tumou?rs?|state|loss|drugs?|hormones?|class|problems?|illness(?:es)?)\b)",
    re.IGNORECASE,
)


def _defines(words: str, facets: Facets) -> bool:
    """Whether a sentence has the topic itself for its subject and says what it is or what else it is called."""
    found = _IS.match(words)
    if not found:
        return False
    subject = re.sub(r"\([^)]*\)", "", found["subject"]).strip()
    return any(facet.named_in(subject) and len(subject) <= len(facet.words) + 12 for facet in facets.topic)


def _says_something(words: str, place: str) -> bool:
    """Whether a sentence can state a finding: no aim, no method, no paperwork."""
    if is_aim(words) or is_trivia(words) or not (is_finding(words) or place == "limitations"):
        return False
    return place in {"conclusions", "recommendations", "limitations"} or not is_method(words)


def _named(words: str, facets: Facets) -> Named:
    """Whether a sentence names the topic, what is done, the outcome, the population."""
    return (
        any(facet.named_in(words) for facet in facets.topic),
        any(facet.named_in(words) for facet in facets.interventions),
        any(facet.named_in(words) for facet in facets.outcomes),
        any(facet.named_in(words) for facet in facets.populations),
    )


def _worth(words: str, place: str, appraisal: Appraisal, named: Named, facets: Facets) -> float:
    """What speaks for a sentence in any section: what it names, where it stands, the design behind it, figures, length."""
    topic, intervention, outcome, population = named
    worth = 1.5 * topic + 1.6 * intervention + 1.2 * outcome + 0.5 * population
    if facets.others:
        worth += 1.2 * sum(facet.named_in(words) for facet in facets.others) / len(facets.others)
    worth += _PLACE_BONUS[place] + _LEVEL_BONUS.get(appraisal.level, 0.0)
    worth += 0.4 * bool(_FIGURE.search(words)) + 0.9 * bool(_SHARE.search(words))
    if appraisal.sample and appraisal.design not in _OPINIONS:
        worth += 0.25 * log10(max(1, appraisal.sample.number))
    worth -= 0.3 * max(0, len(set(_SHORT.findall(words))) - 1)
    worth -= 0.8 * cues.is_retold(words)
    return worth - 0.03 * max(0, len(_WORD.findall(words)) - 35)
