"""What the page of comments shows: the article's lines with the words that carry one, each comment where it hangs, orphans."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from answerable.review.anchoring import Anchored, Line, anchored_in, lines_of
from answerable.review.comment import Anchor, Comment
from answerable.review.model import Submission


class Stretch(Struct, frozen=True):
    """Words of a line: whether a comment hangs on them, and the numbers of the comments that end here."""

    text: str
    marked: bool
    ends: tuple[int, ...]


class ShownLine(Struct, frozen=True, kw_only=True):
    """A line of the article: a statement with its number, or a title, heading or gap without one."""

    claim: str
    number: int
    text: str
    stretches: tuple[Stretch, ...]


class Hanging(Struct, frozen=True, kw_only=True):
    """A comment where it hangs now, under its number; `now` are the words there, `before` what it was made on."""

    number: int
    comment: Comment
    now: str
    before: str
    around: tuple[str, str]  # what stood before and behind the words
    exactly: bool
    orphan: bool
    revision: int
    answers: tuple[Comment, ...]


class Comments(Struct, frozen=True, kw_only=True):
    """The page: lines, comments on words in their order, on the whole, and orphans that are open and settled."""

    lines: tuple[ShownLine, ...]
    on_words: tuple[Hanging, ...]
    on_the_whole: tuple[Hanging, ...]
    orphans: tuple[Hanging, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.on_words) + len(self.on_the_whole) + len(self.orphans)


def comments_of(submission: Submission, comments: Sequence[Comment]) -> Comments:
    """The comments of a submission as they hang in its latest revision; answers stand under what they answer."""
    answer = submission.latest.answer
    first = [one for one in comments if not one.answers]
    held = anchored_in(first, submission.revisions)
    lines = lines_of(answer)
    placed = sorted(held, key=lambda one: (_place(one.anchor, lines), one.comment.at))
    numbers = {content.content_hash: content.number for content in submission.revisions}
    shown = tuple(
        Hanging(
            number=number,
            comment=one.comment,
            now=one.anchor.quote.exact if one.anchor else "",
            before=one.comment.anchor.quote.exact if one.comment.anchor else "",
            around=(one.comment.anchor.quote.prefix, one.comment.anchor.quote.suffix) if one.comment.anchor else ("", ""),
            exactly=one.exactly,
            orphan=one.orphan,
            revision=numbers.get(one.comment.revision, 0),
            answers=tuple(each for each in comments if each.answers == one.comment.id),
        )
        for number, one in enumerate(placed, 1)
    )
    by_line = [_in_line(line, placed) for line in lines]
    counted = 0
    made: list[ShownLine] = []
    for line, spans in zip(lines, by_line, strict=True):
        counted += bool(line.claim)
        made.append(
            ShownLine(
                claim=line.claim, number=counted if line.claim else 0, text=line.text, stretches=stretches(line.text, spans)
            )
        )
    return Comments(
        lines=tuple(made),
        on_words=tuple(one for one in shown if one.now),
        on_the_whole=tuple(one for one in shown if not one.before),
        orphans=tuple(sorted((one for one in shown if one.orphan), key=lambda one: not one.comment.is_open)),
    )


def _place(anchor: Anchor | None, lines: Sequence[Line]) -> int:
    """Where an anchor begins in the whole text; one that hangs nowhere comes last."""
    if anchor is None:
        return 10**9
    start = next((line.start for line in lines if line.claim == anchor.claim), 0) if anchor.claim else 0
    return start + anchor.position.start


def _in_line(line: Line, placed: Sequence[Anchored]) -> list[tuple[int, int, int]]:
    """The stretches of a line on which comments hang: where they begin and end, and the number of the comment."""
    found: list[tuple[int, int, int]] = []
    for number, one in enumerate(placed, 1):
        if one.anchor is None or (one.anchor.claim and one.anchor.claim != line.claim):
            continue
        shift = 0 if one.anchor.claim else line.start
        start, end = one.anchor.position.start - shift, one.anchor.position.end - shift
        start, end = max(start, 0), min(end, len(line.text))
        if start < end:
            found.append((start, end, number))
    return found


def stretches(text: str, spans: Sequence[tuple[int, int, int]]) -> tuple[Stretch, ...]:
    """A text cut where marked words begin and end; put together it is the text."""
    cuts = sorted({0, len(text), *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    return tuple(
        Stretch(
            text[start:end],
            any(first <= start and end <= last for first, last, _ in spans),
            tuple(number for _, last, number in spans if last == end),
        )
        for start, end in pairwise(cuts)
    )
