"""Findings on how effects are told: a percentage without its denominator, design or comparison; relative without absolute."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from answerable.audit.bearing import quoted
from answerable.audit.case import Case, Source, Weighed
from answerable.audit.figures import Carried
from answerable.audit.findings import cues
from answerable.audit.findings.severity import finding, listing
from answerable.audit.report import AuditFinding, FindingKind, Quoted
from answerable.corpus.evidence import Design
from answerable.question import ConceptKind, vocabulary
from answerable.verification.measures import figures
from answerable.verification.signals import comparators
from answerable.verification.words import stem

_UNCOMPARED_DESIGNS = frozenset({Design.CASE_SERIES, Design.CASE_REPORT})
# Designs that counted nobody, so that their figures are somebody's estimate.
_UNCOUNTED = frozenset({Design.OPINION, Design.REVIEW, Design.CASE_REPORT, Design.ANATOMY})
_ESTIMATES = {Design.OPINION: "an opinion paper", Design.ANATOMY: "an anatomical study"}
_COMPARED_DESIGNS = frozenset({Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL})
_SMALL = 100  # people, below which a percentage sounds surer than a count of them


_Lacks = Callable[[Weighed, Carried, Source], bool]
_Told = list[tuple[Weighed, Carried]]


def missing_denominator(case: Case) -> Iterator[AuditFinding]:
    """Percentages of an effect, or of fewer than a hundred people, of which the article does not say how many were counted."""

    def lacks(one: Weighed, carried: Carried, source: Source) -> bool:
        sample = source.appraisal.sample
        if sample is None or not _is_share(carried) or _is_review(source):
            return False
        if not (_is_effect(one, carried) or sample.number < _SMALL):
            return False
        return not _said_nearby(case, one, lambda words: cues.OF_HOW_MANY.search(words) is not None)

    for source, told in _by_source(case, lacks):
        sample = source.appraisal.sample
        assert sample is not None
        many, verb = f"{sample.number:,} {sample.unit}", "is" if _is_one(told) else "are"
        yield finding(
            FindingKind.MISSING_DENOMINATOR,
            f"The article does not say of how many people {_figures(told)} {verb}; its source is a study of {many}.",
            claims=_claims(told),
            references=_entries(case, source),
            sources=[quoted(carried.said, source.record) for _, carried in told[:3]],
            next_step="Say how many were counted beside the percentage.",
        )


def missing_design(case: Case) -> Iterator[AuditFinding]:
    """Percentages that sound counted and compared where they were not: of an uncontrolled study, or of somebody's estimate."""

    def lacks(one: Weighed, carried: Carried, source: Source) -> bool:
        if not _is_share(carried):
            return False
        if source.appraisal.design in _UNCOUNTED:
            return not _said_nearby(case, one, lambda words: cues.NAMES_DESIGN.search(words) is not None or _is_attributed(words))
        if not _is_effect(one, carried) or not _is_uncompared(case, source):
            return False
        looked_back = cues.LOOKED_BACK.search(_all(case, source)) is not None
        enough = cues.LOOKED_BACK if looked_back else cues.NAMES_DESIGN
        return not _said_nearby(case, one, lambda words: enough.search(words) is not None)

    for source, told in _by_source(case, lacks):
        yield finding(
            FindingKind.MISSING_DESIGN,
            _design_told(case, source, told),
            claims=_claims(told),
            references=_entries(case, source),
            sources=[quoted(carried.said, source.record) for _, carried in told[:1]],
            next_step="Name the design beside the figure.",
        )


def _design_told(case: Case, source: Source, told: _Told) -> str:
    """What the figures rest on and what the article says of that."""
    design, words, one = source.appraisal.design, _figures(told), _is_one(told)
    if design in _UNCOUNTED:
        what = _ESTIMATES.get(design, f"a {design.value}")
        return f"{words} {'is' if one else 'are'} told in {what}, and not counted in a study; the article does not say so."
    looked_back = "retrospective " if cues.LOOKED_BACK.search(_all(case, source)) else ""
    named = next((match.group() for each, _ in told if (match := cues.NAMES_DESIGN.search(each.claim.said))), "")
    says = f"the article says no more of it than “{named}”" if named else "the article does not name the design"
    return f"{words} {'rests' if one else 'rest'} on one {looked_back}{design.value}; {says}."


def missing_comparison(case: Case) -> Iterator[AuditFinding]:
    """Figures of an effect told without what they were compared with, or without saying that it was nothing."""

    def lacks(one: Weighed, carried: Carried, source: Source) -> bool:
        if not (_is_share(carried) or _is_change(one, carried)) or not _is_effect(one, carried):
            return False
        if _is_uncompared(case, source):
            return not _said_nearby(case, one, lambda words: cues.SAYS_UNCOMPARED.search(words) is not None)
        if source.appraisal.design not in _COMPARED_DESIGNS:
            return False
        unit = carried.figure.unit or carried.figure.lent
        ours, theirs = _of_unit(one.claim.said, unit), _of_unit(carried.said.words, unit)
        told = _compares(one.claim.said) or len(ours) > 1
        return len(theirs) > 1 and not told and not _said_nearby(case, one, _compares)

    for source, told in _by_source(case, lacks):
        words, one = _figures(told), _is_one(told)
        if _is_uncompared(case, source):
            reason = (
                f"{words} {'comes' if one else 'come'} from a study without a comparison group, so that what the treatment "
                "did cannot be told from natural recovery; the article does not say so."
            )
        else:
            reason = f"{words} {'is' if one else 'are'} of one arm of a trial; what became of the other is left out."
        yield finding(
            FindingKind.MISSING_COMPARISON,
            reason,
            claims=_claims(told),
            references=_entries(case, source),
            sources=_bare(case, source) or [quoted(carried.said, source.record) for _, carried in told[:1]],
            next_step="Say what it was compared with, or that it was compared with nothing.",
        )


def _by_source(case: Case, lacks: _Lacks) -> Iterator[tuple[Source, _Told]]:
    """For each source the claims and figures from it that lack something."""
    found: defaultdict[str, _Told] = defaultdict(list)
    for one in case.claims:
        for figure in one.figures:
            carried = next(iter(figure.cited), None)
            source = case.source_of(carried.said.record) if carried else None
            if carried and source and lacks(one, carried, source):
                found[source.record.id].append((one, carried))
    for record, told in found.items():
        source = case.source_of(record)
        assert source is not None
        yield source, told


def _is_share(carried: Carried) -> bool:
    return (carried.figure.unit or carried.figure.lent) == "%"


_CHANGED = re.compile(
    r"\b(?:loss|lost|loses?|reduc\w+|gain\w*|fell|rose|lower\w*|decreas\w+|increas\w+|improv\w+)\b", re.IGNORECASE
)
_MEASURED = frozenset("kg g lb mmhg cm mm mmol/l mg/dl l ml".split())


def _is_change(one: Weighed, carried: Carried) -> bool:
    """Whether a figure is by how much something measured changed."""
    unit = (carried.figure.unit or carried.figure.lent or "").lower()
    return unit in _MEASURED and _CHANGED.search(one.claim.said) is not None


def _of_unit(words: str, unit: str | None) -> list[object]:
    """The figures of a sentence in a unit, without the limits of intervals."""
    return [figure for figure in figures(words) if (figure.unit or figure.lent) == unit and figure.label != "ci"]


def _is_effect(one: Weighed, carried: Carried) -> bool:
    """Whether a percentage is of what became of people after something was done: the claim, its heading or its source says so."""
    said = f"{one.claim.section} {one.claim.said} {carried.said.words}"
    if cues.OUTCOME.search(one.claim.said) is None:
        return False
    mentions = vocabulary().mentions(said)
    return cues.DONE.search(said) is not None or any(
        each.concept and each.concept.kind is ConceptKind.INTERVENTION for each in mentions
    )


_TIMES = frozenset(stem(word) for word in "day week month year hour minute time age".split())


def _compares(words: str) -> bool:
    """Whether a sentence names what something is compared with; "over 12 weeks" is no comparison."""
    return any(arm.stems - _TIMES for arm in comparators(words))


def _is_review(source: Source) -> bool:
    return source.appraisal.design in {Design.SYSTEMATIC_REVIEW, Design.META_ANALYSIS, Design.GUIDELINE, *_UNCOUNTED}


def _is_attributed(words: str) -> bool:
    """Whether somebody's estimate is told as one."""
    return (
        re.search(r"\b(?:authors?|experts?|opinion|estimat\w+|presum\w+|believ\w+|according to|thought)\b", words, re.IGNORECASE)
        is not None
    )


def _is_uncompared(case: Case, source: Source) -> bool:
    return source.appraisal.design in _UNCOMPARED_DESIGNS or (
        source.appraisal.design not in _COMPARED_DESIGNS and cues.SAYS_NO_GROUP.search(_all(case, source)) is not None
        and source.appraisal.design in {Design.COHORT, Design.OBSERVATIONAL, Design.CROSS_SECTIONAL, Design.UNKNOWN}
    )  # fmt: skip


def _all(case: Case, source: Source) -> str:
    return " ".join(said.words for said in case.reader.sentences(source.record))


def _bare(case: Case, source: Source) -> list[Quoted]:
    """The sentence in which a source itself says that it compared nothing."""
    found = [said for said in case.reader.sentences(source.record) if cues.SAYS_NO_GROUP.search(said.words)]
    return [quoted(found[0], source.record)] if found else []


def _said_nearby(case: Case, one: Weighed, says: Callable[[str], bool]) -> bool:
    """Whether the claim says it, or one shortly before it on the same source."""
    return any(says(other.claim.said) for other in case.near(one))


def _figures(told: _Told) -> str:
    return listing(list(dict.fromkeys(carried.words for _, carried in told)))


def _is_one(told: _Told) -> bool:
    return len({carried.words for _, carried in told}) == 1


def _claims(told: _Told) -> list[Weighed]:
    return list({one.number: one for one, _ in told}.values())


def _entries(case: Case, source: Source) -> list[int]:
    return [one.reference.position for one in case.listed if one.resolved.record == source.record.id]


# -- relative without absolute ------------------------------------------------------------------------------------------


def relative_alone(case: Case) -> Iterator[AuditFinding]:
    """Effects told relative to another risk where that risk is told nowhere near, so that nobody can know how large they are."""
    for one in case.claims:
        match = cues.RELATIVE.search(one.claim.said)
        if match is None or _said_nearby(case, one, lambda words: cues.ABSOLUTE.search(words) is not None):
            continue
        following = [
            other for other in case.claims if other.number == one.number + 1 and other.claim.section == one.claim.section
        ]
        if any(cues.ABSOLUTE.search(other.claim.said) for other in following):
            continue
        known = [
            (source, said)
            for source in case.cited(one)
            if one.sure
            for said in case.reader.sentences(source.record)
            if cues.ABSOLUTE.search(said.words)
        ]
        yield finding(
            FindingKind.RELATIVE_WITHOUT_ABSOLUTE,
            f"“{match.group().strip()}” is relative: without the risk that it starts from, nobody can know how much it is."
            + (" The source gives it." if known else ""),
            claims=[one],
            references=one.positions if one.sure else (),
            sources=[quoted(said, source.record) for source, said in known[:1]],
            next_step="Give both risks, or how many have to be treated.",
        )
