"""Anchoring: a comment hangs on words by quote and position, and finds them again in the next revision, or is an orphan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct
from msgspec.structs import replace

from answerable.composition.answer import Answer
from answerable.review.comment import Anchor, Comment, TextPositionSelector, TextQuoteSelector
from answerable.review.model import Revision

AROUND = 32  # characters of prefix and suffix
ALIKE = 0.6  # how much of the words has to be left for them to be the same words, changed
_FAR = 2_000  # characters; a place further off is no nearer than this

WHOLE = ""  # the claim of an anchor that hangs on the text of the whole article


class Anchored(Struct, frozen=True, kw_only=True):
    """A comment where it hangs in a revision: `anchor` is None where its words are gone, and then it is an orphan.

    `exactly` is False where the words were changed since. A comment on the whole revision has no anchor and is no orphan.
    """

    comment: Comment
    anchor: Anchor | None
    exactly: bool = True

    @property
    def orphan(self) -> bool:
        """Whether it hung on words that are gone."""
        return self.anchor is None and self.comment.anchor is not None


class Line(Struct, frozen=True):
    """A line of the article's text: where it begins in it, its words, and the id of its claim, empty where it is none."""

    start: int
    text: str
    claim: str


def text_of(answer: Answer) -> str:
    """The article as one text that positions count in: title, then headings and claims, a line each."""
    return "\n".join(one.text for one in lines_of(answer))


def lines_of(answer: Answer) -> tuple[Line, ...]:
    """The lines of that text in their order; the first is the title."""
    start, made = 0, list[Line]()
    for text, claim in ((answer.title, ""), *_lines(answer)):
        made.append(Line(start, text, claim))
        start += len(text) + 1
    return tuple(made)


def _lines(answer: Answer) -> Iterator[tuple[str, str]]:
    """Every line behind the title with the id of its claim, empty for a heading or a gap."""
    for section in answer.sections:
        yield section.heading, ""
        for disagreement in section.disagreements:
            for claim in disagreement.claims:
                yield claim.text, claim.id
        for claim in section.claims:
            yield claim.text, claim.id
        if section.gap:
            yield section.gap, ""


def anchor_on(answer: Answer, start: int, end: int, claim: str = WHOLE) -> Anchor:
    """An anchor on characters `start` to `end` of a claim's text, or of the whole; raises ValueError where they are none."""
    text = _text(answer, claim)
    if text is None or not 0 <= start < end <= len(text):
        raise ValueError(f"there are no characters {start} to {end} in {claim or 'the article'}")
    return _anchor(text, start, end, claim)


def _anchor(text: str, start: int, end: int, claim: str) -> Anchor:
    quote = TextQuoteSelector(text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND])
    return Anchor(quote=quote, position=TextPositionSelector(start, end), claim=claim)


def _text(answer: Answer, claim: str) -> str | None:
    if claim == WHOLE:
        return text_of(answer)
    return next((one.text for one in answer.claims() if one.id == claim), None)


# -- finding it again ----------------------------------------------------------------------------------------------


def anchored(comments: Sequence[Comment], answer: Answer) -> tuple[Anchored, ...]:
    """Every comment where it hangs in a revision, in the order of the comments; orphans are shown and not lost."""
    return tuple(_again(comment, answer) for comment in comments)


def anchored_in(comments: Sequence[Comment], revisions: Sequence[Revision]) -> tuple[Anchored, ...]:
    """Every comment where it hangs in the last of these revisions, followed there from the one that it was made on.

    Words that were lost on the way and came back are found again; `exactly` is said of the words as they were commented on.
    """
    places = {one.content_hash: number for number, one in enumerate(revisions)}
    return tuple(_followed(one, revisions[places.get(one.revision, -1) + 1 :]) for one in comments)


def _followed(comment: Comment, later: Sequence[Revision]) -> Anchored:
    held = Anchored(comment=comment, anchor=comment.anchor)
    last = comment.anchor
    for revision in later if comment.anchor else ():
        held = _again(replace(comment, anchor=last), revision.answer)
        last = held.anchor or last
    exactly = held.anchor is not None and comment.anchor is not None and held.anchor.quote.exact == comment.anchor.quote.exact
    return Anchored(comment=comment, anchor=held.anchor, exactly=exactly or comment.anchor is None)


def _again(comment: Comment, answer: Answer) -> Anchored:
    anchor = comment.anchor
    if anchor is None:
        return Anchored(comment=comment, anchor=None)
    found = _in_claims(anchor, answer) if anchor.claim else _in_text(anchor, text_of(answer), WHOLE)
    if found is None:
        return Anchored(comment=comment, anchor=None, exactly=False)
    return Anchored(comment=comment, anchor=found, exactly=found.quote.exact == anchor.quote.exact)


def _in_claims(anchor: Anchor, answer: Answer) -> Anchor | None:
    """The words in the claim itself; where it was reworded, in the claim that has most of them, or most of it."""
    claims = {one.id: one.text for one in answer.claims()}
    if anchor.claim in claims:
        return _in_text(anchor, claims[anchor.claim], anchor.claim)
    around = anchor.quote.prefix + anchor.quote.exact + anchor.quote.suffix
    alike = {name: _alike(around, text) for name, text in claims.items()}
    for name in sorted(alike, key=lambda one: -alike[one]):
        found = _exact(anchor, claims[name], name) if alike[name] < ALIKE else _in_text(anchor, claims[name], name)
        if found and (alike[name] >= ALIKE or len(anchor.quote.exact) >= AROUND):
            return found
    return None


def _in_text(anchor: Anchor, text: str, claim: str) -> Anchor | None:
    return _exact(anchor, text, claim) or _changed(anchor, text, claim)


def _exact(anchor: Anchor, text: str, claim: str) -> Anchor | None:
    """The same words where they fit best: what stands around them counts more than how far they have moved."""
    quote = anchor.quote
    each = re.finditer(f"(?={re.escape(quote.exact)})", text)  # also those that overlap
    starts = [match.start() for match in each] if quote.exact else []
    if not starts:
        return None

    def fit(start: int) -> tuple[float, int]:
        end = start + len(quote.exact)
        before = _ratio(quote.prefix, text[max(0, start - len(quote.prefix)) : start])
        behind = _ratio(quote.suffix, text[end : end + len(quote.suffix)])
        return before + behind, -min(abs(start - anchor.position.start), _FAR)

    best = max(starts, key=fit)
    if fit(best)[0] < ALIKE and len(quote.exact) < AROUND // 2 and (quote.prefix or quote.suffix):
        return None  # a word or two that also stand elsewhere are not the words that were meant
    return _anchor(text, best, best + len(quote.exact), claim)


def _changed(anchor: Anchor, text: str, claim: str) -> Anchor | None:
    """Words that stand between the same surroundings, or that are nearly the same; None where too little is left."""
    quote = anchor.quote
    whole = quote.prefix + quote.exact + quote.suffix
    blocks = SequenceMatcher(None, whole, text, autojunk=False).get_matching_blocks()
    first, last = len(quote.prefix), len(quote.prefix) + len(quote.exact)
    kept = [
        (one.b + max(first - one.a, 0), one.b + min(last, one.a + one.size) - one.a)
        for one in blocks
        if one.size and one.a < last and one.a + one.size > first
    ]
    if not kept:
        return None
    start, end = _to_words(text, kept[0][0], kept[-1][1])
    if start >= end or _ratio(quote.exact, text[start:end]) < ALIKE:
        return None
    return _anchor(text, start, end, claim)


def _to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The place widened to whole words, without white space at its ends."""
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1 : end].isalnum() and text[end].isalnum():
        end += 1
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - (len(inside) - len(inside.rstrip()))


def _alike(one: str, other: str) -> float:
    """How alike two texts are where that is enough for them to be the same; else nothing, without the trouble of counting."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def _ratio(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1; two that are empty are alike."""
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()
