"""Claims of an article that already answer a follow-up question, so that the thread can lead back to them."""

from __future__ import annotations

from answerable.composition.answer import Answer, AnsweredClaim, AnsweredSection
from answerable.conversation.context import context_from
from answerable.conversation.model import Already, Context
from answerable.conversation.naming import HEALTH, concept_named, kind_of, names_in, same
from answerable.drafting.model import SectionKind
from answerable.drafting.outline import asks_whether_dangerous
from answerable.question import Question, QuestionType
from answerable.question.model import ConceptKind
from answerable.question.words import content_words, stem

_MOST = 6

# In which sections a question of each type finds its answer, those that are about nothing else first.
SECTIONS: dict[QuestionType, tuple[SectionKind, ...]] = {
    QuestionType.DEFINITION: (SectionKind.DEFINITION,),
    QuestionType.EPIDEMIOLOGY: (SectionKind.EPIDEMIOLOGY,),
    QuestionType.CAUSE: (SectionKind.CAUSE,),
    QuestionType.PRESENTATION: (SectionKind.PRESENTATION, SectionKind.WARNING_SIGNS),
    QuestionType.DIAGNOSIS: (SectionKind.DIAGNOSIS, SectionKind.WARNING_SIGNS),
    QuestionType.DIFFERENTIAL: (SectionKind.DIFFERENTIAL,),
    QuestionType.THERAPY: (SectionKind.TREATMENT, SectionKind.OUTCOME, SectionKind.GUIDANCE),
    QuestionType.HARM: (SectionKind.HARM,),
    QuestionType.PROGNOSIS: (SectionKind.OUTCOME,),
    QuestionType.PREVENTION: (SectionKind.PREVENTION,),
    QuestionType.COMPARISON: (SectionKind.COMPARISON,),
    QuestionType.DOSE: (SectionKind.DOSE,),
}
# A question that weighs one thing done may be answered wherever an article weighs it.
_WEIGHED = (
    SectionKind.TREATMENT,
    SectionKind.OUTCOME,
    SectionKind.GUIDANCE,
    SectionKind.COMPARISON,
    SectionKind.PREVENTION,
    SectionKind.HARM,
    SectionKind.DOSE,
    SectionKind.UNCERTAINTY,
)
_ASKED_FOR = frozenset(
    {
        ConceptKind.INTERVENTION,
        ConceptKind.TEST,
        ConceptKind.OTHER,
        ConceptKind.CONDITION,
        ConceptKind.FINDING,
        ConceptKind.OUTCOME,
    }
)
_OF_EFFECT = frozenset({QuestionType.THERAPY, QuestionType.COMPARISON, QuestionType.PREVENTION})


def already_answered(question: Question, article: Answer) -> tuple[Already, ...]:
    """The claims of the article that answer the question, in reading order, at most six.

    A claim answers where the article is about the same topic, its section is about what is asked, and the claim names the people,
    the intervention and the comparator that the question names. Better none than one beside the point.
    """
    asked = context_from(question)
    if not _about_the_same(asked, article):
        return ()
    weighs = question.type in _OF_EFFECT and bool(asked.intervention)
    kinds = _WEIGHED if weighs else SECTIONS[question.type]
    if asks_whether_dangerous(question):
        kinds = (*kinds, SectionKind.WARNING_SIGNS)
    found = [
        Already(claim.id, section.heading)
        for section in article.sections
        if section.kind in kinds
        for claim in _claims(section)
        if not claim.indirect and _names_what_is_asked(claim, asked, article) and _names_the_rest(claim, question, article)
    ]
    return tuple(dict.fromkeys(found))[:_MOST]


def _claims(section: AnsweredSection) -> tuple[AnsweredClaim, ...]:
    return (*(claim for each in section.disagreements for claim in each.claims), *section.claims)


def _about_the_same(asked: Context, article: Answer) -> bool:
    """Whether question and article speak of one topic, under any of its names."""
    of_article = context_from(article.question)
    if same(asked.topic, of_article.topic):
        return True
    theirs = {concept_named(m.words) for m in article.question.topic if kind_of(m) in HEALTH or m.concept is None}
    return bool(asked.topic) and concept_named(asked.topic) in theirs


def _names_what_is_asked(claim: AnsweredClaim, asked: Context, article: Answer) -> bool:
    """Whether the claim is of the people, the intervention and the comparator that the question names."""
    of_article = context_from(article.question)
    return all(
        same(wanted, given) or _names(claim.text, wanted)
        for wanted, given in (
            (asked.population, of_article.population),
            (asked.intervention, of_article.intervention),
            (asked.comparator, of_article.comparator),
        )
        if wanted
    )


def _names_the_rest(claim: AnsweredClaim, question: Question, article: Answer) -> bool:
    """Whether the claim names what else the question names, as "cancer" in "can it be cancer?"."""
    own = {concept_named(m.words) for m in (*article.question.topic, *article.question.aspects)}
    rest = [m for m in (*question.topic, *question.aspects) if m.concept and m.concept.kind in _ASKED_FOR]
    return all(_names(claim.text, m.words) for m in rest if concept_named(m.words) not in own)


def _names(text: str, wanted: str) -> bool:
    """Whether a text names the same thing: the concept or a narrower one, or else all the words of the name."""
    concepts = [m.concept for m in names_in(wanted) if m.concept and m.concept.kind is not ConceptKind.ANATOMY]
    if concepts:
        there = {m.concept.name for m in names_in(text) if m.concept}
        return all({concept.name, *concept.narrower} & there for concept in concepts)
    words = {stem(word) for word in content_words(wanted)}
    return bool(words) and words <= {stem(word) for word in content_words(text)}
