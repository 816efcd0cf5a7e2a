"""Questions that may come next under an article: from its sections with evidence, from its gaps, and from what it names."""

from __future__ import annotations

from typing import NamedTuple

from answerable.composition.answer import Answer, AnsweredSection
from answerable.conversation.asking import Spoken
from answerable.conversation.choosing import treatments_named
from answerable.conversation.context import context_from
from answerable.conversation.model import Suggestion
from answerable.conversation.naming import is_condition, is_plural, phrase, same
from answerable.drafting.model import SectionKind
from answerable.drafting.outline import outline_for
from answerable.question import QuestionType, understand

_MOST = 10


class _Next(NamedTuple):
    """What may be asked next of a topic, and the section of an article that tells a little of it."""

    type: QuestionType
    words: str
    section: SectionKind


# In the order in which readers want them, whatever the article.
_NEXT = (
    _Next(QuestionType.THERAPY, "How {be} {t} treated?", SectionKind.TREATMENT),
    _Next(QuestionType.PROGNOSIS, "{Be} {t} dangerous?", SectionKind.OUTCOME),
    _Next(QuestionType.DIAGNOSIS, "How {be} {t} diagnosed?", SectionKind.DIAGNOSIS),
    _Next(QuestionType.PRESENTATION, "What are the symptoms of {t}?", SectionKind.PRESENTATION),
    _Next(QuestionType.PRESENTATION, "What are the warning signs in {t}?", SectionKind.WARNING_SIGNS),
    _Next(QuestionType.CAUSE, "What causes {t}?", SectionKind.CAUSE),
    _Next(QuestionType.DIFFERENTIAL, "What can {t} be confused with?", SectionKind.DIFFERENTIAL),
    _Next(QuestionType.EPIDEMIOLOGY, "How common {be} {t}?", SectionKind.EPIDEMIOLOGY),
    _Next(QuestionType.PREVENTION, "How can {t} be prevented?", SectionKind.PREVENTION),
    _Next(QuestionType.HARM, "What are the side effects of {i} for {t}?", SectionKind.HARM),
    _Next(QuestionType.DOSE, "What dose of {i} is used for {t}?", SectionKind.DOSE),
    _Next(QuestionType.DEFINITION, "What {be} {t}?", SectionKind.DEFINITION),
)


_OF_WHAT_IS_DONE = frozenset({QuestionType.HARM, QuestionType.DOSE})


def suggestions(answer: Answer) -> tuple[Suggestion, ...]:
    """Candidates for the next question, in the order in which they are worth a reader's time; at most ten.

    First what a section tells something of ("section") and the treatments that the article names, then what it has nothing on
    ("gap"). Never what the article's own question asks. Whoever shows them keeps those that have an answer.
    """
    spoken = Spoken(context_from(answer.question), answer)
    if not spoken.context.topic:
        return ()
    told = {section.kind for section in answer.sections if _has_claims(section)}
    asked = [each for each in _NEXT if is_condition(spoken.context.topic) or each.type in _OF_WHAT_IS_DONE]
    candidates = (
        *((spoken.fill(each.words), "section") for each in asked if each.section in told),
        *((words, "section") for words in _of_treatments(answer, spoken)),
        *((spoken.fill(each.words), "gap") for each in asked if each.section not in told and each.type is not QuestionType.DOSE),
    )
    found: dict[str, Suggestion] = {}
    for words, why in candidates:
        if words and not _is_the_articles_own(words, answer):
            found.setdefault(words, Suggestion(words, why))
    return tuple(found.values())[:_MOST]


def _has_claims(section: AnsweredSection) -> bool:
    return bool(section.claims or section.disagreements)


def _is_the_articles_own(words: str, answer: Answer) -> bool:
    """Whether the article's own question asks for just this."""
    question, own = understand(words), answer.question
    done, done_in_own = context_from(question).intervention, context_from(own).intervention
    return question.type is own.type and (not done or same(done, done_in_own)) and outline_for(question) == outline_for(own)


def _of_treatments(answer: Answer, spoken: Spoken) -> list[str]:
    """A question about each of the first treatments that the article names, where it did not ask about one itself."""
    if spoken.context.intervention:
        return []
    named = treatments_named(answer, spoken.context.topic)[:3]
    return [spoken.fill(f"{'Do' if is_plural(name) else 'Does'} {phrase(name)} help {{t}}?") for name in named]
