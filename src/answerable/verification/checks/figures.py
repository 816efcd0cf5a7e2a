"""FIGURES: every number, unit, interval and p-value of the claim stands in the quote, with the same meaning."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

from answerable.verification.measures import Figure, figures
from answerable.verification.model import Check, Evidence, Finding, Verdict
from answerable.verification.surroundings import about_figures, content, names_with_digits, stems_of, wide_about
from answerable.verification.trimming import without_asides
from answerable.verification.words import is_content, plain, stem, tokens

# Words that say what a figure is a figure of. One that stands about it in the source and is gone from the claim makes it
# another figure; one that stands in the claim alone does so too. Each row is one family: its members exclude each other.
_QUALIFIERS: tuple[frozenset[str], ...] = tuple(
    frozenset(stem(word) for word in row.split())
    for row in (
        "before after baseline pretreatment preoperative postoperative",
        "median mean maximum minimum average cumulative total",
        "lasting permanent persistent sustained temporary transient brief initial recurrent",
        "complete partial full",
        "annual daily weekly monthly lifetime yearly",
        "per",
        "absolute relative adjusted unadjusted crude",
        "severe moderate mild",
        "oral intravenous intramuscular subcutaneous topical intrathecal inhaled rectal epidural intranasal",
    )
)
# These exclude each other too, but a claim may do without them.
_ALTERNATIVES: tuple[frozenset[str], ...] = tuple(
    frozenset(stem(word) for word in row.split()) for row in ("incidence prevalence", "sensitivity specificity", "benefit harm")
)
_ALL_QUALIFIERS = frozenset[str]().union(*_QUALIFIERS)


def check_figures(evidence: Evidence) -> Finding:
    """Whether each figure of the claim is one of the quote's, with its unit, sign and statistic, and of the same thing."""
    if evidence.quote is None:
        return _found(Verdict.UNCHECKED, "There is no quote to compare the figures with.")
    if plain(evidence.claim).casefold() == plain(evidence.quote).casefold():
        return _found(Verdict.SUPPORTED, "The statement has the quote's own figures.")
    found = _compared(evidence, evidence.quote)
    if found.verdict is Verdict.SUPPORTED:
        return found
    bare = without_asides(evidence.claim, evidence.quote)  # "60 (50 to 80) minutes" trimmed is "60 minutes"
    without = _compared(evidence, bare) if bare != evidence.quote else found
    return without if without.verdict is Verdict.SUPPORTED else found


def _compared(evidence: Evidence, quote: str) -> Finding:
    """The finding on the claim's figures by those of a quote."""
    worst: Finding | None = None
    for number in range(len(figures(evidence.claim))):
        found = _of_figure(number, evidence.claim, quote, evidence.sentence or quote)
        if found and found.verdict is not Verdict.PARTLY_SUPPORTED:
            return found
        worst = worst or found
    moved = _changed_places(evidence.claim, quote)
    if moved:
        return _found(Verdict.NOT_SUPPORTED, f"{moved} changed places: in the quote they stand with each other's words.")
    foreign = names_with_digits(evidence.claim) - names_with_digits(quote) - names_with_digits(evidence.sentence or "")
    if foreign:
        return _found(Verdict.NOT_SUPPORTED, f"“{min(foreign)}” does not stand in the quote.")
    repeated = _repeated(evidence.claim, quote)
    if repeated:
        return _found(Verdict.PARTLY_SUPPORTED, f"The figure {repeated} stands more often in the statement than in the quote.")
    if worst:
        return worst
    count = len(figures(evidence.claim))
    return _found(Verdict.SUPPORTED, "Every figure stands in the quote." if count else "The statement has no figure.")


def _found(verdict: Verdict, reason: str) -> Finding:
    return Finding(Check.FIGURES, verdict, reason)


def _of_figure(number: int, claim: str, quote: str, sentence: str) -> Finding | None:
    """The finding against one figure of the claim; None where the quote bears it out."""
    ours = figures(claim)[number]
    words = ours.written(claim)
    same = [n for n, theirs in enumerate(figures(quote)) if theirs.values == ours.values or _half_of_pair(ours, theirs, claim)]
    if not same:
        return _found(Verdict.NOT_SUPPORTED, f"The figure {words} does not stand in the quote.")
    units = [n for n in same if _units_agree(ours, figures(quote)[n])]
    if not units:
        theirs = figures(quote)[same[0]]
        return _found(Verdict.NOT_SUPPORTED, f"The statement has {words}, the quote {theirs.written(quote)}: another unit.")
    signs = [n for n in units if _signs_agree(ours, figures(quote)[n])]
    if not signs:
        theirs = figures(quote)[units[0]]
        verdict = Verdict.CONTRADICTED if ours.label == "p" else Verdict.NOT_SUPPORTED
        return _found(verdict, f"The bound of {words} (“{ours.sign or '='}”) is not the quote's (“{theirs.sign or '='}”).")
    labels = [n for n in signs if _labels_agree(ours, figures(quote)[n])]
    if not labels:
        theirs = figures(quote)[signs[0]]
        return _found(
            Verdict.NOT_SUPPORTED,
            f"{words} is given as another statistic: {ours.label or 'none'}, in the quote {theirs.label or 'none'}.",
        )
    found = [_meaning(number, n, claim, quote, sentence) for n in labels]
    if None in found:
        return None
    return next((f for f in found if f and f.verdict is Verdict.PARTLY_SUPPORTED), found[0])


def _repeated(claim: str, quote: str) -> str:
    """A figure that the claim has more often than the quote; empty where there is none."""
    there = Counter(value for figure in figures(quote) for value in figure.values)
    here = Counter(value for figure in figures(claim) for value in figure.values)
    return next((f"{value.normalize():f}" for value, count in here.items() if count > there[value]), "")


def _changed_places(claim: str, quote: str) -> str:
    """Two figures in the other order although the words are in theirs; empty where there are none."""
    ours, theirs = [f.values for f in figures(claim)], [f.values for f in figures(quote)]
    single = [v for v in ours if ours.count(v) == 1 and theirs.count(v) == 1]
    places = [theirs.index(v) for v in single]
    for number in range(len(places) - 1):
        if places[number] > places[number + 1]:
            words, others = [w.stem for w in content(claim)], [w.stem for w in content(quote)]
            kept = sum(block.size for block in SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks())
            if kept * 10 < len(words) * 8:
                return ""
            pair = [next(f for f in figures(claim) if f.values == single[n]).written(claim) for n in (number, number + 1)]
            return " and ".join(pair)
    return ""


def _half_of_pair(ours: Figure, theirs: Figure, claim: str) -> bool:
    """Whether ours is the first number of their "31 of 35", or the second where the claim says "of" it."""
    if len(theirs.values) != 2 or len(ours.values) != 1:
        return False
    if ours.values[0] == theirs.values[0]:
        return True
    return ours.values[0] == theirs.values[1] and (ours.label == "n" or claim[: ours.start].rstrip().endswith(" of"))


def _units_agree(ours: Figure, theirs: Figure) -> bool:
    """Whether both have the same unit, their own or the one that a range lends; what is lent may be meant bare."""
    return (ours.unit or ours.lent) == (theirs.unit or theirs.lent) or (not theirs.unit and not ours.unit)


def _signs_agree(ours: Figure, theirs: Figure) -> bool:
    """Whether the bounds agree; a claim may say "about" of what the source states exactly, and not the other way round."""
    return ours.sign == theirs.sign or (ours.sign == "~" and not theirs.sign)


def _labels_agree(ours: Figure, theirs: Figure) -> bool:
    """Whether both are the same statistic; "n" adds nothing to a count."""
    return (ours.label if ours.label != "n" else "") == (theirs.label if theirs.label != "n" else "")


def _meaning(number: int, other: int, claim: str, quote: str, sentence: str) -> Finding | None:
    """The finding where the figure stands for something else in the claim than in the quote."""
    words = figures(claim)[number].written(claim)
    ours, theirs = about_figures(claim)[number], about_figures(quote)[other]
    wide = wide_about(quote, other)
    stranger = _goes_with_another(ours, theirs, other, quote, figures(claim)[number])
    if stranger:
        return _found(Verdict.NOT_SUPPORTED, f"In the quote {words} does not go with these words; {stranger} does.")
    claimed = stems_of(claim)
    added = (ours & _ALL_QUALIFIERS) - stems_of(sentence)
    if added:
        return _found(
            Verdict.NOT_SUPPORTED, f"The statement makes {words} a figure of “{min(added)}”, which the source does not."
        )
    dropped = ((wide | theirs) & _ALL_QUALIFIERS) - claimed
    for family in (*_QUALIFIERS, *_ALTERNATIVES):
        there, here = family & (wide | theirs) - claimed, family & claimed - stems_of(sentence)
        if there and here:
            return _found(Verdict.NOT_SUPPORTED, f"In the source {words} is “{min(there)}”, not “{min(here)}”.")
    if dropped & theirs or (dropped and len(figures(quote)) == 1):
        return _found(Verdict.PARTLY_SUPPORTED, f"The statement leaves out that {words} is “{min(dropped)}” in the source.")
    alternative = _dropped_alternative(wide | theirs, claim, quote)
    if alternative:
        return _found(
            Verdict.PARTLY_SUPPORTED, f"In the source {words} counts “{alternative}” together; the statement keeps one of them."
        )
    foreign = ours - stems_of(sentence) - _LIGHT
    if ours and len(foreign) * 2 > len(ours):
        return _found(
            Verdict.PARTLY_SUPPORTED, f"What the statement says {words} is of (“{min(foreign)}”) is not what the source says."
        )
    return None


_LIGHT = frozenset(
    stem(word) for word in "patient case study people report show find reach about only rate percentage proportion".split()
)


def _goes_with_another(ours: frozenset[str], theirs: frozenset[str], other: int, quote: str, figure: Figure) -> str:
    """The figure of the quote, with another value, about which our figure's words stand; empty where ours is the one."""
    own = len(ours & theirs)
    for n, candidate in enumerate(figures(quote)):
        if n == other or candidate.values == figure.values or candidate.unit != figures(quote)[other].unit:
            continue
        shared = len(ours & about_figures(quote)[n])
        if (shared >= 2 and shared - own >= 2) or (own == 0 and shared >= 1):
            return candidate.written(quote)
    return ""


def _dropped_alternative(about: frozenset[str], claim: str, quote: str) -> str:
    """ "A or B" about the figure of which the claim keeps one."""
    claimed = stems_of(claim)
    found = [t for t in tokens(quote) if t.is_word]
    for left, middle, right in zip(found, found[1:], found[2:], strict=False):
        if middle.word != "or" or not (is_content(left.word) and is_content(right.word)):
            continue
        first, second = stem(left.word), stem(right.word)
        if {first, second} & about and (first in claimed) != (second in claimed):
            return f"{left.word} or {right.word}"
    return ""
