"""`follow_up`: from the few words of a follow-up question and its context to a whole question, or to what is asked back."""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from answerable.composition.answer import Answer
from answerable.conversation.asking import Asked, Spoken
from answerable.conversation.choosing import chosen
from answerable.conversation.completing import completed, filled_by_rule, without_question
from answerable.conversation.context import compared, context_from
from answerable.conversation.model import Context, FollowUp
from answerable.conversation.naming import concept_named, people_in, same
from answerable.conversation.replacing import replaced
from answerable.conversation.speech import asks, corrected, elliptic, opened, sentence
from answerable.errors import UnusableQuestion
from answerable.question import Question, understand
from answerable.text import clean

LONGEST = 500  # characters: a follow-up question is a short one
_PARTS = ("topic", "population", "intervention", "comparator")


def follow_up(words: str, context: Context, last: Answer, before: str = "") -> FollowUp:
    """The whole question behind the words, as read in the context of the thread and of its last answer; never raises.

    `before` is the whole question that was asked last, where it had no answer and `last` is an older one.
    A question that is whole already is asked as it is and takes nothing from the context. Where the words cannot be
    understood, `unclear` says what to ask back and there is no question.
    """
    typed = clean(words)
    if unusable := _unusable(typed):
        return _asked_back(words, context, unusable)
    spoken = Spoken(context, last, before)
    asked = _whole(typed, spoken)
    if asked.unclear or not asked.question:
        return _asked_back(typed, context, asked.unclear or _NOT_UNDERSTOOD)
    question = sentence(asked.question) if not asked.as_typed else asked.question
    try:
        understood = understand(question)
    except UnusableQuestion as refused:
        return _asked_back(typed, context, str(refused))
    named = context_from(understood)
    used = () if asked.as_typed else _used(question, typed, context)
    return FollowUp(
        words=typed, question=question, context=context, used=used, follows=_follows(named, asked, context, used, understood)
    )


_NOT_UNDERSTOOD = (
    "What would you like to know? Ask a short question, for example “How is it treated?”, or a whole one that "
    "names the condition."
)


def _unusable(typed: str) -> str:
    """Why nothing can be made of the text, in words; empty where something can."""
    if len(typed) > LONGEST:
        return f"This has {len(typed):,} characters; a follow-up question can have {LONGEST}. Ask one thing at a time."
    if not typed:
        return "The question is empty. Ask in a few words, for example “How is it treated?”."
    if not any(character.isalpha() for character in typed):
        return "The question has no words in it. Ask in a few words, for example “How is it treated?”."
    try:
        understand(typed)
    except UnusableQuestion as refused:
        return str(refused)
    return ""


def _whole(typed: str, spoken: Spoken) -> Asked:
    """The whole question, by the first way of understanding that fits."""
    core = opened(typed)
    if said := without_question(core):
        return Asked(unclear=said)
    if meant := corrected(typed):
        return replaced(meant, spoken, correcting=True) or completed(meant, spoken, typed)
    if option := chosen(core, spoken):
        return option
    if by_rule := filled_by_rule(core, spoken):
        return by_rule
    rest = elliptic(typed) or elliptic(core)
    if rest and not asks(opened(rest)):
        return replaced(rest, spoken) or completed(core, spoken, typed)
    if rest and (by_rule := filled_by_rule(opened(rest), spoken)):
        return by_rule
    return completed(core, spoken, typed)


def _used(question: str, typed: str, context: Context) -> tuple[str, ...]:
    """The parts of the context whose words stand in the whole question and not in what was typed."""
    return tuple(
        part for part in _PARTS if (value := getattr(context, part)) and _says(question, value) and not _says(typed, value)
    )


def _says(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", text.lower()) is not None


def _follows(named: Context, asked: Asked, context: Context, used: tuple[str, ...], question: Question) -> Context:
    """The context for the next question: what the whole question names, and what it left standing of the last."""
    if asked.as_typed and not _about_the_same(named, context):
        return named
    topic = asked.topic or (context.topic if "topic" in used else named.topic) or context.topic
    kept = same(topic, context.topic) or "topic" in used
    if not same(topic, named.topic):  # what is done about smoking cessation is no topic, though both are things that one does
        done, against = compared(question, topic)
        named = replace(named, intervention=done, comparator=against)
    _, people = people_in(asked.question, topic)
    intervention = asked.intervention or (context.intervention if "intervention" in used else named.intervention)
    if same(intervention, topic):
        intervention = ""
    comparator = asked.comparator or (context.comparator if "comparator" in used else named.comparator)
    if kept and same(intervention, context.intervention) and not comparator:
        comparator = context.comparator  # still there to choose from: "the second one"
    if kept and not intervention:
        intervention, comparator = context.intervention, comparator or context.comparator
    if asked.intervention and not comparator and kept and not same(intervention, context.intervention):
        comparator = context.intervention  # "which is better?" may come next
    if comparator and concept_named(comparator) == concept_named(intervention):
        comparator = ""
    return Context(
        topic=topic,
        population=people or (context.population if "population" in used else ""),
        intervention=intervention,
        comparator=comparator,
    )


def _about_the_same(named: Context, context: Context) -> bool:
    return same(named.topic, context.topic)


def _asked_back(typed: str, context: Context, unclear: str) -> FollowUp:
    return FollowUp(
        words=msgspec.convert(typed[:LONGEST], str), question="", context=context, used=(), follows=context, unclear=unclear
    )
