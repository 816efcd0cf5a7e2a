"""`Candidate`: a sentence of the run that could become a statement, with what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import log10

import msgspec
from msgspec import Struct

from answerable.corpus.appraisal import appraise
from answerable.corpus.evidence import Appraisal, Design, EvidenceLevel
from answerable.corpus.passage import Passage
from answerable.corpus.record import Record
from answerable.drafting.cues import is_anecdote, is_first_person, is_opinion, is_retold, section_weights, states_a_dose
from answerable.drafting.direction import direction_of
from answerable.drafting.facets import Facets
from answerable.drafting.model import SectionKind
from answerable.drafting.naming import Named, defines, may_warn, named_in, spelled_out, unexplained, warns
from answerable.drafting.relation import is_of_the_wider, lacks, relation, unstudied
from answerable.drafting.sense import stands_alone
from answerable.drafting.sentences import Found, sentences_of
from answerable.drafting.shares import share_of
from answerable.question import ConceptKind, QuestionType
from answerable.retrieval.model import Run, ScoredPassage
from answerable.text import Span

_PLACE_BONUS = {
    "recommendations": 1.3,
    "conclusions": 1.1,
    "results": 0.8,
    "": 0.0,
    "limitations": 0.4,
    "background": -0.6,
    "methods": 0.0,
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
_LEAST = {
    SectionKind.DOSE: 1.8,
    SectionKind.HARM: 1.6,
    SectionKind.TREATMENT: 1.5,
    SectionKind.GUIDANCE: 1.8,
    SectionKind.DIFFERENTIAL: 1.9,
}
# What a trial's results can speak for: what was done did this and that, and not what a disease is or who has it.
_TRIALS = frozenset({Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL})
_FROM_TRIALS = frozenset(
    {
        SectionKind.TREATMENT,
        SectionKind.OUTCOME,
        SectionKind.COMPARISON,
        SectionKind.PREVENTION,
        SectionKind.HARM,
        SectionKind.DOSE,
        SectionKind.UNCERTAINTY,
    }
)
# Sections in which what authors advise or doubt is what is wanted.
_OPINION_COUNTS = frozenset({SectionKind.GUIDANCE, SectionKind.UNCERTAINTY, SectionKind.DIFFERENTIAL})
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
# What is measured in a laboratory or a scanner and nobody feels.
_UNFELT = re.compile(
    r"\b(?:metabolism|reactivity|gene expression|cytokines?|cerebral activation|knee adduction moment|EKAM)\b", re.IGNORECASE
)
# Outcomes of a study's running and not of anybody's health.
_BESIDE_HEALTH = re.compile(
    r"\b(?:interactions?|modif(?:y|ied|ies|ying) (?:the )?(?:effects?|response)|adherence|"
    r"satisfaction|acceptab\w+|feasib\w+|uptake|attendance|compliance|completion rates?|dropouts?|ORS use|"
    r"knowledge|awareness|attitudes?|involvement|recruit\w+|health literacy|questionnaires?|scale scores|psychometric\w*|"
    r"validity|reliability|antibod\w+)\b",
    re.IGNORECASE,
)
# Sentences on whether an instrument measures what it should, which tell nothing of what anything does.
_OF_INSTRUMENTS = re.compile(
    r"\b(?:psychometric\w*|scale scores|(?:construct|content|criterion|face|predictive|concurrent) validity|test[-–]retest"
    r"|internal consistency|health literacy)\b",
    re.IGNORECASE,
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
    told: str  # the words with what their abbreviations stand for
    names_topic: bool
    names_intervention: bool
    names_outcome: bool
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
        if (kind in _OF_THE_TOPIC and not self.names_topic) or (kind is SectionKind.DOSE and not states_a_dose(self.words)):
            return 0.0
        if kind is SectionKind.GUIDANCE and self.appraisal.design is Design.GUIDELINE:
            weight += 2.0
        if weight < _LEAST.get(kind, 1.0) or not self._allowed(kind):
            return 0.0
        if kind is SectionKind.HARM and weight >= 2.3:
            weight += 1.5
        opinion = 0.0 if kind in _OPINION_COUNTS else 0.8 * is_opinion(self.words)
        most = 6.0 if kind is SectionKind.DEFINITION else 4.5  # what says most of what it is comes first
        return max(0.01, self.worth + min(weight, most) - opinion)

    def _allowed(self, kind: SectionKind) -> bool:
        if self.place == "methods":
            return kind is SectionKind.DOSE
        if self.place == "limitations":
            return kind is SectionKind.UNCERTAINTY
        if self.place == "background":
            return kind in _GENERAL and (self.appraisal.design not in _TRIALS or self.defines or share_of(self.words) is not None)
        if kind is SectionKind.GUIDANCE:
            return self.appraisal.design is Design.GUIDELINE or self.words.startswith("Guidelines")
        if self.appraisal.design in _TRIALS and kind not in _FROM_TRIALS:
            return False
        return kind is not SectionKind.WARNING_SIGNS or self.appraisal.design is not Design.CASE_REPORT


def is_no_effect_on_health(words: str, asked: str) -> bool:
    """Whether words tell of what only an instrument sees, or of an instrument, and the question did not ask for that."""
    return any(found[0].lower() not in asked.lower() for rule in (_UNFELT, _OF_INSTRUMENTS) for found in rule.finditer(words))


def is_of_a_trial(one: Candidate) -> bool:
    """Whether a candidate comes from a controlled trial, randomised or not."""
    return one.appraisal.design in _TRIALS


def candidates(run: Run, facets: Facets, question_type: QuestionType) -> Iterator[Candidate]:
    """Every sentence of the run that is on the topic and makes sense alone, in the order of the run."""
    best = max((one.score for one in run.passages), default=1.0) or 1.0
    for one in run.passages:
        appraisal = appraise(one.passage.record, with_sample=False)
        if not _may_be_evidence(appraisal):
            continue
        # What came along for its warning signs alone (score 0) is read for nothing else.
        about = relation(one.passage.record, facets, question_type) if one.score else None
        if about is None and not _warns_of_what_was_asked(one.passage.record, appraisal, facets):
            continue
        appraisal = appraise(one.passage.record)
        for found in sentences_of(one.passage):
            named = named_in(found.words, one.passage.record, facets)
            if not stands_alone(found.words, named.any) or unexplained(found.words, one.passage.record):
                continue
            indirect = about.indirect(found.words, named.topic, facets) if about else None
            if indirect is not None:
                yield _candidate(found, one, appraisal, facets, best, named, indirect)
            elif warns(found.words, appraisal, facets):
                differs = unstudied(one.passage.record, facets.populations)
                yield msgspec.structs.replace(
                    _candidate(found, one, appraisal, facets, best, named, differs), weights={SectionKind.WARNING_SIGNS: 4.0}
                )


def _warns_of_what_was_asked(record: Record, appraisal: Appraisal, facets: Facets) -> bool:
    """Whether a record could warn in the circumstances of the question: low back pain's signs are not those after surgery."""
    return may_warn(record, appraisal) and all(facet.strength(record) > 0 for facet in facets.contexts)


def _may_be_evidence(appraisal: Appraisal) -> bool:
    """Whether a record of this kind can say anything about people's health."""
    return not (appraisal.design in _NO_EVIDENCE or appraisal.species == "animal" or appraisal.level is EvidenceLevel.NEVER)


def why_unused(record: Record, facets: Facets, question_type: QuestionType) -> str:
    """Why a record that was found gave no statement, in words."""
    appraisal = appraise(record, with_sample=False)
    if not _may_be_evidence(appraisal):
        animals = "a study of animals" if appraisal.species == "animal" else f"of the design “{appraisal.design.value}”"
        return f"it is {animals}, which is no evidence on people"
    return lacks(record, facets, question_type) or "none of its sentences answers the question and makes sense alone"


def _candidate(
    found: Found, one: ScoredPassage, appraisal: Appraisal, facets: Facets, best: float, named: Named, indirect: str = ""
) -> Candidate:
    """The sentence with all that speaks for it."""
    anecdote, says_what = is_anecdote(found.words), defines(found.words, facets)
    worth = 1.3 * one.score / best + _worth(found.words, found.place, appraisal, named, facets)
    worth += (1.5 - _PLACE_BONUS[found.place]) * says_what - 0.9 * anecdote
    if indirect:
        worth -= 0.5 if is_of_the_wider(indirect) else 1.4
    return Candidate(
        words=found.words,
        span=found.span,
        passage=one.passage,
        appraisal=appraisal,
        place=found.place,
        rank=one.rank,
        worth=worth,
        weights=_weights(found, named, facets),
        told=spelled_out(found.words, one.passage.record),
        names_topic=named.topic,
        names_intervention=named.intervention,
        names_outcome=named.outcome,
        indirect=indirect,
        anecdote=anecdote,
        defines=says_what,
    )


_EFFECT_KINDS = (SectionKind.TREATMENT, SectionKind.PREVENTION, SectionKind.COMPARISON)


def _weights(found: Found, named: Named, facets: Facets) -> dict[SectionKind, float]:
    """What its words speak for, and what follows from where it stands.

    A result or conclusion that names what was done tells of an effect by whatever verb; a limitation is a doubt.
    """
    weights = dict(section_weights(found.words))
    done = named.intervention or (named.topic and any(facet.kind is ConceptKind.INTERVENTION for facet in facets.topic))
    if found.place in {"results", "conclusions"} and done and direction_of(found.words):
        for kind in _EFFECT_KINDS:
            weights[kind] = max(weights.get(kind, 0.0), 1.6)
    if found.place == "limitations":
        weights[SectionKind.UNCERTAINTY] = max(weights.get(SectionKind.UNCERTAINTY, 0.0), 2.0)
    return weights


def _worth(words: str, place: str, appraisal: Appraisal, named: Named, facets: Facets) -> float:
    """What speaks for a sentence in any section: what it names, where it stands, the design behind it, figures, length."""
    worth = 1.5 * named.topic + 1.6 * named.intervention + 1.2 * named.outcome + 0.5 * named.population
    if facets.others:
        worth += 1.2 * sum(facet.named_in(words) for facet in facets.others) / len(facets.others)
    worth += _PLACE_BONUS[place] + _LEVEL_BONUS.get(appraisal.level, 0.0)
    worth += 0.4 * bool(_FIGURE.search(words)) + 0.9 * bool(_SHARE.search(words))
    if appraisal.sample and appraisal.design not in _OPINIONS:
        worth += 0.25 * log10(max(1, appraisal.sample.number))
    worth -= 0.3 * max(0, len(set(_SHORT.findall(words))) - 1)
    worth -= 2.0 * bool(_BESIDE_HEALTH.search(words)) + 3.0 * bool(_UNFELT.search(words))
    worth -= 0.8 * is_retold(words) + 0.5 * is_first_person(words)
    return worth - 0.03 * max(0, len(_WORD.findall(words)) - 35)
