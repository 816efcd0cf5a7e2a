"""`Relation`: how a record relates to a question, and what makes its evidence indirect."""

from __future__ import annotations

from dataclasses import dataclass

from answerable.corpus.appraisal import age_groups
from answerable.corpus.record import Record
from answerable.drafting.facets import Facet, Facets
from answerable.question import QuestionType

# Questions about what something is take a sentence from any record that names it; those about effects want a study of it.
_BROAD = frozenset(
    {QuestionType.DEFINITION, QuestionType.PRESENTATION, QuestionType.DIAGNOSIS, QuestionType.DIFFERENTIAL, QuestionType.CAUSE}
)


# Questions on what is done, to which what was found in the wider condition bears, where it says so.
_OF_WHAT_IS_DONE = frozenset(
    {QuestionType.THERAPY, QuestionType.HARM, QuestionType.PREVENTION, QuestionType.COMPARISON, QuestionType.DOSE}
)
_IN_GENERAL = " in general"


def is_of_the_wider(indirect: str) -> bool:
    """Whether evidence is indirect only for being about the wider concept: back pain, where it was asked of chronic back pain."""
    return indirect.endswith(_IN_GENERAL)


@dataclass(frozen=True)
class Relation:
    """How a record relates to the question: whether each sentence has to name the topic itself, and what is only near."""

    must_name: bool
    near: str = ""
    differs: str = ""
    wider: tuple[tuple[Facet, str], ...] = ()  # what was asked about, and the wider condition that was studied in its place

    def indirect(self, words: str, names_topic: bool, facets: Facets) -> str | None:
        """What makes a sentence indirect evidence, empty where nothing does, None where it is off the topic."""
        if (self.must_name and not names_topic) or any(facet.other_course(words) for facet in facets.topic):
            return None
        if self.near and not names_topic:
            near = any(facet.near_in(words) for facet in facets.topic)
            return f"about {self.near}, not {facets.topic[0].words}" if near else None
        wider = next((name for facet, name in self.wider if not facet.named_in(words)), "")
        return self.differs or (f"about {wider}{_IN_GENERAL}" if wider else "")


def relation(record: Record, facets: Facets, question_type: QuestionType) -> Relation | None:
    """How a record relates to the question, or None where it is off the topic.

    A record whose title is about something near counts only where its text names the topic too.
    """
    if lacks(record, facets, question_type):
        return None
    near, must_name = "", False
    wider = _wider(record, facets, question_type)
    for facet in facets.topic:
        if any(facet == other for other, _ in wider):
            continue
        strength = facet.strength(record)
        if strength < 3:
            near = near or facet.near_in(record.title)
        must_name = must_name or (strength < 1.5 and not near)
    missing = [facet for facet in facets.interventions if facet.strength(record) < 0.5]
    differs, other = "", _other_population(record, facets.populations)
    if missing and question_type is QuestionType.COMPARISON:
        differs = f"does not study {missing[0].words}"
    general = next((name for facet in (*facets.topic, *facets.contexts) if (name := facet.only_broader(record))), "")
    differs = differs or other or (f"about {general}{_IN_GENERAL}" if general else "")
    return Relation(must_name, near, differs, wider)


def lacks(record: Record, facets: Facets, question_type: QuestionType) -> str:
    """What a record lacks to bear on the question, in words; empty where it bears on it."""
    least = 0.5 if question_type in _BROAD else 1.0
    wider = {facet for facet, _ in _wider(record, facets, question_type)}
    for facet in facets.topic:
        if facet.strength(record) < least and facet not in wider:
            return _names_too_little(facet, record)
    for facet in facets.contexts:
        if facet.strength(record) < 1.0 and facet not in wider:
            return _names_too_little(facet, record)
    if _misses(record, facets.others):
        return f"it names too little of what was asked: {_listed(facets.others)}"
    if facets.interventions and all(facet.strength(record) < 0.5 for facet in facets.interventions):
        return f"it does not name {_listed(facets.interventions)}"
    if question_type is QuestionType.HARM and facets.outcomes and all(one.strength(record) == 0 for one in facets.outcomes):
        return f"it does not name {_listed(facets.outcomes)}"  # that adverse events did not differ says nothing of this one
    if _other_population(record, facets.populations) is None:
        return f"it studied other people than {_listed(facets.populations)}"
    return ""


def _wider(record: Record, facets: Facets, question_type: QuestionType) -> tuple[tuple[Facet, str], ...]:
    """The conditions asked about that a record hardly names, each with the wider one that the record is a study of.

    It bears on what is done about them: a trial in lower respiratory tract infection, where pneumonia was asked about.
    """
    if question_type not in _OF_WHAT_IS_DONE:
        return ()
    asked = [facet for facet in (*facets.topic, *facets.contexts) if facet.wider and facet.strength(record) < 1.5]
    return tuple((facet, name) for facet in asked if (name := facet.studied_as(record)))


def _names_too_little(facet: Facet, record: Record) -> str:
    return f"it names “{facet.words}” only in passing" if facet.strength(record) else f"it does not name “{facet.words}”"


def _listed(facets: tuple[Facet, ...]) -> str:
    return ", ".join(f"“{facet.words}”" for facet in facets)


_AGES = {"children": "child", "adolescents": "adolescen", "adults": "adult", "older adults": "old", "pregnant": "pregnan"}


def _names_group(name: str, group: str) -> bool:
    """Whether a name of people is one of an age group; "older adults" are not simply adults."""
    return _AGES[group] in name and not (group == "adults" and _AGES["older adults"] in name)


def _misses(record: Record, others: tuple[Facet, ...]) -> bool:
    """Whether a record lacks most of the words of a question that the vocabulary does not know."""
    return sum(facet.strength(record) > 0 for facet in others) * 2 < len(others)


# People whose treatment nothing learnt in others can stand for without their being named.
_OWN_MEDICINE = frozenset({"children", "adolescents", "pregnant"})


def _other_population(record: Record, populations: tuple[Facet, ...]) -> str | None:
    """What a record leaves unsaid of the people asked about; None where it studied others: no children for a question on them."""
    unnamed = [facet.words for facet in populations if facet.strength(record) < 0.5]
    asked = {group for group in _AGES for facet in populations if any(_names_group(name, group) for name in facet.names)}
    studied = age_groups(record)
    if unnamed and asked & _OWN_MEDICINE and not asked & studied:
        return None
    of_adults = (
        asked == {"older adults"} and "adults" in studied
    )  # may be told of older ones too, who are not said to be among them
    if not asked or not studied or asked & studied or of_adults:
        return f"does not say that it studied {unnamed[0]}" if unnamed and not asked & studied else ""
    return None


def unstudied(record: Record, populations: tuple[Facet, ...]) -> str:
    """That a record does not say that it studied the people asked about, where their medicine is their own; else nothing.

    A warning is never left out for that, but it has to say so.
    """
    if _other_population(record, populations) is not None:
        return ""
    return f"does not say that it studied {populations[0].words}"
