"""Whether a source says the opposite of a claim: of the clause that bears on it most, by axes on which words oppose each other.

The check of our own drafts asks whether a quote's direction was kept, and any doubt is against the draft. Here a doubt is for the
article: only where claim and source each point one way on an axis, and the ways differ, is the claim turned round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from answerable.audit.bearing import coverage, terms
from answerable.audit.figures import arm_of
from answerable.drafting.grouping import MATTERS
from answerable.verification.measures import figures, is_not_significant
from answerable.verification.signals import WAYS, Way, comparators
from answerable.verification.surroundings import content, stems_of
from answerable.verification.words import plain

_LEAST = 0.5  # the share of a claim's clause that a clause of the source has to have before it can be its opposite
_SHARED = 2  # words, besides the topic, that both have to have

_AXES: dict[Way, tuple[str, str]] = {
    Way.UP: ("amount", "+"),
    Way.DOWN: ("amount", "-"),
    Way.BETTER: ("worth", "+"),
    Way.WORSE: ("worth", "-"),
    Way.SUPERIOR: ("worth", "+"),
    Way.INFERIOR: ("worth", "-"),
    Way.EFFECTIVE: ("effect", "+"),
    Way.SAFE: ("safety", "+"),
    Way.LINKED: ("link", "+"),
    Way.SAME: ("same", "+"),
    Way.DIFFERENT: ("same", "-"),
}
_EFFECTS = frozenset({"amount", "worth", "effect"})
_DENIED = {"same": {"+": "-", "-": "+"}}  # "no difference" is the same; that something did not rise is not that it fell

# Words that point somewhere by themselves and nowhere in these phrases.
_NO_DIRECTION = re.compile(
    r"\blow(?:er)? back\b|\b(?:lower|upper) (?:leg|limb|abdom\w+|extremit\w+|respiratory|urinary|lobe|arm|eyelid|jaw|class)s?\b|"
    r"\b(?:posterior |anterior )?(?:superior|inferior) (?:iliac|cluneal|vena|mesenteric|temporal|frontal|oblique|rectus|pubic|gluteal)\b|"
    r"\b(?:posterior|anterior) (?:superior|inferior)\b|\badverse (?:events?|effects?|reactions?|outcomes?)\b|"
    r"\b(?:double|triple|single)[- ]blind\w*\b|\b(?:smaller|larger|longer|shorter|bigger|higher|lower|greater)(?:[- ]\w+)? "
    r"(?:trials?|stud(?:y|ies)|samples?|reviews?|groups?|numbers?|doses?|quality)\b|"
    r"\b(?:high|low)(?:er)?[- ](?:dose|risk|quality|certainty|income|sodium|potassium|fat|salt|protein|density|grade|intensity|energy)\b|"
    r"\b(?:more|less|fewer|greater|higher|lower|longer|shorter|older|younger) than (?:an? |the |one |two |three |half |\d)|"
    r"\bonce or more\b|\bor (?:more|less|fewer|higher|older)\b|\bloss of (?:bowel|bladder|consciousness|control|appetite)\b|"
    r"\bcompar(?:ed|es|e|ing|isons?)\b|\bnatural recovery\b|\bchange (?:from|in) baseline\b|\b(?:weight|hearing|hair|tooth|bone|blood|visual|sight) loss\b|\bat (?:higher|lower|high|low|increased) risk\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"[;:]|(?<!\d)\.(?!\d)|,? (?:but|whereas|while|although|though|because|so that|despite)\b|, (?:and|with) (?=\w+ (?:\w+ )?(?:was|were|is|are|did|had)\b)"
)

# Pairs of wordings of which one denies the other, where no single word tells.
_OPPOSED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    *((side.affirms, side.denies) for side in MATTERS),
    (
        re.compile(
            r"\b(?:recommend(?:s|ed)?|advis(?:es|ed)|support(?:s|ed)?|should (?:be|receive|have)|may be offered|suggests? that|favou?rs?)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:(?:recommend\w*|advis\w+) against|not (?:be )?(?:recommended|advised|offered|used)|should not|do not offer|not for routine)\b",
            re.IGNORECASE,
        ),
    ),
)


def opposite(claim: str, quote: str, topic: frozenset[str]) -> str:
    """Why a quote says the opposite of a claim, in a sentence; empty where it does not, or where nobody can be sure."""
    if _is_divided(claim):
        return ""
    for ours in _clauses(claim):
        theirs = max(_clauses(quote), key=lambda one: _shared(ours, one, topic), default="")
        if not theirs or _shared(ours, theirs, topic) < _LEAST or len((terms(ours) & terms(theirs)) - topic) < _SHARED:
            continue
        for found in (_by_axes(ours, theirs), _by_figures(ours, quote), _by_wording(ours, theirs), _by_wording(theirs, ours)):
            if found:
                return found
    return ""


def _is_divided(claim: str) -> bool:
    """Whether a claim itself points both ways, as one does that tells of two sources."""
    pointed: dict[str, set[str]] = {}
    for clause in _clauses(claim):
        for axis, found in _signs(clause).items():
            pointed.setdefault(axis, set()).update(found)
    return any(len(signs) > 1 for signs in pointed.values())


def _clauses(text: str) -> list[str]:
    return [clause.strip() for clause in _CLAUSES.split(plain(text)) if clause and clause.strip()]


def _shared(ours: str, theirs: str, topic: frozenset[str]) -> float:
    """The share of a clause's words, those of direction left out, that another clause has."""
    wanted = frozenset(term for term in terms(ours) if term not in WAYS)
    return coverage(wanted, terms(theirs), topic)


def _signs(clause: str) -> dict[str, dict[str, str]]:
    """For each axis the ways in which a clause points on it, each with a word that does."""
    found: dict[str, dict[str, str]] = {}
    for word in content(_NO_DIRECTION.sub(" ", clause)):
        way = WAYS.get(word.stem)
        if way is None or way[0] not in _AXES:
            continue
        axis, sign = _AXES[way[0]]
        if way[1] != word.negated:
            sign = _DENIED.get(axis, {}).get(sign, "0")
        found.setdefault(axis, {}).setdefault(sign, word.word)
    return found


def _by_axes(ours: str, theirs: str) -> str:
    """The opposition of two clauses that each point one way."""
    mine, hers = _signs(ours), _signs(theirs)
    for axis in mine.keys() & hers.keys():
        if len(mine[axis]) == len(hers[axis]) == 1 and set(mine[axis]) != set(hers[axis]):
            return f"The article says “{_word(mine, axis)}”; the source says the opposite there (“{_word(hers, axis)}”)."
    if _points(mine) and not _points(hers) and (set(hers.get("same", {})) == {"+"} or is_not_significant(theirs)):
        return f"The article says “{next(_words(mine))}”; the source found no difference there."
    if set(mine.get("same", {})) == {"+"} and not _points(mine) and _points(hers) and not is_not_significant(theirs):
        return f"The article says “{_word(mine, 'same')}”; the source found a difference there (“{next(_words(hers))}”)."
    return ""


def _points(signs: dict[str, dict[str, str]]) -> bool:
    """Whether a clause tells of an effect one way."""
    return any(axis in _EFFECTS and set(found) in ({"+"}, {"-"}) for axis, found in signs.items())


def _words(signs: dict[str, dict[str, str]]) -> Iterator[str]:
    return (word for axis, found in signs.items() if axis in _EFFECTS for word in found.values())


def _word(signs: dict[str, dict[str, str]], axis: str) -> str:
    return next(iter(signs[axis].values()))


def _by_wording(affirming: str, denying: str) -> str:
    """The opposition of a clause that affirms a matter and one that denies it, whichever of them is the claim."""
    for affirms, denies in _OPPOSED:
        said, denied = affirms.search(affirming), denies.search(denying)
        if said and denied and not denies.search(affirming) and not affirms.search(denies.sub(" ", denying)):
            return f"One says “{said.group()}”, the other “{denied.group()}”."
    return ""


_MORE = re.compile(r"\b(?:more|higher|greater|longer|larger|oftener|faster)\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:less|lower|fewer|shorter|smaller|slower)\b", re.IGNORECASE)


def opposite_by_figures(claim: str, sentences: Iterable[str], topic: frozenset[str]) -> str:
    """Why the figures of another sentence of the source say the opposite of a comparison; empty where none does."""
    for said in sentences:
        if coverage(terms(claim), terms(said), topic) >= _LEAST and (found := _by_figures(claim, said)):
            return found
    return ""


def _by_figures(ours: str, quote: str) -> str:
    """The opposition of "more than placebo" to a sentence that gives less for the treatment than for placebo."""
    bare = _NO_DIRECTION.sub(" ", ours)
    more, less = _MORE.search(bare), _LESS.search(bare)
    arms = comparators(bare)
    if bool(more) == bool(less) or len(arms) != 1 or figures(ours):
        return ""
    told = [(figure, arm_of(figure, quote)) for figure in figures(quote) if figure.label != "ci" and figure.label != "p"]
    other = [figure for figure, arm in told if arm in arms[0].stems]
    own = [figure for figure, arm in told if arm and arm not in arms[0].stems and arm in stems_of(ours)]
    if len(other) != 1 or len(own) != 1 or (own[0].unit or own[0].lent) != (other[0].unit or other[0].lent):
        return ""
    rises = own[0].values[0] > other[0].values[0]
    if own[0].values == other[0].values or rises == bool(more):
        return ""
    word = more.group() if more else less.group() if less else ""
    return f"The article says “{word}”; the source has {own[0].written(quote)} against {other[0].written(quote)}."
