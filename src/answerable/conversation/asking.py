"""What the ways of understanding share: the question last asked with its context, and what has been made of the words."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from answerable.composition.answer import Answer
from answerable.conversation.model import Context
from answerable.conversation.naming import is_plural, people_in, phrase
from answerable.conversation.referring import agree
from answerable.question import Question, understand


class Asked(NamedTuple):
    """The whole question made of the words, or what is `unclear`; the parts are those that the words have given anew."""

    question: str = ""
    topic: str = ""
    intervention: str = ""
    comparator: str = ""
    as_typed: bool = False
    unclear: str = ""


class Spoken:
    """What has been said: the context, and the last question with its answer."""

    def __init__(self, context: Context, last: Answer, before: str = "") -> None:
        """Takes the context as the asker left it: it may have been changed since the last question."""
        self.context = context
        self.last = last
        self.before = before

    def of(self, population: str) -> Spoken:
        """The same, about other people."""
        return Spoken(replace(self.context, population=population), self.last, self.before)

    @cached_property
    def question(self) -> Question:
        """The question that was asked last."""
        return understand(self.before) if self.before else self.last.question

    @cached_property
    def about_treatment(self) -> bool:
        """Whether the last question spoke of the intervention, so that "it" is that."""
        return self.says(self.context.intervention)

    def says(self, name: str) -> bool:
        """Whether the last question has this name in it."""
        return bool(name) and re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", self.question.text.lower()) is not None

    def fill(self, template: str) -> str:
        """The template with the parts of the context in its slots; empty where one is missing."""
        context = self.context
        slots = {"{t}": phrase(context.topic), "{i}": phrase(context.intervention), "{c}": phrase(context.comparator)}
        if any(slot in template and not name for slot, name in slots.items()):
            return ""
        verbs = {
            "{be}": agree("is", context.topic),
            "{Be}": agree("Is", context.topic),
            "{do}": agree("does", context.topic),
            "{Do}": agree("Does", context.topic),
            "{do_i}": "do" if is_plural(context.intervention) else "does",
            "{Do_i}": "Do" if is_plural(context.intervention) else "Does",
        }
        for slot, name in {**verbs, **slots}.items():
            template = template.replace(slot, name)
        return self.of_whom(template.rstrip("?")) + "?"

    def of_whom(self, question: str) -> str:
        """The question with the people of the context at its end, where it names nobody itself."""
        people = self.context.population
        if not people or people_in(question, self.context.topic)[0]:
            return question
        return f"{question.rstrip('?')} {in_people(people)}"


def in_people(people: str) -> str:
    """How a question says in whom: "in children"."""
    return people if re.match(r"(?:in|among|during|after|with|for) ", people, re.IGNORECASE) else f"in {people}"
