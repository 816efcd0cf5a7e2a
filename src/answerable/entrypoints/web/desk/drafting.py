"""Edits in the making: what a form asks for becomes an `Edit`; the edits so far travel in the form itself, as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice

import msgspec
from msgspec import Struct

from answerable.app import App
from answerable.composition.answer import Answer
from answerable.corpus.appraisal import appraise
from answerable.drafting.model import SectionKind
from answerable.entrypoints.web.desk.words import choice_of
from answerable.errors import UnusableQuestion, UsageProblem
from answerable.publication.references import graded, in_words
from answerable.retrieval.windows import overlap, stems_of
from answerable.review import edits as e
from answerable.text import sentences

MOST = 200  # edits in one revision
LONGEST = 60_000  # characters of them
RECORDS, SENTENCES = 6, 4
_LAST = 10_000  # a position behind everything
_decode = msgspec.json.Decoder(list[e.Edit]).decode


class Quotable(Struct, frozen=True, kw_only=True):
    """A sentence of a record that may be cited: its place, its words."""

    field: str
    start: int
    end: int
    words: str


class Findable(Struct, frozen=True, kw_only=True):
    """A record found for a statement, with its sentences that have most of the words."""

    id: str
    page: str
    title: str
    where: str
    graded: str
    notices: tuple[str, ...]
    sentences: tuple[Quotable, ...]


def edits_in(form: Mapping[str, str]) -> list[e.Edit]:
    """The edits so far; raises `UsageProblem` where the form's are none."""
    text = form.get("edits", "") or "[]"
    try:
        made = _decode(text) if len(text) <= LONGEST else None
    except (msgspec.MsgspecError, RecursionError):
        made = None
    if made is None or len(made) > MOST:
        raise UsageProblem("The changes so far cannot be read.", "Keep what you have as a revision, or begin anew.")
    return made


def as_text(made: list[e.Edit]) -> str:
    """The edits as a form carries them."""
    return msgspec.json.encode(made).decode()


def edit_of(form: Mapping[str, str], answer: Answer) -> e.Edit | None:
    """The one more edit that a form asks for, on the article as the edits so far leave it; None where it asks for none."""
    act = form.get("act", "")
    make = _MAKE.get(act)
    return make(form, answer) if make else None


def _reword(form: Mapping[str, str], answer: Answer) -> e.Edit:
    return e.Reword(form.get("claim", ""), form.get("text", ""), opinion=form.get("opinion") == "yes")


def _add(form: Mapping[str, str], answer: Answer) -> e.Edit:
    opinion = form.get("act") == "add opinion"
    section, cited = _section(form), () if opinion else (_cite(form),)
    return e.AddClaim(section=section, position=_LAST, text=form.get("text", ""), citations=cited, opinion=opinion)


def _move_section(form: Mapping[str, str], answer: Answer) -> e.Edit:
    at = _section(form)
    return e.MoveSection(section=at, position=max(0, at - 1) if form.get("act") == "section up" else at + 1)


def _add_section(form: Mapping[str, str], answer: Answer) -> e.Edit:
    kind = choice_of(SectionKind, form.get("kind", ""), "kind of section")
    return e.AddSection(position=len(answer.sections), kind=kind, heading=form.get("text", ""))


def _move(form: Mapping[str, str], answer: Answer) -> e.Edit:
    """A claim one place up or down in its section."""
    claim, way = form.get("claim", ""), -1 if form.get("act") == "up" else 1
    for number, section in enumerate(answer.sections):
        ids = [one.id for one in section.claims]
        if claim in ids:
            return e.MoveClaim(claim=claim, section=number, position=max(0, ids.index(claim) + way))
    raise UsageProblem("A side of a disagreement stays beside the others.", "Move it to another section, or take it out.")


def _project(form: Mapping[str, str], answer: Answer) -> e.Edit:
    """A claim put into the lead or the summary, or taken out where it is in."""
    claim, lead = form.get("claim", ""), form.get("act") == "lead"
    held = answer.lead if lead else answer.summary
    chosen = tuple(one for one in held if one != claim) if claim in held else (*held, claim)
    return e.SetLead(chosen) if lead else e.SetSummary(chosen)


_MAKE: Mapping[str, Callable[[Mapping[str, str], Answer], e.Edit]] = {
    "title": lambda form, _: e.SetTitle(form.get("text", "")),
    "reword": _reword,
    "drop": lambda form, _: e.DropClaim(form.get("claim", "")),
    "cite": lambda form, _: e.AddCitation(form.get("claim", ""), _cite(form)),
    "uncite": lambda form, _: e.DropCitation(form.get("claim", ""), form.get("record", "")),
    "up": _move,
    "down": _move,
    "to section": lambda form, _: e.MoveClaim(claim=form.get("claim", ""), section=_section(form), position=_LAST),
    "add": _add,
    "add opinion": _add,
    "rename section": lambda form, _: e.RenameSection(_section(form), form.get("text", "")),
    "drop section": lambda form, _: e.DropSection(_section(form)),
    "section up": _move_section,
    "section down": _move_section,
    "add section": _add_section,
    "lead": _project,
    "summary": _project,
}
"""What each button of the page asks for."""


def _section(form: Mapping[str, str]) -> int:
    return _whole(form.get("section", ""))


def _cite(form: Mapping[str, str]) -> e.Cite:
    """The words that a form cites: "record|field|start|end"."""
    parts = form.get("words-at", "").rsplit("|", 3)
    if len(parts) != 4:
        raise UsageProblem("No words of a source were chosen.", "Search for some, and choose a sentence.")
    return e.Cite(record=parts[0], field=parts[1], start=_whole(parts[2]), end=_whole(parts[3]))


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise UsageProblem("The form does not say where.", "Load the page again.")
    return int(text)


def found_for(app: App, words: str) -> tuple[Findable, ...]:
    """Records that bear on some words, best first, each with the sentences that have most of them; none that is retracted."""
    try:
        run = app.search(words, depth=30)
    except UnusableQuestion:
        return ()
    best = {one.passage.record.id: one for one in reversed(run.passages)}
    ranked = sorted(best.values(), key=lambda one: -one.score)
    asked = stems_of(words)
    made: list[Findable] = []
    for one in islice(ranked, RECORDS):
        record = one.passage.record
        cut = [
            Quotable(field=name, start=sentence.start, end=sentence.end, words=sentence.text)
            for name, section in record.fields()
            if name != "title"
            for sentence in sentences(section.text)
        ]
        cut.sort(key=lambda sentence: -overlap(asked, sentence.words))
        if cut:
            made.append(
                Findable(
                    id=record.id,
                    page=record.pmid or record.id,
                    title=record.title,
                    where=f"{record.journal.abbreviation or record.journal.name} {record.year or ''}".strip(),
                    graded=graded(appraise(record)),
                    notices=in_words(one.notices),
                    sentences=tuple(cut[:SENTENCES]),
                )
            )
    return tuple(made)
