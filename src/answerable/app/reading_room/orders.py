"""What a job is on: a question to be answered, or a follow-up question, as they are kept until they are done."""

from __future__ import annotations

from enum import StrEnum

import msgspec
from msgspec import Struct

from answerable.conversation.model import Context
from answerable.intake.model import WarningBlock


class Kind(StrEnum):
    """What kinds of work there are."""

    ANSWER = "answer"
    FOLLOW_UP = "follow-up"
    SUGGESTIONS = "suggestions"
    COMMISSION = "commission"


class AnswerOrder(Struct, frozen=True, kw_only=True):
    """A question to be answered under an address; it has passed the intake."""

    question: str
    warnings: tuple[WarningBlock, ...] = ()


class CommissionOrder(Struct, frozen=True, kw_only=True):
    """A question of which the editors want a draft; `editor` is the account that asked for it."""

    question: str
    editor: str
    warnings: tuple[WarningBlock, ...] = ()
    specialty: str = ""


class FollowUpOrder(Struct, frozen=True, kw_only=True):
    """A follow-up question under one version of an article, with the context in which it is to be read."""

    article: str
    number: int
    version: int
    words: str
    context: Context | None = None
    warnings: tuple[WarningBlock, ...] = ()


encode = msgspec.json.Encoder().encode
answer_order = msgspec.json.Decoder(AnswerOrder).decode
commission_order = msgspec.json.Decoder(CommissionOrder).decode
follow_up_order = msgspec.json.Decoder(FollowUpOrder).decode
