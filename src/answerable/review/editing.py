"""Editing an article: each edit gives a new answer whose changed claims were verified again; without evidence it is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from answerable.composition.answer import Answer, AnsweredClaim
from answerable.errors import EditRefused
from answerable.people.model import Account
from answerable.people.permissions import Act, may
from answerable.review import edits as e
from answerable.review.assembling import Shape, ShapedSection, assembled
from answerable.review.proving import Prover
from answerable.text import clean
from answerable.verification.ports import Judge, Sources

LONGEST_CLAIM = 600  # characters
LONGEST_HEADING = 80
LEADS = 5  # claims that a lead or a summary holds at most
_MARKUP = re.compile(r"</?[A-Za-z!][^>]*>|\[[^\]]*\]\([^)]*\)|https?://")
_STATES = re.compile(r"[.!;]\s|[.!]$|\d")


class Edited(Struct, frozen=True, kw_only=True):
    """What came of some edits: the answer, the opinions in it, and what each edit did, in words.

    `unproven` are the ids of changed claims that a check could not settle: they come up as open findings.
    """

    answer: Answer
    opinions: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    unproven: tuple[str, ...] = ()


def edited(
    answer: Answer,
    edits: Sequence[e.Edit],
    *,
    by: Account,
    on: str,
    sources: Sources,
    judge: Judge | None = None,
    opinions: Sequence[tuple[str, str]] = (),
) -> Edited:
    """The answer after these edits, in their order, all or none; `on` is the day (ISO).

    Raises `EditRefused` where an edit cannot be made or leaves a statement without evidence.
    """
    desk = _Desk(Shape.of(answer), Prover(answer, sources, judge), by, dict(opinions))
    told = [_DO[type(edit)](desk, edit) for edit in edits]
    if not any(desk.shape.claims()):
        raise EditRefused("Nothing would be left of the article.", "Withdraw or reject it instead.")
    after = assembled(answer, desk.shape, desk.prover.sources_of, opinions=frozenset(desk.opinions))
    left = {claim.id for claim in after.claims()}
    return Edited(
        answer=replace(after, text_edited=on) if edits else answer,
        opinions=tuple((claim, who) for claim, who in desk.opinions.items() if claim in left),
        told=tuple(told),
        unproven=tuple(claim for claim in desk.prover.unproven if claim in left),
    )


@dataclass
class _Desk:
    """An edit in the making."""

    shape: Shape
    prover: Prover
    by: Account
    opinions: dict[str, str] = field(default_factory=dict[str, str])

    def opinion(self, text: str) -> AnsweredClaim:
        """A statement without evidence under the editor's name."""
        if not may(self.by, Act.DECIDE):
            raise EditRefused("Only an editor gives an opinion in the place of evidence.", "Give evidence, or ask an editor.")
        if not self.by.name:
            raise EditRefused("An opinion needs a name to it.", "Give evidence instead.")
        claim = self.prover.opinion(text, self.by.name)
        self.opinions[claim.id] = self.by.id
        return claim


# -- words ---------------------------------------------------------------------------------------------------------


def _statement(text: str) -> str:
    """The words of a statement, cleaned; raises where they are none that can stand."""
    words = clean(text)
    if not words or not any(letter.isalpha() for letter in words):
        raise EditRefused("A statement needs words.", "Write a sentence.")
    if len(words) > LONGEST_CLAIM:
        raise EditRefused(f"The statement has {len(words):,} characters; at most {LONGEST_CLAIM} are one claim.", "Make it two.")
    if _MARKUP.search(words):
        raise EditRefused(
            "A statement is plain words, without markup or links.", "Leave them out; citations are added by search."
        )
    return words if words[-1] in ".!?" else f"{words}."


def _heading(text: str) -> str:
    words = clean(text)
    if not words or len(words) > LONGEST_HEADING or _MARKUP.search(words) or _STATES.search(words):
        raise EditRefused(
            f"“{words[:LONGEST_HEADING]}” cannot be a heading.",
            f"A heading names what follows in at most {LONGEST_HEADING} characters, and states nothing itself.",
        )
    return words


def _unknown(what: str) -> EditRefused:
    return EditRefused(f"There is no {what} in this revision.", "Look at it again: somebody may have edited it.")


def _quoted(text: str) -> str:
    return f"“{text}”"


# -- each edit -------------------------------------------------------------------------------------------------------


def _set_title(desk: _Desk, edit: e.SetTitle) -> str:
    words = clean(edit.title)
    if not words.endswith("?") or len(words) > 2 * LONGEST_HEADING or _MARKUP.search(words):
        raise EditRefused(
            "A title asks the question that the article answers, and states nothing.", "End it with a question mark."
        )
    desk.shape.title = words
    return f"The title is now {_quoted(words)}."


def _reword(desk: _Desk, edit: e.Reword) -> str:
    old, text = _claim(desk, edit.claim), _statement(edit.text)
    spans = desk.prover.spans_of(old)
    new = desk.opinion(text) if edit.opinion else desk.prover.claim(text, spans, indirect=old.indirect)
    _swap(desk, old, new)
    lost = dict.fromkeys(span.record for span in spans if span not in desk.prover.spans_of(new))
    without = "".join(f" It no longer cites {desk.prover.title_of(record)}." for record in lost)
    return f"{_quoted(old.text)} now reads {_quoted(new.text)}.{without}"


def _add_claim(desk: _Desk, edit: e.AddClaim) -> str:
    text = _statement(edit.text)
    if edit.opinion and not edit.citations:
        new = desk.opinion(text)
    else:
        new = desk.prover.claim(text, [desk.prover.span(one) for one in edit.citations], indirect=clean(edit.indirect))
    if new.id in {claim.id for claim in desk.shape.claims()}:
        raise EditRefused(f"{_quoted(text)} stands in the article already.", "Move it, or put it in the lead.")
    section = _section(desk, edit.section)
    section.claims.insert(_within(edit.position, len(section.claims)), new)
    return f"New under {_quoted(section.heading)}: {_quoted(new.text)}"


def _drop_claim(desk: _Desk, edit: e.DropClaim) -> str:
    claim = _claim(desk, edit.claim)
    desk.shape.take_out(claim.id)
    return f"Taken out: {_quoted(claim.text)}"


def _add_citation(desk: _Desk, edit: e.AddCitation) -> str:
    old = _claim(desk, edit.claim)
    span = desk.prover.span(edit.citation)
    spans = desk.prover.spans_of(old)
    if span in spans:
        raise EditRefused("The claim cites these words already.", "Choose others.")
    desk.opinions.pop(old.id, None)
    _swap(desk, old, desk.prover.claim(old.text, [*spans, span], indirect=old.indirect, each=True))
    return f"{_quoted(old.text)} also cites {desk.prover.title_of(span.record)}."


def _drop_citation(desk: _Desk, edit: e.DropCitation) -> str:
    old = _claim(desk, edit.claim)
    spans = desk.prover.spans_of(old)
    kept = [span for span in spans if span.record != edit.record]
    if len(kept) == len(spans):
        raise _unknown(f"citation of {edit.record} under that claim")
    if not kept:
        raise EditRefused("The claim would be left without evidence.", "Drop the claim, or add another citation first.")
    _swap(desk, old, desk.prover.claim(old.text, kept, indirect=old.indirect))
    return f"{_quoted(old.text)} no longer cites {desk.prover.title_of(edit.record)}."


def _move_claim(desk: _Desk, edit: e.MoveClaim) -> str:
    claim = _claim(desk, edit.claim)
    target = _section(desk, edit.section)
    desk.shape.take_out(claim.id)
    target.claims.insert(_within(edit.position, len(target.claims)), claim)
    return f"Moved under {_quoted(target.heading)}: {_quoted(claim.text)}"


def _add_section(desk: _Desk, edit: e.AddSection) -> str:
    heading = _heading(edit.heading)
    desk.shape.add_section(_within(edit.position, len(desk.shape.sections)), edit.kind, heading)
    return f"New section: {_quoted(heading)}"


def _drop_section(desk: _Desk, edit: e.DropSection) -> str:
    section = _section(desk, edit.section)
    if section.claims or section.disagreements:
        raise EditRefused(f"{_quoted(section.heading)} still has claims.", "Move or drop them first.")
    desk.shape.sections.remove(section)
    return f"Section taken out: {_quoted(section.heading)}"


def _move_section(desk: _Desk, edit: e.MoveSection) -> str:
    section = _section(desk, edit.section)
    desk.shape.sections.remove(section)
    desk.shape.sections.insert(_within(edit.position, len(desk.shape.sections)), section)
    return f"Section moved: {_quoted(section.heading)}"


def _rename_section(desk: _Desk, edit: e.RenameSection) -> str:
    section = _section(desk, edit.section)
    before, section.heading = section.heading, _heading(edit.heading)
    return f"The section {_quoted(before)} is now {_quoted(section.heading)}."


def _set_lead(desk: _Desk, edit: e.SetLead) -> str:
    desk.shape.lead = _projection(desk, edit.claims, "The lead")
    return "Other claims open the article."


def _set_summary(desk: _Desk, edit: e.SetSummary) -> str:
    desk.shape.summary = _projection(desk, edit.claims, "The summary") if edit.claims else []
    return "Other claims close the article."


def _projection(desk: _Desk, claims: Sequence[str], what: str) -> list[str]:
    chosen = list(dict.fromkeys(_claim(desk, one).id for one in claims))
    if not 1 <= len(chosen) <= LEADS:
        raise EditRefused(f"{what} is of one to {LEADS} claims.", "Choose those that say most.")
    if any(one in desk.opinions for one in chosen):
        raise EditRefused(f"{what} is made of claims that have evidence, and of no opinion.", "Choose others.")
    return chosen


_DO: Mapping[type[e.Edit], Callable[[_Desk, object], str]] = {
    e.SetTitle: _set_title,
    e.Reword: _reword,
    e.AddClaim: _add_claim,
    e.DropClaim: _drop_claim,
    e.AddCitation: _add_citation,
    e.DropCitation: _drop_citation,
    e.MoveClaim: _move_claim,
    e.AddSection: _add_section,
    e.DropSection: _drop_section,
    e.MoveSection: _move_section,
    e.RenameSection: _rename_section,
    e.SetLead: _set_lead,
    e.SetSummary: _set_summary,
}  # pyright: ignore[reportAssignmentType]  # each function takes the edit that it stands under


# -- where -----------------------------------------------------------------------------------------------------------


def _claim(desk: _Desk, name: str) -> AnsweredClaim:
    found = next((claim for claim in desk.shape.claims() if claim.id == name), None)
    if found is None:
        raise _unknown("such claim")
    return found


def _section(desk: _Desk, number: int) -> ShapedSection:
    if not 0 <= number < len(desk.shape.sections):
        raise _unknown("such section")
    return desk.shape.sections[number]


def _within(position: int, length: int) -> int:
    return min(max(position, 0), length)


def _swap(desk: _Desk, old: AnsweredClaim, new: AnsweredClaim) -> None:
    """Puts a claim in the place of another, also where lead and summary name it."""
    if new.id != old.id and new.id in {claim.id for claim in desk.shape.claims()}:
        raise EditRefused(f"{_quoted(new.text)} stands in the article already.", "Drop one of the two.")
    desk.shape.swap(old.id, new)
    if old.id != new.id:
        desk.opinions.pop(old.id, None)
