"""Warning signs in the words of every rendering: as plain text, as Markdown, and as what a page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from answerable.intake.model import Urgency, WarningBlock
from answerable.writing import PLAIN, Ink, escaped, inked, wrapped

HEADING = "Warning signs"
_HOW_SOON = {Urgency.EMERGENCY: "Emergency", Urgency.URGENT: "Urgent: today", Urgency.SOON: "Within days"}


class Shown(Struct, frozen=True):
    """A block as a page shows it: how soon in words, the block, and those of its lines that no block after it names again."""

    how_soon: str
    block: WarningBlock
    lines: tuple[tuple[str, str], ...]

    @property
    def headed(self) -> str:
        """How soon and for what, as one line."""
        return f"{self.how_soon}. {self.block.title}" if self.how_soon else self.block.title


def shown(warnings: Sequence[WarningBlock]) -> tuple[Shown, ...]:
    """The blocks in their order; a telephone line stands once, under the first block that names it."""
    told: set[tuple[str, str]] = set()
    pages: list[Shown] = []
    for block in warnings:
        how_soon = "" if block.crisis else _HOW_SOON[block.urgency]
        pages.append(Shown(how_soon, block, tuple(line for line in block.lines if line not in told)))
        told.update(block.lines)
    return tuple(pages)


def as_text(warnings: Sequence[WarningBlock], width: int = 92, ink: Ink = PLAIN) -> Iterator[str]:
    """The blocks as wrapped lines of plain text; nothing where there are none."""
    for one in shown(warnings):
        block = one.block
        yield from inked(wrapped(one.headed, width, "⚠ "), ink.alert)
        for sign in block.signs:
            yield from wrapped(sign, width, "  ! ")
        yield from inked(wrapped(block.advice, width, "  "), ink.strong)
        yield from wrapped(_called(one.lines), width, "  ☎ ") if one.lines else ()
        yield ""


def as_markdown(warnings: Sequence[WarningBlock]) -> Iterator[str]:
    """The blocks as lines of Markdown, under a heading of their own; nothing where there are none."""
    if warnings:
        yield f"## {HEADING}\n"
    for one in shown(warnings):
        block = one.block
        yield f"**{escaped(one.headed)}**\n"
        yield from (f"- {escaped(sign)}" for sign in block.signs)
        yield f"\n{escaped(block.advice)}\n"
        if one.lines:
            yield f"{escaped(_called(one.lines))}\n"


def _called(lines: Iterable[tuple[str, str]]) -> str:
    return "Call " + "; ".join(f"{number} ({what})" for number, what in lines) + "."
