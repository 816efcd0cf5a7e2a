"""Findings on what the library holds against the article, which it does not mention: other figures, other views."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.audit.bearing import Said, coverage, quoted, terms
from answerable.audit.case import Case, Source, Weighed
from answerable.audit.findings import cues
from answerable.audit.findings.severity import finding, listing, shortened
from answerable.audit.report import AuditFinding, FindingKind
from answerable.corpus.evidence import Design
from answerable.drafting.direction import direction_of
from answerable.drafting.grouping import MATTERS, Side
from answerable.drafting.shares import Share, share_of
from answerable.question import ConceptKind, vocabulary
from answerable.verification.measures import figures

_SHOWN = 4  # sentences of others that a finding quotes


def other_shares(case: Case) -> Iterator[AuditFinding]:
    """Prevalences that other records state otherwise for the same people, where the article tells one as if it were all."""
    for one in case.claims:
        ours = _prevalence(one.claim.said)
        if ours is None or cues.DIVIDED.search(one.claim.said) or cues.VARIES.search(one.claim.said):
            continue
        differing = [found for found in _shares(case) if found[0].whom == ours.whom and not found[0].agrees(ours)]
        differing = [found for found in differing if not _mentions(case, found[0])]
        if not differing:
            continue
        told = listing(list(dict.fromkeys(_in_words(share) for share, _, _ in differing)))
        yield finding(
            FindingKind.DISAGREEMENT_NOT_MENTIONED,
            f"The article gives {_in_words(ours)} as how common it is; other publications in the library give {told}, "
            "which it does not mention.",
            claims=[one],
            references=one.positions if one.sure else (),
            sources=[quoted(said, source.record) for _, source, said in differing[:_SHOWN]],
            next_step="Give the range, with what each figure rests on.",
        )


def _prevalence(words: str) -> Share | None:
    """The share of some people that have the topic, as a sentence states it; of "patients" at large nobody knows who they are."""
    share = None if cues.OF_OUTCOME.search(words) else share_of(words)
    return share if share and share.whom != "patients" else None


def _in_words(share: Share) -> str:
    low, high = f"{share.low:g}", f"{share.high:g}"
    return f"{low}%" if low == high else f"{low}% to {high}%"


def _shares(case: Case) -> list[tuple[Share, Source, Said]]:
    """The prevalences that sentences of the library state of the article's own topic, lowest first, each record's once."""
    if case.facets is None:
        return []
    found: dict[tuple[str, float, float], tuple[Share, Source, Said]] = {}
    for source in case.about:
        for said in case.reader.sentences(source.record):
            share = _prevalence(said.words)
            if share and all(facet.told_in(said.words, source.record) for facet in case.facets.topic):
                found.setdefault((source.record.id, share.low, share.high), (share, source, said))
    return sorted(found.values(), key=lambda one: (one[0].low, one[0].high, one[1].record.id))


def _mentions(case: Case, share: Share) -> bool:
    """Whether any claim of the article on how common it is states a figure within this share."""
    return any(
        share.low <= float(figure.values[0]) <= share.high
        for one in case.claims
        if _prevalence(one.claim.said)
        for figure in figures(one.claim.said)
        if (figure.unit or figure.lent) == "%"
    )


def dissent(case: Case) -> Iterator[AuditFinding]:
    """Publications that deny what the article affirms, where the article nowhere mentions that anybody does."""
    if case.facets is None:
        return
    for matter in MATTERS:
        affirming = [one for one in case.claims if _affirms(one, matter)] or _by_treatment(case, matter)
        told = any(matter.denies.search(one.claim.said) or cues.DIVIDED.search(one.claim.said) for one in case.claims)
        against = _denying(case, matter.denies) if affirming and not told else []
        if against:
            yield _finding(f"On {matter.about} the article tells one side", affirming, against)
    for one in case.claims:
        against = _without_effect(case, one)
        if against:
            yield _finding(f"“{shortened(one.claim.said)}” tells one side", [one], against)


def _finding(what: str, claims: list[Weighed], against: list[tuple[Source, Said]]) -> AuditFinding:
    source = against[0][0]
    who = f"“{shortened(source.record.title, 80)}” ({source.record.year or 'year not known'})"
    more = f" and {len(against) - 1} more" if len(against) > 1 else ""
    return finding(
        FindingKind.DISSENT_NOT_MENTIONED,
        f"{what}; {who}{more} {'deny' if more else 'denies'} it, which the article does not mention.",
        claims=claims,
        sources=[quoted(said, each.record) for each, said in against[:_SHOWN]],
        next_step="Mention who disagrees, and on what ground.",
    )


def _affirms(one: Weighed, matter: Side) -> bool:
    """Whether a claim affirms a matter in words."""
    return matter.affirms.search(one.claim.said) is not None and matter.denies.search(one.claim.said) is None


def _by_treatment(case: Case, matter: Side) -> list[Weighed]:
    """The claims that affirm without the word that the topic causes symptoms: they tell that its treatment takes these away."""
    if matter is not MATTERS[0] or not any(cues.SYMPTOMS.search(one.claim.said) for one in case.claims):
        return []
    return [
        one
        for one in case.claims
        if cues.DONE.search(one.claim.said) and (cues.OUTCOME.search(one.claim.said) or cues.ENDS.search(one.claim.said))
    ]


_COMPARED = frozenset({Design.RANDOMISED_TRIAL, Design.CONTROLLED_TRIAL, Design.SYSTEMATIC_REVIEW, Design.META_ANALYSIS})
_COMPARATORS = frozenset({"=placebo"})  # what a treatment is compared with is not what the claim is about
_OF_THE_SAME = 0.4  # the share of a claim's words that a study has in title and sentence before its result is of the same


def _without_effect(case: Case, one: Weighed) -> list[tuple[Source, Said]]:
    """Trials and reviews that found no effect where a claim tells of one, unless the article cites them or tells of it."""
    if not one.led or direction_of(one.claim.said) != "effect":
        return []
    listed = {each.resolved.record for each in case.listed}
    found: list[tuple[Source, Said]] = []
    for source in case.about:
        if source.record.id in listed or source.appraisal.design not in _COMPARED:
            continue
        for said in case.reader.sentences(source.record):
            whole = terms(f"{source.record.title}. {said.words}")
            shared = (terms(one.claim.said) & whole) - case.topic
            of_the_same = len(shared) >= 2 and coverage(terms(one.claim.said), whole, case.topic) >= _OF_THE_SAME
            if of_the_same and _denies_effect(said.words) and _names_it(one, case, source, whole):
                found.append((source, said))
                break
    return found


def _denies_effect(words: str) -> bool:
    return direction_of(words) == "none" or cues.NO_EFFECT.search(words) is not None


def _names_it(one: Weighed, case: Case, source: Source, whole: frozenset[str]) -> bool:
    """Whether a study is of what the claim says was done: of all its treatments, or, where none is known, by its title."""
    named = _telling(one, case)
    return named <= whole if named else len((terms(one.claim.said) & terms(source.record.title)) - case.topic) >= 2


def _telling(one: Weighed, case: Case) -> frozenset[str]:
    """The treatments that a claim names, without which a result is of something else."""
    mentions = vocabulary().mentions(one.claim.said)
    named = {f"={each.concept.name}" for each in mentions if each.concept and each.concept.kind is ConceptKind.INTERVENTION}
    return frozenset(named) - case.topic - _COMPARATORS


def _denying(case: Case, denies: re.Pattern[str]) -> list[tuple[Source, Said]]:
    """The sentences about the topic that deny a matter, one for each record."""
    assert case.facets is not None
    found: dict[str, tuple[Source, Said]] = {}
    for source in case.about:
        for said in case.reader.sentences(source.record):
            if denies.search(said.words) and all(facet.named_in(said.words) for facet in case.facets.topic):
                found.setdefault(source.record.id, (source, said))
    return list(found.values())
