"""What a record is worth: its design and OCEBM level with the reason, its sample, its species, the ages it is about."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from msgspec import structs

from answerable.corpus import appraisal_context as context
from answerable.corpus import sample, species
from answerable.corpus.ages import age_groups
from answerable.corpus.appraisal_rules import (
    LEVELS,
    MESH_RULES,
    OBSERVATIONAL_REVIEWS_COUNT,
    PREPRINT_TYPES,
    RETRACTED_TYPES,
    ROWS,
    TYPE_RULES,
    MeshRule,
    TypeRule,
)
from answerable.corpus.appraisal_wordings import BODY_RULES, TITLE_RULES, TextRule
from answerable.corpus.evidence import Appraisal, Design, EvidenceLevel
from answerable.corpus.record import Record
from answerable.corpus.wording import Wording

__all__ = ["age_groups", "appraise", "level_for"]

_REVIEWS = frozenset({Design.SYSTEMATIC_REVIEW, Design.META_ANALYSIS})
# Studies that an animal can be the subject of: about animals alone they are animal studies, whatever their plan.
_PRIMARY = frozenset(
    {Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL, Design.COHORT, Design.CASE_CONTROL, Design.CROSS_SECTIONAL,
     Design.CASE_SERIES, Design.CASE_REPORT, Design.OBSERVATIONAL, Design.UNKNOWN, Design.LABORATORY, Design.ANATOMY}
)  # fmt: skip
# What the text may make of a design that the record's own types give only roughly.
_REFINES: dict[Design, frozenset[Design]] = {
    Design.CONTROLLED_TRIAL: frozenset({Design.RANDOMISED_TRIAL, Design.CASE_SERIES, Design.PROTOCOL}),
    Design.OBSERVATIONAL: frozenset(
        {Design.COHORT, Design.CASE_CONTROL, Design.CROSS_SECTIONAL, Design.CASE_SERIES, Design.PROTOCOL}
    ),
    Design.REVIEW: frozenset(
        {Design.SYSTEMATIC_REVIEW, Design.META_ANALYSIS, Design.GUIDELINE, Design.CASE_REPORT, Design.CASE_SERIES}
    ),
}


# Designs that a title gives only roughly: an abstract that tells of random assignment says more.
_OPEN = frozenset({Design.CONTROLLED_TRIAL, Design.COHORT, Design.CROSS_SECTIONAL, Design.LABORATORY, Design.ANATOMY})
_TELLING = frozenset(
    {"cohort", "cohorts", "cross-sectional", "quasi-experimental", "non-randomised", "non-randomized", "nonrandomized"}
)
_RANDOM_ASSIGNMENT = tuple(rule for rule in BODY_RULES if rule.design is Design.RANDOMISED_TRIAL and not rule.wish)


class Finding(NamedTuple):
    """A design, the reason, whether the record itself states it, and a level where it is not the design's usual one."""

    design: Design
    reason: str
    stated: bool
    level: EvidenceLevel | None = None


def appraise(record: Record, *, with_sample: bool = True) -> Appraisal:
    """The design, level, sample size and species of a record, by rules; the same record always gives the same appraisal.

    The record's own publication types decide, then its indexing, then its words: the title, the methods, the whole
    abstract (OCEBM 2011, the row of treatment benefits; `level_for` grades for other questions). The sample size takes
    as long again to read: `with_sample=False` leaves it out where only design, level or species are wanted. What was
    found of the last records is remembered, so that each stage of an answer may ask anew.
    """
    return _sampled(_Same(record)) if with_sample else _graded(_Same(record))[0]


_REMEMBERED = 512  # records; the stages of one answer look at fewer than a hundred


class _Same:
    """A record by its identity: comparing what two records say would take longer than what is looked up by them."""

    __slots__ = ("record",)

    def __init__(self, record: Record) -> None:
        self.record = record

    def __hash__(self) -> int:
        return id(self.record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.record is self.record


@lru_cache(maxsize=_REMEMBERED)
def _sampled(same: _Same) -> Appraisal:
    """The appraisal with the sample size."""
    appraisal, wording = _graded(same)
    return structs.replace(appraisal, sample=sample.read(wording, appraisal.design))


@lru_cache(maxsize=_REMEMBERED)
def _graded(same: _Same) -> tuple[Appraisal, Wording]:
    """The appraisal without the sample size, and the wording that it was read from."""
    record = same.record
    wording = Wording(record)
    kind, why_kind = species.judge(record, wording)
    found = _about_animals(_reviewed(_design(record, wording), wording), kind, why_kind)
    level, reason = _never(record, found.level or LEVELS[found.design], found.reason)
    appraisal = Appraisal(
        design=found.design, level=level, reason=reason, stated=found.stated, species=kind, species_reason=why_kind
    )
    return appraisal, wording


def level_for(appraisal: Appraisal, question_type: str) -> EvidenceLevel:
    """The OCEBM 2011 level of an appraised study for a type of question ("diagnosis", "prognosis", "epidemiology", …).

    Types without a row of their own are graded as treatment is. What is not ranked or never cited stays so.
    """
    row = ROWS.get(question_type)
    if row is None or appraisal.level in (EvidenceLevel.NEVER, EvidenceLevel.GUIDELINE, EvidenceLevel.UNKNOWN):
        return appraisal.level
    if appraisal.design in _REVIEWS and not _review_counts(appraisal, question_type):
        return appraisal.level
    if question_type == "prognosis" and appraisal.design is Design.COHORT and "inception" in appraisal.reason:
        return EvidenceLevel.TWO
    return row.get(appraisal.design, LEVELS[appraisal.design])


def _review_counts(appraisal: Appraisal, question_type: str) -> bool:
    """Whether a review stands as high as the row puts reviews: not one of series or animals, whatever the question."""
    if appraisal.level is EvidenceLevel.ONE:
        return True
    return appraisal.level is EvidenceLevel.THREE and question_type in OBSERVATIONAL_REVIEWS_COUNT


def _design(record: Record, wording: Wording) -> Finding:
    """The design by types, then indexing, then words."""
    rule, types = _typed(record)
    if rule is None:
        return _untyped(record, wording)
    reason = f"{_typist(record)} types it as {' and '.join(types)}{'; ' + rule.note if rule.note else ''}"
    stated = Finding(rule.design, reason, True)
    if rule.design is Design.CASE_REPORT and "case series" in wording.title_low:
        return Finding(Design.CASE_SERIES, f"{reason}, and the title says 'case series'", True)
    if rule.design in (Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL):
        plan = _protocol(wording)
        if plan is not None:
            return Finding(Design.PROTOCOL, f"{reason}, but {plan}", False)
    if rule.weak:
        return _refined(stated, record, wording)
    return stated


def _typed(record: Record) -> tuple[TypeRule | None, list[str]]:
    """The first rule that one of the record's types satisfies, with those types."""
    types = record.publication_types
    if types and not (len(types) == 1 and types[0] == "Journal Article"):
        for rule in TYPE_RULES:
            held = [kind for kind in types if kind in rule.types]
            if held:
                return rule, held
    if any(link.ref_type in ("RetractionOf", "ExpressionOfConcernFor", "ErratumFor") for link in record.links):
        return TypeRule((), Design.NOTICE, note="it corrects or withdraws another publication"), ["a notice, by its links,"]
    return None, []


def _typist(record: Record) -> str:
    """Who types it: PubMed, this library's own digest, or the source it was read from."""
    if record.digest is not None:
        return "its digest"
    return "PubMed" if record.source.startswith(("pubmed", "medline", "nbib")) else "its source"


def _refined(stated: Finding, record: Record, wording: Wording) -> Finding:
    """A rough type made exact by indexing or words, where these say what the type leaves open."""
    closer = _untyped(record, wording)
    if closer.design not in _REFINES[stated.design]:
        return stated
    if stated.design is Design.REVIEW and not closer.reason.startswith("the title"):
        return stated if closer.design not in _REVIEWS else closer
    return Finding(closer.design, f"{stated.reason}, and {closer.reason}", False, closer.level)


def _untyped(record: Record, wording: Wording) -> Finding:
    """The design by the title, the strong headings, the methods and the abstract, the weak headings, in this order."""
    plan = _protocol(wording)
    if plan is not None:
        return Finding(Design.PROTOCOL, f"{plan}; it has no results", False)
    if record.journal.name.lower().startswith("cochrane database") or record.journal.abbreviation.lower().startswith(
        "cochrane database"
    ):
        return Finding(Design.SYSTEMATIC_REVIEW, "it appeared in the Cochrane Database of Systematic Reviews", True)
    titled = _first(TITLE_RULES, wording.title_low, wording.title, wording)
    if titled is not None:
        followed = _followed(wording) if titled[1].lower().startswith("prevalence") else ""
        if followed:
            return Finding(Design.COHORT, f"the abstract says '{followed}'", False)
        assigned = _assigned(wording) if titled[0].design in _OPEN and titled[1].lower() not in _TELLING else None
        if assigned is None:
            return _settled(titled[0], f"the title says '{titled[1]}'", wording)
        return _settled(assigned[0], f"the abstract says '{assigned[1]}'", wording)
    headings = {heading.name for heading in record.mesh}
    indexed = _indexed(headings, weak=False)
    if indexed is not None:
        return Finding(indexed.design, f"it is indexed under {indexed.heading}", True)
    told = _told(BODY_RULES, wording)
    if told is not None:
        return _settled(told[0], f"the abstract says '{told[1]}'", wording)
    indexed = _indexed(headings, weak=True)
    if indexed is not None:
        return Finding(indexed.design, f"it is indexed under {indexed.heading}", False)
    return Finding(Design.UNKNOWN, "neither its types nor its words tell the design", False)


def _followed(wording: Wording) -> str:
    """The words by which the abstract says that its people were followed and not seen once; empty where it does not."""
    found = context.FOLLOWED.search(wording.body_low)
    once = "cross-sectional" in wording.body_low or "survey" in wording.body_low
    return "" if found is None or once else wording.body[found.start() : found.end()]


def _assigned(wording: Wording) -> tuple[TextRule, str] | None:
    """The words by which the abstract says that its own participants were assigned at random, or None."""
    return _told(_RANDOM_ASSIGNMENT, wording) if "random" in wording.body_low else None


def _told(rules: tuple[TextRule, ...], wording: Wording) -> tuple[TextRule, str] | None:
    """The first rule that the methods satisfy, or else the whole abstract."""
    if wording.methods:
        found = _first(rules, wording.methods_low, wording.methods, wording)
        if found is not None:
            return found
    return _first(rules, wording.body_low, wording.body, wording)


def _indexed(headings: set[str], *, weak: bool) -> MeshRule | None:
    return next((rule for rule in MESH_RULES if rule.weak is weak and rule.heading in headings), None)


def _first(rules: tuple[TextRule, ...], low: str, printed: str, wording: Wording) -> tuple[TextRule, str] | None:
    """The first rule whose wording a text of the record uses of its own study, with the words as printed."""
    cues: dict[str, bool] = {}  # rules share their cues, and most texts hold few of them
    for rule in rules:
        for cue in rule.cues:
            if cue not in cues:
                cues[cue] = cue in low
            if cues[cue]:
                break
        else:
            continue
        for match in rule.pattern.finditer(low):
            if rule.before is not None and not rule.before.search(low, max(0, match.start() - 60), match.start()):
                continue
            if rule.wish and (_wished(low, match) or _only_behind(rule, low, match, wording)):
                continue
            return rule, " ".join(printed[match.start() : match.end()].strip(" ,(:;–—-.").split())
    return None


def _wished(low: str, match: re.Match[str]) -> bool:
    """Whether the words are used of a study that is wanted, planned or somebody else's."""
    before, after = low[max(0, match.start() - 70) : match.start()], low[match.end() : match.end() + 150]
    if context.WISHED_WITHIN.search(match.group()):
        return True
    return bool(
        context.WISHED_BEFORE.search(before) or context.WISHED_AFTER.match(after[:90]) or context.WISHED_LATER.match(after)
    )


def _only_behind(rule: TextRule, low: str, match: re.Match[str], wording: Wording) -> bool:
    """Whether the words are of a trial that only gave the data: a second analysis apart, one whose arms nobody compares."""
    if rule.design is not Design.RANDOMISED_TRIAL and rule.design is not Design.CONTROLLED_TRIAL:
        return False
    if rule.design is Design.CONTROLLED_TRIAL and context.RANDOMISED.search(match.group()):
        return True  # the rules of randomised trials have looked at it before
    behind = context.TRIAL_BEHIND.search(low[max(0, match.start() - 100) : match.end()])
    if behind is None:
        return False
    whole = f"{wording.title_low}\n{wording.body_low}"
    return not context.SECONDARY.search(whole) and not context.ARMS_COMPARED.search(whole)


def _settled(rule: TextRule, reason: str, wording: Wording) -> Finding:
    """What a wording comes to in the light of the rest: a second analysis, a comparison, the want of one."""
    return _second_analysis(rule, reason, wording) or _by_comparison(rule, reason, wording) or Finding(rule.design, reason, False)


def _second_analysis(rule: TextRule, reason: str, wording: Wording) -> Finding | None:
    """A second look at a finished trial: a cohort where it looks for what predicts."""
    if rule.design in (Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL):
        again = context.SECONDARY.search(wording.title_low) or context.SECONDARY.search(wording.methods_low or wording.body_low)
        if again is not None and context.PREDICTS.search(wording.title_low):
            return Finding(
                Design.COHORT, f"{reason}, but also '{again.group()}', which follows the trial's participants as a cohort", False
            )
        if again is not None:
            return Finding(rule.design, f"{reason}, and also '{again.group()}'", False)
    return None


def _by_comparison(rule: TextRule, reason: str, wording: Wording) -> Finding | None:
    """A trial without controls is a series, and what is called a series, and has controls, is none."""
    if rule.design is Design.CONTROLLED_TRIAL and not context.CONTROLS.search(reason.lower()):
        alone = _uncontrolled(wording)
        if alone is not None:
            return Finding(Design.CASE_SERIES, f"{reason}, but also '{alone}', and nobody is compared with it", False)
    if rule.design is Design.OBSERVATIONAL and "trial" in reason and context.ARMS_COMPARED.search(wording.body_low):
        return Finding(Design.CONTROLLED_TRIAL, f"{reason}, and its arms are compared", False)
    if rule.design is Design.CASE_SERIES and context.UNCONTROLLED.search(reason.lower()) and _uncontrolled(wording) is None:
        return Finding(Design.CONTROLLED_TRIAL, f"{reason}, and there are controls", False)
    if rule.design is Design.CASE_SERIES and "retrospective" in reason.lower() and context.COMPARES.search(wording.body_low):
        return Finding(Design.COHORT, f"{reason}, and groups are compared", False)
    return None


def _uncontrolled(wording: Wording) -> str | None:
    """The words by which a study says that it has no controls, where none are spoken of either."""
    for low, printed in ((wording.title_low, wording.title), (wording.body_low, wording.body)):
        alone = context.UNCONTROLLED.search(low)
        if alone is not None:
            if context.SAID_OUTRIGHT.search(alone.group()):
                return printed[alone.start() : alone.end()]
            controls = context.CONTROLS.search(context.WITHOUT_CONTROLS.sub(" ", f"{wording.title_low}\n{wording.body_low}"))
            return None if controls else printed[alone.start() : alone.end()]
    return None


def _protocol(wording: Wording) -> str | None:
    """Why a record is the plan of a study and not its report, or None."""
    if any(cue in wording.title_low for cue in TITLE_RULES[1].cues):
        match = TITLE_RULES[1].pattern.search(wording.title_low)
        if match is not None:
            return f"the title says '{wording.title[match.start() : match.end()].strip(' :,()')}'"
    if "protocol" in wording.body_low or "as follows" in wording.body_low or "design" in wording.body_low:
        match = context.ANNOUNCED.search(wording.body_low)
        if match is not None:
            return f"the abstract says '{wording.body[match.start() : match.end()]}'"
    if " will " in wording.body_low and not _reports(wording):
        plan = context.RECRUITS_LATER.search(wording.body_low)
        if plan is not None and len(context.FUTURE.findall(wording.body_low)) > 1:
            return f"the abstract tells what will be done ('{wording.body[plan.start() : plan.end()]}')"
    return None


_REPORTED = re.compile(
    r"\bp\s?[<>=≤]\s?0?\.\d|\b95\s?% ?(?:ci|confidence)|\b(?:was|were) (?:significantly|observed|found|higher|lower|similar)\b"
)


def _reports(wording: Wording) -> bool:
    """Whether the abstract has results of its own."""
    return bool(_REPORTED.search(wording.body_low))


def _reviewed(found: Finding, wording: Wording) -> Finding:
    """A review graded by what it reviews: trials, or the studies that its own words name."""
    if found.design not in _REVIEWS:
        return found
    own = f"{wording.title_low}\n{wording.body_low}"
    for pattern, level, of in (
        (context.REVIEWED_ANIMALS, EvidenceLevel.FIVE, "animal studies"),
        (context.REVIEWED_SERIES, EvidenceLevel.FOUR, "case series"),
        (context.REVIEWED_OBSERVATIONAL, EvidenceLevel.THREE, "observational studies"),
    ):
        if pattern.search(wording.title_low) or (pattern.search(own) and not context.REVIEWED_TRIALS.search(own)):
            return found._replace(level=level, reason=f"{found.reason}; what it reviews are {of}")
    return found


def _about_animals(found: Finding, kind: str, why: str) -> Finding:
    if kind == "animal" and found.design in _PRIMARY:
        return Finding(Design.ANIMAL, f"{why}; {found.reason}", found.stated)
    if kind == "animal" and found.design in _REVIEWS:
        return found._replace(level=EvidenceLevel.FIVE, reason=f"{found.reason}; {why}")
    return found


def _never(record: Record, level: EvidenceLevel, reason: str) -> tuple[EvidenceLevel, str]:
    """Retraction goes before every grade; a preprint keeps its grade and is called one."""
    if any(kind in RETRACTED_TYPES for kind in record.publication_types):
        return EvidenceLevel.NEVER, f"it has been retracted: {_typist(record)} types it as Retracted Publication"
    if any(link.ref_type in ("RetractionIn", "RetractedandRepublishedIn") for link in record.links):
        return EvidenceLevel.NEVER, "it has been retracted: its record links to the notice"
    if _WITHDRAWN.match(record.title):
        return EvidenceLevel.NEVER, "it has been retracted or withdrawn: its title says so"
    if any(kind in PREPRINT_TYPES for kind in record.publication_types):
        return level, f"{reason}; a preprint, not reviewed by peers"
    return level, reason


_WITHDRAWN = re.compile(
    r"^\W*(?:RETRACTED|WITHDRAWN|REMOVED)(?:\s+ARTICLE)?\s*[:\]—–-]|^\W*(?:Retracted|Withdrawn)(?: article)?\s*:"
)
