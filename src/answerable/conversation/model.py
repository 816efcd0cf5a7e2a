"""A `Thread` of follow-up questions under one version of an article, and the `Context` in which each is understood."""

from __future__ import annotations

from msgspec import Struct

from answerable.composition.answer import Answer
from answerable.intake.model import WarningBlock


class Context(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a short question leaves unsaid and the thread supplies; each part is shown and can be changed by the asker.

    `topic` is the condition or intervention that is spoken of, `population` whom it is about, `intervention` and `comparator`
    what was last spoken of. All are words of a question, empty where there is none.
    """

    topic: str = ""
    population: str = ""
    intervention: str = ""
    comparator: str = ""


class FollowUp(Struct, frozen=True, kw_only=True):
    """A follow-up question as understood: the words as typed, the whole question that is asked, and the context it was read in.

    `used` names the parts of the context that the whole question took ("topic", "population", …). `follows` is the context for
    the next question. `unclear` says, instead of a question, what is to be asked back, where the words cannot be understood.
    """

    words: str
    question: str
    context: Context
    used: tuple[str, ...]
    follows: Context
    unclear: str = ""


class Already(Struct, frozen=True):
    """A claim of the article that already answers a follow-up question: its id and the heading under which it stands."""

    claim: str
    heading: str


class Turn(Struct, frozen=True, kw_only=True):
    """One follow-up question with what came of it.

    One of `answer` and `unanswered` is given when it is done: a whole answer, which keeps every promise, or why there is none,
    in words. `made` is an ISO time.
    """

    number: int  # from 1
    asked: FollowUp
    made: str
    answer: Answer | None = None
    unanswered: str = ""
    already: tuple[Already, ...] = ()
    wider: str = ""  # the same question of anybody, which has an answer, where there is none about these people
    warnings: tuple[WarningBlock, ...] = ()
    sent: bool = False  # to the editors, as a proposed change


class Thread(Struct, frozen=True, kw_only=True):
    """Follow-up questions of one asker under one version of an article, in their order."""

    article: str  # the address of the article
    version: int
    turns: tuple[Turn, ...] = ()


class Suggestion(Struct, frozen=True):
    """A question that may come next, and that has an answer: its words and why it is suggested ("section", "gap")."""

    words: str
    why: str
