"""What a sentence names: the topic, what is done, the outcome, the population; and whether it defines or warns."""

from __future__ import annotations

import re

from msgspec import Struct

from answerable.corpus.abbreviations import explained
from answerable.corpus.evidence import Appraisal, Design
from answerable.corpus.record import Record
from answerable.drafting.cues import told_part
from answerable.drafting.facets import Facets
from answerable.question.vocabulary import vocabulary


class Named(Struct, frozen=True):
    """Whether a sentence names the parts of a question."""

    topic: bool
    intervention: bool
    outcome: bool
    population: bool

    @property
    def any(self) -> bool:
        """Whether it names any of them."""
        return self.topic or self.intervention or self.outcome or self.population


# "adding ultrasound to an exercise programme" tells of ultrasound, not of exercise; "exercise capacity" of neither.
_NOT_DONE = re.compile(
    r"\badd(?:ed|ing|ition)\b[^.,;]{0,50}?\bto [^.,;]{0,60}"
    r"|\b[\w-]+ (?:tolerance|capacity|performance|deficien\w+|status|levels?|concentrations?|resistance|test\w*|endurance)\b",
    re.IGNORECASE,
)


_COMPARED_WITH = re.compile(
    r"\b(?:than|compared (?:with|to)|versus|vs\.?|in comparison (?:with|to)) [^.,;]{0,60}"
    r"|\b(?:subjects|patients|people|participants|those|adults|women|men) (?:with [\w -]{2,30}? )?"
    r"(?:already )?(?:taking|on|receiving) [^.,;]{0,40}",
    re.IGNORECASE,
)


def spelled_out(sentence: str, record: Record) -> str:
    """A sentence with the long forms of its abbreviations, as its record explains them, behind it."""
    return " ".join((sentence, *(long for _, long in explained(sentence, record))))


_CAPITALS = re.compile(r"\b[A-Z]{3,5}\b|\b\d[A-Z]{2,}\b|\b[A-Z] \+ [A-Z]\b|\b(?!NG)[A-Z]{2,}\d{2,}\b")
_COMMON = frozenset(
    {
        "HIV",
        "AIDS",
        "MRI",
        "DNA",
        "RNA",
        "NHS",
        "USA",
        "WHO",
        "NICE",
        "COPD",
        "BMI",
        "LDL",
        "HDL",
        "NSAID",
        "NSAIDs",
        "IFOMPT",
        "BMJ",
        "III",
        "FEV",
        "SPF",
        "ICU",
        "GSK",
    }
)


# Measures that abstracts take for known.
_MEASURES = {
    "SBP": "systolic blood pressure",
    "DBP": "diastolic blood pressure",
    "VAS": "visual analogue scale",
    "WOMAC": "an index of pain, stiffness and function in osteoarthritis",
    "KOOS": "a score of knee pain, function and quality of life",
    "SGRQ": "St George's Respiratory Questionnaire",
    "PHQ": "Patient Health Questionnaire",
    "BDI": "Beck Depression Inventory",
    "NNT": "number needed to treat",
}


def glosses(sentence: str, record: Record) -> tuple[tuple[str, str], ...]:
    """(short, long) for a sentence's abbreviations, as its record spells them out, or else by the vocabulary's name for them.

    The vocabulary's name counts where its words begin with the letters, in order.
    """
    told = explained(sentence, record)
    known = {short for short, _ in told}
    more: list[tuple[str, str]] = []
    for short in dict.fromkeys(_CAPITALS.findall(sentence)):
        if short in _MEASURES and short not in known:
            more.append((short, _MEASURES[short]))
            continue
        concept = vocabulary().concept(short) if short not in known and short not in _COMMON else None
        initials = "".join(word[0] for word in concept.name.split()).upper() if concept else ""
        if concept and initials == short and concept.name.lower() not in sentence.lower():
            more.append((short, concept.name))
    return (*told, *more)


def unexplained(sentence: str, record: Record) -> int:
    """How many of a sentence's abbreviations neither it, nor its record, nor the vocabulary, nor common use explains."""
    known = {short for short, _ in glosses(sentence, record)} | _COMMON
    return sum(short not in known and f"({short})" not in sentence for short in set(_CAPITALS.findall(sentence)))


def named_in(sentence: str, record: Record, facets: Facets) -> Named:
    """What a sentence of a record names, by its own words or by what its abbreviations stand for."""
    words = spelled_out(sentence, record)
    done = _NOT_DONE.sub(" ", told_part(sentence))  # not "according to a chiropractor's review"
    if len(facets.interventions) == 1:  # where one thing is asked about, what it is compared with is no answer
        done = _COMPARED_WITH.sub(" ", done)
    done = spelled_out(done, record)
    return Named(
        any(facet.told_in(words, record) for facet in facets.topic),
        any(facet.told_in(done, record) for facet in facets.interventions),
        any(facet.named_in(words) for facet in facets.outcomes),
        any(facet.named_in(words) for facet in facets.populations),
    )


_KINDS = (
    "nodules?|lumps?|mass(?:es)?|lesions?|disorders?|diseases?|conditions?|syndromes?|infections?|inflammations?|forms?|types?|kinds?|"
    "herniations?|impairments?|cancers?|tumou?rs?|state|loss|drugs?|hormones?|class|problems?|illness(?:es)?"
)
_IS = re.compile(
    r"^(?:According to [^,]{3,60}, )?(?:An? |The |(?:chronic|acute|symptomatic|painful) )?(?P<subject>[^.;,]{2,80}?) (?:is|are) "
    rf"(?:also (?:called|known as)|defined as|(?:(?:an?|the|any|one of the) )?(?:[\w-]+,? ){{0,6}}(?:{_KINDS})\b)",
    re.IGNORECASE,
)


def defines(words: str, facets: Facets) -> bool:
    """Whether a sentence has the topic itself for its subject and says what it is or what else it is called."""
    found = _IS.match(words)
    if not found:
        return False
    subject = re.sub(r"\([^)]*\)", "", found["subject"]).strip()
    return any(facet.named_in(subject) and len(subject) <= len(facet.words) + 12 for facet in facets.topic)


_WARNS = re.compile(r"\b(?:warning signs?|red flags?)\b", re.IGNORECASE)
_MAY_WARN = frozenset({Design.GUIDELINE, Design.SYSTEMATIC_REVIEW, Design.META_ANALYSIS, Design.REVIEW, Design.COHORT})


def may_warn(record: Record, appraisal: Appraisal) -> bool:
    """Whether any sentence of a record could warn: it is of such a design, and its text has the words."""
    return appraisal.design in _MAY_WARN and any(_WARNS.search(section.text) for _, section in record.fields())


def warns(words: str, appraisal: Appraisal, facets: Facets) -> bool:
    """Whether a sentence names warning signs for the topic or for what is near it, on the word of a guideline, review or cohort.

    The topic stands before the signs ("In people with low back pain, …"), so that a topic among the signs does not count.
    """
    if appraisal.design not in _MAY_WARN or not _WARNS.search(words):
        return False
    opening = words.partition(",")[0]
    return any(facet.named_in(opening) or facet.near_in(opening) for facet in facets.topic)
