"""Making a question whole: short ones by rule, pronouns by what they refer to, what names no condition by the topic."""

from __future__ import annotations

import re
from functools import cache

from answerable.conversation.asking import Asked, Spoken
from answerable.conversation.naming import HEALTH, concept_named, kind_of, names_in, of_the_unborn, people_in, phrase
from answerable.conversation.referring import refers, resolve
from answerable.conversation.replacing import replaced
from answerable.conversation.rules import NO_QUESTION, SHORT
from answerable.conversation.speech import asks
from answerable.question import Mention, understand
from answerable.question.model import ConceptKind, QuestionType

NO_TOPIC = "What is this about? Name the condition or the treatment, for example “How is gout treated?”."
_NO_QUESTION_IN_IT = (
    "I cannot find a question in that. Ask in a few words, for example “How is it treated?” or “And in children?”."
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...], bool], ...]:
    return tuple((re.compile(rule.pattern, re.IGNORECASE), rule.asks, rule.spoken) for rule in SHORT)


@cache
def _nothing_asked() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), said) for pattern, said in NO_QUESTION)


def without_question(core: str) -> str:
    """What is said back to words that ask nothing; empty where they may ask something."""
    return next((said for pattern, said in _nothing_asked() if pattern.fullmatch(core)), "")


def filled_by_rule(core: str, spoken: Spoken) -> Asked | None:
    """The whole question that a short one stands for, where a rule knows it."""
    said, people = people_in(core, spoken.context.topic)
    if of_the_unborn(said, f"{spoken.context.population} {spoken.context.topic}"):
        people = ""
    shorter = core
    if said:  # "is it dangerous in pregnancy?" is "is it dangerous?" of other people
        shorter = re.sub(
            rf"\s*,?\s*(?:in|for|during|among|with|if|when|while|of)?\s*(?:i'm |you're |i am |you are |an? |the |my "
            rf")?{re.escape(said)}$",
            "",
            core,
            flags=re.IGNORECASE,
        )
        if shorter == core:
            return None
    for pattern, wholes, only_spoken in _patterns():
        if (only_spoken and not spoken.about_treatment) or not pattern.fullmatch(shorter):
            continue
        if not spoken.context.topic:
            return Asked(unclear=NO_TOPIC)
        return next((Asked(whole) for template in wholes if (whole := _with(spoken, template, people))), None)
    return None


def _with(spoken: Spoken, template: str, people: str) -> str:
    """The template filled, about these people where any are named and else about those of the context."""
    if not people:
        return spoken.fill(template)
    other = spoken.of(people)
    return other.fill(template)


def completed(core: str, spoken: Spoken, typed: str) -> Asked:
    """The question with what it leaves unsaid; one that is whole is left as it was typed."""
    context = spoken.context
    if refers(core):
        if not asks(core) and not typed.rstrip().endswith("?"):
            return Asked(unclear=_NO_QUESTION_IN_IT)
        resolved = resolve(core, context, spoken.about_treatment)
        if resolved.missing:
            return Asked(unclear=NO_TOPIC)
        return Asked(_of_whom(_about_topic(resolved.words, spoken), core, spoken))
    names = names_in(core)
    if not _HOW_MANY.fullmatch(core) and _is_whole(core, names, spoken):
        return Asked(typed, as_typed=True)
    if not context.topic:
        return Asked(unclear=NO_TOPIC)
    if not asks(core) and len(core.split()) > 8:
        return Asked(unclear=_NO_QUESTION_IN_IT)
    if not asks(core):
        return replaced(core, spoken) or Asked(unclear=_NO_QUESTION_IN_IT)
    if counted := _HOW_MANY.fullmatch(core):
        done = f"of {phrase(context.intervention)} are" if context.intervention else "are"
        return Asked(spoken.of_whom(f"How many {counted[1]} {done} used for {phrase(context.topic)}{counted[2] or ''}"))
    return Asked(_of_whom(_about_topic(core, spoken), core, spoken))


_HOW_MANY = re.compile(
    r"how many (\w+)( (?:a|per|each) (?:day|week|month|year))?(?: (?:are|is|do|does|should|must|would) .{1,40})?", re.IGNORECASE
)


def _is_whole(core: str, names: tuple[Mention, ...], spoken: Spoken) -> bool:
    """Whether the words name by themselves what they are about."""
    kinds = {kind_of(m) for m in names}
    if not asks(core):
        return False
    if kinds & HEALTH:
        named_last = any(
            kind_of(m) in HEALTH and " " in m.words and m.end == len(core) for m in names
        )  # "postoperative complications" is a name
        return named_last or not (_ASKS_OF_A_FINDING.search(core) or _THE_FINDING.search(core))
    question = understand(core)
    if (
        question.type is QuestionType.DEFINITION
        and names
        and _DEFINES.match(core)
        and not kinds <= {ConceptKind.POPULATION, ConceptKind.OUTCOME}
    ):
        return True
    if not spoken.context.topic:
        return bool(names)
    unknown = [m for m in names if m.concept is None]
    known = kinds & {ConceptKind.INTERVENTION, ConceptKind.TEST}
    asks_of_topic = _ASKS_OF_WHAT_IS_DONE.search(core) or (unknown and unknown[-1].words.lower() in _NO_NAMES)
    return bool(unknown) and not known and not asks_of_topic and _in_a_subjects_place(core, unknown[-1])


def _in_a_subjects_place(core: str, unknown: Mention) -> bool:
    """Whether words that nobody knows stand where a question puts its topic: "how is X treated", "the symptoms of X".

    Elsewhere they are what is asked of the topic: "can I drive", "how long am I contagious".
    """
    before, after = core[: unknown.start], core[unknown.end :]
    return _SUBJECT_BEFORE.search(before) is not None and _SUBJECT_AFTER.fullmatch(after) is not None


_SUBJECT_BEFORE = re.compile(
    r"^(?:what(?:'s| is| are| causes?| was| does)|who (?:is|was|gets|got|has)|define|describe|explain|how "
    r"(?:common |serious |dangerous )?(?:is|are|can|do|does)"
    r"|is|are)(?: an?| the)? $|\b(?:of|for|about|causes?|against|treat|prevent|cure|with)(?: an?| the)? $",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"^(?:what(?:'s| is| are| does| was)|who (?:is|was)|define|describe|explain|tell me about) (?!the (?:best|"
    r"right|usual|most|ideal|role|use)\b|best\b)",
    re.IGNORECASE,
)
_SUBJECT_AFTER = re.compile(
    r"(?: (?:be )?(?:treated|diagnosed|managed|prevented|cured|caused|transmitted|inherited|contagious|dangerous|"
    r"common|rare|fatal|hereditary|mean|"
    r"work|spread|develop|present|painful|curable|serious))?",
    re.IGNORECASE,
)


# "Is fever a symptom?" is of the topic; "Does exercise help?" too.
_NO_NAMES = frozenset("life good now day days week weeks month months home school age work bed night everything nothing".split())
# "Is the rash painful?" is of a sign that the thread has spoken of.
_THE_FINDING = re.compile(
    r"\b(?:the|my|this|that|these|those) (?:rash|pain|fever|swelling|lump|cough|itch(?:ing)?|bleeding|fatigue|"
    r"tiredness|headaches?|nausea|weakness|"
    r"numbness|stiffness|attacks?|spots?|blisters?|discharge|vomiting|symptoms?)\b(?! (?:of|from|in|after) )",
    re.IGNORECASE,
)
_ASKS_OF_A_FINDING = re.compile(
    r"\b(?:an? |the |another |typical |common |early |usual )*(?:symptom|sign|complication|side[- ]effect|cause|"
    r"risk factor|trigger|feature|"
    r"warning sign|red flag|contraindication|consequence)s?$|\b(?:normal|expected|to blame|responsible|a factor|"
    r"matter|play a (?:part|role))$"
    r"|^(?:does|do|can|could|would|will|might) (?:\w+ ){1,4}(?:help|work|make (?:a|any) difference)$",
    re.IGNORECASE,
)
_ASKS_OF_WHAT_IS_DONE = re.compile(
    r"\b(?:help(?:s|ful)?|works?|effective|useful|safe|any (?:good|use)|worth (?:it|trying|while)|recommended|"
    r"needed|necessary|better|matter|"
    r"(?:a )?good idea|an option|possible|make (?:a|any) difference|benefit|beneficial|indicated|harmful|allowed|required|best)$"
    r"|\b(?:as (?:good|effective|safe|well)|better|worse|safer|more effective) (?:as|than)\b"
    r"|^(?:what|how|when|where|which \w+|how much|how many \w+) (?:should|can|could|do|must|may|might|would) (?:i|"
    r"you|we|one|they|people|"
    r"(?:the |my |a )?(?:family|families|carers?|relatives|friends|doctors?|nurses?|parents?|partner|patients?)) "
    r"|\b(?:attacks?|episodes?|flare(?:s|[- ]ups?)?|exacerbations?|recurrences?|complications?|symptoms?|bouts?)\b"
    r"|^(?:should|can|may|must|could|do|does) (?:i|we|you|one|they) (?:need |have )?(?:to )?(?:try|take|use|do|"
    r"avoid|eat|drink|have|start|stop|wear|"
    r"give|get|keep|see|go|continue|apply|rest|exercise|work|drive|fly|travel|sleep)\b",
    re.IGNORECASE,
)
_KNOWS = re.compile(r"\b(?:know|learn|understand|told|tell (?:me|them|people|children)|explain|worry|read)$", re.IGNORECASE)
_ENDS_IN_VERB = re.compile(
    r"(?<!\ba )(?<!\bthe )\b(?:help|helps|relieve|treat|prevent|cure|improve|affect|cause|causes|trigger)$", re.IGNORECASE
)
_OF = re.compile(
    r"\b(?:attacks?|episodes?|flares?|flare[- ]ups?|exacerbations?|recurrences?|bouts?|symptoms?|signs?|causes?|"
    r"features?|prognosis|outlook|complications?|types?|stages?|risk factors?|prevalence|incidence|treatments?|"
    r"diagnosis|management|rate|time|triggers?|definition|history|course|consequences|chance|chances|kinds?|forms?|"
    r"mechanism|severity|"
    r"duration|cure|risks?|consequence|trigger|symptom|sign|complication|feature|cause|risk factor|warning signs?|red flags?)$",
    re.IGNORECASE,
)


def _about_topic(question: str, spoken: Spoken) -> str:
    """The question with the topic at its end, where it does not name it or another condition as what it is about."""
    topic = spoken.context.topic
    if not topic or _names(question, topic):
        return question
    health = [m for m in names_in(question) if kind_of(m) in HEALTH]
    if health and not _ASKS_OF_A_FINDING.search(question) and not spoken.context.intervention:
        return question
    people = people_in(question, topic)[0]
    place = (
        re.search(
            rf"\s+(?:in|for|during|among|with|if|when|while)\s+(?:i am |you are |an? |the |my )?{re.escape(people)}",
            question,
            re.IGNORECASE,
        )
        if people
        else None
    )
    head, tail = (question[: place.start()], question[place.start() :]) if place else (question, "")
    joint = "about " if _KNOWS.search(head) else "" if _ENDS_IN_VERB.search(head) else "of " if _OF.search(head) else "for "
    return f"{head} {joint}{phrase(topic)}{tail}"


def _names(question: str, topic: str) -> bool:
    if re.search(rf"(?<!\w){re.escape(topic.lower())}(?!\w)", question.lower()):
        return True
    wanted = concept_named(topic)
    return any(m.concept and m.concept.name == wanted for m in names_in(question))


def _of_whom(question: str, core: str, spoken: Spoken) -> str:
    """The question about the people that the words name, or else about those of the context."""
    said, people = people_in(core, spoken.context.topic)
    if said and not of_the_unborn(said, f"{spoken.context.population} {spoken.context.topic}"):
        return _in_words_of_the_library(question, said, people)
    return spoken.of_whom(question)


def _in_words_of_the_library(question: str, said: str, people: str) -> str:
    """ "Is it safe if I'm pregnant?" is asked of pregnancy."""
    if said == people:
        return question
    pattern = (
        rf"\b(?:if|when|while|since|as|because|for|in|during|and)\s+(?:i'm |i am |you're |you are |we are |she's |she "
        rf"is |he's |he is |an? |the |my |someone is |they are )?{re.escape(said)}\b"
    )
    found = re.search(pattern, question, re.IGNORECASE)
    return f"{question[: found.start()]}in {people}{question[found.end() :]}" if found else question
