"""DIRECTION: increase and decrease, negation, significance and the other arm of a comparison agree with the quote."""

from __future__ import annotations

from answerable.verification.measures import figures, is_not_significant
from answerable.verification.model import Check, Evidence, Finding, Verdict
from answerable.verification.signals import COMPARATIVE, OPPOSITE, WAYS, Way, clauses_without_significance, comparators
from answerable.verification.surroundings import Word, content, near, stems_of
from answerable.verification.trimming import without_asides
from answerable.verification.words import plain

_WIDTH = 3  # content words on each side by which a word is known again


def check_direction(evidence: Evidence) -> Finding:
    """Whether each word of direction and each negation of the claim stands the same way in the quote, about the same thing."""
    if evidence.quote is None:
        return _found(Verdict.UNCHECKED, "There is no quote to compare the direction with.")
    if plain(evidence.claim).casefold() == plain(evidence.quote).casefold():
        return _found(Verdict.SUPPORTED, "The statement has the quote's own words.")
    found = _compared(evidence.claim, evidence.quote)
    if found.verdict is Verdict.SUPPORTED:
        return found
    bare = without_asides(evidence.claim, evidence.quote)
    without = _compared(evidence.claim, bare) if bare != evidence.quote else found
    return without if without.verdict is Verdict.SUPPORTED else found


def _compared(claim: str, quote: str) -> Finding:
    """The finding on a claim by the words of a quote."""
    partly: Finding | None = None
    for found in (_directions(claim, quote), _negations(claim, quote), _significance(claim, quote), _comparisons(claim, quote)):
        if found and found.verdict is not Verdict.PARTLY_SUPPORTED:
            return found
        partly = partly or found
    return partly or _found(Verdict.SUPPORTED, "Direction and negation agree with the quote.")


def _found(verdict: Verdict, reason: str) -> Finding:
    return Finding(Check.DIRECTION, verdict, reason)


def _way(word: Word) -> tuple[Way, bool] | None:
    """Which way a word points in its sentence and whether that is denied."""
    way = WAYS.get(word.stem)
    return (way[0], way[1] != word.negated) if way else None


def _directions(claim: str, quote: str) -> Finding | None:
    """The finding against a word of direction; None where each has its like in the quote."""
    theirs = content(quote)
    for word in content(claim):
        way = _way(word)
        if way is None:
            continue
        found = _direction(word, way, content(claim), theirs)
        if found:
            return found
    return None


def _direction(word: Word, way: tuple[Way, bool], words: tuple[Word, ...], theirs: tuple[Word, ...]) -> Finding | None:
    """The finding against one word of direction, by the words of the quote that stand about the same things."""
    about, ours = _about(words, word.number), {w.stem for w in words}
    agree = against = -1.0
    opposed, stood_in = "", False
    for other in theirs:
        there = _way(other)
        if there is None:
            continue
        shared = _likeness(about, _about(theirs, other.number))
        if _agree(way, there):
            agree = max(agree, shared)
        elif _oppose(way, there) and shared > against:
            against, opposed, stood_in = shared, other.word, other.stem not in ours
    # Another word of the same direction stands near, but this one has come into the place of one that is gone.
    exchanged = stood_in and word.stem not in {w.stem for w in theirs} and against >= 0.9 * agree
    if agree >= max(against, 0) and not exchanged:
        return None
    if against >= 0:
        return _found(Verdict.CONTRADICTED, f"The statement says “{word.word}”; the quote says the opposite there (“{opposed}”).")
    if way[0] in COMPARATIVE and word.stem not in {w.stem for w in theirs}:
        return _found(Verdict.NOT_SUPPORTED, f"The statement says “{word.word}”; the quote says nothing of that direction.")
    return None


def _about(words: tuple[Word, ...], number: int) -> dict[str, float]:
    """The stems about a word with their weights: the nearer the heavier, and what stands before it heavier than what follows."""
    weights: dict[str, float] = {}
    for side, share in ((words[:number][::-1], 1.0), (words[number + 1 :], 0.5)):
        for distance, other in enumerate([w for w in side if w.stem not in WAYS][:_WIDTH], 1):
            weights[other.stem] = max(weights.get(other.stem, 0.0), share / distance)
    return weights


def _likeness(ours: dict[str, float], theirs: dict[str, float]) -> float:
    """The cosine of two such surroundings, 0 to 1; rounded, so that equal ones are equal."""
    size = (sum(w * w for w in ours.values()) * sum(w * w for w in theirs.values())) ** 0.5
    return round(sum(w * theirs.get(s, 0.0) for s, w in ours.items()) / size, 6) if size else 0.0


def _agree(ours: tuple[Way, bool], theirs: tuple[Way, bool]) -> bool:
    """Whether two words point the same way: the same one, or the denial of the opposite of "same"."""
    if ours == theirs:
        return True
    return {ours[0], theirs[0]} == {Way.SAME, Way.DIFFERENT} and ours[1] != theirs[1]


def _oppose(ours: tuple[Way, bool], theirs: tuple[Way, bool]) -> bool:
    """Whether one denies what the other says."""
    if ours[0] is theirs[0]:
        return ours[1] != theirs[1]
    return OPPOSITE.get(ours[0]) is theirs[0] and ours[1] == theirs[1]


def _negations(claim: str, quote: str) -> Finding | None:
    """The finding where a word is denied in one text and not in the other."""
    theirs = content(quote)
    for word in content(claim):
        same = [other for other in theirs if other.stem == word.stem]
        if not same or word.stem in WAYS:
            continue
        about = near(content(claim), word.number, _WIDTH)
        best = max(len(about & near(theirs, other.number, _WIDTH)) for other in same)
        closest = [other for other in same if len(about & near(theirs, other.number, _WIDTH)) == best]
        if all((word.denied and not other.negated) or (other.denied and not word.negated) for other in closest):
            verb = "denies" if word.negated else "does not deny"
            return _found(Verdict.CONTRADICTED, f"The statement {verb} “{word.word}”, and the quote does the reverse.")
    return None


def _significance(claim: str, quote: str) -> Finding | None:
    """The finding where a difference that may be chance is told as if it were none."""
    theirs = content(quote)
    chance = clauses_without_significance(quote)
    if not chance or is_not_significant(claim):
        return None
    pointing = [word for word in content(claim) if (way := _way(word)) and way[0] in COMPARATIVE and not way[1]]
    for word in pointing:
        about = near(content(claim), word.number, _WIDTH)
        like = [(len(about & near(theirs, o.number, _WIDTH)) + (o.stem == word.stem), o.clause) for o in theirs if _way(o)]
        if like and max(like)[1] in chance:
            return _found(
                Verdict.NOT_SUPPORTED,
                f"The quote says that this was not significant; the statement says “{word.word}” without that.",
            )
    compared = len(figures(claim)) > 1 and bool(comparators(claim) or len({f.unit for f in figures(claim)}) == 1)
    if compared and not pointing and len(clauses_without_significance(quote)) == len({w.clause for w in theirs}):
        return _found(Verdict.PARTLY_SUPPORTED, "The statement leaves out that the difference was not significant.")
    return None


def _comparisons(claim: str, quote: str) -> Finding | None:
    """The finding where the other arm of a comparison is another, or is gone."""
    ours, theirs = comparators(claim), comparators(quote)
    known = stems_of(quote)
    for arm in ours:
        if not arm.stems <= known:
            return _found(Verdict.NOT_SUPPORTED, f"The statement compares with “{arm.words}”, of which the quote does not speak.")
        if theirs and not any(arm.stems & other.stems for other in theirs):
            return _found(Verdict.CONTRADICTED, f"The statement compares with “{arm.words}”, the quote with “{theirs[0].words}”.")
    claimed = stems_of(claim)
    for other in theirs:
        kept = any(other.stems & arm.stems for arm in ours) and len(ours) >= len(theirs)
        if not kept and not other.stems <= claimed and _keeps_clause(other.start, claimed, quote):
            return _found(Verdict.PARTLY_SUPPORTED, f"The quote compares with “{other.words}”; the statement leaves that out.")
    return None


def _keeps_clause(position: int, claimed: frozenset[str], quote: str) -> bool:
    """Whether the claim keeps most of what the quote's clause says before a position."""
    words = content(quote)
    clause = next((word.clause for word in words if word.end >= position), -1)
    ahead = [word for word in words if word.clause == clause and word.end <= position]
    return sum(word.stem in claimed for word in ahead) * 2 > len(ahead)
