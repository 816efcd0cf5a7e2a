"""What intake finds: a `WarningBlock` that needs help at once, a `PersonalIdentifier` that must not be kept."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Urgency(StrEnum):
    """How soon somebody has to act; the value is what a reader is told."""

    EMERGENCY = "emergency"  # call an ambulance, now
    URGENT = "urgent"  # see somebody today
    SOON = "soon"  # see somebody within days


class WarningBlock(Struct, frozen=True, kw_only=True):
    """Advice that a rule gives: the rule's id, how urgent it is, the signs it is about, and what to do, in plain words.

    `signs` are shown as a list; `advice` is one or two sentences; `lines` are telephone numbers with what they are, for the
    region. `crisis` is True where the normal answer stops: self-harm and the like.
    """

    rule: str
    urgency: Urgency
    title: str
    signs: tuple[str, ...]
    advice: str
    lines: tuple[tuple[str, str], ...] = ()
    crisis: bool = False


class PersonalIdentifier(Struct, frozen=True):
    """What may name a person in a text: characters `start` to `end`, and what kind it is ("name", "date of birth", …)."""

    kind: str
    start: int
    end: int


class Redacted(Struct, frozen=True):
    """A text without what may name a person, each place marked with its kind in brackets, and what was found in the original."""

    text: str
    found: tuple[PersonalIdentifier, ...]
