"""A `Draft`: sections of statements, each with the spans that bear it out."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from answerable.text import Span


class SectionKind(StrEnum):
    """What a section of an article is about; the value is its key in JSON, headings come from the outline."""

    DEFINITION = "definition"
    EPIDEMIOLOGY = "epidemiology"
    CAUSE = "cause"
    PRESENTATION = "presentation"
    WARNING_SIGNS = "warning signs"
    DIAGNOSIS = "diagnosis"
    DIFFERENTIAL = "differential"
    TREATMENT = "treatment"
    HARM = "harm"
    DOSE = "dose"
    PREVENTION = "prevention"
    OUTCOME = "outcome"
    COMPARISON = "comparison"
    GUIDANCE = "guidance"
    UNCERTAINTY = "uncertainty"
    DIRECT_ANSWER = "direct answer"


class Wording(StrEnum):
    """How the words of a statement relate to the words that it cites; decides which checks a verdict requires."""

    QUOTE = "quote"  # the cited words, whole or trimmed at their ends or of brackets
    SAME_WORDS = "same words"  # another source's sentence with the same content words and figures in the same order
    REWORDED = "reworded"
    GENERATED = "generated"


class Support(Struct, frozen=True):
    """One passage's words that bear a statement out, as the drafter picked them: the passage by id, the words by span."""

    passage: str
    span: Span
    wording: Wording = Wording.QUOTE


class Statement(Struct, frozen=True, kw_only=True):
    """A sentence of a draft with what bears it out; a statement without support cannot be made.

    `indirect` says, where the evidence is about something near and not the same, what differs.
    """

    text: str
    supports: tuple[Support, ...]
    indirect: str = ""

    def __post_init__(self) -> None:
        """Refuses a statement that nothing bears out: ValueError."""
        if not self.supports:
            raise ValueError("a statement needs a span that bears it out")


class Disagreement(Struct, frozen=True):
    """Statements of several sources that do not agree, side by side and never averaged; `about` says on what."""

    about: str
    statements: tuple[Statement, ...]


class Section(Struct, frozen=True, kw_only=True):
    """Statements under a heading; with neither statements nor disagreements it is a gap and will say so."""

    kind: SectionKind
    heading: str
    statements: tuple[Statement, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


class Draft(Struct, frozen=True, kw_only=True):
    """The body of an article before it is checked.

    `lead` and `summary` are places (section, position) of statements already in `sections`, counting a section's
    statements and behind them those of its disagreements: they are projections and hold no words of their own.
    """

    title: str
    sections: tuple[Section, ...]
    lead: tuple[tuple[int, int], ...] = ()
    summary: tuple[tuple[int, int], ...] = ()
    shown: tuple[str, ...] = ()  # ids of every passage that the drafter was shown: all that it may cite
