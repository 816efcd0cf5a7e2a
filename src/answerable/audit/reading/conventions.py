"""Which forms of citation an article uses, judged from the whole of it, and the markers of each block by them.

A bare number or a number in round brackets may be anything; it is a citation only where the article makes a habit of it.
"""

from __future__ import annotations

import re
from collections import Counter

from answerable.audit.article import ReadReference
from answerable.audit.reading.authoryear import named
from answerable.audit.reading.block import Block
from answerable.audit.reading.forms import Candidate, Form, glued, raised, round_, spelled, square

_PRIORITY = {Form.LINKED: 0, Form.SQUARE: 1, Form.RAISED: 2, Form.ROUND: 3, Form.NAMED: 4, Form.GLUED: 5}
_BETWEEN_LINKS = re.compile(r"[\s,;]*|\s*[–—-]\s*")


def markers_of(blocks: list[Block], matter: list[int], references: tuple[ReadReference, ...]) -> dict[int, list[Candidate]]:
    """The citations of each block of the article's matter, by the number of the block."""
    known = frozenset((family, entry.year) for entry in references if entry.year for family in _families(entry))
    limit = 2 * len(references) + 10 if references else 300
    found = {at: _candidates(blocks[at], known, limit) for at in matter}
    linked = sum(len(blocks[at].cited) for at in matter)
    every = [candidate for candidates in found.values() for candidate in candidates]
    if linked >= 3 or (linked and not any(not _is_linked(candidate, blocks[at]) for at in matter for candidate in found[at])):
        forms = {candidate.form for at in matter for candidate in found[at] if _is_linked(candidate, blocks[at])}
        unlinked = forms & {Form.SQUARE, Form.RAISED}  # written like those that are linked, and not linked
        return {at: _by_links(blocks[at], found[at], unlinked) for at in matter}
    ends = sum(len(blocks[at].text) > 30 for at in matter)
    used = _used(every, references, ends)
    return {at: _apart([one for one in found[at] if one.form in used or _is_listed(one, known)]) for at in matter}


def _is_listed(candidate: Candidate, known: frozenset[tuple[str, int]]) -> bool:
    """Whether an author and year are the list's, which is a citation also where most others are numbers."""
    return candidate.form is Form.NAMED and (candidate.author.casefold(), candidate.year or 0) in known


def _families(entry: ReadReference) -> set[str]:
    """The names by which an entry may be cited: its first author's family name, or the name of a group."""
    if not entry.authors:
        return {word.casefold() for word in re.findall(r"[A-Z][^\W\d_]{2,}", entry.words[:40])[:1]}
    first = entry.authors[0]
    family = first.partition(",")[0] if "," in first else re.sub(r"(?:\s[A-Z]{1,4}|^(?:[A-Z]\.[ -]?)+)\b\.?", "", first).strip()
    initials = "".join(word[0] for word in first.split() if word[:1].isupper())
    return {name.casefold() for name in (family, initials) if len(name) > 1}


def _candidates(block: Block, known: frozenset[tuple[str, int]], limit: int) -> list[Candidate]:
    text = block.text
    found = [*square(text), *raised(text), *named(text, known)]
    found.extend(
        candidate
        for candidate in (*round_(text), *glued(text))
        if max(candidate.numbers) <= limit or _is_linked(candidate, block)
    )
    return found


def _is_linked(candidate: Candidate, block: Block) -> bool:
    return any(start < candidate.end and candidate.start < end for start, end in block.cited)


def _by_links(block: Block, candidates: list[Candidate], unlinked: set[Form]) -> list[Candidate]:
    """Where the layout links citations to references, they are what it links, in whatever form they are written."""
    sure = _apart([one for one in candidates if one.form is not Form.GLUED and (_is_linked(one, block) or one.form in unlinked)])
    runs: list[tuple[int, int]] = []
    taken = {at for candidate in sure for at in range(candidate.start, candidate.end)}
    for start, end in block.cited:
        if any(at in taken for at in range(start, end)):
            continue
        if runs and _BETWEEN_LINKS.fullmatch(block.text[runs[-1][1] : start]):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    for start, end in runs:
        words = block.text[start:end]
        numbers = spelled(words.strip("[]() "))
        year = re.search(r"(?:19|20)\d\d", words)
        if numbers:
            sure.append(Candidate(start, end, Form.LINKED, (start, end), numbers))
        elif year and (author := re.match(r"\W*([^\W\d_][^\d,(]*?)(?: et al\.?| and | & |,|\s*\()", words)):
            sure.append(
                Candidate(start, end, Form.LINKED, (start, end), author=author[1].strip(), year=int(year[0]), narrative=True)
            )
    return sorted(sure)


def _used(candidates: list[Candidate], references: tuple[ReadReference, ...], ends: int) -> set[Form]:
    """The forms that the article cites in, by how often each occurs and how well its numbers fit."""
    count = Counter(candidate.form for candidate in candidates)
    numbers = {
        form: {number for candidate in candidates if candidate.form is form for number in candidate.numbers} for form in Form
    }
    listed = len(references)
    used: set[Form] = set()
    if count[Form.SQUARE]:
        used.add(Form.SQUARE)
    if count[Form.RAISED] and count[Form.SQUARE] <= 2 * count[Form.RAISED]:
        used.add(Form.RAISED)
    strongest = max((count[form] for form in used), default=0)
    fits = bool(numbers[Form.ROUND]) and max(numbers[Form.ROUND]) <= listed
    if count[Form.ROUND] > strongest and (count[Form.ROUND] >= 3 or fits) and (listed or len(numbers[Form.ROUND]) >= 3):
        used.add(Form.ROUND)
        strongest = count[Form.ROUND]
    if count[Form.NAMED] > strongest and (listed or count[Form.NAMED] >= 2):
        used.add(Form.NAMED)
        strongest = count[Form.NAMED]
    if count[Form.GLUED] > strongest and _is_habit(count[Form.GLUED], numbers[Form.GLUED], listed, ends):
        used = {Form.GLUED}
    return used


def _is_habit(count: int, numbers: set[int], listed: int, ends: int) -> bool:
    """Whether bare numbers at the ends of sentences are citations: there are many, and they count up from 1 with few gaps."""
    dense = len(numbers) >= 0.4 * max(numbers)
    fits = bool(listed) and max(numbers) <= listed
    return dense and ((count >= 3 and count >= 0.2 * ends) or (fits and count >= 2 and count >= 0.3 * ends))


def _apart(candidates: list[Candidate]) -> list[Candidate]:
    """Candidates that do not overlap, the surer form first; several works in one pair of brackets may.

    Of those, the first takes the whole pair out, and the others lie inside it.
    """
    kept: list[Candidate] = []
    taken: dict[int, list[Candidate]] = {}  # by the characters that they stand on, so that only neighbours are compared
    for candidate in sorted(candidates, key=lambda one: (_PRIORITY[one.form], one.start)):
        over = {other for at in range(candidate.start, candidate.end) for other in taken.get(at, ())}
        if over and not _same_bracket(candidate, over):
            continue
        kept.append(candidate)
        for at in range(candidate.start, candidate.end):
            taken.setdefault(at, []).append(candidate)
    return sorted(kept, key=lambda one: one.inner)


def _same_bracket(candidate: Candidate, over: set[Candidate]) -> bool:
    """Whether what a citation lies over are other works in its pair of brackets."""
    return candidate.form is Form.NAMED and all(
        other.form is Form.NAMED and (other.inner[1] <= candidate.inner[0] or candidate.inner[1] <= other.inner[0])
        for other in over
    )
