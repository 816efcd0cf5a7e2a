"""The checks of a claim that somebody else wrote: those of drafts, less strict where only a quote has to keep every word.

An article says things in words of its own. That a word of direction, a group or a verb is not the source's is then no fault
that the rules can see, and is left unchecked; what they can see, they still decide: figures, opposites, species, retractions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from answerable.audit.direction import opposite, opposite_by_figures
from answerable.audit.figures import is_size, otherwise, same_value, telling
from answerable.text import sentences
from answerable.verification.checks import DETERMINISTIC
from answerable.verification.measures import Figure, figures
from answerable.verification.model import Check, Evidence, Finding, Verdict

_TOPICLESS = frozenset[str]()


def check_figures(evidence: Evidence) -> Finding:
    """Whether each figure of the claim stands in the source, rounded or in other units perhaps, and means the same there."""
    if evidence.quote is None:
        return Finding(Check.FIGURES, Verdict.UNCHECKED, "There is no quote to compare the figures with.")
    stated = telling(evidence.claim)
    for ours in stated:
        words = ours.written(evidence.claim)
        same = [theirs for theirs in figures(evidence.quote) if same_value(ours, theirs)]
        if not same and _stands_elsewhere(ours, evidence):
            continue
        if not same:
            return Finding(Check.FIGURES, Verdict.NOT_SUPPORTED, f"The figure {words} does not stand in these words.")
        reasons = [otherwise(ours, evidence.claim, theirs, evidence.sentence or evidence.quote) for theirs in same]
        if all(reasons):
            return Finding(Check.FIGURES, Verdict.NOT_SUPPORTED, f"{words} means something else in the source: {reasons[0]}.")
    told = "Every figure stands in the quote." if stated else "The claim has no figure that a source would have to state."
    return Finding(Check.FIGURES, Verdict.SUPPORTED, told)


def _stands_elsewhere(ours: Figure, evidence: Evidence) -> bool:
    """Whether another sentence of the record states the figure with its meaning, or it is the size of the study."""
    if evidence.appraisal and is_size(ours, evidence.appraisal):
        return True
    texts = [section.text for _, section in evidence.record.fields()] if evidence.record else []
    return any(
        same_value(ours, theirs) and not otherwise(ours, evidence.claim, theirs, one.text)
        for text in texts
        for one in sentences(text)
        for theirs in figures(one.text)
    )


def check_direction(evidence: Evidence) -> Finding:
    """Whether the quote says the opposite; that it does not have the claim's own word of direction proves nothing."""
    found = DETERMINISTIC[Check.DIRECTION](evidence)
    if evidence.quote is None:
        return found
    texts = [section.text for _, section in evidence.record.fields()] if evidence.record else []
    said = (one.text for text in texts for one in sentences(text))
    against = opposite_by_figures(evidence.claim, said, _TOPICLESS)
    if found.verdict is not Verdict.SUPPORTED:
        against = against or opposite(evidence.claim, evidence.quote, _TOPICLESS)
    if against:
        return Finding(Check.DIRECTION, Verdict.CONTRADICTED, against)
    if found.verdict is Verdict.SUPPORTED:
        return found
    return Finding(
        Check.DIRECTION, Verdict.UNCHECKED, "Whether the source points the same way cannot be told from its words alone."
    )


def check_strength(evidence: Evidence) -> Finding:
    """Whether the design carries the claim's verb; a stronger word than the source's is a partial support."""
    found = DETERMINISTIC[Check.STRENGTH](evidence)
    if found.verdict is Verdict.NOT_SUPPORTED:
        return Finding(Check.STRENGTH, Verdict.PARTLY_SUPPORTED, found.reason)
    return found


def check_population(evidence: Evidence) -> Finding:
    """Whether the claim is of people whom the source does not speak of; that it does not repeat whom is no fault."""
    found = DETERMINISTIC[Check.POPULATION](evidence)
    if found.verdict is Verdict.PARTLY_SUPPORTED:
        return Finding(Check.POPULATION, Verdict.SUPPORTED, found.reason)
    return found


CHECKS: Mapping[Check, Callable[[Evidence], Finding]] = {
    **DETERMINISTIC,
    Check.FIGURES: check_figures,
    Check.DIRECTION: check_direction,
    Check.STRENGTH: check_strength,
    Check.POPULATION: check_population,
}
"""What a verdict on a claim of an audited article rests on besides stance, which without a model stays unchecked."""
